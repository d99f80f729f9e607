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
  await notebook.deleteForever(gone);
  expect(changes.count).toBe(1);
  expect([...changes.unsent.names]).toEqual([kept]);
  changes.stop();
  await notebook.dispose();
});
