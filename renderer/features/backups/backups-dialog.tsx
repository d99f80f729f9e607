/** Backups: where they go, how the last one went, making one now, and restoring. */
import { type RefObject, useEffect, useRef } from 'react';
import { AppError, describeError, isErrorCode } from '../../../shared/errors/app-error';
import type { BackupState } from '../../../shared/ipc/backup';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { momentWords } from '../../ui/date-words';
import { Dialog } from '../../ui/dialog';
import { count, sizeWords } from '../../ui/words';
import './backups.css';

export interface BackupsDialogProps {
  /** Null while it is asked for. */
  readonly state: BackupState | null;
  /** The backup whose button has the focus, as soon as it is listed; null for none. */
  readonly chosen: string | null;
  readonly backUpNow: () => void;
  readonly choose: () => void;
  readonly useOwn: () => void;
  readonly show: () => void;
  readonly restore: (id: string) => void;
  readonly onClose: () => void;
}

export function BackupsDialog({ state, chosen, ...does }: BackupsDialogProps) {
  const { backUpNow, choose, useOwn, show, restore, onClose } = does;
  const first = useRef<HTMLButtonElement>(null);
  const isListed = state?.made.some(({ id }) => id === chosen) ?? false;
  useEffect(() => {
    // It comes after the dialog.
    if (isListed) first.current?.focus();
  }, [isListed]);
  return (
    <Dialog
      wide
      fit
      title="Backups"
      lede="Once a day each notebook goes into a file of its own, which the app then reads back to prove it. The newest of each of 7 days, 4 weeks and 12 months stay."
      initialFocus={first}
      onClose={onClose}
      footer={
        <>
          <Button className="ui-dialog-foot-start" onClick={show} disabled={state === null || state.made.length === 0}>
            Show folder
          </Button>
          <Button
            ref={isListed ? undefined : first}
            disabled={state === null}
            busy={state?.running}
            onClick={backUpNow}
          >
            {state?.running === true ? 'Backing up…' : 'Back up now'}
          </Button>
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      {state !== null && (
        <Body state={state} chosen={chosen} first={first} choose={choose} useOwn={useOwn} restore={restore} />
      )}
    </Dialog>
  );
}

interface BodyProps extends Pick<BackupsDialogProps, 'chosen' | 'choose' | 'useOwn' | 'restore'> {
  readonly state: BackupState;
  /** Of the button of the chosen one. */
  readonly first: RefObject<HTMLButtonElement | null>;
}

function Body({ state, chosen, first, choose, useOwn, restore }: BodyProps) {
  const { failure, checkedAt, folder, own, made, aside } = state;
  const told = failure === null ? null : describeError(new AppError(isErrorCode(failure) ? failure : 'unexpected'));
  return (
    <>
      {told !== null && <Banner what={told.what} more={`${told.kept} ${told.next}`} />}
      {aside !== null && (
        <Banner
          what="A backup that was being written when the app ended could not be read back."
          more={`It does not count, and is set aside as “${aside}”. Your notebooks and the other backups are not touched by this. You can delete that file.`}
        />
      )}
      <p role="status">{stateWords(state, Date.now())}</p>
      <div className="bak-folder">
        <p>
          <span className="ui-field-label">Folder</span>
          <span className="bak-path">{folder}</span>
          <span className="bak-quiet">
            {own
              ? 'Beside what it backs up: if this disk breaks, both are gone. A folder on another disk is safer.'
              : 'Whoever can read this folder can read the notebooks in it, and join them: a backup holds the invite.'}
          </span>
        </p>
        <div className="bak-buttons">
          <Button onClick={choose}>Choose folder…</Button>
          {!own && (
            <Button look="quiet" onClick={useOwn}>
              Use the app’s own
            </Button>
          )}
        </div>
      </div>
      {made.length === 0 ? (
        <p className="bak-quiet">
          {checkedAt === null
            ? 'There is no backup yet: the first is made some minutes after a start.'
            : 'There is none in this folder yet.'}
        </p>
      ) : (
        <ul className="bak-list" aria-label="Backups in this folder">
          {made.map(({ id, name, at, size, discussions }) => (
            <li key={id}>
              <span className="bak-name">{name}</span>
              <span className="bak-quiet">
                {momentWords(at, Date.now())} · {count(discussions, 'discussion')} · {sizeWords(size)}
              </span>
              <Button
                ref={id === chosen ? first : undefined}
                aria-label={`Restore ${name}, ${momentWords(at, Date.now())}…`}
                onClick={() => restore(id)}
              >
                Restore…
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function stateWords({ running, checkedAt, failure }: BackupState, now: number): string {
  if (running) return 'A backup is being made. You can go on writing.';
  if (checkedAt === null) return failure === null ? 'Nothing was backed up yet.' : 'There is no proved backup yet.';
  const when = momentWords(checkedAt, now);
  return failure === null
    ? `Backed up and read back ${when}.`
    : `The last time that everything was backed up and read back: ${when}.`;
}
