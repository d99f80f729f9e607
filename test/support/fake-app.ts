/** An app model over a notebook in memory and a main process that is a table of answers. */

import * as Y from 'yjs';
import { type AppModel, createAppModel } from '../../renderer/app/app-model';
import { type AppPorts, hubPort, type OpenSync } from '../../renderer/app/ports';
import { createBridge } from '../../renderer/bridge';
import { OpenNotebook } from '../../renderer/notebook/notebook';
import { NO_FOLDER } from '../../renderer/sync/folder/folder-port';
import { shareHub } from '../../renderer/sync/hub-users';
import type { ConnectionFacts, SyncState, SyncStatus } from '../../renderer/sync/types';
import { createStore } from '../../renderer/ui/store';
import type { Notice } from '../../renderer/ui/toast';
import { AppError } from '../../shared/errors/app-error';
import { encodeInvite } from '../../shared/invite/invite';
import type { EventChannel, RequestChannel } from '../../shared/ipc/channels';
import type { Boot, EventPayload, RecapBridge } from '../../shared/ipc/contract';
import { DEFAULT_SETTINGS, type NotebookEntry } from '../../shared/model/settings';
import { MemoryStore } from './memory-store';

export interface FakeApp {
  readonly model: AppModel;
  /** Everything the person was told, in order. */
  readonly notices: Notice[];
  /** What was not taken away again. */
  readonly onScreen: ReadonlySet<Notice>;
  /** What the page asked for, in order. */
  readonly asked: { readonly channel: RequestChannel; readonly input: unknown }[];
  emit<C extends EventChannel>(channel: C, payload: EventPayload<C>): void;
}

type Answers = Partial<Record<RequestChannel, (input: never) => unknown>>;

export interface FakeAppOptions {
  readonly boot?: Partial<Boot>;
  readonly answers?: Answers;
  /** Thrown by the hub when sharing begins. */
  readonly hubFails?: () => string | null;
  /** What the meeting with others shows in place of nothing. */
  readonly sync?: Partial<OpenSync>;
}

const NOTHING_SEEN: ConnectionFacts = {
  links: [],
  failed: [],
  hubSocket: false,
  undecryptable: { count: 0, last: null },
  heardPeers: 0,
  candidates: [],
  outdated: false,
  origins: {},
};

function refuse(): never {
  throw new AppError('hub/not-running');
}

function fakeSync(entry: NotebookEntry, hubFails: () => string | null): OpenSync {
  const state = createStore<SyncState>({ status: { kind: 'alone' }, people: [], members: [] });
  const show = (status: SyncStatus): void => state.set({ status, people: [], members: [] });
  let link: string | null = null;
  return {
    state,
    connection: createStore(NOTHING_SEEN),
    carry: {
      offer: async () => refuse(),
      take: async () => refuse(),
      progress: createStore({ kind: 'none' }),
      cancel: () => undefined,
    },
    folder: {
      state: createStore({ ...NO_FOLDER, written: null, read: null, refused: 0 }),
      choose: async () => false,
      stop: async () => undefined,
      show: async () => undefined,
    },
    testNetwork: async () => refuse(),
    async update(next) {
      const failure = next.shared && !next.offline ? hubFails() : null;
      link = next.shared && failure === null ? encodeInvite({ ...entry, addresses: ['10.0.0.1:4100'] }) : null;
      if (failure !== null) show({ kind: 'failed', code: failure });
      else show(next.shared ? { kind: next.offline ? 'offline' : 'looking', unsent: 0 } : { kind: 'alone' });
    },
    invite: () => link,
    renew: async () => undefined,
    iceServersChanged: async () => undefined,
    flush: async () => undefined,
    dispose: async () => undefined,
  };
}

export function fakeApp(options: FakeAppOptions = {}): FakeApp {
  const asked: { channel: RequestChannel; input: unknown }[] = [];
  const notices: Notice[] = [];
  const onScreen = new Set<Notice>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const raw: RecapBridge = {
    async request(channel, input) {
      asked.push({ channel, input });
      const answer = options.answers?.[channel];
      try {
        return { ok: true, value: answer?.(input as never) as never };
      } catch (code) {
        return { ok: false, code: String(code), detail: '' };
      }
    },
    openDropped: async () => ({ ok: false, code: 'handoff/gone', detail: '' }),
    on(channel, listener) {
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(listener));
      return () => all.delete(listener);
    },
  };
  const store = new MemoryStore();
  const bridge = createBridge(raw);
  const ports: AppPorts = {
    bridge,
    hub: shareHub(hubPort(bridge)),
    notify: (notice) => {
      notices.push(notice);
      onScreen.add(notice);
      return () => onScreen.delete(notice);
    },
    async openNotebook(entry, profile) {
      const notebook = await OpenNotebook.open(entry, profile, { store, recapUndo: (text) => new Y.UndoManager(text) });
      return {
        notebook,
        setProfile: (next) => notebook.setProfile(next),
        meet: () => ({ ...fakeSync(entry, options.hubFails ?? (() => null)), ...options.sync }),
        dispose: () => notebook.dispose(),
      };
    },
  };
  const boot: Boot = {
    settings: DEFAULT_SETTINGS,
    settingsProblem: null,
    platform: 'linux',
    version: '0.0.0',
    launches: [],
    ...options.boot,
  };
  return {
    model: createAppModel(ports, boot),
    notices,
    onScreen,
    asked,
    emit(channel, payload) {
      for (const listener of listeners.get(channel) ?? []) listener(payload as never);
    },
  };
}
