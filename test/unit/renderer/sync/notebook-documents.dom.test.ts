import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { newEntry } from '../../../../renderer/app/new-entry';
import { CATALOG } from '../../../../renderer/notebook/names';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import { NotebookDocuments } from '../../../../renderer/sync/notebook-documents';
import { discussionsOf, summarise, writeSummary } from '../../../../shared/model/catalog-doc';
import { initDiscussion } from '../../../../shared/model/discussion-doc';
import type { DiscussionId } from '../../../../shared/util/brand';
import { MemoryStore } from '../../../support/memory-store';

// No worker starts here: what is large is checked in the page.
beforeAll(() => {
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        throw new Error('no worker');
      }
    },
  );
});
afterAll(() => {
  vi.unstubAllGlobals();
});

function open(store: MemoryStore): Promise<OpenNotebook> {
  return OpenNotebook.open(
    newEntry('SMCHAT', 1),
    { participantId: 'renee', name: 'Renee', colour: 1 },
    { store, recapUndo: (fragment) => new Y.UndoManager(fragment) },
  );
}

test('a large catalog is applied in slices and listed whole in the end; a large discussion never shows in part', async () => {
  const notebook = await open(new MemoryStore());
  const documents = new NotebookDocuments(notebook);
  const long = new Y.Doc();
  initDiscussion(long, { title: 'Weak ties', createdAt: 1 });
  for (let index = 0; index < 20_000; index++) long.getArray('long').insert(0, [index]);
  const summary = summarise(long);
  const theirs = new Y.Doc();
  for (let index = 0; index < 2000; index++) {
    const row = new Y.Map<unknown>();
    discussionsOf(theirs).set(`seed-${String(index).padStart(6, '0')}`, row);
    theirs.transact(() => writeSummary(row, summary));
  }
  const steps: number[] = [];
  notebook.listing.subscribe((added) => steps.push(added.length));
  expect(await documents.apply(CATALOG, [Y.encodeStateAsUpdate(theirs)])).toBe(true);
  expect(steps.length).toBeGreaterThan(2);
  expect(Math.max(...steps)).toBeLessThan(1000);
  expect([...notebook.listing.all()]).toHaveLength(2000);
  expect(notebook.summaries.get()).toHaveLength(2000);

  const id = 'seed-000000' as DiscussionId;
  await notebook.open(id);
  const shown = notebook.openDiscussion(id)?.doc;
  let changes = 0;
  shown?.on('update', () => {
    changes += 1;
  });
  expect(await documents.apply(id, [Y.encodeStateAsUpdate(long)])).toBe(true);
  expect(changes).toBe(1);
  await notebook.dispose();
});

test('a discussion that cannot be read is named to the person until it can be', async () => {
  const store = new MemoryStore();
  const notebook = await open(store);
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
