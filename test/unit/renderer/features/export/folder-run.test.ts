/** An export of many into a real folder, through the real handlers: what is written, what is told, what goes on after a failure. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Makers, MakersAsked } from '../../../../../main/files/folder/makers';
import { DirectReading } from '../../../../../main/files/journal/journal-reading';
import { nodeFiles } from '../../../../../main/files/journal/node-files';
import { NotebookJournal } from '../../../../../main/files/journal/notebook-journal';
import { type RunReport, runFolder } from '../../../../../renderer/features/export/folder-run';
import { contextKey, finishFolder, makeContext, openedWith } from '../../../../../renderer/features/export/run-context';
import type { ExportChoice } from '../../../../../shared/export/choice';
import { update } from '../../../../../shared/journal/format';
import { directExport } from '../../../../support/direct-export';
import { type FolderSide, folderSide } from '../../../../support/folder-handlers';
import { shownFiles } from '../../../../support/shown-files';
import { StoredTalks } from '../../../../support/stored-talks';
import { a, doc, p } from '../../../shared/markdown/build';

const ONE: ExportChoice = { kind: 'discussion', form: 'file' };

let data = '';
let folder = '';
let side: FolderSide;
let talks: StoredTalks;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'recap-data-'));
  folder = mkdtempSync(join(tmpdir(), 'recap-out-'));
  side = folderSide(data);
  side.answer(folder);
  talks = new StoredTalks();
});
afterEach(() => {
  for (const one of [data, folder]) rmSync(one, { recursive: true, force: true, maxRetries: 5 });
});

interface Told {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

async function run({ signal = new AbortController().signal, onProgress }: Told = {}): Promise<RunReport> {
  const { notebook } = talks;
  const chosen = await side.bridge.request('folder.choose', { notebook: notebook.id, purpose: 'export' });
  if (chosen.status !== 'chosen') throw new Error('nothing was chosen');
  const context = makeContext(notebook, ONE);
  const { run: token, lanes } = await side.bridge.request('folder.open', {
    ...openedWith(notebook.id, context),
    at: { kind: 'chosen', target: chosen.target, choice: ONE },
  });
  const rows = notebook.summaries.get();
  try {
    const report = await runFolder({
      bridge: side.bridge,
      run: token,
      lanes,
      stored: notebook.stored,
      context: contextKey(context, '1'),
      discussions: rows,
      onProgress: onProgress ?? (() => undefined),
      signal,
    });
    await finishFolder(side.bridge, token, rows);
    return report;
  } finally {
    await side.bridge.request('folder.close', { run: token });
  }
}

const ignore = (): void => undefined;

/** Writes all talks into the journal, as they are now. */
async function journal(): Promise<void> {
  const written = new NotebookJournal({
    files: nodeFiles,
    reading: new DirectReading(nodeFiles),
    folder: join(data, 'journal', talks.notebook.id),
    notebook: talks.notebook.id,
    hooks: { state: ignore, behind: ignore, damaged: ignore, error: ignore, note: ignore },
  });
  const { stored } = talks.notebook;
  for (const { id } of talks.summaries.get()) written.append([update(id, await stored.update(id))]);
  await written.close();
  talks.read.length = 0;
}

/** Main’s side with makers of which something is told or changed. */
function madeBy(change: (makers: Makers) => Partial<Makers>): void {
  const makers = (asked: MakersAsked): Makers => {
    const direct = directExport.makers(asked);
    return { ...direct, ...change(direct) };
  };
  side = folderSide(data, { ...directExport, makers });
  side.answer(folder);
}

const shown = (): string[] => shownFiles(folder);
const asked = (): number => side.asked.filter((channel) => channel === 'folder.make').length;
const NOTED = doc(p('see ', a('file:///etc/passwd', 'there')));

it('writes every discussion, and tells how many are done', async () => {
  for (const title of ['A', 'B', 'C']) talks.add(title, title);
  talks.post('B', doc(p('Hello.')));
  const progress: number[] = [];
  const report = await run({ onProgress: (done) => progress.push(done) });
  expect(report).toMatchObject({ written: 3, same: 0, failed: [], left: [], notes: [], noted: 0, cancelled: false });
  expect(shown()).toEqual(['A.md', 'B.md', 'C.md', 'index.md']);
  expect(readFileSync(join(folder, 'B.md'), 'utf8')).toContain('Hello.');
  expect(report.bytes).toBe(['A.md', 'B.md', 'C.md'].reduce((sum, name) => sum + statSync(join(folder, name)).size, 0));
  expect(progress.at(-1)).toBe(3);
  expect(progress).toEqual(progress.toSorted((one, other) => one - other));
});

it('tells the second time what could not be expressed of all that stands there, and writes none of it again', async () => {
  for (const title of ['A', 'B', 'C']) talks.add(title, title);
  talks.post('A', NOTED);
  talks.post('B', NOTED);
  const first = await run();
  expect(first.notes.map(({ id, note }) => [id, note.code])).toEqual([
    ['A', 'link-address'],
    ['B', 'link-address'],
  ]);
  const before = statSync(join(folder, 'A.md')).ino;
  const again = await run();
  expect(again).toMatchObject({ written: 0, same: 3, bytes: 0, noted: 2 });
  expect(again.notes).toEqual(first.notes);
  expect(statSync(join(folder, 'A.md')).ino).toBe(before);

  talks.post('C', NOTED);
  expect(await run()).toMatchObject({ written: 1, same: 2, noted: 3 });
});

it('makes nothing of what stands there and says all', async () => {
  for (const title of ['A', 'B']) talks.add(title, title);
  await run();
  const made: string[] = [];
  madeBy((direct) => ({
    make: (wanted) => {
      made.push(...wanted.map(({ id }) => id));
      return direct.make(wanted);
    },
  }));
  talks.post('B', doc(p('New.')));
  expect(await run()).toMatchObject({ written: 1, same: 1 });
  expect(made).toEqual(['B']);
});

it('goes on after one that is not here yet, cannot be read or cannot be made, and lists each', async () => {
  talks.add('away', 'Away', { here: false });
  talks.add('broken', 'Broken');
  talks.add('bad', 'Bad');
  talks.add('good', 'Good');
  talks.broken.add('broken');
  madeBy((direct) => ({
    make: (wanted) =>
      wanted.some(({ id }) => id === 'bad') ? Promise.reject(new Error('out of memory')) : direct.make(wanted),
  }));
  const progress: number[] = [];
  const report = await run({ onProgress: (done) => progress.push(done) });
  expect(report.written).toBe(1);
  expect(report.failed.map(({ id, title, code }) => [id, title, code]).sort()).toEqual([
    ['away', 'Away', 'export/not-here'],
    ['bad', 'Bad', 'unexpected'],
    ['broken', 'Broken', 'unexpected'],
  ]);
  expect(progress.at(-1)).toBe(4);
  expect(shown()).toEqual(['Good.md', 'index.md']);
});

it('stops where it was told to, says so, and goes on there the next time', async () => {
  for (let index = 0; index < 120; index++) talks.add(`d${String(index)}`, `Talk ${String(index)}`);
  const stop = new AbortController();
  const report = await run({ signal: stop.signal, onProgress: (done) => done > 0 && stop.abort() });
  expect(report.cancelled).toBe(true);
  expect(report.written).toBeGreaterThan(0);
  expect(report.written).toBeLessThan(120);
  const again = await run();
  expect(again).toMatchObject({ written: 120 - report.written, same: report.written, cancelled: false });
});

it('asks for groups, so that memory does not grow with the notebook', async () => {
  for (let index = 0; index < 100; index++) talks.add(`d${String(index)}`, `Talk ${String(index)}`);
  await journal();
  await run();
  // 32 first, and more when they are known to be short.
  expect(asked()).toBe(3);
  expect(talks.read).toEqual([]);
});

it('[FX11] takes from the journal what that has as it is now, and reads and gives the rest itself', async () => {
  for (const id of ['here', 'changed', 'gone']) talks.add(id, id);
  await journal();
  talks.post('changed', doc(p('Since then.')));
  talks.add('new', 'new');
  expect(await run()).toMatchObject({ written: 4, failed: [] });
  expect(talks.read.toSorted()).toEqual(['changed', 'new']);
  expect(readFileSync(join(folder, 'changed.md'), 'utf8')).toContain('Since then.');
});

it('[FX11] exports the same with a journal as without', async () => {
  for (const id of ['a', 'b']) talks.add(id, id);
  talks.post('b', doc(p('Hello.')));
  await run();
  const without = ['a.md', 'b.md'].map((name) => readFileSync(join(folder, name), 'utf8'));
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  await journal();
  await run();
  expect(['a.md', 'b.md'].map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(without);
  expect(talks.read).toEqual([]);
});

it('ends with the cause when the folder itself is gone', async () => {
  talks.add('A', 'A');
  madeBy((direct) => ({
    make: (wanted) => {
      rmSync(folder, { recursive: true });
      return direct.make(wanted);
    },
  }));
  await expect(run()).rejects.toMatchObject({ code: 'export/folder-missing' });
});
