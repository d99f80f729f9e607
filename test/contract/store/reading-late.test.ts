import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createIndexeddbStore } from '../../../renderer/notebook/indexeddb-store';
import { digestOfUpdates } from '../../../shared/exchange/digest';
import { toHex } from '../../../shared/util/hex';

const nameOf = (at: number) => `recap/late/${at}`;

function written(text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('body').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}
const digest = (...updates: Uint8Array[]) => toHex(digestOfUpdates(updates));

/** More than are read one by one. */
const MANY = [...Array(9).keys()];
const stored = MANY.map((at) => written(`first of ${at}`));
const more = MANY.map((at) => written(`second of ${at}`));

async function filled() {
  globalThis.indexedDB = new IDBFactory();
  const store = createIndexeddbStore();
  for (const [at, update] of stored.entries()) await store.append(nameOf(at), update, digest(update));
  return createIndexeddbStore();
}

test('a store that has just begun knows of each document what was stored, also while all of them are asked for', async () => {
  const store = await filled();
  const names = store.names('late');
  const alone = store.digest(nameOf(3));
  expect(await alone).toBe(digest(stored[3] as Uint8Array));
  expect([...(await names)].sort()).toEqual(MANY.map(nameOf));
  expect(await Promise.all(MANY.map((at) => store.digest(nameOf(at))))).toEqual(stored.map((update) => digest(update)));
});

test('what is written before all were asked for stays what is known, and nothing that was there is written over', async () => {
  const store = await filled();
  const add = (at: number) =>
    store.append(nameOf(at), more[at] as Uint8Array, digest(stored[at] as Uint8Array, more[at] as Uint8Array));
  await add(0);
  const later = [add(1), store.names('late'), ...MANY.slice(2).map(add)];
  await Promise.all(later);
  for (const reader of [store, createIndexeddbStore()]) {
    for (const at of MANY) {
      const both = [stored[at] as Uint8Array, more[at] as Uint8Array] as const;
      expect(await reader.digest(nameOf(at))).toBe(digest(...both));
      expect(await reader.read(nameOf(at))).toEqual(both);
    }
  }
});
