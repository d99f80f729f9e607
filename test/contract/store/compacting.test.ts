/** What the browser's storage says of a document while it makes one row of many. */
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { createIndexeddbStore } from '../../../renderer/notebook/indexeddb-store';
import { digestOfUpdates } from '../../../shared/exchange/digest';
import { toHex } from '../../../shared/util/hex';

vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run, 0));

test('the browser’s storage never tells a digest that what is stored does not have, when it compacts what loading changed', async () => {
  const [name, doc] = ['recap/test/compacted', new Y.Doc()];
  const killed = await createIndexeddbStore().open(name, doc, () => {});
  for (let index = 0; index < 45; index++) {
    doc.getText('body').insert(0, 'x');
    await killed.flush();
  }
  const store = createIndexeddbStore();
  // Two people set the same key at once: whoever loads both deletes one of the two.
  const conflict = [1, 2].map((clientID) => {
    const one = new Y.Doc();
    one.clientID = clientID;
    one.getMap('meta').set('status', clientID);
    return Y.encodeStateAsUpdate(one);
  });
  const bytes = [...(await store.read(name)), ...conflict];
  await store.append(name, Y.mergeUpdates(conflict), toHex(digestOfUpdates(bytes)));
  const loaded = new Y.Doc();
  await (await store.open(name, loaded, () => {})).close();
  const stored = await store.read(name);
  expect(stored).toHaveLength(1);
  expect(await store.digest(name)).toBe(toHex(digestOfUpdates(stored)));
  await killed.close();
});
