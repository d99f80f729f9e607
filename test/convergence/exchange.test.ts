import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { digestOf } from '../../shared/exchange/digest';
import type { ExchangeChannel } from '../../shared/exchange/ports';
import { toHex } from '../../shared/util/hex';
import { FakeClock, FakeWire, type Faults, NO_FAULTS, settle } from '../support/fake-wire';
import { Replica } from '../support/replica';
import { Seeded } from '../support/seeded';

/** Of a stranger who says to be `x`. */
const HELLO = Uint8Array.of(0, 2, 0, 1, 1, 120);

function channel(some: Partial<ExchangeChannel>): ExchangeChannel {
  return { send: () => {}, drained: async () => {}, close: () => {}, ...some };
}

interface World {
  readonly random: Seeded;
  readonly clock: FakeClock;
  readonly replicas: Replica[];
  readonly wires: Map<string, FakeWire>;
  faults: Faults;
}

async function world(seed: number, size: number): Promise<World> {
  const random = new Seeded(seed);
  const clock = new FakeClock();
  const replicas = await Promise.all(Array.from({ length: size }, (_, index) => Replica.create(`r${index}`, clock)));
  return { random, clock, replicas, wires: new Map(), faults: NO_FAULTS };
}

function link(at: World, a: number, b: number): void {
  const key = `${Math.min(a, b)}-${Math.max(a, b)}`;
  if (at.wires.get(key)?.up) return;
  const wire = new FakeWire(at.random, () => at.faults);
  at.wires.set(key, wire);
  const [first, second] = [at.replicas[a] as Replica, at.replicas[b] as Replica];
  first.connect(wire, 0, second.key);
  second.connect(wire, 1, first.key);
}

async function deliverAll(at: World): Promise<void> {
  for (let round = 0; round < 5000; round++) {
    const wire = [...at.wires.values()].find(({ waiting }) => waiting > 0);
    if (!wire) return;
    await wire.deliver();
    await settle();
  }
  throw new Error('messages never end');
}

function digests(replica: Replica): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of [...replica.names()].sort()) {
    const doc = replica.doc(name);
    expect(doc.store.pendingStructs, `${replica.key} ${name}`).toBeNull();
    found[name] = toHex(digestOf(doc));
  }
  return found;
}

async function expectEqualAfterHealing(at: World, links: readonly (readonly [number, number])[]): Promise<void> {
  at.faults = NO_FAULTS;
  for (const [a, b] of links) link(at, a, b);
  for (let round = 0; round < 40; round++) {
    await deliverAll(at);
    await at.clock.advance(250);
  }
  const [first, ...rest] = at.replicas.map(digests);
  for (const other of rest) expect(other).toEqual(first);
  for (const replica of at.replicas) expect(replica.state.pending, replica.key).toBe(0);
}

describe('copies that are linked', () => {
  test('a change that only deletes is noticed and healed [EX6]', async () => {
    const at = await world(1, 2);
    const [a, b] = at.replicas as [Replica, Replica];
    a.doc('catalog').getMap('discussions').set('d0', 1);
    a.doc('d0').getText('body').insert(0, 'hello world');
    await expectEqualAfterHealing(at, [[0, 1]]);
    at.faults = { loss: 1, duplication: 0, reordering: 0 };
    b.doc('d0').getText('body').delete(0, 6);
    await at.clock.advance(100);
    await expectEqualAfterHealing(at, [[0, 1]]);
    expect(a.doc('d0').getText('body').toString()).toBe('world');
  });

  test('one edit costs one message to each peer while all are linked [EX5]', async () => {
    const at = await world(1, 4);
    const all: [number, number][] = [
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ];
    at.replicas[0]?.doc('catalog').getMap('discussions').set('d0', 1);
    at.replicas[0]?.doc('d0').getText('body').insert(0, 'x');
    await expectEqualAfterHealing(at, all);
    const UPDATE = 4;
    const updates = () => [...at.wires.values()].flatMap(({ sent }) => sent).filter((kind) => kind === UPDATE).length;
    const before = updates();
    at.replicas[0]?.doc('d0').getText('body').insert(1, 'y');
    await deliverAll(at);
    await at.clock.advance(16);
    await deliverAll(at);
    expect(updates() - before).toBe(3);
    for (const replica of at.replicas) expect(replica.doc('d0').getText('body').toString()).toBe('xy');
  });

  test('incoming updates are applied together once per frame [EX7]', async () => {
    const at = await world(1, 2);
    const [a, b] = at.replicas as [Replica, Replica];
    a.doc('catalog').getMap('discussions').set('d0', 1);
    a.doc('d0');
    await expectEqualAfterHealing(at, [[0, 1]]);
    let applied = 0;
    b.doc('d0').on('afterTransaction', () => {
      applied += 1;
    });
    for (let index = 0; index < 30; index++) a.doc('d0').getText('body').insert(index, 'k');
    await deliverAll(at);
    await at.clock.advance(16);
    expect(b.doc('d0').getText('body').toString()).toHaveLength(30);
    expect(applied).toBe(1);
  });

  test('a document that the catalog does not list is not accepted, and arrives once it is listed [EX8]', async () => {
    const at = await world(1, 2);
    const [a, b] = at.replicas as [Replica, Replica];
    a.doc('hidden').getText('body').insert(0, 'x');
    await expectEqualAfterHealing(at, [[0, 1]]);
    expect(b.docs.has('hidden')).toBe(false);
    a.doc('catalog').getMap('discussions').set('hidden', 1);
    await expectEqualAfterHealing(at, [[0, 1]]);
    expect(b.doc('hidden').getText('body').toString()).toBe('x');
  });

  test('a silent link is closed [EX11]', async () => {
    const at = await world(1, 2);
    link(at, 0, 1);
    await deliverAll(at);
    at.faults = { loss: 1, duplication: 0, reordering: 0 };
    await at.clock.advance(13_000);
    expect(at.wires.get('0-1')?.up).toBe(false);
    expect(at.replicas[0]?.state.peers).toBe(0);
  });
});

describe('a hostile peer', () => {
  test.each<[string, (hello: Uint8Array) => Uint8Array[], string]>([
    ['speaks before hello [EX1]', () => [Uint8Array.of(8)], 'sync/bad-frame'],
    ['speaks another major version [EX2]', () => [Uint8Array.of(0, 1, 0, 1)], 'sync/version'],
    ['sends rubbish [EX9]', (hello) => [hello, Uint8Array.of(3, 200, 200, 200)], 'sync/bad-frame'],
    [
      'sends an update that is none [EX9]',
      (hello) => [hello, Uint8Array.of(4, 7, ...new TextEncoder().encode('catalog'), 3, 255, 255, 255)],
      'sync/bad-frame',
    ],
  ])('who %s is cut off and changes nothing', async (_name, messages, code) => {
    const clock = new FakeClock();
    const replica = await Replica.create('victim', clock);
    const closed: string[] = [];
    const session = replica.exchange.addPeer('stranger', channel({ close: (reason) => closed.push(reason) }));
    const before = Y.encodeStateAsUpdate(replica.doc('catalog'));
    for (const message of messages(HELLO)) await session.receive(message);
    await clock.advance(50);
    expect(closed).toEqual([code]);
    expect(Y.encodeStateAsUpdate(replica.doc('catalog'))).toEqual(before);
  });

  test('whose message kind is unknown is ignored [EX2]', async () => {
    const replica = await Replica.create('victim', new FakeClock());
    const closed: string[] = [];
    const session = replica.exchange.addPeer('newer', channel({ close: (reason) => closed.push(reason) }));
    await session.receive(Uint8Array.of(0, 2, 9, 1, 1, 120));
    await session.receive(Uint8Array.of(77, 1, 2, 3));
    expect(closed).toEqual([]);
  });
});

describe('carets', () => {
  test('are sent at most every 50 ms, however often they move [EX10]', async () => {
    const clock = new FakeClock();
    const replica = await Replica.create('mover', clock);
    replica.states = Uint8Array.of(1, 2, 3);
    const sent: number[] = [];
    const session = replica.exchange.addPeer(
      'watcher',
      channel({ send: ([message]) => sent.push(message?.[0] ?? -1) }),
    );
    await session.receive(HELLO);
    const AWARENESS = 5;
    for (let move = 0; move < 100; move++) {
      replica.exchange.awarenessChanged('catalog');
      await clock.advance(2);
    }
    const count = sent.filter((kind) => kind === AWARENESS).length;
    expect(count).toBeGreaterThanOrEqual(3);
    expect(count).toBeLessThanOrEqual(4);
  });
});
