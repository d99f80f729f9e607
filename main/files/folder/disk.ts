/**
 * Files of an export in a folder. Each is written beside and renamed, so that it is whole or the old one; what makes them
 * durable comes for many at once while others are made, and for the last at the end (`settle`), before the manifest says that
 * they are there. All but that is done on the spot: a thread of its own waits for the disk, at half the cost for a short file.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  close,
  closeSync,
  fdatasync,
  fstatSync,
  lstatSync,
  mkdirSync,
  open,
  openSync,
  readSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { isCode, renameOverSync } from '../atomic-write';

/** Files that are synced at the same time: file systems write them out in one go. */
const TOGETHER = 32;
/** Of a file that is not as it was left. */
const PIECE_BYTES = 256 * 1024;
/** So many wait before they are synced: the first of them makes the file system write out most of the others. */
const WAITING = 512;

/** What stands at a place. `other`: a folder, a link or a device, that is never touched. */
export type Standing =
  | { readonly kind: 'none' | 'other' }
  | { readonly kind: 'file'; readonly size: number; readonly mtime: number };

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export class ExportDisk {
  /** Folders inside that were made, or seen to be no links. */
  private readonly made = new Set<string>();
  private readonly unsynced = new Set<string>();
  private readonly unsyncedFolders = new Set<string>();
  private syncing: Promise<void> = Promise.resolve();
  /** What is written is called so until it is whole: nobody else takes this for a name. */
  private readonly name = randomBytes(8).toString('hex');
  private written = 0;

  constructor(readonly folder: string) {}

  standing(path: string): Standing {
    try {
      const above = this.above(dirname(path));
      if (above !== 'folder') return { kind: above };
      const stats = lstatSync(join(this.folder, path), { throwIfNoEntry: false });
      if (stats === undefined) return { kind: 'none' };
      return stats.isFile() ? { kind: 'file', size: stats.size, mtime: stats.mtimeMs } : { kind: 'other' };
    } catch (error) {
      if (isCode(error, 'ENOTDIR')) return { kind: 'other' };
      throw error;
    }
  }

  /** Whether a path inside leads through folders only. What lies behind a link is not in this folder. */
  private above(inside: string): 'folder' | 'none' | 'other' {
    if (inside === '.' || this.made.has(inside)) return 'folder';
    const above = this.above(dirname(inside));
    if (above !== 'folder') return above;
    const stats = lstatSync(join(this.folder, inside), { throwIfNoEntry: false });
    if (stats === undefined) return 'none';
    if (!stats.isDirectory()) return 'other';
    this.made.add(inside);
    return 'folder';
  }

  hash(path: string): string {
    const hash = createHash('sha256');
    const file = openSync(join(this.folder, path), 'r');
    try {
      // In pieces: what somebody put there may be of any size.
      const piece = new Uint8Array(PIECE_BYTES);
      for (let read = readSync(file, piece); read > 0; read = readSync(file, piece))
        hash.update(piece.subarray(0, read));
    } finally {
      closeSync(file);
    }
    return hash.digest('hex');
  }

  write(path: string, content: Uint8Array): number {
    const target = join(this.folder, path);
    this.makeFolder(dirname(path));
    this.written += 1;
    const temporary = join(dirname(target), `.recap-${this.name}-${this.written}.tmp`);
    let file: number | null = null;
    try {
      // 'wx' refuses to follow what somebody else put under that name.
      file = openSync(temporary, 'wx', 0o644);
      for (let at = 0; at < content.length; ) at += writeSync(file, content, at);
      const { mtimeMs } = fstatSync(file);
      closeSync(file);
      file = null;
      renameOverSync(temporary, target);
      this.unsynced.add(path);
      this.unsyncedFolders.add(dirname(path));
      if (this.unsynced.size >= WAITING) this.syncFiles();
      return mtimeMs;
    } catch (error) {
      quietly(() => file !== null && closeSync(file));
      quietly(() => rmSync(temporary, { force: true }));
      throw error;
    }
  }

  /** The file, and its folder when that is empty then. */
  remove(path: string): void {
    rmSync(join(this.folder, path), { force: true });
    this.unsynced.delete(path);
    for (let inside = dirname(path); inside !== '.'; inside = dirname(inside)) {
      this.made.delete(inside);
      const folder = join(this.folder, inside);
      if (!quietly(() => rmdirSync(folder))) return;
    }
  }

  /** Everything written so far outlasts a power cut. */
  async settle(): Promise<void> {
    this.syncFiles();
    await this.syncing;
    const folders = new Set(['.', ...this.unsyncedFolders]);
    this.unsyncedFolders.clear();
    for (const inside of folders) await sync(join(this.folder, inside));
  }

  /** After those that are being synced already. */
  private syncFiles(): void {
    const next = [...this.unsynced].values();
    this.unsynced.clear();
    const lane = async (): Promise<void> => {
      for (const path of next) await sync(join(this.folder, path));
    };
    this.syncing = this.syncing.then(async () => {
      await Promise.all(Array.from({ length: TOGETHER }, lane));
    });
  }

  /** A folder of ours is one: not a link that leads elsewhere. */
  private makeFolder(inside: string): void {
    if (inside === '.' || this.made.has(inside)) return;
    this.makeFolder(dirname(inside));
    const folder = join(this.folder, inside);
    try {
      mkdirSync(folder);
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
      if (!lstatSync(folder).isDirectory()) throw new AppError('files/unwritable', `${folder} is not a folder`);
    }
    this.made.add(inside);
  }
}

/** @returns whether it worked */
function quietly(step: () => unknown): boolean {
  try {
    step();
    return true;
  } catch {
    return false;
  }
}

/**
 * Never rejects: it may be gone again, and neither Windows nor every network file system can sync a folder; then a rename is
 * as durable as it gets. By callbacks, which cost half of what promises do, for ten thousand files.
 */
function sync(path: string): Promise<void> {
  return new Promise((resolve) => {
    open(path, 'r', (failure, file) => {
      if (failure) resolve();
      else fdatasync(file, () => close(file, () => resolve()));
    });
  });
}
