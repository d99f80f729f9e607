/** Makes one backup of one notebook out of what is on the disk, and proves it. Runs in a thread of its own. [BK1]–[BK3] [BK7] */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { type HandOffAbout, writeJson } from '../../../shared/hand-off/contents';
import { KIND } from '../../../shared/hand-off/format';
import { fromHex } from '../../../shared/util/hex';
import { isCode } from '../atomic-write';
import { HandOffWriter } from '../hand-off/hand-off-writer';
import { JournalReader } from '../journal/journal-reader';
import { nodeFiles } from '../journal/node-files';
import { CATALOG, ContentSum, hashOf, readBack } from './read-back';

export interface BackupJob {
  readonly about: HandOffAbout;
  readonly invite: string;
  /** Folders of this notebook. */
  readonly journal: string;
  readonly versions: string;
  /** The file that is written. */
  readonly path: string;
  /** Of its header, hex: by this the file is known as ours, whatever happens meanwhile. */
  readonly salt: string;
  /** What the last backup held; the same is not written again. */
  readonly known: string | null;
}

export type MadeBackup =
  | {
      readonly kind: 'made';
      readonly content: string;
      readonly discussions: number;
      readonly size: number;
    }
  | { readonly kind: 'same' | 'empty' };

/** The journal could not be read, or was compacted meanwhile. */
class JournalMoved extends Error {}
const fromJournal = <T>(reading: Promise<T>): Promise<T> =>
  reading.catch((error: unknown) => {
    throw new JournalMoved(String(error));
  });

/**
 * @param written told before the file is proved
 * Errors: files/unwritable, files/no-space, command/file-there, backup/unproved; then there is no file of it.
 */
export async function makeBackup(job: BackupJob, written: (path: string) => void = () => {}): Promise<MadeBackup> {
  try {
    return await attempt(job, written);
  } catch (error) {
    if (error instanceof JournalMoved) return attempt(job, written);
    throw error;
  }
}

async function attempt(job: BackupJob, written: (path: string) => void): Promise<MadeBackup> {
  const sizes = await fromJournal(nodeFiles.list(job.journal));
  const reader = await fromJournal(JournalReader.open(nodeFiles, job.journal, sizes));
  const documents = reader.contents.documents().filter((name) => reader.contents.updates(name).length > 0);
  if (documents.length === 0) return { kind: 'empty' };
  documents.sort((a, b) => Number(b === CATALOG) - Number(a === CATALOG) || (a < b ? -1 : 1));
  const sum = new ContentSum();
  for (const name of documents)
    sum.add(name, await fromJournal(reader.updates(name)), await versionsOf(job.versions, name));
  // What changes from here on is in the file, and not in the sum: the next one is made then.
  const content = sum.value;
  if (content === job.known) return { kind: 'same' };

  // Another profile may write into the same folder: neither takes the other's place.
  const writer = await HandOffWriter.begin(job.path, null, { salt: fromHex(job.salt), replaces: false });
  const proof = new Map<string, string>();
  try {
    await writer.add(KIND.about, '', writeJson(job.about));
    await writer.add(KIND.invite, '', new TextEncoder().encode(job.invite));
    for (const name of documents) {
      const { update } = await fromJournal(reader.read(name));
      if (update === null) continue;
      await writer.add(name === CATALOG ? KIND.catalog : KIND.discussion, name === CATALOG ? '' : name, update);
      proof.set(`${name === CATALOG ? 'catalog' : 'discussion'} ${name === CATALOG ? '' : name}`, hashOf(update));
      if (name === CATALOG) continue;
      const versions = await versionsOf(job.versions, name);
      if (versions === null) continue;
      await writer.add(KIND.version, name, versions);
      proof.set(`version ${name}`, hashOf(versions));
    }
  } catch (error) {
    await writer.leaveOff();
    throw error;
  }
  await writer.finish();
  written(job.path);
  try {
    await prove(job.path, proof);
  } catch (error) {
    await rm(job.path, { force: true });
    throw error instanceof AppError ? error : new AppError('backup/unproved', String(error));
  }
  const discussions = [...proof.keys()].filter((key) => key.startsWith('discussion')).length;
  return { kind: 'made', content, discussions, size: writer.size };
}

/** Every record is as it was written, and all of them are there. */
async function prove(path: string, proof: ReadonlyMap<string, string>): Promise<void> {
  const left = new Map(proof);
  await readBack(path, (key, bytes) => {
    if (!left.has(key)) return;
    if (left.get(key) !== hashOf(bytes)) throw new AppError('backup/unproved', `${key} is not as it was written`);
    left.delete(key);
  });
  if (left.size > 0) throw new AppError('backup/unproved', `${String(left.size)} records are missing`);
}

/** Those that cannot be read do not stand in the way of the discussion. */
async function versionsOf(folder: string, document: string): Promise<Uint8Array | null> {
  return document === CATALOG ? null : readFile(join(folder, `${document}.versions`)).catch(() => null);
}

/** Why a folder takes no backup, in the words of backups. */
export function backupError(error: unknown): AppError {
  const of = error instanceof AppError ? error : null;
  if (of?.code.startsWith('backup/') || of?.code === 'command/file-there') return of;
  const cause = of?.cause ?? error;
  if (of?.code === 'files/no-space' || isCode(cause, 'ENOSPC')) return new AppError('backup/no-space', String(error));
  if (isCode(cause, 'ENOENT')) return new AppError('backup/folder-missing', String(error));
  return new AppError('backup/unwritable', String(error));
}
