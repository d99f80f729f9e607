import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { digestOf } from '../../../../shared/exchange/digest';
import { sliceUpdate } from '../../../../shared/exchange/slice-update';
import { toHex } from '../../../../shared/util/hex';
import { Seeded } from '../../../support/seeded';

/** Copies that wrote into rows and texts of each other, with ids that stand in no order. */
function notebookOf(seed: number): Y.Doc {
  const random = new Seeded(seed);
  const docs = Array.from({ length: 4 }, () => {
    const doc = new Y.Doc();
    doc.clientID = 1 + random.int(1_000_000);
    return doc;
  });
  for (let step = 0; step < 150; step++) {
    const doc = random.pick(docs);
    const rows = doc.getMap<Y.Map<unknown>>('discussions');
    const keys = [...rows.keys()];
    const row = rows.get(keys[random.int(keys.length)] ?? '');
    if (row === undefined || random.chance(0.3)) rows.set(`row-${random.int(60)}`, new Y.Map([['title', `t${step}`]]));
    else if (random.chance(0.2)) rows.delete(keys[0] ?? '');
    else row.set(random.chance(0.5) ? 'title' : 'activeAt', step);
    const text = doc.getText('text');
    text.insert(random.int(text.length + 1), 'word');
    if (text.length > 40) text.delete(random.int(30), 5);
    if (random.chance(0.4)) Y.applyUpdate(doc, Y.encodeStateAsUpdate(random.pick(docs)));
  }
  const all = new Y.Doc();
  for (const doc of docs) Y.applyUpdate(all, Y.encodeStateAsUpdate(doc));
  return all;
}

const digest = (doc: Y.Doc): string => toHex(digestOf(doc));

describe('a large update in slices', () => {
  test('is the same as in one piece, and no slice waits for a later one', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const whole = notebookOf(seed);
      const slices = sliceUpdate(Y.encodeStateAsUpdate(whole), 7);
      expect(slices.length, `seed ${seed}`).toBeGreaterThan(5);
      const doc = new Y.Doc();
      for (const slice of slices) {
        Y.applyUpdate(doc, slice);
        expect(doc.store.pendingStructs, `seed ${seed}`).toBeNull();
      }
      expect(doc.store.pendingDs).toBeNull();
      expect(digest(doc), `seed ${seed}`).toBe(digest(whole));
      expect(doc.getText('text').toString()).toBe(whole.getText('text').toString());
      expect(doc.getMap('discussions').toJSON()).toEqual(whole.getMap('discussions').toJSON());
    }
  });

  test('may be the difference to what is there already', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const doc = notebookOf(seed);
      const before = Y.encodeStateVector(doc);
      const later = new Y.Doc();
      Y.applyUpdate(later, Y.encodeStateAsUpdate(doc));
      for (let index = 0; index < 40; index++) later.getText('text').insert(index, 'x');
      later.getText('text').delete(10, 30);
      for (const slice of sliceUpdate(Y.encodeStateAsUpdate(later, before), 3)) Y.applyUpdate(doc, slice);
      expect(digest(doc), `seed ${seed}`).toBe(digest(later));
    }
  });

  test('stays whole when it is small, and when it has gaps', () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let index = 0; index < 20; index++) doc.getMap('m').set(`k${index}`, index);
    const all = Y.encodeStateAsUpdate(doc);
    expect(sliceUpdate(all, 20)).toEqual([all]);
    expect(sliceUpdate(all, 19)).toHaveLength(2);
    const gaps = Y.mergeUpdates(updates.filter((_, index) => index !== 10));
    expect(sliceUpdate(gaps, 5)).toEqual([gaps]);
  });
});
