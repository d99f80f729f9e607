/** folder.*: what a page may ask, over real folders. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ExportChoice } from '../../../../shared/export/choice';
import { initDiscussion } from '../../../../shared/model/discussion-doc';
import { type FolderSide, folderSide } from '../../../support/folder-handlers';
import { a, p, doc as richText } from '../../shared/markdown/build';

const ONE: ExportChoice = { kind: 'recap', form: 'file' };
const NOTEBOOK = { id: 'n1', name: 'Wednesdays' };

let data = '';
let folder = '';
let side: FolderSide;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'recap-data-'));
  folder = mkdtempSync(join(tmpdir(), 'recap-out-'));
  side = folderSide(data);
});
afterEach(() => {
  for (const one of [data, folder]) rmSync(one, { recursive: true, force: true, maxRetries: 5 });
});

async function choose(path = folder, purpose: 'export' | 'keep' = 'export'): Promise<string> {
  side.answer(path);
  const answer = await side.bridge.request('folder.choose', { notebook: NOTEBOOK.id, purpose });
  if (answer.status !== 'chosen') throw new Error('nothing was chosen');
  return answer.target;
}

const open = (target: string) =>
  side.bridge.request('folder.open', { notebook: NOTEBOOK, people: [], at: { kind: 'chosen', target, choice: ONE } });

const PLAN = { context: 'c', discussions: [{ id: 'd1', title: 'A', digest: 'd' }], following: 0 };

/** A discussion with a link that Markdown cannot express. */
function updateOf(): Uint8Array<ArrayBuffer> {
  const doc = new Y.Doc();
  initDiscussion(doc, { title: 'A', createdAt: 0, recap: richText(p('see ', a('file:///etc/passwd', 'there'))) });
  return new Uint8Array(Y.encodeStateAsUpdate(doc));
}

async function write(run: string): Promise<void> {
  await side.bridge.request('folder.plan', { run, ...PLAN });
  const made = await side.bridge.request('folder.make', { run, ids: [], given: [{ id: 'd1', update: updateOf() }] });
  expect(made).toMatchObject({ written: 1, notes: [{ id: 'd1', note: { code: 'link-address' } }] });
  await side.bridge.request('folder.finish', { run, isListed: false });
  await side.bridge.request('folder.close', { run });
}

it('chooses nothing when the dialog is closed, and begins the next one where the last folder was', async () => {
  expect(await side.bridge.request('folder.choose', { notebook: 'n1', purpose: 'export' })).toEqual({
    status: 'cancelled',
  });
  await choose();
  await expect.poll(() => readdirSync(data)).toEqual(['export-folder.json']);
  expect(JSON.parse(readFileSync(join(data, 'export-folder.json'), 'utf8'))).toBe(folder);
  expect(readdirSync(folder)).toEqual([]);
});

it('says at once that a folder is another notebook’s, is none, or was exported to before', async () => {
  await write((await open(await choose())).run);
  side.answer(folder);
  expect(await side.bridge.request('folder.choose', { notebook: 'n1', purpose: 'keep' })).toMatchObject({
    known: true,
  });
  await expect(side.bridge.request('folder.choose', { notebook: 'n2', purpose: 'export' })).rejects.toMatchObject({
    code: 'export/other-notebook',
  });
  side.answer(join(folder, 'A.md'));
  await expect(side.bridge.request('folder.choose', { notebook: 'n1', purpose: 'export' })).rejects.toMatchObject({
    code: 'export/folder-missing',
  });
});

it('writes, plans and tells again what it wrote', async () => {
  await write((await open(await choose())).run);
  const { run } = await open(await choose());
  // Not all of it is in what stands there: that is to be told again.
  expect(await side.bridge.request('folder.plan', { run, ...PLAN })).toEqual({ wanted: ['d1'], same: 0 });
  const made = await side.bridge.request('folder.make', { run, ids: [], given: [{ id: 'd1', update: updateOf() }] });
  expect(made).toMatchObject({ written: 0, same: 1, notes: [{ id: 'd1' }] });
  await side.bridge.request('folder.close', { run });
});

it('knows no folder that was not chosen, no run that has ended, and follows nothing by itself', async () => {
  const ended = { code: 'export/ended' };
  await expect(open('/etc')).rejects.toMatchObject(ended);
  await expect(side.bridge.request('folder.show', { at: { kind: 'chosen', target: '/etc' } })).rejects.toMatchObject(
    ended,
  );
  await expect(
    side.bridge.request('folder.open', { notebook: NOTEBOOK, people: [], at: { kind: 'kept' } }),
  ).rejects.toMatchObject(ended);
  const keep = { target: null, choice: ONE, scope: 'all' } as const;
  await expect(side.bridge.request('folder.keep', { notebook: 'n1', to: keep })).rejects.toMatchObject(ended);
  const { run } = await open(await choose());
  await side.bridge.request('folder.close', { run });
  await expect(side.bridge.request('folder.finish', { run, isListed: false })).rejects.toMatchObject(ended);
  expect(side.shown).toEqual([]);
});

it('forgets the folders that were chosen longest ago, of more than a person chooses', async () => {
  const first = await choose();
  for (let more = 0; more < 64; more++) await choose();
  await expect(open(first)).rejects.toMatchObject({ code: 'export/ended' });
});

it('ends the runs of a page that is gone, so that the next one gets its turn', async () => {
  const target = await choose();
  const { run } = await open(target);
  const waiting = open(target);
  await side.runs.endAll();
  await expect(waiting).rejects.toMatchObject({ code: 'export/ended' });
  await expect(
    side.bridge.request('folder.plan', { run, context: 'c', discussions: [], following: 0 }),
  ).rejects.toMatchObject({
    code: 'export/ended',
  });
  await write((await open(target)).run);
  expect(readdirSync(folder)).toContain('A.md');
});

it('keeps, changes, shows and forgets the folder that follows a notebook', async () => {
  const kept = () => side.bridge.request('folder.kept', { notebook: 'n1' });
  const keep = (to: { target: string | null; choice: ExportChoice; scope: 'all' | 'finished' } | null) =>
    side.bridge.request('folder.keep', { notebook: 'n1', to });
  expect(await kept()).toBeNull();
  await keep({ target: await choose(folder, 'keep'), choice: ONE, scope: 'finished' });
  expect(await kept()).toEqual({ path: folder, choice: ONE, scope: 'finished' });
  await keep({ target: null, choice: { kind: 'discussion', form: 'files' }, scope: 'all' });
  expect(await kept()).toEqual({ path: folder, choice: { kind: 'discussion', form: 'files' }, scope: 'all' });
  await side.bridge.request('folder.show', { at: { kind: 'kept', notebook: 'n1' } });
  expect(side.shown).toEqual([folder]);
  const { run } = await side.bridge.request('folder.open', { notebook: NOTEBOOK, people: [], at: { kind: 'kept' } });
  await side.bridge.request('folder.close', { run });
  await keep(null);
  expect(await kept()).toBeNull();
});

it('tells that a folder cannot be remembered, and keeps it until the end', async () => {
  const file = join(data, 'kept-folders.json');
  mkdirSync(file);
  writeFileSync(join(file, 'in the way'), '');
  const target = await choose(folder, 'keep');
  await expect(
    side.bridge.request('folder.keep', { notebook: 'n1', to: { target, choice: ONE, scope: 'all' } }),
  ).rejects.toMatchObject({ code: 'export/not-remembered' });
  expect(await side.bridge.request('folder.kept', { notebook: 'n1' })).toMatchObject({ path: folder });
});

it('makes nothing that was not planned', async () => {
  const { run } = await open(await choose());
  const made = await side.bridge.request('folder.make', { run, ids: ['d1'], given: [] });
  expect(made).toMatchObject({ written: 0, outcomes: [{ kind: 'failed', code: 'ipc/bad-input' }] });
  expect(readdirSync(folder)).toEqual([]);
  await side.bridge.request('folder.close', { run });
});
