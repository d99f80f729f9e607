/** A real folder that follows a notebook, through the real handlers. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type KeepState, KeepUp } from '../../../../../renderer/features/export/keep-up';
import type { ExportScope } from '../../../../../shared/export/choice';
import { type FolderSide, folderSide } from '../../../../support/folder-handlers';
import { shownFiles } from '../../../../support/shown-files';
import { StoredTalks } from '../../../../support/stored-talks';
import { a, doc, p } from '../../../shared/markdown/build';

const NOTED = doc(p('see ', a('file:///etc/passwd', 'there')));

let data = '';
let parent = '';
let folder = '';
let side: FolderSide;
let talks: StoredTalks;
let errors: unknown[] = [];
let all: KeepUp[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'recap-data-'));
  parent = mkdtempSync(join(tmpdir(), 'recap-kept-'));
  folder = join(parent, 'Markdown');
  mkdirSync(folder);
  side = folderSide(data);
  side.answer(folder);
  talks = new StoredTalks();
  errors = [];
});
afterEach(() => {
  for (const one of all) one.dispose();
  all = [];
  for (const one of [data, parent]) rmSync(one, { recursive: true, force: true, maxRetries: 5 });
});

function keepUp(): KeepUp {
  const made = new KeepUp({
    bridge: side.bridge,
    notebook: talks.notebook,
    version: '1',
    onError: (error) => void errors.push(error),
    pauses: { settle: 5, longest: 50, retry: 10 },
  });
  all.push(made);
  return made;
}

type On = Extract<KeepState, { kind: 'on' }>;
const stateOf = (kept: KeepUp): On => {
  const state = kept.state.get();
  if (state.kind !== 'on') throw new Error('nothing is followed');
  return state;
};
const isCurrent = (kept: KeepUp) => vi.waitFor(() => expect(stateOf(kept).phase).toEqual({ kind: 'current' }));
const soon = (check: () => void) => vi.waitFor(check);

async function kept(scope: ExportScope = 'all'): Promise<KeepUp> {
  const made = keepUp();
  const chosen = await side.bridge.request('folder.choose', { notebook: 'n1', purpose: 'keep' });
  const target = chosen.status === 'chosen' ? chosen.target : null;
  await made.keep({ target, choice: { kind: 'discussion', form: 'file' }, scope });
  await isCurrent(made);
  return made;
}

const shown = (): string[] => shownFiles(folder);
const text = (name: string): string => {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

it('is off until a folder was chosen', async () => {
  const made = keepUp();
  await made.start();
  expect(made.state.get()).toEqual({ kind: 'off' });
  expect(side.asked).toEqual(['folder.kept']);
});

it('writes all that is there, then what changes: a post, a title, a new one, a trashed one', async () => {
  talks.add('a', 'A');
  const made = await kept();
  expect(stateOf(made)).toMatchObject({ path: folder, scope: 'all', conflicts: [], failed: [], notes: [], noted: 0 });
  expect(shown()).toEqual(['A.md', 'index.md']);
  talks.post('a', doc(p('The first.')));
  await soon(() => expect(text('A.md')).toContain('The first.'));
  talks.change('a', { title: 'A, renamed' });
  await soon(() => expect(shown()).toEqual(['A, renamed.md', 'index.md']));
  talks.add('b', 'B');
  await soon(() => expect(text('index.md')).toContain('[B](B.md)'));
  talks.change('b', { trashedAt: 1 });
  await soon(() => expect(text('index.md')).not.toContain('[B](B.md)'));
  expect(shown()).toContain('B.md');
  await isCurrent(made);
  expect(errors).toEqual([]);
});

it('follows finished discussions only, where that was chosen', async () => {
  talks.add('a', 'A');
  talks.add('b', 'B', { status: 'finished' });
  const made = await kept('finished');
  expect(shown()).toEqual(['B.md', 'index.md']);
  talks.post('a', doc(p('Not yet.')));
  talks.change('a', { status: 'finished' });
  await soon(() => expect(text('A.md')).toContain('Not yet.'));
  await isCurrent(made);
});

it('writes a burst of changes once, and a discussion that never rests all the same', async () => {
  talks.add('a', 'A');
  await kept();
  const before = side.asked.filter((channel) => channel === 'folder.open').length;
  for (let index = 0; index < 20; index++) talks.post('a', doc(p(`Post ${String(index)}.`)));
  await soon(() => expect(text('A.md')).toContain('Post 19.'));
  expect(side.asked.filter((channel) => channel === 'folder.open').length - before).toBe(1);
  let posts = 0;
  const restless = setInterval(() => talks.post('a', doc(p(`Restless ${String(posts++)}.`))), 2);
  try {
    await soon(() => expect(text('A.md')).toContain('Restless'));
  } finally {
    clearInterval(restless);
  }
});

it('goes on after a restart, with what changed meanwhile', async () => {
  talks.add('a', 'A');
  (await kept()).dispose();
  talks.post('a', doc(p('Meanwhile.')));
  expect(text('A.md')).not.toContain('Meanwhile.');
  side = folderSide(data);
  const again = keepUp();
  await again.start();
  await isCurrent(again);
  expect(text('A.md')).toContain('Meanwhile.');
});

it.each([
  ['is away', (path: string, aside: string) => renameSync(path, aside), 'export/folder-missing'],
  [
    'became a file',
    (path: string, aside: string) => {
      renameSync(path, aside);
      writeFileSync(path, 'a file');
    },
    'export/folder-missing',
  ],
  [
    'holds the Markdown of another notebook',
    (path: string, aside: string) => {
      renameSync(path, aside);
      mkdirSync(path);
      writeFileSync(join(path, '.recap-notebook.json'), JSON.stringify({ format: 1, notebook: 'n2' }));
    },
    'export/other-notebook',
  ],
])('says so while the folder %s, and goes on by itself when it is back', async (_, disturb, code) => {
  talks.add('a', 'A');
  const made = await kept();
  const aside = join(parent, 'aside');
  disturb(folder, aside);
  talks.post('a', doc(p('Meanwhile.')));
  await soon(() => expect(stateOf(made).phase).toEqual({ kind: 'paused', code }));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  renameSync(aside, folder);
  await isCurrent(made);
  expect(text('A.md')).toContain('Meanwhile.');
  expect(errors).toEqual([]);
});

it('leaves what somebody edited there, and does what is decided about it', async () => {
  talks.add('a', 'A');
  talks.add('b', 'B');
  const made = await kept();
  for (const name of ['A.md', 'B.md']) writeFileSync(join(folder, name), 'mine');
  talks.post('a', doc(p('Newer.')));
  talks.post('b', doc(p('Newer.')));
  await soon(() =>
    expect(
      stateOf(made)
        .conflicts.map(({ file }) => file)
        .sort(),
    ).toEqual(['A.md', 'B.md']),
  );
  await made.resolve('a', 'beside');
  await made.resolve('b', 'theirs');
  await soon(() => expect(text('A (2).md')).toContain('Newer.'));
  await isCurrent(made);
  expect(stateOf(made).conflicts).toEqual([]);
  expect([text('A.md'), text('B.md')]).toEqual(['mine', 'mine']);
  talks.post('b', doc(p('Newer still.')));
  talks.post('a', doc(p('Newer still.')));
  await soon(() => expect(text('A (2).md')).toContain('Newer still.'));
  await isCurrent(made);
  expect(stateOf(made).conflicts).toEqual([]);
  expect(shown()).toEqual(['A (2).md', 'A.md', 'B.md', 'index.md']);
});

it('writes the others when one cannot be read, tells it, and writes it when it can', async () => {
  talks.add('a', 'A');
  talks.add('b', 'B');
  talks.add('c', 'Not here yet', { here: false });
  talks.broken.add('a');
  const made = await kept();
  expect(shown()).toEqual(['B.md', 'index.md']);
  expect(stateOf(made).failed.map(({ id }) => id)).toEqual(['a']);
  talks.broken.clear();
  talks.post('a', doc(p('Whole again.')));
  await soon(() => expect(text('A.md')).toContain('Whole again.'));
  await soon(() => expect(stateOf(made).failed).toEqual([]));
});

it('tells what could not be expressed of all that is there, also of what was written before, and of nothing that left', async () => {
  talks.add('a', 'A');
  talks.add('b', 'B');
  talks.post('a', NOTED);
  const made = await kept();
  const told = () => stateOf(made).notes.map(({ title, note }) => [title, note.code]);
  expect(told()).toEqual([['A', 'link-address']]);
  talks.post('b', NOTED);
  await soon(() =>
    expect(told()).toEqual([
      ['A', 'link-address'],
      ['B', 'link-address'],
    ]),
  );
  expect(stateOf(made).noted).toBe(2);
  made.dispose();

  const again = keepUp();
  await again.start();
  await isCurrent(again);
  expect(stateOf(again).notes.map(({ title }) => title)).toEqual(['A', 'B']);
  talks.change('a', { trashedAt: 1 });
  await soon(() => expect(stateOf(again).notes.map(({ title }) => title)).toEqual(['B']));
});

it('ends when it is stopped, and is off after a restart as well', async () => {
  talks.add('a', 'A');
  const made = await kept();
  await made.keep(null);
  expect(made.state.get()).toEqual({ kind: 'off' });
  const before = side.asked.length;
  talks.post('a', doc(p('Unwritten.')));
  const again = keepUp();
  await again.start();
  expect(again.state.get()).toEqual({ kind: 'off' });
  expect(side.asked.slice(before)).toEqual(['folder.kept']);
  expect(text('A.md')).not.toContain('Unwritten.');
});

it('goes by what was chosen where the device could not remember it, and tells that', async () => {
  talks.add('a', 'A');
  mkdirSync(join(data, 'kept-folders.json', 'in the way'), { recursive: true });
  const made = keepUp();
  const chosen = await side.bridge.request('folder.choose', { notebook: 'n1', purpose: 'keep' });
  const target = chosen.status === 'chosen' ? chosen.target : null;
  await expect(made.keep({ target, choice: { kind: 'discussion', form: 'file' }, scope: 'all' })).rejects.toMatchObject(
    { code: 'export/not-remembered' },
  );
  await isCurrent(made);
  expect(shown()).toEqual(['A.md', 'index.md']);
  await expect(made.keep(null)).rejects.toMatchObject({ code: 'export/not-remembered' });
  expect(made.state.get()).toEqual({ kind: 'off' });
});
