/** Opens a hand-off file: its passphrase, what it would change here, and taking it. Nothing changes before that. */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { AppError, describeError } from '../../../shared/errors/app-error';
import type { HandOffState } from '../../../shared/ipc/hand-off';
import type { HandingOver } from '../../notebook/hand-off/handing-over';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { type Option, Options } from '../../ui/options';
import { ProgressBar } from '../../ui/progress-bar';
import { TextField } from '../../ui/text-field';
import { sizeWords } from '../../ui/words';
import { bringsSomething, lookThrough, type Preview, readBeginning, takable } from './preview';
import type { ReadFile } from './read-file';
import { changeWords, failedWords, fromWords, tallyWords } from './words';
import './hand-off.css';

export type Beginning = Pick<Preview, 'about' | 'invite'>;

/** Where a file goes: into its own notebook, into the one on screen, into one of its own, or into its own by its invite. */
export type Target = 'here' | 'current' | 'new' | 'join';

export interface OpenDialogProps {
  readonly title: string;
  readonly file: ReadFile;
  /** Where it can go; the first is proposed. */
  readonly targets: (beginning: Beginning) => readonly Option<Target>[];
  /** The notebook to compare with, opened; null for one that is still to be made. */
  readonly enter: (target: Target, beginning: Beginning) => Promise<HandingOver | null>;
  /** False when it was cancelled; then nothing was changed. */
  readonly take: (
    target: Target,
    preview: Preview,
    signal: AbortSignal,
    onProgress: (step: 'storing' | 'merging', done: number, all: number) => void,
  ) => Promise<boolean>;
  readonly onClose: () => void;
}

type State =
  | { readonly kind: 'locked'; readonly wrong: boolean; readonly trying: boolean }
  | { readonly kind: 'reading'; readonly at: number }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'preview'; readonly preview: Preview; readonly target: Target }
  | { readonly kind: 'taking'; readonly step: 'storing' | 'merging'; readonly done: number; readonly all: number };

export function OpenDialog({ title, file, targets, enter, take, onClose }: OpenDialogProps) {
  const [state, setState] = useState<State>(
    file.opened.locked ? { kind: 'locked', wrong: false, trying: false } : { kind: 'reading', at: 0 },
  );
  const [beginning, setBeginning] = useState<Beginning | null>(null);
  const stop = useRef(new AbortController());
  const primary = useRef<HTMLButtonElement>(null);
  const taking = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(
    () => () => {
      stop.current.abort();
      // What is under way needs it until it has ended.
      void taking.current.then(() => file.close());
    },
    [file],
  );

  const isAsking = state.kind === 'preview';
  useEffect(() => {
    // One dialog all along: the step that was before it had the focus.
    if (isAsking) primary.current?.focus();
  }, [isAsking]);

  const look = async (wanted: Target | null): Promise<void> => {
    stop.current.abort();
    const mine = new AbortController();
    stop.current = mine;
    setState({ kind: 'reading', at: 0 });
    try {
      const begun = beginning ?? (await readBeginning(file));
      if (mine.signal.aborted) return;
      setBeginning(begun);
      const target = wanted ?? targets(begun)[0]?.value ?? 'current';
      const into = await enter(target, begun);
      const preview = await lookThrough(file, begun, into, mine.signal, (at) => setState({ kind: 'reading', at }));
      if (preview !== null) setState({ kind: 'preview', preview, target });
    } catch (error) {
      if (!mine.signal.aborted) setState({ kind: 'failed', error });
    }
  };
  const begin = useRef(() => void look(null));
  useEffect(() => {
    if (!file.opened.locked) begin.current();
  }, [file]);

  const unlock = async (passphrase: string): Promise<void> => {
    setState({ kind: 'locked', wrong: false, trying: true });
    try {
      await file.unlock(passphrase);
      await look(null);
    } catch (error) {
      const isWrong = error instanceof AppError && error.code === 'handoff/wrong-passphrase';
      setState(isWrong ? { kind: 'locked', wrong: true, trying: false } : { kind: 'failed', error });
    }
  };
  const run = async (target: Target, preview: Preview): Promise<void> => {
    const mine = new AbortController();
    stop.current = mine;
    setState({ kind: 'taking', step: 'storing', done: 0, all: takable(preview).length });
    try {
      const under = take(target, preview, mine.signal, (step, done, all) =>
        setState({ kind: 'taking', step, done, all }),
      );
      taking.current = under.catch(() => undefined);
      const taken = await under;
      if (!taken) setState({ kind: 'preview', preview, target });
    } catch (error) {
      setState({ kind: 'failed', error });
    }
  };

  const lede =
    beginning === null
      ? file.opened.name
      : `${fromWords(beginning.about, Date.now())} · ${sizeWords(file.opened.size)}`;
  const frame = { title, lede } as const;

  switch (state.kind) {
    case 'locked':
      return <Unlock {...frame} wrong={state.wrong} trying={state.trying} onTry={unlock} onClose={onClose} />;
    case 'reading':
      return (
        <Dialog {...frame} wide fit onClose={onClose} footer={<Button onClick={onClose}>Cancel</Button>}>
          <p role="status">Reading the file: nothing is changed yet.</p>
          <ProgressBar
            label="Reading the file"
            done={state.at}
            all={file.opened.size}
            words={`${sizeWords(state.at)} of ${sizeWords(file.opened.size)}`}
          />
        </Dialog>
      );
    case 'failed': {
      const told = failedWords(state.error);
      return (
        <Dialog {...frame} wide fit onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
          <Banner what={told.what} more={told.more} />
        </Dialog>
      );
    }
    case 'preview': {
      const { preview, target } = state;
      const some = bringsSomething(preview) || target === 'join';
      return (
        <Dialog
          {...frame}
          wide
          fit
          initialFocus={primary}
          onClose={onClose}
          footer={
            <>
              <Button onClick={onClose}>{some ? 'Cancel' : 'Close'}</Button>
              {some && (
                <Button ref={primary} look="primary" onClick={() => void run(target, preview)}>
                  {TAKE[target]}
                </Button>
              )}
            </>
          }
        >
          <Troubles state={preview.state} unknown={preview.unknown} />
          <Options label="Into" value={target} options={targets(preview)} onChange={(next) => void look(next)} />
          <p role="status">{tallyWords(preview)}</p>
          <List preview={preview} />
        </Dialog>
      );
    }
    case 'taking': {
      const words = `${String(state.done)} of ${String(state.all)}`;
      const canStop = state.step === 'storing';
      const leave = (): void => {
        if (canStop) stop.current.abort();
      };
      return (
        <Dialog
          {...frame}
          wide
          fit
          onClose={leave}
          footer={
            <Button disabled={!canStop} onClick={leave}>
              Cancel
            </Button>
          }
        >
          <p role="status">{canStop ? 'Storing what is new…' : 'Merging what is here…'}</p>
          <ProgressBar label="Discussions taken" done={state.done} all={state.all} words={words} />
        </Dialog>
      );
    }
  }
}

const TAKE: Readonly<Record<Target, string>> = {
  here: 'Merge',
  current: 'Take into this notebook',
  new: 'Make the notebook',
  join: 'Join the notebook',
};

interface UnlockProps {
  readonly title: string;
  readonly lede: string;
  readonly wrong: boolean;
  readonly trying: boolean;
  readonly onTry: (passphrase: string) => Promise<void>;
  readonly onClose: () => void;
}

function Unlock({ title, lede, wrong, trying, onTry, onClose }: UnlockProps) {
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wrong) field.current?.select();
  }, [wrong]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase !== '' && !trying) void onTry(passphrase);
  };
  const told = wrong ? describeError(new AppError('handoff/wrong-passphrase')) : null;
  return (
    <Dialog
      title={title}
      lede={lede}
      initialFocus={field}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form="ho-unlock" disabled={passphrase === '' || trying}>
            {trying ? 'Opening…' : 'Open'}
          </Button>
        </>
      }
    >
      <form id="ho-unlock" onSubmit={submit}>
        <TextField
          ref={field}
          label="Passphrase"
          type="password"
          value={passphrase}
          maxLength={1000}
          autoComplete="off"
          aria-invalid={wrong}
          hint={told === null ? 'Whoever made the file can tell it.' : `${told.what} ${told.next}`}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      </form>
    </Dialog>
  );
}

function Troubles({ state, unknown }: { readonly state: HandOffState; readonly unknown: number }) {
  const isDamaged = state.damaged > 0 || state.disturbed || state.lost > 0;
  const told = state.complete ? null : describeError(new AppError(isDamaged ? 'handoff/damaged' : 'handoff/cut-short'));
  return (
    <>
      {told !== null && <Banner what={told.what} more={`${told.kept} ${told.next}`} />}
      {unknown > 0 && (
        <p className="ho-quiet">
          The file also holds something that only a newer version of the app knows. It stays in the file.
        </p>
      )}
    </>
  );
}

/** Rows shown at once; the rest is counted. */
const SHOWN = 200;
const ORDER = ['new', 'gains', 'unreadable', 'deleted', 'same'] as const;

function List({ preview }: { readonly preview: Preview }) {
  const sorted = [...preview.discussions].sort((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change));
  if (sorted.length === 0) return null;
  return (
    <ul className="ho-list" aria-label="Discussions in the file">
      {sorted.slice(0, SHOWN).map((one) => (
        <li key={one.id} className="ho-row">
          <span className="ho-title">{one.title.trim() || 'Untitled discussion'}</span>
          <span className="ho-quiet">{changeWords(one)}</span>
        </li>
      ))}
      {sorted.length > SHOWN && <li className="ho-row ho-quiet">and {sorted.length - SHOWN} more</li>}
    </ul>
  );
}
