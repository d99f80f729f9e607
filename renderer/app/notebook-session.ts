/**
 * Owns the notebooks that are open: the one on screen, and those that meet others meanwhile. A shared notebook goes on
 * meeting when the person turns to another one, so that it is up to date when they come back.
 */
import { AppError, isErrorCode } from '../../shared/errors/app-error';
import { parseInvite } from '../../shared/invite/invite';
import type { NotebookEntry, Profile } from '../../shared/model/settings';
import type { Notebook, Unsaved } from '../notebook/types';
import type { Sync } from '../sync/types';
import { createStore, type ReadableValue } from '../ui/store';
import type { AppPorts, MeetingMemory, OpenedNotebook, OpenSync } from './ports';

/** Notebooks that meet others behind the one on screen: each has a room and its own connections. */
const MAX_BEHIND = 16;
/** How long an app that ends waits for shared folders; the next start puts there what is missing. */
const FOLDER_MS = 1500;

export interface Session {
  readonly id: string;
  readonly notebook: Notebook;
  readonly sync: Sync;
}

export interface NotebookSession {
  /** The notebook on screen. */
  readonly state: ReadableValue<Session | null>;
  /** Puts a notebook on screen; the one before is closed unless it meets others. Errors: store/unavailable. */
  open(entry: NotebookEntry, profile: Profile): Promise<Notebook>;
  /** Opens every other notebook that meets others. Errors: store/unavailable, of the first that fails. */
  meetBehind(entries: readonly NotebookEntry[], profile: Profile): Promise<void>;
  /** Does something with a notebook whether or not it is open; one that was not is closed again. Errors: store/unavailable. */
  visit(entry: NotebookEntry, profile: Profile, run: (notebook: Notebook) => Promise<void>): Promise<void>;
  /** Takes over what the person changed (shared, offline, name, colour); resolves when it is in force. */
  update(entry: NotebookEntry, profile: Profile): Promise<void>;
  /** The invite link of the notebook on screen, when it is shared. Errors: what starting the hub answered. */
  invite(): string;
  /** Where this device is reached, as the invites of the notebooks that meet others say; none while none does. */
  ownAddresses(): readonly string[];
  /** Errors: membership/*, settings/unwritable, hub/not-running; then nothing is changed. */
  renew(): Promise<void>;
  /** The person added or removed STUN or TURN servers. */
  iceServersChanged(): Promise<void>;
  /** Stores everything that is not stored yet. */
  flush(): Promise<void>;
  /** While that is under way: what is not stored everywhere yet. */
  unsaved(): readonly Unsaved[];
  close(): Promise<void>;
}

interface Open {
  readonly id: string;
  readonly opened: OpenedNotebook;
  readonly sync: OpenSync;
  readonly end: () => void;
}

export interface SessionHooks {
  memoryOf(notebook: string): MeetingMemory;
  /** The notebook meets others, by what is remembered of it now. */
  isMeeting(notebook: string): boolean;
  /** A notebook was opened, on screen or behind. @returns ends what was begun for it */
  attend(entry: NotebookEntry, notebook: Notebook, profile: Profile): () => void;
}

/** What is due in shared folders, but not at any price: one can be on a drive that takes its time. */
async function inFolders(open: readonly Open[]): Promise<void> {
  const done = Promise.all(open.map(({ sync }) => sync.flush())).catch(() => undefined);
  await Promise.race([done, new Promise((late) => setTimeout(late, FOLDER_MS))]);
}

export function createNotebookSession(ports: Pick<AppPorts, 'openNotebook'>, hooks: SessionHooks): NotebookSession {
  const state = createStore<Session | null>(null);
  const all = new Map<string, Open>();
  /** Something is done with them that takes a while. */
  const visited = new Set<string>();
  const current = (): Open | null => all.get(state.get()?.id ?? '') ?? null;

  /** Not stored to the end yet: a quit waits for them as well. */
  const closing = new Set<Open>();
  const closeOne = async (open: Open): Promise<void> => {
    all.delete(open.id);
    closing.add(open);
    open.end();
    await inFolders([open]);
    await open.sync.dispose();
    await open.opened.notebook.flush();
    await open.opened.dispose();
    closing.delete(open);
  };
  const unstored = (): readonly Open[] => [...all.values(), ...closing];
  /** Being opened: whoever asks meanwhile gets the same one. */
  const opening = new Map<string, Promise<Open>>();
  const openOne = (entry: NotebookEntry, profile: Profile): Promise<Open> => {
    const known = opening.get(entry.id);
    if (known !== undefined) return known;
    const now = openNow(entry, profile).finally(() => opening.delete(entry.id));
    opening.set(entry.id, now);
    return now;
  };
  const openNow = async (entry: NotebookEntry, profile: Profile): Promise<Open> => {
    const opened = await ports.openNotebook(entry, profile);
    const sync = opened.meet(hooks.memoryOf(entry.id));
    const open = { id: entry.id, opened, sync, end: hooks.attend(entry, opened.notebook, profile) };
    all.set(entry.id, open);
    return open;
  };

  return {
    state,
    async open(entry, profile) {
      const before = current();
      state.set(null);
      if (before !== null && before.id !== entry.id && !hooks.isMeeting(before.id) && !visited.has(before.id))
        await closeOne(before);
      const known = all.get(entry.id);
      if (known !== undefined) {
        known.opened.setProfile(profile);
        await known.sync.update(entry, profile);
      }
      const { opened, sync } = known ?? (await openOne(entry, profile));
      state.set({ id: entry.id, notebook: opened.notebook, sync });
      return opened.notebook;
    },
    async meetBehind(entries, profile) {
      for (const entry of entries) {
        if (all.size > MAX_BEHIND) return;
        if (!all.has(entry.id) && hooks.isMeeting(entry.id)) await openOne(entry, profile);
      }
    },
    async visit(entry, profile, run) {
      visited.add(entry.id);
      const open = all.get(entry.id) ?? (await openOne(entry, profile));
      try {
        await run(open.opened.notebook);
      } finally {
        visited.delete(entry.id);
        const isWanted = state.get()?.id === entry.id || hooks.isMeeting(entry.id);
        if (!isWanted && all.get(entry.id) === open) await closeOne(open);
      }
    },
    async update(entry, profile) {
      const open = all.get(entry.id);
      if (open === undefined) return;
      open.opened.setProfile(profile);
      await open.sync.update(entry, profile);
    },
    renew: () => current()?.sync.renew() ?? Promise.reject(new AppError('hub/not-running')),
    async iceServersChanged() {
      await Promise.all([...all.values()].map(({ sync }) => sync.iceServersChanged()));
    },
    invite() {
      const sync = current()?.sync;
      const link = sync?.invite() ?? null;
      if (link !== null) return link;
      const status = sync?.state.get().status;
      throw new AppError(status?.kind === 'failed' && isErrorCode(status.code) ? status.code : 'hub/not-running');
    },
    ownAddresses() {
      const links = [...all.values()].flatMap(({ sync }) => sync.invite() ?? []);
      return links.flatMap((link) => parseInvite(link).addresses);
    },
    unsaved: () => unstored().flatMap(({ opened }) => opened.notebook.unsaved()),
    async flush() {
      await Promise.all(unstored().map(({ opened }) => opened.notebook.flush()));
      await inFolders([...all.values()]);
    },
    async close() {
      state.set(null);
      for (const open of [...all.values()]) await closeOne(open);
    },
  };
}
