/** Hand-off files on a disk that is full, or has no hard links. */
import type { PathLike } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** Appends that still find room; whether the disk has hard links. */
const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY, links: true }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const failing = (code: string): Error => Object.assign(new Error(code), { code });
  return {
    ...real,
    link: async (from: PathLike, to: PathLike) => {
      if (!disk.links) throw failing('EPERM');
      await real.link(from, to);
    },
    open: async (...given: Parameters<typeof real.open>) => {
      const handle = await real.open(...given);
      const append = handle.appendFile.bind(handle);
      return Object.assign(handle, {
        appendFile: async (...content: Parameters<typeof append>) => {
          if (disk.room === 0) throw failing('ENOSPC');
          disk.room -= 1;
          await append(...content);
        },
      });
    },
  };
});

const { mkdtemp, readdir, readFile, rm, writeFile } =
  await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises');
const { tmpdir } = await import('node:os');
const { join } = await import('node:path');
const { HandOffWriter } = await import('../../../../../main/files/hand-off/hand-off-writer');
const { handOffBridge } = await import('../../../../support/hand-off-bridge');
const { about, ABOUT, readHandOff } = await import('../../../../support/made-hand-off');

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'recap-full-'));
});
afterEach(async () => {
  [disk.room, disk.links] = [Number.POSITIVE_INFINITY, true];
  await rm(root, { recursive: true, force: true });
});

test.each([
  ['the header', 0],
  ['the first record', 1],
])('[HO10] leaves nothing when there is no room for %s', async (_, room) => {
  const main = handOffBridge(() => join(root, 'a.recap'));
  disk.room = room;
  const asked = { name: 'a', about: ABOUT, passphrase: null, versions: false } as const;
  await expect(main.bridge.request('handoff.begin', asked as never)).rejects.toMatchObject({ code: 'files/no-space' });
  expect(await readdir(root)).toEqual([]);
});

test('[HO10] leaves nothing when the page is gone before the file has begun', async () => {
  const main = handOffBridge(() => {
    // While the person is asked.
    main.handOffs.endAll().catch(() => undefined);
    return join(root, 'a.recap');
  });
  const asked = { name: 'a', about: ABOUT, passphrase: null, versions: false } as const;
  await expect(main.bridge.request('handoff.begin', asked as never)).rejects.toMatchObject({ code: 'handoff/gone' });
  expect(await readdir(root)).toEqual([]);
});

test.each([true, false])('[HO10] takes a free place only, on a disk with hard links: %s', async (links) => {
  disk.links = links;
  const written = async (name: string, meanwhile: () => Promise<unknown> = async () => undefined): Promise<void> => {
    const writer = await HandOffWriter.begin(join(root, name), null, { replaces: false });
    const { kind, bytes } = about();
    await writer.add(kind, '', bytes);
    await meanwhile();
    await writer.finish();
  };
  await written('free.recap');
  expect((await readHandOff(join(root, 'free.recap'))).reading.complete).toBe(true);
  const other = join(root, 'taken.recap');
  await expect(written('taken.recap', () => writeFile(other, 'theirs'))).rejects.toMatchObject({
    code: 'command/file-there',
  });
  expect(await readFile(other, 'utf8')).toBe('theirs');
  expect((await readdir(root)).sort()).toEqual(['free.recap', 'taken.recap']);
});
