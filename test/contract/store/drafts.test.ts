/** In which order the browser's storage takes what was typed beside a document and what became of it there. */
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { LOCALS, UPDATES } from '../../../renderer/notebook/idb-names';
import { createIndexeddbStore } from '../../../renderer/notebook/indexeddb-store';

vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run, 0));

function textOf(update: unknown): string {
  const doc = new Y.Doc();
  if (update instanceof Uint8Array) Y.applyUpdate(doc, update);
  return doc.getText('body').toString();
}

test('[TW9] the browser’s storage has what came out of a draft before the draft is gone from it', async () => {
  const doc = new Y.Doc();
  const stored = await createIndexeddbStore().open('recap/test/draft', doc, () => {});
  await stored.setLocal('draft', 'what somebody typed');
  const { add, put } = IDBObjectStore.prototype;
  const done: unknown[] = [];
  const noted = (store: IDBObjectStore, what: unknown) =>
    store.transaction.addEventListener('complete', () => done.push(what));
  IDBObjectStore.prototype.add = function (...args) {
    if (this.name === UPDATES) noted(this, textOf(args[0]));
    return add.apply(this, args);
  };
  IDBObjectStore.prototype.put = function (...args) {
    if (this.name === LOCALS) noted(this, args[0]);
    return put.apply(this, args);
  };
  doc.getText('body').insert(0, 'what somebody typed');
  const emptied = stored.setLocal('draft', null);
  await Promise.all([emptied, stored.flush()]);
  await stored.setLocal('draft', 'more');
  Object.assign(IDBObjectStore.prototype, { add, put });
  expect(done).toEqual(['what somebody typed', null, 'more']);
  await stored.close();
});
