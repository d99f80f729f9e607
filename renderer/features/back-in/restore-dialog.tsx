/** A version is restored: what that changes of what the discussion says now, each to be taken or left, and nothing before that. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { BackChange, BackChoice } from '../../../shared/back-in';
import type { BackIn } from '../../notebook/back-in';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useReadable } from '../../ui/store';
import { ChangeRow } from './change-row';
import { placeWords, tallyWords } from './change-words';
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
  const [chosen, setChosen] = useState<ReadonlyMap<string, BackChoice>>(new Map());
  const choiceOf = (change: BackChange): BackChoice => chosen.get(change.key) ?? change.otherwise;
  const taken = changes.filter((change) => choiceOf(change) !== 'leave').length;
  const groups = useMemo(() => {
    const found = new Map<string, BackChange[]>();
    for (const change of changes) found.set(change.where, [...(found.get(change.where) ?? []), change]);
    return [...found];
  }, [changes]);
  const first = useRef<HTMLButtonElement>(null);
  let number = 0;
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
            onClick={() => onRestore(back, new Map(changes.map((change) => [change.key, choiceOf(change)])))}
          >
            Restore what is chosen
          </Button>
        </>
      }
    >
      {groups.map(([where, list]) => (
        <section key={where} className="back-place">
          <h3>{placeWords(list[0] as BackChange, me)}</h3>
          <ol>
            {list.map((change) => {
              number += 1;
              return (
                <ChangeRow
                  key={change.key}
                  change={change}
                  number={number}
                  choice={choiceOf(change)}
                  from="version"
                  onChoice={(choice) => setChosen(new Map(chosen).set(change.key, choice))}
                />
              );
            })}
          </ol>
        </section>
      ))}
    </Dialog>
  );
}
