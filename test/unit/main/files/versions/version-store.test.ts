import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VersionStore } from '../../../../../main/files/versions/version-store';
import type { Version, VersionReason } from '../../../../../shared/versions/types';
import { VersionSet } from '../../../../../shared/versions/version-set';

const NOW = Date.UTC(2026, 10, 30, 12);
let folder = '';
let told: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recap-versions-'));
  told = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const store = (): VersionStore =>
  new VersionStore({ folder, now: () => NOW, log: (level, _, detail) => told.push(`${level} ${detail}`) });
const version = (id: string, at: number, lines: readonly string[], why: VersionReason = 'paused'): Version => ({
  id,
  at: NOW - 1000 + at,
  by: 'renee',
  why,
  name: null,
  writers: [],
  lines,
});
const file = (): string => join(folder, 'n1', 'd1.versions');
const idsIn = async (from: VersionStore): Promise<string[]> =>
  (await from.list('n1', 'd1')).versions.map(({ id }) => id);

describe('versions on the disk', () => {
  test('[VE12] what was kept is there after a restart, in a file that only this person reads, and nothing else is beside it', async () => {
    const first = store();
    expect(await first.list('n1', 'd1')).toEqual({ versions: [], damaged: false });
    await first.add('n1', 'd1', version('a', 1, ['one', 'two']));
    await first.add('n1', 'd1', version('b', 2, ['one', 'two', 'three'], 'finished'));
    const again = store();
    expect(await idsIn(again)).toEqual(['a', 'b']);
    expect(await again.lines('n1', 'd1', 'b')).toEqual(['one', 'two', 'three']);
    expect(await again.lines('n1', 'd1', 'gone')).toBeNull();
    expect(await readdir(join(folder, 'n1'))).toEqual(['d1.versions']);
    if (process.platform !== 'win32') expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  test('[VE11] an automatic one that says the same as the last is not kept; who finishes or names always gets one', async () => {
    const versions = store();
    expect(await versions.add('n1', 'd1', version('a', 1, ['x']))).toBe(true);
    expect(await versions.add('n1', 'd1', version('b', 2, ['x']))).toBe(false);
    expect(await versions.add('n1', 'd1', version('c', 3, ['x'], 'before-restore'))).toBe(false);
    expect(await versions.add('n1', 'd1', version('d', 4, ['x'], 'finished'))).toBe(true);
    expect(await versions.add('n1', 'd1', version('d', 4, ['y'], 'finished'))).toBe(false);
    expect(await versions.add('n1', 'd1', version('e', 5, ['y']))).toBe(true);
    expect(await idsIn(versions)).toEqual(['a', 'd', 'e']);
    expect(await idsIn(store())).toEqual(['a', 'd', 'e']);
  });

  test('[VE12] several at once come one after the other, and none is lost', async () => {
    const versions = store();
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => versions.add('n1', 'd1', version(`v${String(at)}`, at, [String(at)]))),
    );
    expect((await idsIn(store())).length).toBe(20);
  });

  test('[VE4] a name stays', async () => {
    const versions = store();
    await versions.add('n1', 'd1', version('a', 1, ['x']));
    expect(await versions.name('n1', 'd1', 'a', { text: 'For the board', by: 'chris', at: 5 })).toBe(true);
    expect(await versions.name('n1', 'd1', 'gone', { text: 'x', by: 'chris', at: 5 })).toBe(false);
    expect((await store().list('n1', 'd1')).versions[0]?.name?.text).toBe('For the board');
  });

  test('[VE5] [VE12] of a damaged file the rest is read and told, and it is kept beside before it is replaced', async () => {
    const versions = store();
    for (const id of ['a', 'b', 'c']) await versions.add('n1', 'd1', version(id, id.charCodeAt(0), [id]));
    const whole = await readFile(file());
    await writeFile(file(), whole.subarray(0, whole.length - 3));
    const next = store();
    expect((await next.list('n1', 'd1')).damaged).toBe(true);
    expect(await idsIn(next)).toEqual(['a', 'b']);
    await next.add('n1', 'd1', version('d', 200, ['d']));
    expect(await idsIn(store())).toEqual(['a', 'b', 'd']);
    const aside = (await readdir(join(folder, 'n1'))).filter((name) => name.includes('.damaged-'));
    expect(aside.length).toBe(1);
    expect(await readFile(join(folder, 'n1', aside[0] ?? ''))).toEqual(whole.subarray(0, whole.length - 3));
    expect((await next.list('n1', 'd1')).damaged).toBe(false);
    expect(told.some((line) => line.startsWith('warn'))).toBe(true);
  });

  test.each([
    ['nothing of ours', Buffer.from('something else entirely, and long enough to be a file')],
    ['empty', Buffer.alloc(0)],
    ['of another discussion', Buffer.from(new VersionSet('d2').encode())],
  ])('[VE5] a file that is %s stands in nobody’s way', async (_, bytes) => {
    const versions = store();
    await versions.add('n1', 'd1', version('a', 1, ['x']));
    await writeFile(file(), bytes);
    const next = store();
    expect(await next.list('n1', 'd1')).toEqual({ versions: [], damaged: true });
    expect(await next.add('n1', 'd1', version('b', 2, ['y']))).toBe(true);
    expect(await idsIn(store())).toEqual(['b']);
  });

  test('[VE12] a disk that refuses leaves the file as it was, and works again afterwards', async () => {
    const versions = store();
    await versions.add('n1', 'd1', version('a', 1, ['x']));
    await rm(join(folder, 'n1'), { recursive: true });
    // A file where the folder should be: nothing can be written below it.
    await writeFile(join(folder, 'n1'), 'x');
    await expect(versions.add('n1', 'd1', version('b', 2, ['y']))).rejects.toMatchObject({ code: 'files/unwritable' });
    await rm(join(folder, 'n1'));
    await versions.add('n1', 'd1', version('c', 3, ['z']));
    expect(await idsIn(store())).toEqual(['c']);
  });

  test('[VE3] what one device gives another takes in, twice as well, and names no path', async () => {
    const [one, other] = [store(), new VersionStore({ folder: join(folder, 'other'), now: () => NOW, log: () => {} })];
    await one.add('n1', 'd1', version('a', 1, ['x']));
    await other.add('n1', 'd1', version('b', 2, ['y']));
    const bytes = await one.bytes('n1', 'd1');
    expect(await one.bytes('n1', 'd9')).toBeNull();
    const lacking = (notebook: string | null, discussion = 'd1') =>
      other.lacking(notebook, discussion, bytes ?? new Uint8Array());
    expect(await Promise.all([lacking('n1'), lacking(null), lacking('n1', 'd2')])).toEqual([1, 1, 0]);
    // Where what is here cannot be read, all of it would be new.
    await writeFile(join(folder, 'other', 'n2'), 'x');
    expect(await lacking('n2')).toBe(1);
    expect(await idsIn(other)).toEqual(['b']);
    expect(await other.merge('n1', 'd1', bytes ?? new Uint8Array())).toBe(1);
    expect(await lacking('n1')).toBe(0);
    expect(await other.merge('n1', 'd1', bytes ?? new Uint8Array())).toBe(0);
    expect(await idsIn(other)).toEqual(['a', 'b']);
    expect(await other.merge('n1', 'd2', bytes ?? new Uint8Array())).toBe(0);
    expect(await other.merge('n1', 'd1', Buffer.from('rubbish'))).toBe(0);
    await expect(other.list('n1', '../d1')).rejects.toThrow();
    expect(await other.lines('n1', 'd1', 'a')).toEqual(['x']);
  });

  test('[VE12] those of a discussion that was deleted for ever are gone', async () => {
    const versions = store();
    await versions.add('n1', 'd1', version('a', 1, ['x']));
    await versions.add('n1', 'd2', version('b', 1, ['y']));
    await writeFile(`${file()}.damaged-1`, 'x');
    await versions.forget('n1', new Set(['d1', 'd0', '../n1']));
    expect(await idsIn(versions)).toEqual([]);
    expect(await readdir(join(folder, 'n1'))).toEqual(['d2.versions']);
    await versions.forget('n9', new Set(['d1']));
  });
});
