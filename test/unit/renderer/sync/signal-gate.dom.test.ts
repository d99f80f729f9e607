import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import type { SignalingConn } from 'y-webrtc';
import { type GateRoom, SignalGate } from '../../../../renderer/sync/signal-gate';
import { openSignal, sealSignal } from '../../../../renderer/sync/signaling-crypto';
import type { Signal } from '../../../../renderer/sync/signals';

const TOPIC = 'topic';
const newKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);

interface Said {
  readonly type: string;
  readonly topic?: string;
  readonly topics?: string[];
  readonly data?: unknown;
}

/** A gate over a connection that only remembers what was said, and hands on what arrives. */
async function gate(admit: (signal: Signal) => boolean = () => true, left: readonly string[] = []) {
  const key = await newKey();
  const said: Said[] = [];
  const handed: unknown[] = [];
  const failed: unknown[] = [];
  let newcomers = 0;
  const conn = {
    ws: { readyState: WebSocket.OPEN },
    send: (message: Said) => said.push(message),
    emit: (_name: string, args: unknown[]) => handed.push((args[0] as Said).data),
  };
  const room: GateRoom = {
    peerId: 'me',
    key,
    admit,
    handOn: (emit) => emit(),
    newcomer: () => {
      newcomers += 1;
    },
    changed: () => {},
    failed: (error) => failed.push(error),
  };
  const made = new SignalGate(conn as unknown as SignalingConn, TOPIC, left, () => room);
  const arrive = (message: unknown) => conn.emit('message', [message]);
  const settled = async (): Promise<void> => {
    // What is sealed or opened on the way takes as long as this does, on any machine.
    for (let turn = 0; turn < 10; turn++) {
      await crypto.subtle.digest('SHA-256', new Uint8Array(1));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  return { gate: made, key, said, handed, failed, conn, arrive, settled, newcomers: () => newcomers };
}

/** As y-webrtc encrypts what it publishes (src/crypto.js). */
async function stock(signal: object, key: CryptoKey): Promise<string> {
  const plain = encoding.createEncoder();
  encoding.writeAny(plain, signal as Record<string, never>);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = new Uint8Array(encoding.toUint8Array(plain));
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes);
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, 'AES-GCM');
  encoding.writeVarUint8Array(encoder, iv);
  encoding.writeVarUint8Array(encoder, new Uint8Array(cipher));
  return Buffer.from(encoding.toUint8Array(encoder)).toString('base64');
}

describe('what leaves', () => {
  test('is sealed and counted', async () => {
    const { gate: made, key, said, settled } = await gate();
    made.announce('me', 'a');
    made.announce('me', 'b');
    await settled();
    const opened = await Promise.all(said.map(({ data }) => openSignal(String(data), key, TOPIC)));
    expect(opened).toEqual([
      { n: 1, signal: { type: 'announce', from: 'me', to: 'a' } },
      { n: 2, signal: { type: 'announce', from: 'me', to: 'b' } },
    ]);
  });

  test.each<[string, unknown]>([
    ['published without encryption', { type: 'publish', topic: TOPIC, data: { type: 'announce', from: 'me' } }],
    ['published for another room', { type: 'publish', topic: 'other', data: 'AAAA' }],
    ['encrypted with another key', { type: 'publish', topic: TOPIC, data: 'AAAA' }],
    ['a subscription to other rooms', { type: 'subscribe', topics: ['other'] }],
    ['unknown', { type: 'hello' }],
  ])('is not what is %s', async (_name, message) => {
    const { conn, said, settled } = await gate();
    conn.send(message as Said);
    await settled();
    expect(said).toEqual([]);
  });

  test('after falling silent is only that this copy no longer listens', async () => {
    const { gate: made, conn, said, settled } = await gate();
    made.announce('me');
    made.fallSilent();
    made.announce('me', 'a');
    conn.send({ type: 'subscribe', topics: [TOPIC] });
    conn.send({ type: 'unsubscribe', topics: [TOPIC, 'other'] });
    await settled();
    expect(said).toEqual([{ type: 'unsubscribe', topics: [TOPIC] }]);
  });

  test('to all is said once when it is said again at once, and once more after a moment', async () => {
    const { gate: made, said, settled } = await gate();
    for (let time = 0; time < 20; time++) made.announce('me');
    await expect.poll(() => said.length).toBe(2);
    await settled();
    expect(said).toHaveLength(2);
  });
});

describe('new invites', () => {
  test('each time that the hub is asked for the room, it hears which rooms were left for it [MB9]', async () => {
    const { conn, said, settled } = await gate(undefined, ['old', 'older']);
    conn.send({ type: 'subscribe', topics: [TOPIC] });
    conn.send({ type: 'unsubscribe', topics: [TOPIC] });
    await settled();
    expect(said).toEqual([
      { type: 'subscribe', topics: [TOPIC] },
      { type: 'recap:renewed', topics: ['old', 'older'] },
      { type: 'unsubscribe', topics: [TOPIC] },
    ]);
  });

  test.each([
    ['this room', { type: 'recap:renewed', topics: ['other', TOPIC] }, true],
    ['another room', { type: 'recap:renewed', topics: ['other'] }, false],
    ['nonsense', { type: 'recap:renewed', topics: TOPIC }, false],
  ])('that somebody tells of %s make the secret here outdated: %j %s', async (_what, message, outdated) => {
    const { arrive, handed, gate: made } = await gate();
    arrive(message);
    expect([made.wasLeft, handed]).toEqual([outdated, []]);
  });
});

describe('what arrives', () => {
  const announce: Signal = { type: 'announce', from: 'a', to: 'me' };
  const publish = (data: unknown, topic = TOPIC) => ({ type: 'publish', topic, data });

  test('is handed on, opened, once', async () => {
    const { key, arrive, handed, settled, gate: made } = await gate();
    const text = await sealSignal({ n: 1, signal: announce }, key, TOPIC);
    arrive(publish(text));
    arrive(publish(text));
    arrive(publish(await sealSignal({ n: 1, signal: announce }, key, TOPIC)));
    await settled();
    expect(handed).toEqual([announce]);
    expect(made.replay.size).toBe(1);
  });

  test('keeps its order', async () => {
    const { key, arrive, handed, settled } = await gate();
    const texts = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        sealSignal({ n: n + 1, signal: { ...announce, from: `p${n}` } }, key, TOPIC),
      ),
    );
    for (const text of texts) arrive(publish(text));
    await settled();
    expect(handed.map((signal) => (signal as Signal).from)).toEqual(texts.map((_, n) => `p${n}`));
  });

  test('and throws where it is handled stops nothing that comes after it', async () => {
    const thrown = new TypeError('sdpMid and sdpMLineIndex are both null');
    const { key, arrive, handed, failed, settled } = await gate(({ from }) => {
      if (from === 'bad') throw thrown;
      return true;
    });
    arrive(publish(await sealSignal({ n: 1, signal: { ...announce, from: 'bad' } }, key, TOPIC)));
    arrive(publish(await sealSignal({ n: 1, signal: announce }, key, TOPIC)));
    await settled();
    expect([handed, failed]).toEqual([[announce], [thrown]]);
  });

  test('and cannot be opened is counted, and costs nothing more', async () => {
    const { arrive, handed, settled, gate: made } = await gate();
    for (const data of ['AAAA', '', '%%%']) arrive(publish(data));
    await settled();
    expect(handed).toEqual([]);
    expect(made.undecryptable).toMatchObject({ count: 3, last: expect.any(Number) });
  });

  test.each<[string, unknown]>([
    ['of another room', publish('AAAA', 'other')],
    ['no text', publish({ type: 'announce', from: 'a' })],
    ['no message', null],
    ['of an unknown kind', { type: 'x', topic: TOPIC }],
  ])('is ignored when it is %s', async (_name, message) => {
    const { arrive, handed, settled, gate: made } = await gate();
    arrive(message);
    await settled();
    expect([handed, made.undecryptable.count]).toEqual([[], 0]);
  });

  test('with the right key but without a count, or from oneself, is dropped', async () => {
    const { key, arrive, handed, settled } = await gate();
    arrive(publish(await sealSignal(announce, key, TOPIC)));
    arrive(publish(await sealSignal({ n: 0, signal: announce }, key, TOPIC)));
    arrive(publish(await sealSignal({ n: 1, signal: { ...announce, from: 'me' } }, key, TOPIC)));
    await settled();
    expect(handed).toEqual([]);
  });

  test('and tells of a newcomer makes this copy say that it is here', async () => {
    const { arrive, newcomers, settled } = await gate();
    arrive({ type: 'recap:peer', topic: TOPIC });
    arrive({ type: 'recap:peer', topic: 'other' });
    await settled();
    expect(newcomers()).toBe(1);
  });
});

test('what y-webrtc publishes is sealed anew, with its count', async () => {
  const { conn, key, said, settled } = await gate();
  conn.send({ type: 'publish', topic: TOPIC, data: await stock({ type: 'announce', from: 'me' }, key) });
  await settled();
  expect(await openSignal(String(said[0]?.data), key, TOPIC)).toEqual({
    n: 1,
    signal: { type: 'announce', from: 'me' },
  });
});
