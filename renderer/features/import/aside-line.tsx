import type { ImportDraft } from '../../../shared/import';
import { Button } from '../../ui/button';
import { count } from '../../ui/words';
import { draftFacts } from './draft-facts';

export interface AsideLineProps {
  readonly draft: ImportDraft;
  readonly bringBack: () => void;
}

/** Says that another text waits, and brings it back. */
export function AsideLine({ draft, bringBack }: AsideLineProps) {
  const name = draft.title.trim() === '' ? 'A text' : `“${draft.title.trim()}”`;
  return (
    <p className="imp-aside">
      <span className="imp-aside-name">{`${name}, ${count(draftFacts(draft).kept, 'post')}, is put aside.`}</span>
      <Button onClick={bringBack}>Bring it back</Button>
    </p>
  );
}
