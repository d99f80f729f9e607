/** One hub for all notebooks that meet others: it runs while anyone uses it, and calls whoever anyone wants called. */
import type { HubInfo } from '../../shared/ipc/contract';
import type { HubPort } from './options';

/** Agrees with the IPC contract. */
const MAX_DIALLED = 64;

/** @returns makes one user's hub: `start` and `stop` count, `dial` replaces that user's own addresses */
export function shareHub(hub: HubPort): () => HubPort {
  const users = new Set<object>();
  const wanted = new Map<object, readonly string[]>();
  let running: Promise<HubInfo> | null = null;

  const dialAll = (): Promise<void> => {
    // Everyone's best first: a notebook with many addresses must not keep out one with few.
    const lists = [...wanted.values()];
    const longest = Math.max(0, ...lists.map(({ length }) => length));
    const turns = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1)));
    return hub.dial([...new Set(turns.flat())].slice(0, MAX_DIALLED));
  };

  return () => {
    const user = {};
    return {
      async start() {
        users.add(user);
        running ??= hub.start();
        const starting = running;
        try {
          return await starting;
        } catch (error) {
          users.delete(user);
          if (running === starting) running = null;
          throw error;
        }
      },
      async stop() {
        wanted.delete(user);
        if (!users.delete(user)) return;
        if (users.size > 0) return dialAll();
        running = null;
        await hub.stop();
      },
      dial(addresses) {
        wanted.set(user, addresses);
        return dialAll();
      },
      test: hub.test,
      onState: hub.onState,
      onChanged: hub.onChanged,
    };
  };
}
