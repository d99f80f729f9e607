/** Writes a file so that after any crash either the old or the new content is there, whole. */

import { randomBytes } from 'node:crypto';
import { constants, renameSync } from 'node:fs';
import { copyFile, link, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface AtomicWriteOptions {
  /** Permissions of the new file; default 0644 less the umask. */
  readonly mode?: number;
  /** Where the previous content is kept, in the same folder. */
  readonly keepPreviousAs?: string;
  /** Without it nothing is written; else what cannot be kept is no reason to lose the new content. */
  readonly mustKeepPrevious?: boolean;
}

/** Rejects with the system's error; the old file is then unchanged and no temporary one is left. */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array | Iterable<string>,
  options: AtomicWriteOptions = {},
): Promise<void> {
  const folder = dirname(path);
  // Same folder, because a rename is atomic only within one file system.
  const temporary = join(folder, `.${basename(path).slice(0, 80)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    // 'wx' refuses to follow what somebody else put under that name.
    const file = await open(temporary, 'wx', options.mode ?? 0o644);
    try {
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    if (options.keepPreviousAs !== undefined) await keepPrevious(path, options);
    await renameOver(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
}

/** A second name for the old file, so that it is never absent; a copy where the file system has no links. */
async function keepPrevious(
  path: string,
  { keepPreviousAs: keepAs = '', mustKeepPrevious = false }: AtomicWriteOptions,
): Promise<void> {
  const temporary = `${keepAs}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await link(path, temporary).catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) throw error;
      return copySynced(path, temporary);
    });
    await rename(temporary, keepAs);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    // Nothing to keep on the first write.
    if (isCode(error, 'ENOENT')) return;
    if (mustKeepPrevious || (!isCode(error, 'EPERM') && !isCode(error, 'EBUSY'))) throw error;
  }
}

async function copySynced(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL);
  const copy = await open(to, 'r+');
  try {
    await copy.sync();
  } finally {
    await copy.close();
  }
}

/** Windows refuses to replace a file that a virus scanner or an indexer holds open for a moment. */
export async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isPassing(error) || attempt === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt));
    }
  }
}

/** Never replaces what stands there. @throws the system's error; EEXIST when there is something, and then `from` stays. */
export async function moveToFree(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (isCode(error, 'EEXIST')) throw error;
    // Where the file system has no links, an empty file of our own holds the place: whoever comes after it finds it.
    await (await open(to, 'wx', 0o600)).close();
    try {
      return await renameOver(from, to);
    } catch (failure) {
      await rm(to, { force: true }).catch(() => {});
      throw failure;
    }
  }
  // It is in its place; a second name that cannot be taken away is no reason to say that it is not.
  await rm(from, { force: true }).catch(() => {});
}

/** For a thread that nobody waits for. */
export function renameOverSync(from: string, to: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return renameSync(from, to);
    } catch (error) {
      if (!isPassing(error) || attempt === 5) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20 * 2 ** attempt);
    }
  }
}

function isPassing(error: unknown): boolean {
  return process.platform === 'win32' && ['EPERM', 'EBUSY', 'EACCES'].some((code) => isCode(error, code));
}

/** Makes the rename itself durable. Not every system can sync a folder; then the rename is as durable as it gets. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows, and some network file systems.
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
