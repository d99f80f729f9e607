import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newEntry } from '../../../../renderer/app/new-entry';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import { loadUnsent } from '../../../../renderer/sync/unsent-changes';
import { MemoryStore } from '../../../support/memory-store';

test('a discussion that was deleted for ever waits for nobody, whether or not others are met [EX17]', async () => {
  const notebook = await OpenNotebook.open(
    newEntry('SMCHAT', 1),
    { participantId: 'renee', name: 'Renee', colour: 1 },
    { store: new MemoryStore(), recapUndo: (fragment) => new Y.UndoManager(fragment) },
  );
  const changes = await loadUnsent(notebook, () => {});
  const [kept, gone] = [await notebook.createDiscussion({ title: 'Kept' }), await notebook.createDiscussion()];
  notebook.trash(kept);
  expect(changes.count).toBe(2);
  await notebook.trashed.deleteForever([{ kind: 'discussion', discussion: gone, id: gone }]);
  expect(changes.count).toBe(1);
  expect(new Set(changes.unsent.names)).toEqual(new Set(['catalog', kept]));
  changes.stop();
  await notebook.dispose();
});

test('what was only thrown away is to be sent too; what the app writes by itself is not [EX17]', async () => {
  const store = new MemoryStore();
  const options = { store, recapUndo: (fragment: Y.XmlFragment) => new Y.UndoManager(fragment) };
  const entry = newEntry('SMCHAT', 1);
  const notebook = await OpenNotebook.open(entry, { participantId: 'renee', name: 'Renee', colour: 1 }, options);
  const id = await notebook.createDiscussion({ title: 'Kept' });
  const changes = await loadUnsent(notebook, () => {});
  notebook.setProfile({ participantId: 'renee', name: 'Renée', colour: 2 });
  expect(changes.count).toBe(0);
  notebook.trash(id);
  expect(changes.count).toBe(1);
  changes.unsent.delete('catalog');
  expect(changes.count).toBe(0);
  changes.stop();
  await notebook.dispose();
});
