/** The versions of a discussion on a disk of which one operation after the other fails. */
import type { PathLike } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** The operation that fails, counted from 1; null for none. `links`: the disk has hard links. */
const disk = vi.hoisted(() => ({ fails: null as number | null, links: true, count: 0 }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const isDue = (): boolean => {
    if (disk.fails !== null) disk.count += 1;
    return disk.fails === disk.count;
  };
  const full = (): Error => Object.assign(new Error('no space left on the device'), { code: 'ENOSPC' });
  const counted =
    <T extends unknown[], R>(act: (...given: T) => Promise<R>, half?: (...given: T) => Promise<unknown>) =>
    async (...given: T): Promise<R> => {
      if (!isDue()) return act(...given);
      await half?.(...given);
      throw full();
    };
  return {
    ...real,
    ...Object.fromEntries(
      (['mkdir', 'lstat', 'readFile', 'rename', 'copyFile', 'rm'] as const).map((name) => [
        name,
        counted(real[name] as never),
      ]),
    ),
    link: counted(async (from: PathLike, to: PathLike) => {
      if (!disk.links) throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
      await real.link(from, to);
    }),
    // Half of it is written before the disk is full.
    writeFile: counted(real.writeFile, (file, content) =>
      real.writeFile(file, (content as Uint8Array).subarray(0, (content as Uint8Array).length >> 1)),
    ),
    open: counted(async (...given: Parameters<typeof real.open>) => {
      const handle = await real.open(...given);
      const [sync, close] = [handle.sync.bind(handle), handle.close.bind(handle)];
      return Object.assign(handle, { sync: counted(sync), close: counted(close, close) });
    }),
  };
});

const { mkdtemp, readdir, readFile, rm, writeFile } =
  await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises');
const { tmpdir } = await import('node:os');
const { join } = await import('node:path');
const { VersionStore } = await import('../../../../../main/files/versions/version-store');

const NOW = Date.UTC(2026, 10, 30, 12);
let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'recap-failing-'));
});
afterEach(async () => {
  disk.fails = null;
  await rm(root, { recursive: true, force: true });
});

const storeIn = (folder: string) => new VersionStore({ folder, now: () => NOW, log: () => {} });
const version = (id: string, at: number) =>
  ({
    id,
    at: NOW - 1000 + at,
    by: 'renee',
    why: 'paused',
    name: null,
    writers: [],
    lines: ['same', `line ${id}`],
  }) as const;

/** What a new start finds of a discussion. */
async function readable(folder: string): Promise<string[]> {
  const store = storeIn(folder);
  const ids = (await store.list('n1', 'd1')).versions.map(({ id }) => id);
  return Promise.all(ids.map(async (id) => `${id}: ${(await store.lines('n1', 'd1', id))?.join() ?? 'unreadable'}`));
}

describe.each([
  ['with hard links', true],
  ['without hard links', false],
])('on a disk %s', (_, links) => {
  test.each([
    ['whole', (bytes: Buffer) => bytes],
    ['damaged at its end', (bytes: Buffer) => bytes.subarray(0, bytes.length - 3)],
    ['damaged in the middle', (bytes: Buffer) => bytes.fill(0, bytes.length >> 1, (bytes.length >> 1) + 9)],
    ['damaged at its beginning', (bytes: Buffer) => bytes.fill(0, 0, 9)],
  ])(
    '[VE12] whichever step fails while a file that is %s is written anew, no less is there than before',
    async (_what, hurt) => {
      disk.links = links;
      let failures = 0;
      for (let step = 1; ; step += 1) {
        const folder = join(root, String(step));
        disk.fails = null;
        for (const [at, id] of ['a', 'b', 'c'].entries()) await storeIn(folder).add('n1', 'd1', version(id, at));
        const path = join(folder, 'n1', 'd1.versions');
        const bytes = hurt(await readFile(path));
        const isDamaged = !bytes.equals(await readFile(path));
        await writeFile(path, bytes);
        const before = await readable(folder);

        [disk.fails, disk.count] = [step, 0];
        const store = storeIn(folder);
        const hasFailed = await store.add('n1', 'd1', version('d', 10)).then(
          () => false,
          () => true,
        );
        const isReached = disk.count >= step;
        disk.fails = null;
        if (hasFailed) failures += 1;

        const after = await readable(folder);
        for (const one of before.filter((said) => !said.endsWith('unreadable'))) expect(after).toContain(one);
        const kept = await Promise.all(
          (await readdir(join(folder, 'n1'))).map((name) => readFile(join(folder, 'n1', name))),
        );
        if (hasFailed || isDamaged) expect(kept.some((one) => one.equals(bytes))).toBe(true);

        // And when there is room again it goes on.
        await store.add('n1', 'd1', version('e', 20));
        const ids = (await readable(folder)).map((said) => said.charAt(0));
        expect(ids).toContain('e');
        if (!hasFailed) expect(ids).toContain('d');
        if (!isReached) break;
      }
      expect(failures).toBeGreaterThan(4);
    },
  );
});
