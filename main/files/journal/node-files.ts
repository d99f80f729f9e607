/** JournalFiles over the real disk. */
import { mkdir, open, readdir, rm, stat, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isCode, renameOver, syncFolder } from '../atomic-write';
import type { JournalFiles } from './journal-files';

export const nodeFiles: JournalFiles = {
  async makeFolder(folder) {
    const first = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (first !== undefined) for (const made of [folder, dirname(folder)]) await syncFolder(dirname(made));
  },

  async list(folder) {
    const names = await readdir(folder).catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) return [];
      throw error;
    });
    const sizes = new Map<string, number>();
    for (const name of names) {
      const found = await stat(join(folder, name)).catch(() => null);
      if (found?.isFile()) sizes.set(name, found.size);
    }
    return sizes;
  },

  async create(path) {
    // 'wx' refuses to follow what somebody else put under that name.
    const handle = await open(path, 'wx', 0o600);
    const inode = () => stat(path, { bigint: true }).then(({ ino }) => ino);
    const { ino } = await handle.stat({ bigint: true });
    // Some network file systems number anew at each question: there only a name that is gone tells.
    const tells = (await inode().catch(() => null)) === ino;
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      sync: () => handle.datasync(),
      truncate: (length) => handle.truncate(length),
      isInPlace: () =>
        inode().then(
          (now) => !tells || now === ino,
          () => false,
        ),
      close: () => handle.close(),
    };
  },

  async read(path, from, length) {
    const handle = await open(path, 'r');
    try {
      const bytes = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, from + done);
        if (bytesRead === 0) return bytes.subarray(0, done);
        done += bytesRead;
      }
      return bytes;
    } finally {
      await handle.close();
    }
  },

  truncate,
  rename: renameOver,
  remove: (path) => rm(path, { force: true }),
  syncFolder,
};
