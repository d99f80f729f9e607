/** Asks addresses, all at once, how far the way to them goes, whether a hub answers there and whether it holds a topic. */
import { PROTOCOL_MAJOR } from '../../shared/exchange/messages';
import type { AddressTest, ProbeResult } from '../../shared/ipc/contract';
import { hubUrl } from '../../shared/signaling/hub-address';
import { parseMessage, writeMessage } from '../../shared/signaling/messages';
import type { Dial, Reached } from './dial';

/** Longest wait for all answers together, in ms; the contract of `hub.probe` says 4 s. */
const PROBE_TIMEOUT = 3800;
/** How long the others have once somebody has said that they know the topic, in ms: on one network that is ample. */
const OTHERS_TOO = 300;

interface Outcome {
  readonly reached: Reached;
  readonly hub: 'known' | 'unknown-topic' | 'not-a-hub' | 'self' | null;
  readonly isOtherVersion: boolean;
}

/**
 * One result per address, in order. Our own hub, and servers that are no hubs of ours, are `not-a-hub`. A hub of another
 * version is asked like any other: when the pages meet they tell both people [HB23]. Once somebody knows the topic, whoever
 * has not answered shortly after is `unreachable`: one dead address must not keep a person waiting.
 */
export async function probe(
  dial: Dial,
  ownId: string,
  addresses: readonly string[],
  topic: string,
): Promise<ProbeResult[]> {
  const answers = new Map<string, ProbeResult['result']>();
  let somebodyKnows: () => void = () => {};
  const enough = new Promise<void>((resolve) => {
    somebodyKnows = () => setTimeout(resolve, OTHERS_TOO);
  });
  const all = addresses.map(async (address) => {
    const { reached, hub } = await testOne(dial, ownId, address, topic);
    if (reached !== 'answered') return;
    answers.set(address, hub === 'self' || hub === null ? 'not-a-hub' : hub);
    if (hub === 'known') somebodyKnows();
  });
  await Promise.race([Promise.all(all), enough]);
  return addresses.map((address) => ({ address, result: answers.get(address) ?? 'unreachable' }));
}

/** One test per address, in order. A hub of another version is told as that, whatever it holds [HB23]. */
export function testAddresses(
  dial: Dial,
  ownId: string,
  addresses: readonly string[],
  topic: string,
): Promise<AddressTest[]> {
  return Promise.all(
    addresses.map(async (address) => {
      const { reached, hub, isOtherVersion } = await testOne(dial, ownId, address, topic);
      return { address, reached, hub: isOtherVersion ? 'other-version' : hub };
    }),
  );
}

function testOne(dial: Dial, ownId: string, address: string, topic: string): Promise<Outcome> {
  const url = hubUrl(address);
  const question = writeMessage({ type: 'recap:probe', topic });
  const none = { hub: null, isOtherVersion: false };
  if (url === null || question === null) return Promise.resolve({ reached: 'unresolved', ...none });
  return new Promise((resolve) => {
    let isOpen = false;
    let isOtherVersion = false;
    let hangUp: ReturnType<Dial> = () => {};
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
      hangUp();
    };
    const answered = (hub: Outcome['hub']) => finish({ reached: 'answered', hub, isOtherVersion });
    const timer = setTimeout(
      () => (isOpen ? answered('not-a-hub') : finish({ reached: 'timeout', ...none })),
      PROBE_TIMEOUT,
    );
    hangUp = dial(url, {
      opened: ({ hubId, protocol }, wire) => {
        isOpen = true;
        if (hubId === null || hubId === ownId) {
          answered(hubId === null ? 'not-a-hub' : 'self');
          return null;
        }
        // A hub that does not say its version is one from before there was a second.
        isOtherVersion = protocol !== null && protocol !== PROTOCOL_MAJOR;
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
      closed: (_code, reached) => (reached === 'answered' ? answered('not-a-hub') : finish({ reached, ...none })),
    });
  });
}
