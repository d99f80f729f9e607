/** A version is restored: what that changes of what the discussion says now, each to be taken or left, and nothing before that. */
import { useEffect, useRef, useState } from 'react';
import type { BackChoice } from '../../../shared/back-in';
import type { BackIn } from '../../notebook/back-in';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useReadable } from '../../ui/store';
import { ChangeList, useChoices } from './change-list';
import { tallyWords } from './change-words';
import './back-in.css';

export interface RestoreDialogProps {
  /** Such as `“Before the vote”, Wed 12 Aug 20:14`. */
  readonly which: string;
  readonly me: string;
  readonly open: () => BackIn;
  readonly onRestore: (back: BackIn, choices: ReadonlyMap<string, BackChoice>) => void;
  /** Back to the versions. */
  readonly onBack: () => void;
}

export function RestoreDialog(props: RestoreDialogProps) {
  const [back, setBack] = useState<BackIn | null>(null);
  const open = useRef(props.open);
  useEffect(() => {
    const opened = open.current();
    setBack(opened);
    return () => opened.dispose();
  }, []);
  return back === null ? null : <Changes {...props} back={back} />;
}

function Changes({ back, which, me, onRestore, onBack }: RestoreDialogProps & { readonly back: BackIn }) {
  const changes = useReadable(back.changes);
  const choices = useChoices(changes);
  const { taken } = choices;
  const first = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      wide
      fit
      title="Restore this version?"
      lede={
        changes.length === 0
          ? `${which} says what the discussion says now. There is nothing to restore.`
          : `This is what would change to make the discussion what it was: ${which}. What it says now is kept as a version first, and Undo takes all of it back.`
      }
      onClose={onBack}
      initialFocus={first}
      footer={
        <>
          <p className="back-facts-line" role="status">
            {tallyWords({ taken, left: changes.length - taken })}
          </p>
          <Button ref={taken === 0 ? first : undefined} onClick={onBack}>
            Back to the versions
          </Button>
          <Button
            ref={taken === 0 ? undefined : first}
            look="primary"
            disabled={taken === 0}
            onClick={() => onRestore(back, choices.all())}
          >
            Restore what is chosen
          </Button>
        </>
      }
    >
      <ChangeList changes={changes} choices={choices} me={me} from="version" />
    </Dialog>
  );
}
