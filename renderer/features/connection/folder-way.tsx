/** A shared folder as the meeting place: chosen, how it stands, and left again. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { SharedFolder } from '../../sync/types';
import { Button } from '../../ui/button';
import { useReadable } from '../../ui/store';
import { listNames } from '../../ui/words';
import { asideWords, timesWords, troubleOf } from './folder-words';

export interface FolderWayProps extends SharedFolder {
  readonly nameOf: (person: string) => string;
  readonly onError: (error: unknown) => void;
}

type Step = 'none' | 'in-use' | 'leaving';

export function FolderWay({ state: source, choose, stop, show, nameOf, onError }: FolderWayProps) {
  const state = useReadable(source);
  const [leaving, setLeaving] = useState(false);
  const step: Step = state.path === null ? 'none' : leaving ? 'leaving' : 'in-use';
  const first = useFirstAfter(step);
  const leave = (removeOwn: boolean): void => {
    stop(removeOwn)
      .catch(onError)
      .finally(() => setLeaving(false));
  };
  return (
    <>
      <p className="con-note">
        For people who are seldom there at the same time: a folder that Dropbox, Syncthing, a network drive or a stick
        carries. Each chooses it on their own device, and needs an invite as well. What is in it is encrypted: only
        members of the notebook can read it.
      </p>
      {step !== 'none' && <FolderNow state={state} nameOf={nameOf} />}
      {step === 'leaving' && (
        <p>Others keep what they have read. Your files there can stay, for those who have not read them yet, or go.</p>
      )}
      <div className="con-folder-do">
        {step === 'none' && (
          <Button ref={first} onClick={() => choose().catch(onError)}>
            Choose folder…
          </Button>
        )}
        {step === 'in-use' && (
          <>
            <Button ref={first} onClick={() => choose().catch(onError)}>
              Choose another…
            </Button>
            <Button disabled={!state.isThere} onClick={() => show().catch(onError)}>
              Show folder
            </Button>
            <Button look="quiet" onClick={() => setLeaving(true)}>
              Stop using it…
            </Button>
          </>
        )}
        {step === 'leaving' && (
          <>
            <Button ref={first} onClick={() => leave(false)}>
              Leave my files
            </Button>
            <Button onClick={() => leave(true)}>Remove my files</Button>
            <Button look="quiet" onClick={() => setLeaving(false)}>
              Go on using it
            </Button>
          </>
        )}
      </div>
    </>
  );
}

/** What was pressed goes with its step: the focus is on the first button of the next one before the dialog misses it. */
function useFirstAfter(step: Step) {
  const first = useRef<HTMLButtonElement>(null);
  const shown = useRef(step);
  useLayoutEffect(() => {
    if (shown.current !== step) first.current?.focus();
    shown.current = step;
  }, [step]);
  return first;
}

interface FolderNowProps extends Pick<FolderWayProps, 'nameOf'> {
  readonly state: ReturnType<SharedFolder['state']['get']>;
}

function FolderNow({ state, nameOf }: FolderNowProps) {
  const trouble = troubleOf(state);
  const people = [...new Set(state.people.map(nameOf))];
  return (
    <div className="con-folder" data-trouble={trouble !== null}>
      <p className="con-folder-path">{state.path}</p>
      <div role="status">
        {trouble !== null && (
          <p className="con-cause">
            <b>{trouble.what}</b> {trouble.next}
          </p>
        )}
        <p className="con-note">{timesWords(state, nameOf, Date.now())}</p>
        {people.length > 0 && <p className="con-note">Also in it: {listNames(people)}.</p>}
        {asideWords(state).map((line) => (
          <p key={line} className="con-note">
            {line}
          </p>
        ))}
      </div>
    </div>
  );
}
