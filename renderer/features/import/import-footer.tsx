import type { ReactNode } from 'react';
import { Button } from '../../ui/button';
import { draftFacts, factsWords } from './draft-facts';
import type { DraftHistory } from './draft-history';

export interface ImportFooterProps {
  /** Null while there is nothing but the place to paste. */
  readonly history: DraftHistory | null;
  readonly busy: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly startAnew: () => void;
  readonly create: () => void;
  readonly close: () => void;
  /** What else could be made of the text; it comes when that is known, and moves nothing. */
  readonly offer: ReactNode;
}

export function ImportFooter({ history, busy, ...props }: ImportFooterProps) {
  const facts = history === null ? null : draftFacts(history.now);
  return (
    <>
      <p className="imp-facts" role="status">
        {facts === null ? '' : factsWords(facts)}
      </p>
      {props.offer}
      {history !== null && (
        <>
          <Button look="quiet" onClick={props.undo} disabled={history.past.length === 0}>
            Undo
          </Button>
          <Button look="quiet" onClick={props.redo} disabled={history.future.length === 0}>
            Redo
          </Button>
          <Button look="quiet" onClick={props.startAnew}>
            Start anew
          </Button>
        </>
      )}
      <Button onClick={props.close}>{history === null ? 'Cancel' : 'Later'}</Button>
      {facts !== null && (
        <Button look="primary" onClick={props.create} disabled={busy || (facts.kept === 0 && !facts.recap)}>
          Create discussion
        </Button>
      )}
    </>
  );
}
