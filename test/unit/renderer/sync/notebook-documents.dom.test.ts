import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newEntry } from '../../../../renderer/app/new-entry';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import { NotebookDocuments } from '../../../../renderer/sync/notebook-documents';
import { MemoryStore } from '../../../support/memory-store';

test('a discussion that cannot be read is named to the person until it can be', async () => {
  const store = new MemoryStore();
  const notebook = await OpenNotebook.open(
    newEntry('SMCHAT', 1),
    { participantId: 'renee', name: 'Renee', colour: 1 },
    { store, recapUndo: (fragment) => new Y.UndoManager(fragment) },
  );
  const documents = new NotebookDocuments(notebook);
  const digest = store.digest.bind(store);
  store.digest = async () => {
    throw new Error('damaged');
  };
  await expect(documents.digest('one-that-is-closed')).rejects.toThrow('damaged');
  expect(notebook.problems.get().map(({ code }) => code)).toEqual(['document/unreadable']);
  store.digest = digest;
  await documents.digest('one-that-is-closed');
  expect(notebook.problems.get()).toEqual([]);
  await notebook.dispose();
});
