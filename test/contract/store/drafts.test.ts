/** In which order the browser's storage takes what was typed beside a document and what became of it there. */
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { LOCALS, UPDATES } from '../../../renderer/notebook/idb-names';
import { createIndexeddbStore } from '../../../renderer/notebook/indexeddb-store';
import { JournaledStore } from '../../../renderer/notebook/journal/journaled-store';
import type { NotebookId } from '../../../shared/util/brand';
import { madeMain } from '../../support/journal-bridge';
import { MadeDisk } from '../../support/made-disk';

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

test('what is set beside a document again while it is being stored is stored as well', async () => {
  const doc = new Y.Doc();
  const stored = await createIndexeddbStore().open('recap/test/again', doc, () => {});
  const { put } = IDBObjectStore.prototype;
  let second: Promise<void> | null = null;
  const seen = { value: 'first' };
  IDBObjectStore.prototype.put = function (...args) {
    const request = put.apply(this, args);
    if (this.name === LOCALS && second === null) {
      seen.value = 'second';
      second = stored.setLocal('seen', seen);
    }
    return request;
  };
  doc.getText('body').insert(0, 'x');
  await stored.setLocal('seen', seen);
  await second;
  IDBObjectStore.prototype.put = put;
  expect(await stored.getLocal('seen')).toEqual({ value: 'second' });
  await stored.close();
  const again = await createIndexeddbStore().open('recap/test/again', new Y.Doc(), () => {});
  expect(await again.getLocal('seen')).toEqual({ value: 'second' });
  await again.close();
});

test('[TW9] what came out of a draft is stored before the draft is gone also when nobody was told of it', async () => {
  const store = new JournaledStore(createIndexeddbStore(), madeMain(new MadeDisk(), 'test').port, 'test' as NotebookId);
  const doc = new Y.Doc();
  const name = 'recap/test/untold';
  doc.on('update', () => {
    throw new Error('somebody’s listener');
  });
  const stored = await store.open(name, doc, () => {});
  await stored.setLocal('draft', { body: 'typed', at: 1 });
  expect(() => doc.getText('body').insert(0, 'typed')).toThrow('somebody’s listener');
  await stored.setLocal('draft', { at: 2 });
  await stored.flush();
  const rows = await createIndexeddbStore().read(name);
  expect(textOf(Y.mergeUpdates([...rows]))).toBe('typed');
});
