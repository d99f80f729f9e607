/** An export of many into a real folder, through the real handlers: what is written, what is told, what goes on after a failure. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ExportWork } from '../../../../../renderer/features/export/export-work';
import { type RunReport, runFolder } from '../../../../../renderer/features/export/folder-run';
import { contextKey, listedRows, makeContext } from '../../../../../renderer/features/export/run-context';
import type { ExportChoice } from '../../../../../shared/export/choice';
import { directWork } from '../../../../support/direct-work';
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
  for (const one of [data, folder]) rmSync(one, { recursive: true, force: true });
});

interface Told {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
  readonly work?: (work: ExportWork) => ExportWork;
}

async function run({ signal = new AbortController().signal, onProgress, work }: Told = {}): Promise<RunReport> {
  const { notebook } = talks;
  const chosen = await side.bridge.request('folder.choose', { notebook: notebook.id, purpose: 'export' });
  if (chosen.status !== 'chosen') throw new Error('nothing was chosen');
  const { run: token } = await side.bridge.request('folder.open', {
    notebook: { id: notebook.id, name: notebook.name.get() },
    at: { kind: 'chosen', target: chosen.target, choice: ONE },
  });
  const context = makeContext(notebook, ONE);
  const direct = directWork(context);
  const rows = notebook.summaries.get();
  try {
    const report = await runFolder({
      bridge: side.bridge,
      run: token,
      stored: notebook.stored,
      work: work?.(direct) ?? direct,
      context: contextKey(context, '1'),
      discussions: rows,
      onProgress: onProgress ?? (() => undefined),
      signal,
    });
    await side.bridge.request('folder.finish', { run: token, listed: listedRows(rows) });
    return report;
  } finally {
    await side.bridge.request('folder.close', { run: token });
  }
}

const shown = (): string[] => shownFiles(folder);
const writes = (): number => side.asked.filter((channel) => channel === 'folder.write').length;
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
  const written = writes();
  const again = await run();
  expect(again).toMatchObject({ written: 0, same: 3, bytes: 0, noted: 2 });
  expect(again.notes).toEqual(first.notes);
  expect(writes()).toBe(written);

  talks.post('C', NOTED);
  expect(await run()).toMatchObject({ written: 1, same: 2, noted: 3 });
});

it('makes nothing of what stands there and says all', async () => {
  for (const title of ['A', 'B']) talks.add(title, title);
  await run();
  const made: string[] = [];
  const work = (direct: ExportWork): ExportWork => ({
    ...direct,
    make: (jobs) => {
      made.push(...jobs.map(({ id }) => id));
      return direct.make(jobs);
    },
  });
  talks.post('B', doc(p('New.')));
  expect(await run({ work })).toMatchObject({ written: 1, same: 1 });
  expect(made).toEqual(['B']);
});

it('goes on after one that is not here yet, cannot be read or cannot be made, and lists each', async () => {
  talks.add('away', 'Away', { here: false });
  talks.add('broken', 'Broken');
  talks.add('bad', 'Bad');
  talks.add('good', 'Good');
  talks.broken.add('broken');
  const work = (direct: ExportWork): ExportWork => ({
    ...direct,
    make: (jobs) => (jobs.some(({ id }) => id === 'bad') ? Promise.reject(new Error('too deep')) : direct.make(jobs)),
  });
  const progress: number[] = [];
  const report = await run({ work, onProgress: (done) => progress.push(done) });
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

it('passes on what it made in batches, so that memory does not grow with the notebook', async () => {
  for (let index = 0; index < 100; index++) talks.add(`d${String(index)}`, `Talk ${String(index)}`);
  await run();
  expect(writes()).toBe(Math.ceil(100 / 48));
});

it('ends with the cause when the folder itself is gone', async () => {
  talks.add('A', 'A');
  const work = (direct: ExportWork): ExportWork => ({
    ...direct,
    make: (jobs) => {
      rmSync(folder, { recursive: true });
      return direct.make(jobs);
    },
  });
  await expect(run({ work })).rejects.toMatchObject({ code: 'export/folder-missing' });
});
