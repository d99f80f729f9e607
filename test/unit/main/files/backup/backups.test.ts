/** Backups out of real journals into real folders. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Backups } from '../../../../../main/files/backup/backups';
import { dayOf, keptBackups } from '../../../../../main/files/backup/kept-backups';
import { freeName } from '../../../../../main/files/backup/left-over';
import { backupError, makeBackup } from '../../../../../main/files/backup/make-backup';
import { readBack } from '../../../../../main/files/backup/read-back';
import { DirectReading } from '../../../../../main/files/journal/journal-reading';
import { Journals } from '../../../../../main/files/journal/journals';
import { nodeFiles } from '../../../../../main/files/journal/node-files';
import { VersionStore } from '../../../../../main/files/versions/version-store';
import { newEntry } from '../../../../../renderer/app/new-entry';
import { AppError } from '../../../../../shared/errors/app-error';
import { KIND } from '../../../../../shared/hand-off/format';
import { parseInvite } from '../../../../../shared/invite/invite';
import type { BackupState } from '../../../../../shared/ipc/backup';
import { removed, update, value } from '../../../../../shared/journal/format';
import { initDiscussion, titleOf } from '../../../../../shared/model/discussion-doc';
import type { NotebookEntry } from '../../../../../shared/model/settings';
import { VersionSet } from '../../../../../shared/versions/version-set';
import { readHandOff } from '../../../../support/made-hand-off';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'recap-backups-'));
});
const opened: Journals[] = [];
afterAll(async () => {
  for (const journals of opened) await journals.close();
  rmSync(root, { recursive: true });
});

const DAY = 86_400_000;
const START = new Date(2026, 10, 30, 9, 0).getTime();
const ENTRY: NotebookEntry = { ...newEntry('Tea: the club', 1), id: 'tea-club' };

function titled(title: string): Y.Doc {
  const doc = new Y.Doc();
  initDiscussion(doc, { title, createdAt: 1 });
  return doc;
}

async function profile(name: string, entries: readonly NotebookEntry[] = [ENTRY]) {
  const userData = join(root, name);
  // Else it is the next start of the same.
  const isFirst = !existsSync(userData);
  const journals = new Journals({
    files: nodeFiles,
    reading: new DirectReading(nodeFiles),
    folder: join(userData, 'journal'),
    hooks: { state: () => {}, behind: () => {}, damaged: () => {}, log: () => {} },
  });
  opened.push(journals);
  const doc = titled('Which tea');
  const journal = journals.of('tea-club');
  if (isFirst)
    journal.append([
      update('catalog', Y.encodeStateAsUpdate(titled('the list'))),
      update('aaaaaaaa-1', Y.encodeStateAsUpdate(doc)),
      update('aaaaaaaa-2', Y.encodeStateAsUpdate(titled('Deleted'))),
      removed('aaaaaaaa-2'),
      value('aaaaaaaa-1', 'draft', new TextEncoder().encode('"not yet said"')),
    ]);
  await journal.flush();
  const clock = { now: START };
  const told: BackupState[] = [];
  let make = makeBackup;
  const backups = new Backups({
    userData,
    notebooks: () => entries,
    profile: () => ({ participantId: 'ada', name: 'Ada', colour: 1 }),
    version: '1',
    flush: (notebook) => journals.of(notebook).flush(),
    make: (job) => make(job),
    readBack,
    now: () => clock.now,
    changed: (state) => told.push(state),
    log: () => undefined,
  });
  const write = async (word: string): Promise<void> => {
    const before = Y.encodeStateVector(doc);
    titleOf(doc).insert(0, word);
    journal.append([update('aaaaaaaa-1', Y.encodeStateAsUpdate(doc, before))]);
    await journal.flush();
  };
  const fail = (how: typeof makeBackup | null): void => {
    make = how ?? makeBackup;
  };
  return { userData, backups, clock, told, write, fail, doc, folder: join(userData, 'backups') };
}

describe('a backup', () => {
  test('[BK1] holds every discussion as the journal has it, its versions and the invite, and no draft', async () => {
    const { backups, userData, folder, doc } = await profile('whole');
    mkdirSync(join(userData, 'versions', 'tea-club'), { recursive: true });
    writeFileSync(join(userData, 'versions', 'tea-club', 'aaaaaaaa-1.versions'), 'versions of it');
    await backups.run();
    expect(backups.state()).toMatchObject({ own: true, failure: null, checkedAt: START, running: false });
    const [name = '', ...others] = readdirSync(folder);
    expect([name, others]).toEqual(['Tea the club 2026-11-30 0900.recap', []]);
    const { records, reading } = await readHandOff(join(folder, name));
    expect(reading.complete).toBe(true);
    expect(records.map(({ kind, name: of }) => [kind, of])).toEqual([
      [KIND.about, ''],
      [KIND.invite, ''],
      [KIND.catalog, ''],
      [KIND.discussion, 'aaaaaaaa-1'],
      [KIND.version, 'aaaaaaaa-1'],
    ]);
    const back = new Y.Doc();
    Y.applyUpdate(back, records[3]?.bytes ?? new Uint8Array());
    expect(Y.encodeSnapshot(Y.snapshot(back))).toEqual(Y.encodeSnapshot(Y.snapshot(doc)));
    const invite = parseInvite(new TextDecoder().decode(records[1]?.bytes));
    expect(invite).toMatchObject({ id: 'tea-club', secret: ENTRY.secret });
    expect(readFileSync(join(folder, name)).includes('not yet said')).toBe(false);
  });

  test('[BK7] of a notebook in which nothing changed is not made twice, unless it is gone', async () => {
    const { backups, clock, folder, write } = await profile('same');
    await backups.run();
    clock.now += DAY;
    await backups.run();
    expect(readdirSync(folder)).toHaveLength(1);
    expect(backups.state().checkedAt).toBe(START + DAY);
    await write('More ');
    await backups.run();
    expect(readdirSync(folder)).toHaveLength(2);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    await backups.run();
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('[BK7] is made anew when there is another version, or one got a name, and nothing else changed', async () => {
    const { backups, clock, folder, userData } = await profile('versions');
    const versions = new VersionStore({ folder: join(userData, 'versions'), now: () => START, log: () => undefined });
    const version = { at: START, by: 'ada', why: 'paused', name: null, writers: [], lines: ['x'] } as const;
    const next = async (): Promise<number> => {
      clock.now += DAY;
      await backups.run();
      return readdirSync(folder).length;
    };
    expect(await next()).toBe(1);
    await versions.add('tea-club', 'aaaaaaaa-1', { ...version, id: 'one' });
    expect([await next(), await next()]).toEqual([2, 2]);
    await versions.name('tea-club', 'aaaaaaaa-1', 'one', { text: 'For the board', by: 'ada', at: START });
    expect([await next(), await next()]).toEqual([3, 3]);
    const { records } = await readHandOff(backups.pathOf(backups.state().made[0]?.id ?? ''));
    const held = records.find(({ kind }) => kind === KIND.version)?.bytes ?? new Uint8Array();
    expect(VersionSet.decode(held).set.list()[0]?.name?.text).toBe('For the board');
  });

  test('[BK3] that does not read back as it was written is removed and told, and the earlier ones stay', async () => {
    const { backups, clock, folder, write, fail } = await profile('unproved');
    await backups.run();
    const before = readdirSync(folder);
    clock.now += DAY;
    await write('More ');
    // A disk that gives back something else than it took.
    fail((job) =>
      makeBackup(job, (path) => {
        const bytes = readFileSync(path);
        bytes[bytes.length - 60] = (bytes[bytes.length - 60] ?? 0) ^ 1;
        writeFileSync(path, bytes);
      }),
    );
    await backups.run();
    expect(backups.state()).toMatchObject({ failure: 'backup/unproved', checkedAt: START });
    expect(readdirSync(folder)).toEqual(before);
    fail(null);
    await backups.run();
    expect(backups.state()).toMatchObject({ failure: null, checkedAt: START + DAY });
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test('[BK2] replaces nothing that stands there, and what an app that ended left under no name is cleared', async () => {
    const { backups, folder, fail } = await profile('beside');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'Tea the club 2026-11-30 0900.recap'), 'somebody else’s');
    writeFileSync(join(folder, '.somebody.0123456789ab.tmp'), 'somebody else’s');
    fail(() => {
      writeFileSync(join(folder, '.Tea the club 2026-11-30 0900 (2).recap.0123456789ab.tmp'), 'half');
      // As after a kill: nobody notes that it ended.
      return new Promise(() => undefined);
    });
    void backups.run();
    await expect.poll(() => readdirSync(folder)).toHaveLength(3);
    const again = await profile('beside');
    await again.backups.run();
    expect(readdirSync(folder).sort()).toEqual([
      '.somebody.0123456789ab.tmp',
      'Tea the club 2026-11-30 0900 (2).recap',
      'Tea the club 2026-11-30 0900.recap',
    ]);
    expect(readFileSync(join(folder, 'Tea the club 2026-11-30 0900.recap'), 'utf8')).toBe('somebody else’s');
  });

  test('[BK2] of two profiles that back up into one folder in the same minute neither replaces the other’s', async () => {
    const { backups, folder, fail, told } = await profile('one-of-two');
    const other = await profile('other-of-two');
    const taken = join(folder, 'Tea the club 2026-11-30 0900.recap');
    fail(async (job, written) => {
      fail(null);
      await other.backups.run();
      copyFileSync(join(other.folder, 'Tea the club 2026-11-30 0900.recap'), taken);
      return makeBackup(job, written);
    });
    await backups.run();
    expect(readdirSync(folder).sort()).toEqual([
      'Tea the club 2026-11-30 0900 (2).recap',
      'Tea the club 2026-11-30 0900.recap',
    ]);
    expect(readFileSync(taken)).toEqual(readFileSync(join(other.folder, 'Tea the club 2026-11-30 0900.recap')));
    expect(told.at(-1)?.failure).toBeNull();
    expect((await readBack(join(folder, 'Tea the club 2026-11-30 0900 (2).recap'))).discussions).toBe(1);
  });

  test('[BK2] takes no name that leads nowhere, and none that the disk does not say is free', async () => {
    const folder = join(root, 'names');
    mkdirSync(folder);
    writeFileSync(join(folder, 'file'), '');
    symlinkSync('nowhere', join(folder, 'dangling.recap'));
    symlinkSync('round.recap', join(folder, 'round.recap'));
    expect(await freeName(folder, 'free', '.recap')).toBe('free.recap');
    for (const name of ['dangling', 'round']) expect(await freeName(folder, name, '.recap')).toBe(`${name} (2).recap`);
    await expect(freeName(folder, 'x'.repeat(300))).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
    await expect(freeName(join(folder, 'file'), 'a')).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});

describe('a backup during which the app ended', () => {
  const NAME = 'Tea the club 2026-11-30 0900.recap';
  /** The file is at its place, and nobody noted that. */
  async function killed(name: string) {
    const before = await profile(name);
    // Of what is at its place it still reads, and would put aside itself what does not read back.
    let isDone = false;
    before.fail(async (job) => {
      await makeBackup(job);
      isDone = true;
      return new Promise(() => undefined);
    });
    void before.backups.run();
    await expect.poll(() => isDone).toBe(true);
    const after = await profile(name);
    return { ...after, path: join(after.folder, NAME) };
  }

  test('[BK9] is proved by the next run, listed, and counts as the last one', async () => {
    const { backups, folder, path } = await killed('left-whole');
    expect(backups.state().made).toEqual([]);
    await backups.run();
    expect(readdirSync(folder)).toEqual([NAME]);
    expect(backups.state()).toMatchObject({
      failure: null,
      aside: null,
      made: [{ name: 'Tea: the club', discussions: 1 }],
    });
    expect(backups.pathOf(backups.state().made[0]?.id ?? '')).toBe(path);
    const size = readFileSync(path).length;
    expect(backups.state().made[0]?.size).toBe(size);
  });

  test('[BK9] is set aside and told when it does not read back, until it is gone', async () => {
    const { backups, folder, path } = await killed('left-damaged');
    const bytes = readFileSync(path);
    bytes[bytes.length - 60] = (bytes[bytes.length - 60] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await backups.run();
    const aside = `${path}.unproved`;
    expect(backups.state()).toMatchObject({ failure: null, aside, made: [{ discussions: 1 }] });
    expect(readFileSync(aside)).toEqual(bytes);
    expect(readdirSync(folder).sort()).toEqual([NAME, `${NAME}.unproved`]);
    rmSync(aside);
    await backups.run();
    expect(backups.state().aside).toBeNull();
  });

  test('[BK5] [BK9] is not what somebody put under its name meanwhile', async () => {
    const { backups, folder, path } = await killed('left-other');
    writeFileSync(path, 'somebody else’s');
    await backups.run();
    expect(readFileSync(path, 'utf8')).toBe('somebody else’s');
    expect(readdirSync(folder)).toHaveLength(2);
    expect(backups.state()).toMatchObject({ aside: null, made: [{ discussions: 1 }] });
  });

  test('[BK9] is settled when its folder is back', async () => {
    const { backups, folder, userData } = await killed('left-away');
    renameSync(folder, `${folder}-elsewhere`);
    const disk = join(userData, 'disk');
    mkdirSync(disk);
    await backups.setFolder(disk);
    await backups.run();
    expect(backups.state().made).toHaveLength(1);
    renameSync(`${folder}-elsewhere`, folder);
    await backups.setFolder(null);
    await backups.run();
    expect(backups.state().made).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([NAME]);
  });
});

describe('older backups', () => {
  test('[BK4] leave the newest of 7 days, 4 weeks and 12 months', () => {
    const all = Array.from({ length: 800 }, (_, at) => ({
      at: START - Math.floor(at / 2) * DAY - (at % 2) * 3_600_000,
    }));
    const kept = [...keptBackups(all)].map(({ at }) => at).sort((a, b) => b - a);
    expect(kept.slice(0, 7)).toEqual(Array.from({ length: 7 }, (_, at) => START - at * DAY));
    expect(new Set(kept.map((at) => dayOf(at).slice(0, 7))).size).toBe(12);
    // 7 days, which reach into two weeks, two more weeks, and the months before.
    expect(kept.length).toBeGreaterThanOrEqual(7 + 2 + 10);
    expect(kept.length).toBeLessThanOrEqual(7 + 4 + 12);
    const once = new Set(keptBackups(kept.map((at) => ({ at }))));
    expect(once.size).toBe(kept.length);
    expect(keptBackups([{ at: 5 }]).size).toBe(1);
  });

  test('[BK4] [BK5] are removed when a new one is proved, and never a file that is not as it was written', async () => {
    const { backups, clock, folder, write } = await profile('old');
    const names: string[] = [];
    for (let day = 0; day < 12; day += 1) {
      await write(`${day} `);
      await backups.run();
      names.push(...readdirSync(folder).filter((name) => !names.includes(name)));
      if (day === 0) writeFileSync(join(folder, 'mine.recap'), 'mine');
      // Somebody put another file in the place of this one.
      if (day === 1)
        writeFileSync(join(folder, 'Tea the club 2026-12-01 0900.recap'), readFileSync(join(folder, names[0] ?? '')));
      clock.now += DAY;
    }
    const left = readdirSync(folder);
    expect(left).toContain('mine.recap');
    expect(left).toContain('Tea the club 2026-12-01 0900.recap');
    expect(left).not.toContain('Tea the club 2026-12-02 0900.recap');
    expect(backups.state().made.length).toBeLessThan(12);
    expect(backups.state().made.every(({ id }) => existsSync(backups.pathOf(id)))).toBe(true);
  });
});

describe('a folder of choice', () => {
  test('[BK6] that is not there is told, tried again, and told when it works again', async () => {
    const { backups, told } = await profile('away');
    const disk = join(root, 'disk');
    await backups.setFolder(disk);
    await backups.run();
    expect(backups.state()).toMatchObject({ folder: disk, own: false, failure: 'backup/folder-missing', made: [] });
    expect(existsSync(disk)).toBe(false);
    mkdirSync(disk);
    await backups.run();
    expect(backups.state()).toMatchObject({ failure: null, made: [{ name: 'Tea: the club', discussions: 1 }] });
    expect(told.at(-1)?.failure).toBeNull();
    await backups.setFolder(null);
    expect(backups.state()).toMatchObject({ own: true, made: [] });
    expect(readdirSync(disk)).toHaveLength(1);
  });

  test.each([
    [Object.assign(new Error('full'), { code: 'ENOSPC' }), 'backup/no-space'],
    [new AppError('files/no-space', 'full'), 'backup/no-space'],
    [Object.assign(new Error('gone'), { code: 'ENOENT' }), 'backup/folder-missing'],
    [Object.assign(new Error('not yours'), { code: 'EACCES' }), 'backup/unwritable'],
    [new AppError('backup/unproved', ''), 'backup/unproved'],
  ])('[BK6] %s is told as %s', (error, code) => {
    expect(backupError(error).code).toBe(code);
  });

  test('[BK6] one notebook that fails does not keep the others from theirs', async () => {
    const other = { ...ENTRY, id: 'other', name: 'Other' };
    const { backups, fail } = await profile('two', [other, ENTRY]);
    fail((job) =>
      job.about.notebook.id === 'other' ? Promise.reject(new AppError('files/unwritable')) : makeBackup(job),
    );
    await backups.run();
    expect(backups.state()).toMatchObject({ failure: 'backup/unwritable', made: [{ name: 'Tea: the club' }] });
  });
});
