import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { DocumentStore } from '../../../renderer/notebook/document-store';
import { result } from '../../../renderer/notebook/idb-requests';
import { createIndexeddbStore } from '../../../renderer/notebook/indexeddb-store';
import { digestOf } from '../../../shared/exchange/digest';
import { toHex } from '../../../shared/util/hex';
import { MemoryStore } from '../../support/memory-store';

vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run, 0));

const adapters: [string, () => DocumentStore][] = [
  ['the browser’s storage', createIndexeddbStore],
  ['memory', () => new MemoryStore()],
];

const hex = (doc: Y.Doc) => toHex(digestOf(doc));
const ignore = (): void => {};

function textOf(rows: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const row of rows) Y.applyUpdate(doc, row);
  return doc.getText('body').toString();
}

let counter = 0;
const freshName = () => `recap/examined/${counter++}`;

describe.each(adapters)('%s', (_name, create) => {
  test('goes through all that is stored of a document, open or not, and forgets a digest that is not to be trusted', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    const stored = await store.open(name, doc, ignore);
    doc.getText('body').insert(0, 'kept');
    await stored.flush();
    expect(textOf((await store.examine(name)).updates)).toBe('kept');
    await stored.close();
    expect(await store.examine(name)).toMatchObject({ unsound: 0, noted: hex(doc) });
    await store.mend(name);
    const examined = await store.examine(name);
    expect(examined).toMatchObject({ unsound: 0, noted: null });
    expect(textOf(examined.updates)).toBe('kept');
    expect(await store.examine(freshName())).toEqual({ updates: [], unsound: 0, noted: null });
  });
});

test('[CK3] what is no update is found, put aside beside the document, and stands in its way no more', async () => {
  const [store, name, doc] = [createIndexeddbStore(), freshName(), new Y.Doc()];
  const stored = await store.open(name, doc, ignore);
  doc.getText('body').insert(0, 'mine');
  await stored.close();
  const bad = Uint8Array.of(1, 2, 3, 4, 250, 250);
  const db = await result(indexedDB.open(name));
  db.transaction('updates', 'readwrite').objectStore('updates').add(bad);
  db.transaction('updates', 'readwrite').objectStore('updates').add('no bytes');
  await store.append(name, Uint8Array.of(9, 9, 9), 'ff'.repeat(16));
  expect(await store.examine(name)).toMatchObject({ unsound: 3 });
  await store.mend(name);
  const mended = await store.examine(name);
  expect([mended.unsound, textOf(mended.updates)]).toEqual([0, 'mine']);
  const locals = db.transaction('custom').objectStore('custom');
  const keys = await result(locals.getAllKeys());
  expect(keys).toEqual([expect.stringMatching(/^damaged-/)]);
  expect(await result(locals.get(keys[0] ?? ''))).toEqual([bad, 'no bytes']);
  db.close();
  const again = new Y.Doc();
  await (await store.open(name, again, ignore)).close();
  expect(again.getText('body').toString()).toBe('mine');
});
