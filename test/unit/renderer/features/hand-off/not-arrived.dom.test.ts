/** Discussions that are in the list and have not arrived on this device. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { newEntry } from '../../../../../renderer/app/new-entry';
import { giveAll } from '../../../../../renderer/features/hand-off/give';
import { missingWords } from '../../../../../renderer/features/hand-off/words';
import { OpenNotebook } from '../../../../../renderer/notebook/notebook';
import { KIND } from '../../../../../shared/hand-off/format';
import { handOffBridge } from '../../../../support/hand-off-bridge';
import { readHandOff } from '../../../../support/made-hand-off';
import { MemoryStore } from '../../../../support/memory-store';

const folder = mkdtempSync(join(tmpdir(), 'recap-not-arrived-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'tea.recap');
const { bridge } = handOffBridge(() => path);

const open = (name: string): Promise<OpenNotebook> =>
  OpenNotebook.open(
    { ...newEntry('Tea club', 1), id: 'tea-club' },
    { participantId: name.toLowerCase(), name, colour: 1 },
    { store: new MemoryStore(), recapUndo: (text) => new Y.UndoManager(text) },
  );

test('[HO1] are left out of a file, and it is told how many', async () => {
  const [ada, ben] = [await open('Ada'), await open('Ben')];
  await ada.createDiscussion({ title: 'Which tea' });
  await ada.createDiscussion({ title: 'Cups' });
  const list = new Y.Doc();
  Y.applyUpdate(list, ada.handing.catalog());
  await ben.handing.mergeCatalog(list);
  const biscuits = await ben.createDiscussion({ title: 'Biscuits' });
  const ids = ben.summaries.get().map(({ id }) => id);
  expect(ids).toHaveLength(3);
  const given = await giveAll({
    bridge,
    notebook: ben,
    about: { notebook: { id: ben.id, name: 'Tea club' }, by: null, madeAt: 5, scope: 'notebook', version: '1' },
    ids,
    name: 'Tea',
    passphrase: null,
    invite: null,
    versions: true,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  expect(given).toMatchObject({ missing: 2 });
  const { records, reading } = await readHandOff(path);
  expect(reading.complete).toBe(true);
  expect(records.filter(({ kind }) => kind === KIND.discussion).map(({ name }) => name)).toEqual([biscuits]);
  expect([0, 1, 2].map(missingWords)).toEqual([
    '',
    '. 1 discussion of the list has not arrived on this device, and is not in it.',
    '. 2 discussions of the list have not arrived on this device, and are not in it.',
  ]);
});
