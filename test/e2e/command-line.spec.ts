/** The app from the command line: no window, JSON lines, exit statuses; what it refuses it does not touch. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import * as Y from 'yjs';
import { VersionStore } from '../../main/files/versions/version-store';
import { newEntry } from '../../renderer/app/new-entry';
import { EXIT_STATUS } from '../../shared/command-line/exit-status';
import { KIND } from '../../shared/hand-off/format';
import { initDiscussion } from '../../shared/model/discussion-doc';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/model/settings';
import { electronExecutable, launchApp } from '../support/app';
import { exportedTexts, startCommand } from '../support/command-line';
import { about, discussionRecord, readHandOff, writeHandOff } from '../support/made-hand-off';
import { openSockets } from '../support/sockets';

const root = resolve(import.meta.dirname, '../..');
const discussion = resolve(root, 'test/fixtures/exported-discussion.md');
const chat = resolve(root, 'test/fixtures/chats/whatsapp');

let work = '';
let profile = '';
let other = '';
test.beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'recap-command-'));
  profile = join(work, 'profile');
  other = join(work, 'other');
});
test.afterEach(() => rmSync(work, { recursive: true, force: true, maxRetries: 5 }));

const start = (...args: string[]) => startCommand(electronExecutable(), [root], args);
const run = (...args: string[]) => start(...args).ended;

const writer: Settings = {
  ...DEFAULT_SETTINGS,
  profile: { participantId: 'p1', name: 'Ann', colour: 0 },
  notebooks: [{ ...newEntry('Mine', 0), id: 'n1' }],
  currentNotebook: 'n1',
};

function profileOf(settings: Settings): string {
  mkdirSync(profile, { recursive: true });
  writeFileSync(join(profile, 'settings.json'), JSON.stringify(settings));
  return profile;
}

test('a discussion and a chat go into a fresh profile, out, into another one, and out the same', async () => {
  const first = join(work, 'first');
  const second = join(work, 'second');
  const into = ['--notebook', 'SMCHAT', '--create', '--as', 'Renee', '--zone', 'UTC'];
  const came = await run('import', '--profile', profile, ...into, discussion, chat, join(work, 'nowhere.md'));
  expect(came.status, came.stderr).toBe(EXIT_STATUS.some);
  expect(came.lines.filter(({ type }) => type === 'imported')).toMatchObject([
    { about: discussion, as: 'discussion', posts: 11 },
    { about: chat, as: 'chat', posts: 8 },
  ]);
  expect(came.lines.filter(({ type }) => type === 'problem')).toMatchObject([{ code: 'files/unreadable' }]);
  expect(came.done).toMatchObject({ type: 'done', exit: 1, imported: 2, discussions: 2, failed: 1 });

  const went = await run('export', '--profile', profile, '--notebook', 'smchat', '--out', first);
  expect(went.done).toMatchObject({ outcome: 'done', exit: 0, written: 2, failed: 0 });
  const texts = exportedTexts(first);
  expect(Object.keys(texts)).toEqual(['Cultures of collaboration.md', 'index.md', 'whatsapp.md']);

  const files = Object.keys(texts).filter((name) => name !== 'index.md');
  const again = await run('import', '--profile', other, ...into, ...files.map((name) => join(first, name)));
  expect(again.status, again.stderr).toBe(EXIT_STATUS.done);
  const back = await run('export', '--profile', other, '--notebook', 'SMCHAT', '--out', second);
  expect(back.status, back.stderr).toBe(EXIT_STATUS.done);
  expect(exportedTexts(second)).toEqual(texts);

  // What somebody changes in a file goes into its discussion; what they changed is not written over.
  const file = join(first, 'Cultures of collaboration.md');
  const here = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    here.replaceAll('We learn by doing', 'We learn by really doing').replace(/^status: .*/m, 'status: open'),
  );
  const changed = await run('import', '--profile', profile, '--notebook', 'SMCHAT', file);
  expect(changed.lines.filter(({ type }) => type === 'imported')).toMatchObject([{ as: 'changes', changes: 1 }]);
  const [note] = changed.lines.filter(({ type }) => type === 'note');
  expect(note?.['what']).toContain('the status: “open”');
  const third = join(work, 'third');
  await run(
    'export',
    '--profile',
    profile,
    '--notebook',
    'SMCHAT',
    '--out',
    third,
    '--finished-only',
    '--what',
    'recap',
  );
  expect(Object.keys(exportedTexts(third))).toEqual(['Cultures of collaboration.md', 'index.md']);
  expect(readFileSync(join(third, 'Cultures of collaboration.md'), 'utf8')).toContain('We learn by really doing');

  const listed = await run('list', '--profile', profile, '--notebook', 'SMCHAT');
  expect(listed.lines.filter(({ type }) => type === 'discussion')).toHaveLength(2);
});

test('what is refused touches nothing, and says why', async () => {
  profileOf(writer);
  const before = readdirSync(profile);
  const out = join(work, 'out');
  const unknown = await run('export', '--profile', profile, '--notebook', 'Yours', '--out', out);
  expect(unknown.status).toBe(EXIT_STATUS.wrong);
  expect(unknown.stderr).toContain('Mine  (n1)');
  const typo = await run('exprot', '--profile', profile);
  expect(typo.status).toBe(EXIT_STATUS.wrong);
  const nobody = await run('import', '--profile', other, '--notebook', 'New', '--create', discussion);
  expect(nobody.status).toBe(EXIT_STATUS.wrong);
  const help = await run('--help');
  expect(help.status).toBe(EXIT_STATUS.done);
  expect(help.stdout).toContain('Exit status');
  const names = await run('list', '--profile', profile);
  expect(names.lines).toMatchObject([
    { type: 'notebook', id: 'n1', name: 'Mine' },
    { type: 'done', notebooks: 1 },
  ]);
  expect(readdirSync(profile)).toEqual(before);
  expect([existsSync(other), existsSync(out)]).toEqual([false, false]);
});

test('a notebook that was to be made is not there when nothing came into it', async () => {
  const none = await run('import', '--profile', profile, '--notebook', 'New', '--create', '--as', 'Ann', '/nowhere.md');
  expect(none.status).toBe(EXIT_STATUS.nothing);
  expect((await run('list', '--profile', profile)).done).toMatchObject({ exit: 0, notebooks: 0 });
});

test('while the app runs on the profile it is refused, and the window opens nothing', async () => {
  const running = await launchApp({ userDataDir: profileOf(writer) });
  const notes = join(work, 'notes.md');
  writeFileSync(notes, '# Notes\n\nA text.\n');
  const busy = await run('import', '--profile', profile, '--notebook', 'Mine', notes);
  expect(busy.status).toBe(EXIT_STATUS.busy);
  expect(busy.lines).toMatchObject([
    { type: 'problem', code: 'command/busy' },
    { type: 'done', exit: 4 },
  ]);
  await expect(running.page.getByRole('dialog')).toHaveCount(0);
  await running.close();
  const after = await run('import', '--profile', profile, '--notebook', 'Mine', notes);
  expect(after.status, after.stderr).toBe(EXIT_STATUS.done);
});

test('it opens no socket, and Ctrl+C ends it with what was done so far', async () => {
  profileOf(writer);
  const texts = Array.from({ length: 1500 }, (_, at) => {
    const path = join(work, `${String(at)}.md`);
    writeFileSync(path, `# Text ${String(at)}\n\nSome words.\n`);
    return path;
  });
  const started = start('import', '--profile', profile, '--notebook', 'Mine', ...texts);
  await new Promise<void>((seen) => {
    started.child.stdout?.on('data', (text: string) => {
      if (text.includes('"imported"')) seen();
    });
  });
  if (process.platform === 'linux') expect(openSockets(started.child.pid ?? 0)).toEqual([]);
  started.child.kill('SIGINT');
  const { status, done } = await started.ended;
  expect(status).toBe(EXIT_STATUS.cancelled);
  const imported = Number(done?.['imported']);
  expect(imported).toBeGreaterThan(0);
  expect(imported).toBeLessThan(texts.length);
  const listed = await run('list', '--profile', profile, '--notebook', 'n1');
  expect(listed.done).toMatchObject({ discussions: imported });
});

test('a hand-off file is merged, also twice, and one that was cut short gives what is whole in it', async () => {
  const doc = new Y.Doc();
  initDiscussion(doc, { title: 'Which tea', createdAt: 1 });
  const file = join(work, 'tea.recap');
  const rest = discussionRecord('aaaaaaaa-2', Y.encodeStateAsUpdate(doc));
  await writeHandOff(file, [about(), discussionRecord('aaaaaaaa-1', Y.encodeStateAsUpdate(doc)), rest]);
  const cut = join(work, 'cut.recap');
  const bytes = readFileSync(file);
  writeFileSync(cut, bytes.subarray(0, bytes.length - 120));
  const into = ['--profile', profile, '--notebook', 'Mine', '--create', '--as', 'Ann'];
  const came = await run('import', ...into, cut, file, file);
  expect(came.lines.filter(({ type }) => type === 'imported')).toMatchObject([
    { about: cut, as: 'hand-off', discussions: ['aaaaaaaa-1'] },
    { about: file, as: 'hand-off', discussions: ['aaaaaaaa-2'] },
    { about: file, as: 'hand-off', discussions: [] },
  ]);
  expect(came.lines.filter(({ type }) => type === 'problem')).toMatchObject([
    { code: 'handoff/cut-short', about: cut },
  ]);
  expect(came.done).toMatchObject({ exit: 1, imported: 3, discussions: 2, failed: 1 });

  // And out again, with what was said before or without; [HO12] one that is there is left alone.
  const versions = new VersionStore({ folder: join(profile, 'versions'), now: Date.now, log: () => undefined });
  const { id } = (JSON.parse(readFileSync(join(profile, 'settings.json'), 'utf8')) as Settings).notebooks[0] ?? {
    id: '',
  };
  const before = {
    id: 'v1',
    at: 1,
    by: 'p1',
    why: 'before-import' as const,
    name: null,
    writers: [],
    lines: ['["d","x"]'],
  };
  await versions.add(id, 'aaaaaaaa-1', before);
  const out = (name: string) => ['hand-off', '--profile', profile, '--notebook', 'Mine', '--out', join(work, name)];
  const went = await run(...out('whole'));
  expect(went.done, went.stderr).toMatchObject({ exit: 0, discussions: 2 });
  await run(...out('now.recap'), '--without-versions');
  const kinds = async (name: string) => (await readHandOff(join(work, name))).records.map(({ kind }) => kind).sort();
  const bare = [KIND.about, KIND.catalog, KIND.discussion, KIND.discussion];
  expect(await kinds('now.recap')).toEqual(bare);
  expect(await kinds('whole.recap')).toEqual([...bare, KIND.version]);
  const again = await run(...out('whole'));
  expect(again.done).toMatchObject({ exit: 2 });
  expect(again.lines.filter(({ type }) => type === 'problem')).toMatchObject([{ code: 'command/file-there' }]);
});
