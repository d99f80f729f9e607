import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type KeptFolder, openKeptFolders } from '../../../../../main/files/folder/kept-folders';

const KEPT: KeptFolder = { folder: '/home/renee/Markdown', choice: { kind: 'recap', form: 'file' }, scope: 'finished' };
const OTHER: KeptFolder = { folder: '/media/disk', choice: { kind: 'discussion', form: 'folder' }, scope: 'all' };

let data = '';
const file = () => join(data, 'kept-folders.json');
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'recap-kept-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

it('remembers the folder of each notebook over a restart, and forgets one alone', async () => {
  const kept = openKeptFolders(data);
  expect(kept.get('n1')).toBeNull();
  await Promise.all([kept.set('n1', KEPT), kept.set('n2', OTHER)]);
  const again = openKeptFolders(data);
  expect([again.get('n1'), again.get('n2'), again.get('n3')]).toEqual([KEPT, OTHER, null]);
  await again.set('n1', null);
  const third = openKeptFolders(data);
  expect([third.get('n1'), third.get('n2')]).toEqual([null, OTHER]);
});

it.each(['toString', '__proto__', 'constructor'])('knows nothing of a notebook called %s', (name) => {
  expect(openKeptFolders(data).get(name)).toBeNull();
});

it.each([
  ['no JSON', '{"n1": '],
  ['another shape', '[1, 2]'],
  ['a folder without a name', JSON.stringify({ n1: { ...KEPT, folder: '' } })],
  ['a choice of a newer version', JSON.stringify({ n1: { ...KEPT, choice: { kind: 'film', form: 'reel' } } })],
])('a file that holds %s means that nothing is followed', (_, content) => {
  writeFileSync(file(), content);
  expect(openKeptFolders(data).get('n1')).toBeNull();
});

it('tells that it could not be saved, goes by it all the same, and saves it the next time', async () => {
  // A folder where the file belongs: nobody can write that, not even root.
  mkdirSync(join(file(), 'in the way'), { recursive: true });
  const kept = openKeptFolders(data);
  await expect(kept.set('n1', KEPT)).rejects.toMatchObject({ code: 'export/not-remembered' });
  expect(kept.get('n1')).toEqual(KEPT);
  rmSync(file(), { recursive: true });
  await kept.set('n2', OTHER);
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ n1: KEPT, n2: OTHER });
});
