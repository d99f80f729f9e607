/** Owns the one notebook that is open and its meeting with other copies. */
import { AppError, isErrorCode } from '../../shared/errors/app-error';
import type { NotebookEntry, Profile } from '../../shared/model/settings';
import type { Notebook } from '../notebook/types';
import type { Sync } from '../sync/types';
import { createStore, type ReadableValue } from '../ui/store';
import type { AppPorts, MeetingMemory, OpenedNotebook, OpenSync } from './ports';

export interface Session {
  readonly id: string;
  readonly notebook: Notebook;
  readonly sync: Sync;
}

export interface NotebookSession {
  readonly state: ReadableValue<Session | null>;
  /** Closes what was open. Errors: store/unavailable. */
  open(entry: NotebookEntry, profile: Profile): Promise<Notebook>;
  /** Takes over what the person changed (shared, offline, name, colour); resolves when it is in force. */
  update(entry: NotebookEntry, profile: Profile): Promise<void>;
  /** The invite link of a notebook that is shared. Errors: what starting the hub answered. */
  invite(): string;
  /** Errors: membership/*, settings/unwritable, hub/not-running; then nothing is changed. */
  renew(): Promise<void>;
  /** The person added or removed STUN or TURN servers. */
  iceServersChanged(): Promise<void>;
  close(): Promise<void>;
}

export function createNotebookSession(
  ports: Pick<AppPorts, 'openNotebook'>,
  memoryOf: (notebook: string) => MeetingMemory,
): NotebookSession {
  const state = createStore<Session | null>(null);
  let open: { readonly opened: OpenedNotebook; readonly sync: OpenSync } | null = null;

  const close = async (): Promise<void> => {
    const closing = open;
    open = null;
    state.set(null);
    if (closing === null) return;
    await closing.sync.dispose();
    await closing.opened.notebook.flush();
    await closing.opened.dispose();
  };

  return {
    state,
    close,
    async open(entry, profile) {
      await close();
      const opened = await ports.openNotebook(entry, profile);
      const sync = opened.meet(memoryOf(entry.id));
      open = { opened, sync };
      state.set({ id: entry.id, notebook: opened.notebook, sync });
      return opened.notebook;
    },
    async update(entry, profile) {
      if (open === null || state.get()?.id !== entry.id) return;
      open.opened.setProfile(profile);
      await open.sync.update(entry, profile);
    },
    renew: () => open?.sync.renew() ?? Promise.reject(new AppError('hub/not-running')),
    iceServersChanged: async () => open?.sync.iceServersChanged(),
    invite() {
      const link = open?.sync.invite() ?? null;
      if (link !== null) return link;
      const status = open?.sync.state.get().status;
      throw new AppError(status?.kind === 'failed' && isErrorCode(status.code) ? status.code : 'hub/not-running');
    },
  };
}
