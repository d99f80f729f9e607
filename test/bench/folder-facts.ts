/** What lies in a shared folder, and what an app has taken out of one, seen from beside the apps. */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, type Locator } from '@playwright/test';
import { FolderIndex } from '../../main/files/meeting-folder/folder-index';
import { nodeMeetingFiles } from '../../main/files/meeting-folder/meeting-files';
import type { Person } from '../support/person';

/** Longer than any pause in a pass: then it is over. */
const QUIET_MS = 3000;
const LOOK_MS = 100;

export interface Carried {
  readonly files: number;
  readonly bytes: number;
  /** When the newest of them was written, ms since 1970. */
  readonly last: number;
}

export async function carriedIn(folder: string): Promise<Carried> {
  let [files, bytes, last] = [0, 0, 0];
  for (const name of await readdir(folder)) {
    const stats = await stat(join(folder, name)).catch(() => null);
    if (stats === null) continue;
    files += 1;
    bytes += stats.size;
    last = Math.max(last, stats.mtimeMs);
  }
  return { files, bytes, last };
}

/** Resolves when nothing was written for a while; after something was, if that is told from `before`. @throws after `most` ms */
export async function untilQuiet(folder: string, most: number, before: Carried | null = null): Promise<Carried> {
  const ends = Date.now() + most;
  const isSame = (one: Carried, other: Carried): boolean => one.bytes === other.bytes && one.last === other.last;
  let last = await carriedIn(folder);
  let since = Date.now();
  for (;;) {
    await after(LOOK_MS);
    const now = await carriedIn(folder);
    if (!isSame(now, last)) since = Date.now();
    last = now;
    const hasBegun = now.bytes > 0 && (before === null || !isSame(now, before));
    if (hasBegun && Date.now() - since > QUIET_MS) return now;
    if (Date.now() > ends) throw new Error(`${now.bytes} bytes in ${now.files} files, and no end`);
  }
}

interface Entry {
  readonly id: string;
  readonly secret: string;
}

export async function notebooksOf(userDataDir: string): Promise<readonly Entry[]> {
  return JSON.parse(await readFile(join(userDataDir, 'settings.json'), 'utf8')).notebooks;
}

/** Documents of which the folder's files make a state. */
export async function documentsIn(folder: string, { id, secret }: Entry): Promise<number> {
  const index = new FolderIndex({ files: nodeMeetingFiles, folder, secret, notebook: id });
  await index.look();
  return index.claims.documents().filter((name) => index.claims.heads(name).length > 0).length;
}

/** So many bytes in so many files, each synced: what nobody can do without. */
export async function plainWriting(folder: string, { files, bytes }: Carried): Promise<number> {
  await mkdir(folder);
  const piece = Buffer.alloc(Math.ceil(bytes / files), createHash('sha256').update(folder).digest());
  const began = performance.now();
  for (let at = 0; at < files; at += 1) {
    const file = await open(join(folder, `${at}`), 'w');
    await file.write(piece);
    await file.sync();
    await file.close();
  }
  return performance.now() - began;
}

export async function plainReading(folder: string): Promise<number> {
  const began = performance.now();
  for (const name of await readdir(folder)) await readFile(join(folder, name));
  return performance.now() - began;
}

/** Rows that arrived, of documents that nobody opened (renderer/notebook/document-index.ts). */
export function arrivedRows({ page }: Person, notebook: string): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('arrived').objectStore('arrived').count();
          counting.onerror = () => reject(counting.error);
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
    `recap-index/${notebook}`,
  );
}

/** @throws after `most` ms */
export async function untilRows(person: Person, notebook: string, least: number, most: number): Promise<void> {
  const ends = Date.now() + most;
  for (;;) {
    const rows = await arrivedRows(person, notebook);
    if (rows >= least) return;
    if (Date.now() > ends) throw new Error(`${rows} of ${least} have arrived`);
    await after(LOOK_MS);
  }
}

declare global {
  var benchFolder: { read: number; written: number };
}

/** From now on the main process counts what it reads and writes of files in the folder. */
export function countBytes({ app }: Person, folder: string): Promise<void> {
  return app.evaluate((_, within) => {
    const files = process.getBuiltinModule('node:fs/promises');
    const counted = { read: 0, written: 0 };
    globalThis.benchFolder = counted;
    const { open } = files;
    files.open = async (path, ...how) => {
      const handle = await open(path, ...how);
      if (!String(path).startsWith(within)) return handle;
      const read = handle.read.bind(handle) as (...given: unknown[]) => Promise<{ bytesRead: number }>;
      const write = handle.write.bind(handle) as (...given: unknown[]) => Promise<{ bytesWritten: number }>;
      return Object.assign(handle, {
        read: async (...given: unknown[]) => {
          const done = await read(...given);
          counted.read += done.bytesRead;
          return done;
        },
        write: async (...given: unknown[]) => {
          const done = await write(...given);
          counted.written += done.bytesWritten;
          return done;
        },
      });
    };
    process.getBuiltinModule('node:module').syncBuiltinESMExports();
  }, folder);
}

/** Since this was asked last. */
export function bytesCounted({ app }: Person): Promise<{ read: number; written: number }> {
  return app.evaluate(() => {
    const { read, written } = globalThis.benchFolder;
    Object.assign(globalThis.benchFolder, { read: 0, written: 0 });
    return { read, written };
  });
}

export async function folderWay(person: Person): Promise<Locator> {
  await person.menu('Connection…');
  const dialog = person.dialog('Connection');
  await dialog.getByRole('tab', { name: 'Other ways to meet' }).click();
  return dialog.getByRole('region', { name: 'By a shared folder' });
}

/** @returns when it was chosen, ms since 1970 */
export async function takeFolder(person: Person, folder: string): Promise<number> {
  await person.answerOpenDialog(folder);
  const way = await folderWay(person);
  const began = Date.now();
  await way.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(way).toContainText(folder, { timeout: 30_000 });
  await person.dialog('Connection').getByRole('button', { name: 'Done' }).click();
  return began;
}
