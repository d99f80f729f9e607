/** A database that does not open, as on a full disk: whoever opens it hears of it, once. */
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { createIndexeddbStore } from '../../../renderer/notebook/indexeddb-store';
import { isToldByStore } from '../../../renderer/notebook/own-loading';

const listeners = process.listeners('unhandledRejection');
afterEach(() => {
  vi.restoreAllMocks();
  process.removeAllListeners('unhandledRejection');
  for (const listener of listeners) process.on('unhandledRejection', listener);
});

test('what y-indexeddb leaves unheard of a database that does not open is known to be told already, and nothing else is', async () => {
  const store = createIndexeddbStore();
  await store.names('full');
  const unheard: unknown[] = [];
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (reason) => unheard.push(reason));
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    const request = open(name, version);
    if (name.startsWith('recap-index/')) return request;
    const failing = { error: new DOMException('Internal error opening backing store', 'UnknownError') };
    setTimeout(() => (failing as unknown as IDBOpenDBRequest).onerror?.({ target: failing } as unknown as Event));
    return failing as unknown as IDBOpenDBRequest;
  });
  await expect(store.open('recap/full/doc', new Y.Doc(), () => {})).rejects.toMatchObject({
    code: 'store/unavailable',
  });
  await new Promise((done) => setTimeout(done, 20));
  expect(unheard.length).toBeGreaterThan(0);
  expect(unheard.every(isToldByStore)).toBe(true);
  expect(isToldByStore(new DOMException('Internal error opening backing store', 'UnknownError'))).toBe(false);
});
