/** What a person does with hand-off files: make one, open one, take what is in it. */

import { encodeInvite, type Invite, topicOf } from '../../shared/invite/invite';
import type { HandOffOpened } from '../../shared/ipc/hand-off';
import type { NotebookEntry } from '../../shared/model/settings';
import type { DiscussionId } from '../../shared/util/brand';
import { aboutOf, giveAll } from '../features/hand-off/give';
import type { GiveWish } from '../features/hand-off/give-dialog';
import type { Beginning, Target } from '../features/hand-off/open-dialog';
import type { Preview } from '../features/hand-off/preview';
import { ReadFile } from '../features/hand-off/read-file';
import { BrokeOff, type Taken, takeAll } from '../features/hand-off/take';
import { missingWords, takenWords } from '../features/hand-off/words';
import type { HandingOver } from '../notebook/hand-off/handing-over';
import type { Notebook } from '../notebook/types';
import type { Option } from '../ui/options';
import type { AppContext } from './app-state';
import type { DiscussionActions } from './discussion-actions';
import { joinNotebook } from './join-notebook';
import type { Launching } from './launching';
import { newEntry } from './new-entry';
import type { NotebookActions } from './notebook-actions';
import { showExported } from './show-exported';
import { keepStoredBeforeImport } from './versions';

export interface HandOffActions {
  /** Asks for a file, and shows what it would change. */
  choose(): void;
  /** One that was dropped on the window. */
  openDropped(file: File): Promise<void>;
  /** At once, or when what is on the screen is done. */
  open(opened: HandOffOpened): void;
  /** Shows what a backup would change, likewise. */
  restore(backup: string): void;
  read(opened: HandOffOpened): ReadFile;
  targets(beginning: Beginning): readonly Option<Target>[];
  enter(target: Target, beginning: Beginning): Promise<HandingOver | null>;
  take(
    file: ReadFile,
    target: Target,
    preview: Preview,
    signal: AbortSignal,
    onProgress: (step: 'storing' | 'merging', done: number, all: number) => void,
  ): Promise<boolean>;
  give(wish: GiveWish, signal: AbortSignal, onProgress: (done: number) => void): Promise<boolean>;
}

type Progress = Parameters<HandOffActions['take']>[4];

export function createHandOffActions(
  context: AppContext,
  notebooks: NotebookActions,
  discussions: DiscussionActions,
  launch: Launching['launch'],
): HandOffActions {
  const { ports, settings, session, state, notices, report } = context;
  const { bridge } = ports;
  const open = (opened: HandOffOpened): void => launch({ kind: 'handoff', opened });
  const entries = (): readonly NotebookEntry[] => settings.state.get().notebooks;
  const has = (id: string): boolean => entries().some((entry) => entry.id === id);
  const current = (): Notebook | null => session.state.get()?.notebook ?? null;

  /** Nobody is asked: the file itself brings the notebook. */
  const joinedEntry = async (invite: Invite): Promise<NotebookEntry> => {
    const nobody = {
      startHub: async () => undefined,
      probe: async () => [],
      topicOf,
      own: () => session.ownAddresses(),
    };
    return (await joinNotebook(invite, entries(), true, nobody, Date.now())).entry;
  };

  /** Into a notebook that is not there yet: it is in the list when all of it is stored. */
  const takeIntoNew = async (
    entry: NotebookEntry,
    take: (into: Notebook) => Promise<Taken | null>,
  ): Promise<Taken | null> => {
    const who = settings.state.get().profile;
    if (who === null) return null;
    const made = await ports.openNotebook(entry, who);
    let taken: Taken | BrokeOff | null;
    try {
      taken = await take(made.notebook).catch((error: unknown) => {
        if (error instanceof BrokeOff) return error;
        throw error;
      });
    } finally {
      await made.dispose();
    }
    if (taken !== null) await notebooks.add(entry);
    // What came is whole, and there is no other way to it than the list.
    if (taken instanceof BrokeOff) throw taken;
    return taken;
  };

  const entryFor = async (target: Target, { about, invite }: Preview): Promise<NotebookEntry> => {
    if (target === 'join' && invite !== null) return joinedEntry(invite);
    const name = has(about.notebook.id) ? `${about.notebook.name} (copy)` : about.notebook.name;
    return newEntry(name.trim() || 'Notebook', Date.now());
  };

  /** With this device's addresses while it meets others; without any the others are met by what they know or hear. */
  const inviteTo = (entry: NotebookEntry): string => {
    try {
      return session.invite();
    } catch {
      return encodeInvite({ ...entry, addresses: [] });
    }
  };

  const tell = (taken: Taken, { about }: Preview): void => {
    const from = about.scope === 'backup' ? 'the backup' : (about.by?.name ?? 'the file');
    notices.tell({ tone: 'info', title: `Taken from ${from}`, detail: takenWords(taken) });
    const [only, ...more] = [...taken.added, ...taken.merged];
    if (only !== undefined && more.length === 0) discussions.open(only);
  };

  return {
    choose() {
      bridge.request('handoff.choose').then((answer) => {
        if (answer.status === 'opened') open(answer.opened);
        else if (answer.status === 'invite')
          state.update((now) => ({ ...now, dialog: { kind: 'join', link: answer.link } }));
      }, report);
    },
    openDropped(file) {
      return bridge.openDropped(file).then(open, report);
    },
    open,
    restore(backup) {
      bridge
        .request('backup.open', { id: backup })
        .then((opened) => launch({ kind: 'restore', backup, opened }), report);
    },
    read: (opened) => new ReadFile(bridge, opened),
    targets({ about, invite }) {
      const { id, name } = about.notebook;
      const here = current();
      const copy: Option<Target> = {
        value: 'new',
        label: has(id) ? 'A copy of its own' : 'A notebook of its own',
        hint: 'A new notebook, on this device only until you share it.',
      };
      if (has(id))
        return [{ value: 'here', label: `“${name}”`, hint: 'It is merged: nothing that is here is replaced.' }, copy];
      const into: readonly Option<Target>[] =
        here === null ? [] : [{ value: 'current', label: `“${here.name.get()}”, as discussions` }];
      if (invite !== null)
        return [
          {
            value: 'join',
            label: `“${name}”, as a member`,
            hint: 'The file holds the invite: you meet the others there when they can be reached.',
          },
          ...into,
          copy,
        ];
      return about.scope === 'discussions' ? [...into, copy] : [copy, ...into];
    },
    async enter(target, { about }) {
      if (target === 'here') await notebooks.switchTo(about.notebook.id);
      return target === 'here' || target === 'current' ? (current()?.handing ?? null) : null;
    },
    async take(file, target, preview, signal, onProgress: Progress) {
      const me = settings.state.get().profile?.participantId ?? '';
      const take = (into: Notebook): Promise<Taken | null> => {
        const before = (id: string): Promise<void> => keepStoredBeforeImport(bridge, into, id, me);
        return takeAll({ file, preview, into, before, signal, onProgress });
      };
      const here = current();
      const isShown = (): boolean => {
        const { dialog } = state.get();
        return dialog?.kind === 'open-hand-off' && dialog.opened.file === file.opened.file;
      };
      const taking =
        target === 'new' || target === 'join'
          ? entryFor(target, preview).then((entry) => takeIntoNew(entry, take))
          : here === null
            ? Promise.resolve(null)
            : take(here);
      const taken = await taking.catch((error: unknown) => {
        // The dialog that would say it is gone.
        if (!isShown()) report(error);
        throw error;
      });
      if (taken === null) return false;
      if (isShown()) state.update((now) => ({ ...now, dialog: null }));
      tell(taken, preview);
      return true;
    },
    async give({ scope, ids, passphrase, invite, versions }, signal, onProgress) {
      const open_ = session.state.get();
      const who = settings.state.get().profile;
      const entry = entries().find((one) => one.id === open_?.id);
      if (open_ === null || who === null || entry === undefined) return false;
      const { notebook } = open_;
      await notebook.flush();
      const given = await giveAll({
        bridge,
        notebook,
        about: aboutOf(notebook, who, scope, state.get().boot.version),
        ids,
        name: nameFor(notebook, scope, ids),
        passphrase,
        invite: invite ? inviteTo({ ...entry, name: notebook.name.get() }) : null,
        versions,
        signal,
        onProgress,
      });
      if (given === null) return false;
      notices.tell({
        tone: 'info',
        title: 'The hand-off file is written',
        detail: `${given.path}${missingWords(given.missing)}`,
        action: showExported(ports, given.place, report),
      });
      return true;
    },
  };
}

function nameFor(notebook: Notebook, scope: GiveWish['scope'], ids: readonly DiscussionId[]): string {
  const [only, ...more] = ids;
  const title =
    notebook.summaries
      .get()
      .find(({ id }) => id === only)
      ?.title.trim() ?? '';
  return scope === 'discussions' && more.length === 0 && title !== '' ? title : notebook.name.get();
}
