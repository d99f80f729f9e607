import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newEntry } from '../../../../renderer/app/new-entry';
import { tellForgotten } from '../../../../renderer/notebook/forgetting';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import { deletedOf, discussionsOf } from '../../../../shared/model/catalog-doc';
import { MemoryStore } from '../../../support/memory-store';

test('[VE12] what was deleted for ever is told when it happens, and again at each start', async () => {
  const store = new MemoryStore();
  const entry = newEntry('Tea club', 1);
  const profile = { participantId: 'renee', name: 'Renee', colour: 0 };
  const recapUndo = (text: Y.XmlFragment): Y.UndoManager => new Y.UndoManager(text);
  const open = async (): Promise<{ notebook: OpenNotebook; told: (readonly string[])[] }> => {
    const notebook = await OpenNotebook.open(entry, profile, { store, recapUndo });
    const told: (readonly string[])[] = [];
    tellForgotten(notebook, (ids) => told.push(ids));
    return { notebook, told };
  };
  const first = await open();
  const gone = await first.notebook.createDiscussion({ title: 'Gone' });
  const here = await first.notebook.createDiscussion({ title: 'Here' });
  expect(first.told).toEqual([]);
  await first.notebook.trashed.deleteForever([{ kind: 'discussion', discussion: gone, id: gone }]);
  expect(first.told).toEqual([[gone]]);
  // One whose time was over, and that somebody put back meanwhile, is not gone.
  const { catalog } = first.notebook;
  discussionsOf(catalog).get(here)?.set('trashedAt', null);
  deletedOf(catalog).set(here, { at: 9, of: 5 });
  expect(first.told.at(-1)).toEqual([gone]);
  await first.notebook.dispose();
  const again = await open();
  expect(again.told).toEqual([[gone]]);
  await again.notebook.dispose();
});
