/** Other copies on this machine, found by asking the few ports that hubs take first: works where there is no network, or no multicast [DI9]. */

import { DEFAULT_HUB_PORT, HUB_PORTS } from '../../shared/signaling/limits';
import { parseMessage, writeMessage } from '../../shared/signaling/messages';
import type { Dial } from '../signaling/dial';

/** How long a port may take for all answers, in ms: it is on this machine. */
const PATIENCE = 1000;
/** Topics asked about in one round: far below a hub's burst. */
const MAX_TOPICS = 64;

export type FindNeighbours = (ownPort: number, topics: readonly string[]) => Promise<string[]>;

/** Addresses of other hubs that hold one of the topics. Only to what says that it is a hub a topic is told. */
export function findNeighboursWith(dial: Dial, ownId: string): FindNeighbours {
  return async (ownPort, topics) => {
    const ports = Array.from({ length: HUB_PORTS }, (_, step) => DEFAULT_HUB_PORT + step);
    const addresses = ports.filter((port) => port !== ownPort).map((port) => `127.0.0.1:${port}`);
    const shared = await Promise.all(
      addresses.map((address) => sharesAny(dial, ownId, address, topics.slice(0, MAX_TOPICS))),
    );
    return addresses.filter((_address, index) => shared[index]);
  };
}

function sharesAny(dial: Dial, ownId: string, address: string, topics: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    let hangUp: ReturnType<Dial> = () => {};
    let open = topics.length;
    const finish = (shares: boolean) => {
      clearTimeout(timer);
      resolve(shares);
      hangUp();
    };
    const timer = setTimeout(() => finish(false), PATIENCE);
    hangUp = dial(`ws://${address}/hub`, {
      opened: ({ hubId }, wire) => {
        if (hubId === null || hubId === ownId) {
          finish(false);
          return null;
        }
        for (const topic of topics) wire.send(writeMessage({ type: 'recap:probe', topic }) ?? '');
        return {
          receiveText: (text) => {
            const parsed = parseMessage(text);
            if (parsed.kind !== 'message' || parsed.message.type !== 'recap:probe') return;
            open -= 1;
            if (parsed.message.known === true && topics.includes(parsed.message.topic)) finish(true);
            else if (open === 0) finish(false);
          },
          receiveBinary: () => finish(false),
          alive: () => {},
          closed: () => {},
        };
      },
      closed: () => finish(false),
    });
  });
}
