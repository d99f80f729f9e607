/** The exchange's rules between two copies, one by one. */
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeMessage, type Message } from '../../shared/exchange/messages';
import type { ExchangeChannel } from '../../shared/exchange/ports';
import { Unsent } from '../../shared/exchange/unsent';
import { FakeClock, FakeWire, NO_FAULTS, settle } from '../support/fake-wire';
import { Replica } from '../support/replica';
import { Seeded } from '../support/seeded';

const HELLO = bytesOf({ kind: 'hello', major: 2, minor: 0, schema: 1, participant: 'x' });

function bytesOf(message: Message): Uint8Array {
  return Uint8Array.from(encodeMessage(message).flatMap((part) => [...part]));
}

function channel(some: Partial<ExchangeChannel>): ExchangeChannel {
  return { send: () => {}, drained: async () => {}, close: () => {}, ...some };
}

async function pair() {
  const clock = new FakeClock();
  const [a, b] = [await Replica.create('a', clock), await Replica.create('b', clock)];
  const wire = new FakeWire(new Seeded(1), () => NO_FAULTS);
  const run = async (ms: number) => {
    for (let spent = 0; spent < ms; spent += 10) {
      while (wire.waiting > 0) {
        await wire.deliver();
        await settle();
      }
      await clock.advance(10);
    }
  };
  const link = () => {
    a.connect(wire, 0, 'b');
    b.connect(wire, 1, 'a');
  };
  return { a, b, wire, clock, run, link };
}

function write(replica: Replica, name: string, text: string): void {
  const listed = replica.doc('catalog').getMap('discussions');
  if (!listed.has(name)) listed.set(name, 1);
  replica.doc(name).getText('body').insert(0, text);
}

describe('two copies', () => {
  test('are compared at the cost of what changed, whatever the size of the notebook [EX12]', async () => {
    const costs: number[] = [];
    for (const size of [100, 2000]) {
      const { a, b, wire, run, link } = await pair();
      for (let index = 0; index < size; index++) write(a, `d${index}`, 'x');
      for (const [name, doc] of a.docs) await b.apply(name, [Y.encodeStateAsUpdate(doc)]);
      for (let index = 0; index < 10; index++) write(a, `d${index * 7}`, 'changed ');
      await run(1000);
      link();
      await run(1000);
      expect(b.doc('d63').getText('body').toString()).toBe('changed x');
      expect(b.state).toMatchObject({ pending: 0, compared: true });
      costs.push(wire.bytes);
    }
    // 256 hashes and ten buckets of digests each way are all that a larger notebook adds.
    expect(costs[1]).toBeLessThan((costs[0] ?? 0) + 30_000);
    expect(costs[1]).toBeLessThan(40_000);
  });

  test('know who speaks, which version, and what is still to come [EX1]', async () => {
    const { a, b, run, link } = await pair();
    write(a, 'd1', 'one');
    link();
    expect(a.state.links[0]).toMatchObject({ open: false, theirs: null });
    await run(3000);
    expect(a.state.links[0]).toEqual({
      key: 'b',
      open: true,
      compared: true,
      theirs: { major: 2, minor: 0, schema: 1, participant: 'person-b' },
      differing: 0,
      toSend: 0,
      toReceive: 0,
    });
    expect(a.equalWith).toContain('person-b');
    expect(b.equalWith).toContain('person-a');
  });

  test('are not equal while one cannot read a document, and are once it can', async () => {
    const { a, b, run, link } = await pair();
    write(a, 'd1', 'one');
    await b.apply('catalog', [Y.encodeStateAsUpdate(a.doc('catalog'))]);
    b.unreadable.add('d1');
    link();
    await run(8000);
    expect(b.state).toMatchObject({ pending: 1, toReceive: 1 });
    expect(b.equalWith).toEqual([]);
    b.unreadable.delete('d1');
    await run(4000);
    expect(b.state).toMatchObject({ pending: 0, compared: true });
    expect(b.doc('d1').getText('body').toString()).toBe('one');
  });

  test('hand on what is told of members, to all or to one [EX16]', async () => {
    const { a, b, run, link } = await pair();
    link();
    await run(100);
    a.exchange.tellMembership(Uint8Array.of(1, 2));
    a.exchange.tellMembership(Uint8Array.of(3), 'b');
    a.exchange.tellMembership(Uint8Array.of(4), 'nobody');
    await run(100);
    expect(b.membership).toEqual([Uint8Array.of(1, 2), Uint8Array.of(3)]);
  });

  test('count what was changed here as unsent until the other has it, over a restart too [EX17]', async () => {
    const { a, run, link } = await pair();
    write(a, 'd1', 'one');
    write(a, 'd2', 'two');
    await settle();
    await a.restart();
    expect([...a.exchange.unsent.names].sort()).toEqual(['catalog', 'd1', 'd2']);
    link();
    await run(4000);
    expect([...a.exchange.unsent.names]).toEqual([]);
  });

  test('leave the catalog to y-webrtc for a moment, and exchange it when it has not come [EX19]', async () => {
    const { a, b, run, link } = await pair();
    write(a, 'd1', 'one');
    link();
    await run(1200);
    expect(b.doc('catalog').getMap('discussions').has('d1')).toBe(false);
    await run(2000);
    expect(b.doc('catalog').getMap('discussions').has('d1')).toBe(true);
    expect(b.doc('d1').getText('body').toString()).toBe('one');
    expect(a.state).toMatchObject({ pending: 0, compared: true });
  });

  test('ask for the catalog at once when it lists too much for y-webrtc to bring [EX19]', async () => {
    const { a, b, run, link } = await pair();
    for (let index = 0; index <= 1000; index++) write(a, `d${index}`, 'x');
    link();
    await run(1200);
    expect(b.doc('catalog').getMap('discussions').size).toBe(1001);
  });
});

describe('a link', () => {
  // Found by the fuzz (seed 34 of its first form): the other waited for a bucket that it had been told of before.
  test('answers a late summary with its own, and only then with buckets [EX13]', async () => {
    const clock = new FakeClock();
    const replica = await Replica.create('answering', clock);
    const kinds: number[] = [];
    const session = replica.exchange.addPeer('late', channel({ send: ([header]) => kinds.push(header?.[0] ?? -1) }));
    await session.receive(HELLO);
    await clock.advance(1200);
    kinds.length = 0;
    await session.receive(bytesOf({ kind: 'summary', buckets: [] }));
    const [DIGESTS, SUMMARY] = [1, 10];
    expect(kinds).toEqual([SUMMARY, DIGESTS]);
  });

  test('is told when the documents have what it brought, and its next message does not wait for that [FR4]', async () => {
    const clock = new FakeClock();
    const replica = await Replica.create('taking', clock);
    const session = replica.exchange.addPeer('giving', channel({}));
    await session.receive(HELLO);
    const source = new Y.Doc();
    source.getMap('meta').set('name', 'N');
    await session.receive(bytesOf({ kind: 'update', name: 'catalog', update: Y.encodeStateAsUpdate(source) }));
    const name = (): unknown => replica.doc('catalog').getMap('meta').get('name');
    expect(name()).toBeUndefined();
    const taken = session.taken.then(name);
    await clock.advance(100);
    expect(await taken).toBe('N');
  });

  test('whose queue is long gets no further diff until it has drained [EX14]', async () => {
    const clock = new FakeClock();
    const replica = await Replica.create('sender', clock);
    for (let index = 0; index < 20; index++) write(replica, `d${index}`, 'x'.repeat(1000));
    let drain = (): void => {};
    const kinds: number[] = [];
    const session = replica.exchange.addPeer(
      'slow',
      channel({
        send: ([header]) => kinds.push(header?.[0] ?? -1),
        drained: () =>
          new Promise((resolve) => {
            drain = resolve;
          }),
      }),
    );
    await session.receive(HELLO);
    for (let index = 0; index < 20; index++) {
      await session.receive(bytesOf({ kind: 'pull', name: `d${index}`, stateVector: Uint8Array.of(0) }));
    }
    const DIFF = 3;
    const diffs = () => kinds.filter((kind) => kind === DIFF).length;
    await settle();
    expect(diffs()).toBe(0);
    drain();
    await settle();
    expect(diffs()).toBe(1);
  });

  test('that floods is refused, and what it sent before is kept [EX15]', async () => {
    const replica = await Replica.create('victim', new FakeClock());
    const closed: string[] = [];
    const session = replica.exchange.addPeer('flooder', channel({ close: (code) => closed.push(code) }));
    await session.receive(HELLO);
    const ping = bytesOf({ kind: 'ping' });
    for (let index = 0; index < 30_001; index++) await session.receive(ping);
    await settle();
    expect(closed).toEqual(['sync/flooded']);
  });

  test('that asks for more than anybody needs is refused [EX15]', async () => {
    const replica = await Replica.create('victim', new FakeClock());
    const closed: string[] = [];
    const session = replica.exchange.addPeer(
      'asker',
      channel({
        close: (code) => closed.push(code),
        drained: (below) => (below === 0 ? Promise.resolve() : new Promise(() => {})),
      }),
    );
    await session.receive(HELLO);
    for (let index = 0; index < 300; index++) {
      await session.receive(bytesOf({ kind: 'pull', name: `d${index}`, stateVector: Uint8Array.of(0) }));
    }
    await settle();
    expect(closed).toEqual(['sync/flooded']);
  });

  test('over which carets go on moving is asked again for what never came [EX4] [EX13]', async () => {
    const clock = new FakeClock();
    const replica = await Replica.create('asking', clock);
    const kinds: number[] = [];
    const session = replica.exchange.addPeer('forgetful', channel({ send: ([first]) => kinds.push(first?.[0] ?? -1) }));
    write(replica, 'd1', 'mine');
    await session.receive(HELLO);
    await session.receive(bytesOf({ kind: 'summary', buckets: [] }));
    const entry = ['d1', new Uint8Array(16)] as const;
    await session.receive(bytesOf({ kind: 'digests', complete: [], entries: [entry] }));
    const [PULL, SUMMARY] = [2, 10];
    const caret = bytesOf({ kind: 'awareness', name: 'd1', update: Uint8Array.of(0) });
    for (let spent = 0; spent < 10_000; spent += 100) {
      session.alive(false);
      await session.receive(caret);
      await clock.advance(100);
    }
    expect(kinds.filter((kind) => kind === PULL).length).toBeGreaterThan(1);
    expect(kinds.filter((kind) => kind === SUMMARY).length).toBeGreaterThan(2);
  });

  test('over which a long message is on its way is not silent [EX11]', async () => {
    const clock = new FakeClock();
    const replica = await Replica.create('receiver', clock);
    const closed: string[] = [];
    const session = replica.exchange.addPeer('sender', channel({ close: (code) => closed.push(code) }));
    await session.receive(HELLO);
    for (let second = 0; second < 30; second++) {
      session.alive(true);
      await clock.advance(1000);
    }
    expect(closed).toEqual([]);
  });
});

test('what could not be stored of the unsent names is told, and the names stay known [EX17]', async () => {
  const told: unknown[] = [];
  const store = { load: async () => ['d1'], save: () => Promise.reject(new Error('full')) };
  const unsent = await Unsent.load(
    store,
    () => {},
    (error) => told.push(error),
  );
  unsent.add('d2');
  await unsent.flush();
  expect([...unsent.names]).toEqual(['d1', 'd2']);
  expect(told).toHaveLength(1);
});
