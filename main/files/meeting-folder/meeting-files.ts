/** The disk as a meeting folder needs it. Whatever lies in the folder, only regular files in it are opened, and nothing is followed. */
import { type BigIntStats, constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import type { AppendFile, JournalFiles } from '../journal/journal-files';
import { nodeFiles } from '../journal/node-files';

export interface FoundFile {
  readonly name: string;
  readonly size: number;
  /** Changes whenever the file does, as far as the system tells. */
  readonly stamp: string;
  /** ms since 1970, as the file says. */
  readonly modified: number;
}

export interface MeetingFile extends AppendFile {
  /** Of what is there under the file's name now; null when nothing is. */
  stamp(): Promise<string | null>;
}

/** Failures are the system's errors, with their `code`. The port; tests put failing disks in its place. */
export interface MeetingFiles extends Pick<JournalFiles, 'rename' | 'remove' | 'syncFolder'> {
  /** The regular files in the folder. @throws ENOENT without a folder; AppError meeting/too-many */
  look(folder: string): Promise<readonly FoundFile[]>;
  /** The bytes in a range, fewer when the file ends before; none when it is no regular file any more. */
  read(path: string, from: number, length: number): Promise<Uint8Array>;
  create(path: string): Promise<MeetingFile>;
}

/** More are not a folder for meeting, but a home folder chosen by mistake. */
const MAX_ENTRIES = 20_000;

export const nodeMeetingFiles: MeetingFiles = {
  rename: nodeFiles.rename,
  remove: nodeFiles.remove,
  syncFolder: nodeFiles.syncFolder,
  look: (folder) => lookInto(folder, MAX_ENTRIES),

  async read(path, from, length) {
    // What was a file a moment ago may be a link or a FIFO now: neither is followed, neither makes it wait.
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return new Uint8Array();
      const bytes = new Uint8Array(Math.max(0, Math.min(length, stats.size - from)));
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, from + done);
        if (bytesRead === 0) return bytes.subarray(0, done);
        done += bytesRead;
      }
      return bytes;
    } finally {
      await handle.close();
    }
  },

  async create(path) {
    const file = await nodeFiles.create(path);
    const stamp = async () => {
      const stats = await statsOf(path);
      return stats === null ? null : stampOf(stats);
    };
    return { ...file, stamp };
  },
};

/** @param most more are not looked through: AppError meeting/too-many */
export async function lookInto(folder: string, most: number): Promise<readonly FoundFile[]> {
  const names = await readdir(folder);
  if (names.length > most) throw new AppError('meeting/too-many');
  const found: FoundFile[] = [];
  for (const name of names) {
    const stats = await statsOf(join(folder, name));
    if (stats !== null)
      found.push({ name, size: Number(stats.size), stamp: stampOf(stats), modified: Number(stats.mtimeMs) });
  }
  return found;
}

/** Null for what is no regular file. */
async function statsOf(path: string): Promise<BigIntStats | null> {
  const stats = await lstat(path, { bigint: true }).catch(() => null);
  return stats?.isFile() === true ? stats : null;
}

function stampOf({ ino, size, mtimeNs }: BigIntStats): string {
  return `${ino}.${size}.${mtimeNs}`;
}
