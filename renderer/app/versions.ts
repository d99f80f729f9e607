/** The versions of what is on screen: made by themselves, named, and kept before something large changes it. */

import { uuid } from '../../shared/util/uuid';
import type { VersionReason } from '../../shared/versions/types';
import type { Bridge } from '../bridge';
import type { Discussion, Notebook } from '../notebook/types';
import { storedLines } from '../notebook/versions/stored-version';
import { type KeeperHost, VersionKeeper } from '../notebook/versions/version-keeper';
import type { VersionPort } from '../notebook/versions/version-port';
import type { AppContext } from './app-state';
import { versionPort } from './version-port';

export interface Versions {
  /** Those of the notebook on screen. */
  port(): VersionPort;
  /**
   * Keeps what a discussion says before something changes much of it. What cannot be kept stops nothing: the change itself
   * can be taken back.
   */
  before(discussion: Discussion, why: Extract<VersionReason, 'before-import' | 'before-restore'>): Promise<void>;
  /** Keeps what the discussion says now under a name. Errors: versions/*. */
  name(discussion: Discussion, text: string): Promise<void>;
  /** Stores what is not in a version yet. */
  flush(): Promise<void>;
}

const IDLE_MS = 5_000;

function keeperHost(bridge: Bridge): KeeperHost {
  return {
    now: Date.now,
    idle(run) {
      const id = requestIdleCallback((deadline) => run(() => deadline.timeRemaining()), { timeout: IDLE_MS });
      return () => cancelIdleCallback(id);
    },
    newId: uuid,
    onFailed(error) {
      // The journal says it when the disk refuses; a version less is no reason to interrupt anybody.
      const message = `a version could not be kept: ${String(error)}`.slice(0, 2000);
      bridge.request('app.log', { level: 'warn', message }).catch(() => undefined);
    },
  };
}

/** For a discussion that is not on screen: keeps what it says before a file changes it. Never rejects. */
export async function keepBeforeImport(bridge: Bridge, notebook: string, discussion: Discussion): Promise<void> {
  const host = keeperHost(bridge);
  const keeper = new VersionKeeper(discussion, versionPort(bridge, notebook), host);
  try {
    await keeper.keep('before-import');
  } catch (error) {
    host.onFailed(error);
  } finally {
    keeper.dispose();
  }
}

/** The same for one that may not be open. Never rejects. */
export async function keepStoredBeforeImport(
  bridge: Bridge,
  notebook: Notebook,
  discussion: string,
  by: string,
): Promise<void> {
  const host = keeperHost(bridge);
  try {
    const lines = await storedLines(notebook, discussion);
    const note = { id: host.newId(), at: host.now(), by, why: 'before-import', name: null, writers: [] } as const;
    if (lines !== null) await versionPort(bridge, notebook.id).add(discussion, note, lines);
  } catch (error) {
    host.onFailed(error);
  }
}

export function createVersions({ ports, session, shown }: Pick<AppContext, 'ports' | 'session' | 'shown'>): Versions {
  const host = keeperHost(ports.bridge);
  const port = (): VersionPort => versionPort(ports.bridge, session.state.get()?.id ?? '');
  let keeper: VersionKeeper | null = null;
  shown.subscribe(() => {
    const now = shown.get();
    if (keeper?.discussion === now) return;
    keeper?.dispose();
    keeper = now === null ? null : new VersionKeeper(now, port(), host);
  });
  const keeperOf = (discussion: Discussion): VersionKeeper =>
    keeper?.discussion === discussion ? keeper : new VersionKeeper(discussion, port(), host);

  const once = async (discussion: Discussion, act: (keeping: VersionKeeper) => Promise<void>): Promise<void> => {
    const keeping = keeperOf(discussion);
    try {
      await act(keeping);
    } finally {
      if (keeping !== keeper) keeping.dispose();
    }
  };
  return {
    port,
    before: (discussion, why) => once(discussion, (keeping) => keeping.keep(why)).catch(host.onFailed),
    name(discussion, text) {
      const name = { text, by: discussion.parts.me.id, at: Date.now() };
      return once(discussion, (keeping) => keeping.keep('named', name));
    },
    flush: () => keeper?.flush() ?? Promise.resolve(),
  };
}
