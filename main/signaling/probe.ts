/** Asks addresses, all at once, how far the way to them goes, whether a hub answers there and whether it holds a topic. */
import { PROTOCOL_MAJOR } from '../../shared/exchange/messages';
import type { AddressTest, ProbeResult } from '../../shared/ipc/contract';
import { hubUrl } from '../../shared/signaling/hub-address';
import { parseMessage, writeMessage } from '../../shared/signaling/messages';
import type { Dial, Reached } from './dial';

/** Longest wait for all answers together, in ms; the contract of `hub.probe` says 4 s. */
const PROBE_TIMEOUT = 3800;

type Outcome = Pick<AddressTest, 'reached' | 'hub'>;

/** One result per address, in order. Our own hub, and servers that are no hubs of ours, are `not-a-hub`. */
export async function probe(
  dial: Dial,
  ownId: string,
  addresses: readonly string[],
  topic: string,
): Promise<ProbeResult[]> {
  const tests = await testAddresses(dial, ownId, addresses, topic);
  return tests.map(({ address, hub, reached }) => ({ address, result: resultOf(reached, hub) }));
}

function resultOf(reached: Reached, hub: AddressTest['hub']): ProbeResult['result'] {
  if (reached !== 'answered') return 'unreachable';
  // Another version of the exchange still holds topics or does not; the one asked about could not be told.
  if (hub === 'other-version') return 'unknown-topic';
  return hub === 'self' || hub === null ? 'not-a-hub' : hub;
}

/** One test per address, in order. A hub of another version is told as that, whatever it holds. */
export function testAddresses(
  dial: Dial,
  ownId: string,
  addresses: readonly string[],
  topic: string,
): Promise<AddressTest[]> {
  return Promise.all(addresses.map(async (address) => ({ address, ...(await testOne(dial, ownId, address, topic)) })));
}

function testOne(dial: Dial, ownId: string, address: string, topic: string): Promise<Outcome> {
  const url = hubUrl(address);
  const question = writeMessage({ type: 'recap:probe', topic });
  if (url === null || question === null) return Promise.resolve({ reached: 'unresolved', hub: null });
  return new Promise((resolve) => {
    let isOpen = false;
    let hangUp: ReturnType<Dial> = () => {};
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
      hangUp();
    };
    const answered = (hub: AddressTest['hub']) => finish({ reached: 'answered', hub });
    const timer = setTimeout(
      () => (isOpen ? answered('not-a-hub') : finish({ reached: 'timeout', hub: null })),
      PROBE_TIMEOUT,
    );
    hangUp = dial(url, {
      opened: ({ hubId, protocol }, wire) => {
        isOpen = true;
        const known = hubId === null ? 'not-a-hub' : hubId === ownId ? 'self' : null;
        // A hub that does not say its version is one from before there was a second.
        const hub = known ?? (protocol !== null && protocol !== PROTOCOL_MAJOR ? 'other-version' : null);
        if (hub !== null) {
          answered(hub);
          return null;
        }
        wire.send(question);
        return {
          receiveText: (text) => {
            const parsed = parseMessage(text);
            if (parsed.kind !== 'message' || parsed.message.type !== 'recap:probe' || parsed.message.topic !== topic)
              return;
            answered(parsed.message.known === true ? 'known' : 'unknown-topic');
          },
          receiveBinary: () => answered('not-a-hub'),
          alive: () => {},
          closed: () => {},
        };
      },
      closed: (_code, reached) => (reached === 'answered' ? answered('not-a-hub') : finish({ reached, hub: null })),
    });
  });
}
