/** Documents that nobody has open, compared and merged as bytes. */
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { metaOf, titleOf } from '../../shared/model/discussion-doc';
import { FakeClock, FakeWire, NO_FAULTS, settle } from '../support/fake-wire';
import { Seeded } from '../support/seeded';
import { StoredReplica } from '../support/stored-replica';

async function pair() {
  const clock = new FakeClock();
  let clients = 0;
  const create = (key: string) => StoredReplica.create(key, clock, () => ++clients);
  const [a, b] = [await create('a'), await create('b')];
  const wire = new FakeWire(new Seeded(1), () => NO_FAULTS);
  const meet = async (ms: number) => {
    a.connect(wire, 0, 'b');
    b.connect(wire, 1, 'a');
    for (let spent = 0; spent < ms; spent += 20) {
      while (wire.waiting > 0) {
        await wire.deliver();
        await settle();
      }
      await clock.advance(20);
    }
  };
  return { a, b, wire, meet };
}

/** Two people set the same field at once: whoever loads both deletes one of the two. */
function conflict(): Uint8Array[] {
  return [1, 2].map((clientID) => {
    const doc = new Y.Doc();
    doc.clientID = clientID;
    metaOf(doc).set('status', `by ${clientID}`);
    return Y.encodeStateAsUpdate(doc);
  });
}

describe('documents that are closed on both sides', () => {
  test('become equal without being opened', async () => {
    const { a, b, meet } = await pair();
    for (let index = 0; index < 50; index++) {
      const name = `d${index}`;
      a.list(name);
      await a.open(name);
      titleOf(a.docOf(name) as Y.Doc).insert(0, `Title ${index}`);
      await a.close(name);
    }
    await settle();
    const opened: string[] = [];
    b.onOpen = (name) => opened.push(name);
    await meet(4000);
    expect(b.state).toMatchObject({ pending: 0, compared: true, progress: { done: 0, all: 0 } });
    expect(opened).toEqual([]);
    await b.open('d7');
    expect(titleOf(b.docOf('d7') as Y.Doc).toString()).toBe('Title 7');
  });

  test('are settled when one of them was loaded and the other holds the same bytes [EX18]', async () => {
    const { a, b, meet } = await pair();
    const updates = conflict();
    for (const replica of [a, b]) {
      replica.list('d1');
      await replica.apply('d1', updates);
    }
    expect(await a.digest('d1')).toBe(await b.digest('d1'));
    await a.open('d1');
    await a.close('d1');
    await settle();
    expect(await a.digest('d1')).not.toBe(await b.digest('d1'));
    await meet(3000);
    expect(await a.digest('d1')).toBe(await b.digest('d1'));
    expect(b.state.pending).toBe(0);
  });

  test('take nothing of an update that is damaged [EX9]', async () => {
    const { a } = await pair();
    a.list('d1');
    const before = await a.digest('d1');
    await expect(a.apply('d1', [conflict()[0] as Uint8Array, Uint8Array.of(1, 2, 3)])).rejects.toMatchObject({
      code: 'sync/bad-frame',
    });
    expect(await a.digest('d1')).toBe(before);
  });

  test('that are opened while something arrives lose nothing and take nothing twice', async () => {
    const { a } = await pair();
    a.list('d1');
    const doc = new Y.Doc();
    const rows: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => rows.push(update));
    for (let index = 0; index < 30; index++) titleOf(doc).insert(index, 'x');
    const work: Promise<unknown>[] = [];
    for (const [index, row] of rows.entries()) {
      work.push(a.apply('d1', [row]));
      if (index % 5 === 2) work.push(a.open('d1'));
      if (index % 5 === 4) work.push(a.close('d1'));
    }
    await Promise.all(work);
    await a.open('d1');
    expect(titleOf(a.docOf('d1') as Y.Doc).toString()).toBe('x'.repeat(30));
  });
});
