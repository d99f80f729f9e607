/** A file of ours comes back into its discussion: what it changes, each to be taken or left, and nothing before that. */
import { useEffect, useRef, useState } from 'react';
import { describeError } from '../../../shared/errors/app-error';
import type { BackIn } from '../../notebook/back-in';
import type { ReadHost } from '../../notebook/reading/reading';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useReadable } from '../../ui/store';
import { ChangeList, useChoices } from './change-list';
import { tallyWords, unreadWords } from './change-words';
import './back-in.css';

export interface OpenedBackIn extends BackIn {
  readonly title: string;
  readonly me: string;
  /** The file says what it was made from. */
  readonly based: boolean;
}

export interface BackInDialogProps {
  readonly name: string;
  /** Reads the file and opens its discussion. */
  readonly open: (host: ReadHost) => Promise<OpenedBackIn>;
  /** The changes are made; `undo` takes them back. */
  readonly onTaken: (count: number, undo: () => void) => void;
  readonly onNothing: () => void;
  readonly asNew: () => void;
  readonly onClose: () => void;
}

type State =
  | { readonly kind: 'reading'; readonly share: number }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'open'; readonly back: OpenedBackIn };

export function BackInDialog(props: BackInDialogProps) {
  const [state, setState] = useState<State>({ kind: 'reading', share: 0 });
  const open = useRef(props.open);

  useEffect(() => {
    const stop = new AbortController();
    let back: OpenedBackIn | null = null;
    open
      .current({
        signal: stop.signal,
        onProgress: (share) => !stop.signal.aborted && setState({ kind: 'reading', share }),
      })
      .then(
        (opened) => {
          back = opened;
          if (stop.signal.aborted) opened.dispose();
          else setState({ kind: 'open', back: opened });
        },
        (error: unknown) => !stop.signal.aborted && setState({ kind: 'failed', error }),
      );
    return () => {
      stop.abort();
      back?.dispose();
    };
  }, []);

  if (state.kind === 'open') return <Changes {...props} back={state.back} />;
  const told = state.kind === 'failed' ? describeError(state.error) : null;
  return (
    <Dialog
      wide
      fit
      title="Bring changes back"
      lede={props.name}
      onClose={props.onClose}
      footer={<Button onClick={props.onClose}>Cancel</Button>}
    >
      {told === null ? (
        <div className="back-reading">
          <p role="status">Reading the file…</p>
          <progress aria-label="Reading the file" value={state.kind === 'reading' ? state.share : 0} />
        </div>
      ) : (
        <Banner what={told.what} more={`${told.kept} ${told.next}`} />
      )}
    </Dialog>
  );
}

function Changes({
  back,
  name,
  onTaken,
  onNothing,
  asNew,
  onClose,
}: BackInDialogProps & { readonly back: OpenedBackIn }) {
  const changes = useReadable(back.changes);
  const unread = useReadable(back.unread);
  const choices = useChoices(changes);
  const { taken } = choices;
  const takeable = changes.filter(({ refused }) => refused === null);
  const apply = (): void => {
    const { count, undo } = back.apply(choices.all());
    onTaken(count, undo);
  };
  const all = (choice: 'take' | 'leave'): void =>
    choices.choose(
      takeable.map((change) => {
        const wanted = change.choices.includes('both') && choice === 'take' ? 'both' : choice;
        return [change.key, wanted] as const;
      }),
    );
  const first = useRef<HTMLButtonElement>(null);

  return (
    <Dialog
      wide
      fit
      title={`Bring changes back into “${back.title.trim() || 'Untitled discussion'}”`}
      lede={ledeFor(name, changes.length, unread.length, back.based)}
      onClose={onClose}
      initialFocus={first}
      footer={
        <>
          <p className="back-facts-line" role="status">
            {tallyWords({ taken, left: changes.length - taken })}
          </p>
          <Button look="quiet" onClick={asNew}>
            Make a new discussion instead
          </Button>
          {changes.length === 0 ? (
            <Button ref={first} look="primary" onClick={onNothing}>
              Open the discussion
            </Button>
          ) : (
            <>
              <Button ref={taken === 0 ? first : undefined} onClick={onClose}>
                Cancel
              </Button>
              <Button ref={taken === 0 ? undefined : first} look="primary" onClick={apply} disabled={taken === 0}>
                Take what is chosen
              </Button>
            </>
          )}
        </>
      }
    >
      {takeable.length > 1 && (
        <div className="back-all">
          <Button look="link" onClick={() => all('take')}>
            Take all
          </Button>
          <Button look="link" onClick={() => all('leave')}>
            Take none
          </Button>
        </div>
      )}
      <ChangeList changes={changes} choices={choices} me={back.me} />
      {unread.length > 0 && (
        <section className="back-place" aria-label="Not taken over">
          <h3>Edited in the file, and not taken over</h3>
          <ul className="back-unread">
            {unread.map((one) => (
              <li key={`${one.part} ${one.kind} ${String(one.line)}`}>{unreadWords(one)}</li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}

function ledeFor(name: string, amount: number, unread: number, based: boolean): string {
  const from = name === '' ? 'The file' : name;
  if (amount === 0 && unread > 0)
    return `${from} changes nothing that can be taken over. What was edited in it is named below.`;
  if (amount === 0) return `${from} changes nothing: the discussion says all of it, or says something newer.`;
  if (!based)
    return `${from} does not say what it was made from, so nobody can tell what was changed in it and what was changed here. Choose what to take.`;
  return `What was edited in ${from} since it was exported. What was changed here since then stays. Nothing is written before you take it.`;
}
