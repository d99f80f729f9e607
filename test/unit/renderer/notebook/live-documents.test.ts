import { expect, test } from 'vitest';
import type { StoredDocument } from '../../../../renderer/notebook/document-store';
import { LiveDocuments } from '../../../../renderer/notebook/live-documents';
import { AppError } from '../../../../shared/errors/app-error';
import { MemoryStore } from '../../../support/memory-store';

test('a document that could not be opened takes nothing away from the one that was opened after it', async () => {
  const store = new MemoryStore();
  const real = store.open.bind(store);
  let fail = (_error: unknown): void => {};
  store.open = () =>
    new Promise<StoredDocument>((_resolve, reject) => {
      fail = reject;
    });
  const live = new LiveDocuments(store, { opened: () => {}, closing: () => {}, problem: () => {} });
  const first = live.acquire('d1');
  await Promise.resolve();
  const removed = live.remove('d1');
  store.open = real;
  const second = live.acquire('d1');
  fail(new AppError('store/unavailable'));
  await expect(first).rejects.toMatchObject({ code: 'store/unavailable' });
  await removed;
  expect(live.peek('d1')).toBe(await second);
});
