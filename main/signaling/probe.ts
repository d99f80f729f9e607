/** Asks addresses, all at once, whether a hub answers there and whether it holds a topic. */
import type { ProbeResult } from '../../shared/ipc/contract';
import { hubUrl } from '../../shared/signaling/hub-address';
import { parseMessage, writeMessage } from '../../shared/signaling/messages';
import type { Dial } from './dial';

/** Longest wait for all answers together, in ms; the contract of `hub.probe` says 4 s. */
const PROBE_TIMEOUT = 3800;

/** One result per address, in order. Our own hub, and servers that are no hubs of ours, are `not-a-hub`. */
export function probe(dial: Dial, ownId: string, addresses: readonly string[], topic: string): Promise<ProbeResult[]> {
  return Promise.all(
    addresses.map(async (address) => ({ address, result: await probeOne(dial, ownId, address, topic) })),
  );
}

function probeOne(dial: Dial, ownId: string, address: string, topic: string): Promise<ProbeResult['result']> {
  const url = hubUrl(address);
  const question = writeMessage({ type: 'recap:probe', topic });
  if (url === null || question === null) return Promise.resolve('unreachable');
  return new Promise((resolve) => {
    let best: ProbeResult['result'] = 'unreachable';
    let hangUp = () => {};
    const finish = (result: ProbeResult['result']) => {
      clearTimeout(timer);
      resolve(result);
      hangUp();
    };
    const timer = setTimeout(() => finish(best), PROBE_TIMEOUT);
    hangUp = dial(url, {
      opened: (farId, wire) => {
        best = 'not-a-hub';
        if (farId === null || farId === ownId) {
          finish(best);
          return null;
        }
        wire.send(question);
        return {
          receiveText: (text) => {
            const parsed = parseMessage(text);
            if (parsed.kind !== 'message' || parsed.message.type !== 'recap:probe' || parsed.message.topic !== topic)
              return;
            finish(parsed.message.known === true ? 'known' : 'unknown-topic');
          },
          receiveBinary: () => finish(best),
          alive: () => {},
          closed: () => {},
        };
      },
      closed: () => finish(best),
    });
  });
}
