/**
 * Files of an export in a folder. Each is written beside and renamed, so that it is whole or the old one; what makes them
 * durable comes for many at once while others are made, and for the last at the end (`settle`), before the manifest says that
 * they are there.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { isCode, renameOver } from '../atomic-write';

/** Files that are synced at the same time: file systems write them out in one go. */
const TOGETHER = 32;
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

  constructor(readonly folder: string) {}

  async standing(path: string): Promise<Standing> {
    try {
      const above = await this.above(dirname(path));
      if (above !== 'folder') return { kind: above };
      const stats = await lstat(join(this.folder, path));
      return stats.isFile() ? { kind: 'file', size: stats.size, mtime: stats.mtimeMs } : { kind: 'other' };
    } catch (error) {
      if (isCode(error, 'ENOENT')) return { kind: 'none' };
      if (isCode(error, 'ENOTDIR')) return { kind: 'other' };
      throw error;
    }
  }

  /** Whether a path inside leads through folders only. What lies behind a link is not in this folder. */
  private async above(inside: string): Promise<'folder' | 'none' | 'other'> {
    if (inside === '.' || this.made.has(inside)) return 'folder';
    const above = await this.above(dirname(inside));
    if (above !== 'folder') return above;
    try {
      if (!(await lstat(join(this.folder, inside))).isDirectory()) return 'other';
    } catch (error) {
      if (isCode(error, 'ENOENT')) return 'none';
      throw error;
    }
    this.made.add(inside);
    return 'folder';
  }

  async hash(path: string): Promise<string> {
    const hash = createHash('sha256');
    // In pieces: what somebody put there may be of any size.
    for await (const piece of createReadStream(join(this.folder, path))) hash.update(piece as Uint8Array);
    return hash.digest('hex');
  }

  async write(path: string, content: Uint8Array): Promise<number> {
    const target = join(this.folder, path);
    await this.makeFolder(dirname(path));
    const temporary = join(dirname(target), `.recap-${randomBytes(8).toString('hex')}.tmp`);
    let file: FileHandle | null = null;
    try {
      // 'wx' refuses to follow what somebody else put under that name.
      file = await open(temporary, 'wx', 0o644);
      await file.writeFile(content);
      const { mtimeMs } = await file.stat();
      await file.close();
      file = null;
      await renameOver(temporary, target);
      this.unsynced.add(path);
      this.unsyncedFolders.add(dirname(path));
      if (this.unsynced.size >= WAITING) this.syncFiles();
      return mtimeMs;
    } catch (error) {
      await file?.close().catch(() => {});
      await rm(temporary, { force: true }).catch(() => {});
      throw error;
    }
  }

  /** The file, and its folder when that is empty then. */
  async remove(path: string): Promise<void> {
    await rm(join(this.folder, path), { force: true });
    this.unsynced.delete(path);
    for (let inside = dirname(path); inside !== '.'; inside = dirname(inside)) {
      this.made.delete(inside);
      const isGone = await rmdir(join(this.folder, inside)).then(
        () => true,
        () => false,
      );
      if (!isGone) return;
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
  private async makeFolder(inside: string): Promise<void> {
    if (inside === '.' || this.made.has(inside)) return;
    await this.makeFolder(dirname(inside));
    const folder = join(this.folder, inside);
    try {
      await mkdir(folder);
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
      if (!(await lstat(folder)).isDirectory()) throw new AppError('files/unwritable', `${folder} is not a folder`);
    }
    this.made.add(inside);
  }
}

/** Not every system can sync a folder; then a rename is as durable as it gets. */
async function sync(path: string): Promise<void> {
  try {
    const handle = await open(path, 'r');
    try {
      await handle.datasync();
    } finally {
      await handle.close();
    }
  } catch {
    // Gone again, Windows, and some network file systems.
  }
}
