/** “Check my data” over real files of versions, asked as the page asks. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { VersionStore } from '../../../../../main/files/versions/version-store';
import { versionHandlers } from '../../../../../main/ipc/handlers/versions';
import type { CheckProgress } from '../../../../../renderer/notebook/check/findings';
import { checkVersions } from '../../../../../renderer/notebook/check/version-check';
import { crc32 } from '../../../../../shared/journal/crc32';
import { VersionSet } from '../../../../../shared/versions/version-set';

const NOW = Date.UTC(2026, 10, 30, 12);
let root = '';
let store: VersionStore;
/** As after a start: nothing is in memory. */
function start(): void {
  store = new VersionStore({ folder: root, now: () => NOW, log: () => {} });
}
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'recap-version-check-'));
  start();
});
afterEach(() => rm(root, { recursive: true, force: true }));

const folder = (): string => join(root, 'n1');
const pathOf = (discussion: string): string => join(folder(), `${discussion}.versions`);
const keep = async (discussion: string, count: number): Promise<void> => {
  for (let at = 0; at < count; at += 1) {
    const about = { at: NOW - 1000 + at, by: 'renee', why: 'paused', name: null, writers: [] } as const;
    await store.add('n1', discussion, { ...about, id: `v${String(at)}`, lines: ['same', String(at)] });
  }
};
async function damage(discussion: string, from: number): Promise<Buffer> {
  const bytes = await readFile(pathOf(discussion));
  bytes.fill(0, from < 0 ? bytes.length + from : from, from < 0 ? bytes.length : from + 4);
  await writeFile(pathOf(discussion), bytes);
  return bytes;
}

const steps: CheckProgress[] = [];
function check(signal = new AbortController().signal) {
  const handlers = versionHandlers(store);
  steps.length = 0;
  const onProgress = (progress: CheckProgress): void => void steps.push(progress);
  return checkVersions(async (begins) => handlers['versions.check']({ notebook: 'n1', begins }), {
    signal,
    onProgress,
  });
}
const whole = { isListed: true, damaged: [], newer: [], unreadable: [] };

describe('a check of versions', () => {
  test('[CK8] reads all of them, tells how many there are, and changes nothing where all is well', async () => {
    expect(await check()).toEqual({ ...whole, discussions: 0, versions: 0 });
    await keep('d1', 3);
    await keep('d2', 4);
    const before = await Promise.all([readFile(pathOf('d1')), readFile(pathOf('d2'))]);
    expect(await check()).toEqual({ ...whole, discussions: 2, versions: 7 });
    expect(steps.at(-1)).toEqual({ step: 'versions', done: 2, all: 2 });
    expect(await Promise.all([readFile(pathOf('d1')), readFile(pathOf('d2'))])).toEqual(before);
    expect(await readdir(folder())).toHaveLength(2);
  });

  test.each([
    ['at its end', -3, 2],
    ['at its beginning', 2, 0],
  ])(
    '[CK8] a file that is damaged %s is put aside, the rest written anew, and both told once',
    async (_, from, versions) => {
      await keep('d1', 3);
      await keep('d2', 1);
      const hurt = await damage('d1', from);
      start();
      const aside = `d1.versions.damaged-${String(NOW)}`;
      expect(await check()).toEqual({
        ...whole,
        discussions: 1,
        versions: 1,
        damaged: [{ discussion: 'd1', versions, aside }],
      });
      expect(await readFile(join(folder(), aside))).toEqual(hurt);
      expect(await check()).toEqual({ ...whole, discussions: 2, versions: 1 + versions });
      await keep('d1', 3);
      expect((await store.list('n1', 'd1')).versions).toHaveLength(3);
    },
  );

  test.each([
    ['at its end', -3],
    ['at its beginning', 2],
  ])(
    '[CK8] a file that is damaged %s while all of it is in memory is put aside, and all written anew',
    async (_, from) => {
      await keep('d1', 3);
      const hurt = await damage('d1', from);
      const aside = `d1.versions.damaged-${String(NOW)}`;
      expect(await check()).toMatchObject({ damaged: [{ discussion: 'd1', versions: 3, aside }] });
      expect(await readFile(join(folder(), aside))).toEqual(hurt);
      start();
      expect(await check()).toEqual({ ...whole, discussions: 1, versions: 3 });
      expect(await store.lines('n1', 'd1', 'v2')).toEqual(['same', '2']);
    },
  );

  test('[CK8] what is in memory whole stays there when the disk refuses, and is written with the next change', async () => {
    await keep('d1', 3);
    const hurt = await damage('d1', -3);
    const aside = join(folder(), `d1.versions.damaged-${String(NOW)}`);
    const refusing = vi.spyOn(VersionSet.prototype, 'encode').mockImplementationOnce(() => {
      throw new Error('no room');
    });
    expect(await check()).toMatchObject({ damaged: [{ discussion: 'd1', versions: 2, aside: null }] });
    refusing.mockRestore();
    await keep('d1', 4);
    expect(await readFile(aside)).toEqual(hurt);
    start();
    expect(await check()).toEqual({ ...whole, discussions: 1, versions: 4 });
  });

  test('[CK8] a file of a newer version of the app, and one that cannot be read, are told and left alone', async () => {
    await keep('d1', 1);
    await keep('d2', 1);
    await keep('d3', 1);
    const bytes = await readFile(pathOf('d1'));
    bytes.writeUInt16LE(2, 8);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 14)), 14);
    await writeFile(pathOf('d1'), bytes);
    // As root everything may be read: a folder in its place cannot be.
    await rm(pathOf('d2'));
    await mkdir(pathOf('d2'));
    expect(await check()).toEqual({ ...whole, discussions: 1, versions: 1, newer: ['d1'], unreadable: ['d2'] });
    expect(await readFile(pathOf('d1'))).toEqual(bytes);
  });

  test('[CK5] [CK7] can be cancelled, and a folder that cannot be looked into is told', async () => {
    await keep('d1', 1);
    const abort = new AbortController();
    abort.abort();
    expect(await check(abort.signal)).toBe('cancelled');
    await rm(folder(), { recursive: true });
    await writeFile(folder(), 'x');
    expect(await check()).toMatchObject({ isListed: false, versions: 0 });
    expect(
      await checkVersions(() => Promise.reject(new Error('gone')), {
        signal: new AbortController().signal,
        onProgress: () => {},
      }),
    ).toBe('unread');
  });
});
