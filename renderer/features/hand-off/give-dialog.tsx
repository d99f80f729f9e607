/** Writes a hand-off file: which discussions, whether it is locked, and what it gives away, said before it is made. */
import { useEffect, useId, useRef, useState } from 'react';
import type { DiscussionId } from '../../../shared/util/brand';
import type { DiscussionSummary } from '../../notebook/types';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Options } from '../../ui/options';
import { ProgressBar } from '../../ui/progress-bar';
import { Switch } from '../../ui/switch';
import { TextField } from '../../ui/text-field';
import { count } from '../../ui/words';
import { givesAwayWords } from './words';
import './hand-off.css';

export interface GiveWish {
  readonly scope: 'notebook' | 'discussions';
  readonly ids: readonly DiscussionId[];
  readonly passphrase: string | null;
  readonly invite: boolean;
  readonly versions: boolean;
}

export interface GiveDialogProps {
  readonly notebookName: string;
  /** All that can be given; those in the trash are given with the whole notebook only. */
  readonly discussions: readonly DiscussionSummary[];
  /** The one on screen. */
  readonly shown: DiscussionId | null;
  /** Resolves when the file is there, or false when it was cancelled. */
  readonly give: (wish: GiveWish, signal: AbortSignal, onProgress: (done: number) => void) => Promise<boolean>;
  readonly onError: (error: unknown) => void;
  readonly onClose: () => void;
}

type Which = 'this' | 'all' | 'some';

/** What guessing costs an attacker with a file in hand: fewer signs are soon tried. */
const LEAST_SIGNS = 8;

export function GiveDialog({ notebookName, discussions, shown, give, onError, onClose }: GiveDialogProps) {
  const here = discussions.filter(({ trashedAt }) => trashedAt === null);
  const [which, setWhich] = useState<Which>(shown === null ? 'all' : 'this');
  const [chosen, setChosen] = useState<ReadonlySet<DiscussionId>>(new Set(shown === null ? [] : [shown]));
  const [locked, setLocked] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [asked, setAsked] = useState(false);
  /** Null while it follows the lock. */
  const [invite, setInvite] = useState<boolean | null>(null);
  /**
   * Null while it follows what is given. A whole notebook goes to another device or another member, who are to have all of
   * it. A discussion that is picked out mostly goes to somebody else: what was deleted from it on purpose stays here.
   */
  const [versions, setVersions] = useState<boolean | null>(null);
  const [running, setRunning] = useState<{ readonly done: number; readonly all: number } | null>(null);
  const stop = useRef<AbortController | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const ids = which === 'all' ? discussions.map(({ id }) => id) : here.map(({ id }) => id).filter((id) => isGiven(id));
  function isGiven(id: DiscussionId): boolean {
    return which === 'this' ? id === shown : chosen.has(id);
  }
  const withInvite = which === 'all' && (invite ?? locked);
  const withVersions = versions ?? which === 'all';
  const isShort = locked && passphrase.length < LEAST_SIGNS;

  const run = async (): Promise<void> => {
    if (isShort) {
      setAsked(true);
      field.current?.focus();
      return;
    }
    const abort = new AbortController();
    stop.current = abort;
    const wish: GiveWish = {
      scope: which === 'all' ? 'notebook' : 'discussions',
      ids,
      passphrase: locked ? passphrase : null,
      invite: withInvite,
      versions: withVersions,
    };
    setRunning({ done: 0, all: ids.length });
    try {
      const given = await give(wish, abort.signal, (done) => setRunning({ done, all: ids.length }));
      if (given) return onClose();
    } catch (error) {
      onError(error);
    }
    setRunning(null);
  };

  if (running !== null)
    return (
      <Dialog
        title="Hand off"
        lede={notebookName}
        onClose={() => stop.current?.abort()}
        footer={<Button onClick={() => stop.current?.abort()}>Cancel</Button>}
      >
        <ProgressBar
          label="Discussions written"
          done={running.done}
          all={running.all}
          words={`${String(running.done)} of ${count(running.all, 'discussion')}`}
        />
        <p className="ho-quiet">
          {locked && running.done === 0
            ? 'Making the key from the passphrase…'
            : `${String(running.done)} of ${count(running.all, 'discussion')}`}
        </p>
      </Dialog>
    );

  return (
    <Dialog
      title="Hand off"
      lede="One file with discussions, for a stick or a mail. Whoever opens it in Recap Notebook has it merged with what they have."
      initialFocus={first}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={ids.length === 0} onClick={() => void run()}>
            Save file…
          </Button>
        </>
      }
    >
      <Options
        label="What"
        value={which}
        chosen={first}
        options={[
          ...(shown === null ? [] : [{ value: 'this' as const, label: 'This discussion' }]),
          { value: 'all', label: `The whole notebook, ${count(discussions.length, 'discussion')}` },
          { value: 'some', label: 'Discussions that I choose' },
        ]}
        onChange={setWhich}
      />
      {which === 'some' && <Choosing discussions={here} chosen={chosen} onChange={setChosen} />}
      <div className="ho-group">
        <Switch label="With earlier versions" checked={withVersions} onChange={setVersions} />
        <Switch label="Lock it with a passphrase" checked={locked} onChange={setLocked} />
        {locked && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (ids.length > 0) void run();
            }}
          >
            <TextField
              ref={field}
              label="Passphrase"
              value={passphrase}
              maxLength={1000}
              spellCheck={false}
              autoComplete="off"
              aria-invalid={asked && isShort}
              hint={
                asked && isShort
                  ? `At least ${String(LEAST_SIGNS)} characters, so that it cannot be guessed.`
                  : 'Four words that do not belong together are good. If it is forgotten, nobody can open the file. Tell it on another way than the file.'
              }
              onChange={(event) => setPassphrase(event.target.value)}
            />
          </form>
        )}
        {which === 'all' && (
          <Switch label="With the invite to the notebook" checked={withInvite} onChange={setInvite} />
        )}
      </div>
      <p className="ho-gives" role="status">
        {ids.length === 0
          ? 'Nothing is chosen yet.'
          : givesAwayWords({ discussions: ids.length, locked, invite: withInvite, versions: withVersions })}
      </p>
    </Dialog>
  );
}

interface ChoosingProps {
  readonly discussions: readonly DiscussionSummary[];
  readonly chosen: ReadonlySet<DiscussionId>;
  readonly onChange: (chosen: ReadonlySet<DiscussionId>) => void;
}

/** More than a person goes through; the whole notebook is one choice above. */
const MOST_SHOWN = 500;

function Choosing({ discussions, chosen, onChange }: ChoosingProps) {
  const name = useId();
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const found = discussions.filter(({ title }) => title.toLowerCase().includes(wanted));
  const toggle = (id: DiscussionId): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <fieldset className="ho-choosing">
      <legend className="ui-field-label">Discussions</legend>
      {discussions.length > 8 && (
        <TextField label="Show those with" value={filter} onChange={(event) => setFilter(event.target.value)} />
      )}
      <div className="ho-list" id={name}>
        {found.slice(0, MOST_SHOWN).map(({ id, title, postCount }) => (
          <label key={id} className="ho-choice">
            <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
            <span className="ho-title">{title.trim() || 'Untitled discussion'}</span>
            <span className="ho-quiet">{count(postCount, 'post')}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
