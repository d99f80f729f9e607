/** Makes one backup of one notebook out of what is on the disk, and proves it. Runs in a thread of its own. [BK1]–[BK3] [BK7] */
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as Y from 'yjs';
import { AppError } from '../../../shared/errors/app-error';
import { digestOfUpdates } from '../../../shared/exchange/digest';
import { type HandOffAbout, writeJson } from '../../../shared/hand-off/contents';
import { KIND, kindOf } from '../../../shared/hand-off/format';
import { newReading } from '../../../shared/hand-off/read';
import { toHex } from '../../../shared/util/hex';
import { isCode } from '../atomic-write';
import { HandOffFile } from '../hand-off/hand-off-file';
import { HandOffWriter } from '../hand-off/hand-off-writer';
import { JournalReader } from '../journal/journal-reader';
import { nodeFiles } from '../journal/node-files';

export interface BackupJob {
  readonly about: HandOffAbout;
  readonly invite: string;
  /** Folders of this notebook. */
  readonly journal: string;
  readonly versions: string;
  /** The file that is written. */
  readonly path: string;
  /** What the last backup held; the same is not written again. */
  readonly known: string | null;
}

export type MadeBackup =
  | {
      readonly kind: 'made';
      readonly content: string;
      readonly discussions: number;
      readonly size: number;
      readonly salt: string;
    }
  | { readonly kind: 'same' | 'empty' };

const CATALOG = 'catalog';

/** The journal could not be read, or was compacted meanwhile. */
class JournalMoved extends Error {}
const fromJournal = <T>(reading: Promise<T>): Promise<T> =>
  reading.catch((error: unknown) => {
    throw new JournalMoved(String(error));
  });

/**
 * @param written told before the file is proved
 * Errors: files/unwritable, files/no-space, backup/unproved; then there is no file.
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
  const content = createHash('sha256');
  for (const name of documents) content.update(`${name} ${digestIn(await fromJournal(reader.updates(name)))}\n`);
  const sum = content.digest('hex');
  if (sum === job.known) return { kind: 'same' };

  const writer = await HandOffWriter.begin(job.path, null);
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
      const versions = await versionsOf(join(job.versions, `${name}.versions`));
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
  return { kind: 'made', content: sum, discussions, size: writer.size, salt: writer.salt };
}

/** What restoring does, up to the point where it would be kept. */
async function prove(path: string, proof: Map<string, string>): Promise<void> {
  const file = await HandOffFile.open(path);
  try {
    const reading = newReading();
    const left = new Map(proof);
    for await (const { kind, name, bytes } of file.records(reading)) {
      const what = kindOf(kind);
      const key = `${what ?? ''} ${name}`;
      if (!left.has(key)) continue;
      if (left.get(key) !== hashOf(bytes)) throw new AppError('backup/unproved', `${key} is not as it was written`);
      if (what !== 'version') loads(bytes, key);
      left.delete(key);
    }
    if (!reading.complete || left.size > 0) throw new AppError('backup/unproved', `${left.size} records are missing`);
  } finally {
    await file.close();
  }
}

function loads(update: Uint8Array, what: string): void {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, update);
  } catch (error) {
    throw new AppError('backup/unproved', `${what} does not load: ${String(error)}`);
  } finally {
    doc.destroy();
  }
}

/** Those that cannot be read do not stand in the way of the discussion. */
const versionsOf = (path: string): Promise<Uint8Array | null> => readFile(path).catch(() => null);

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function digestIn(updates: readonly Uint8Array[]): string {
  try {
    return toHex(digestOfUpdates(updates));
  } catch {
    return hashOf(Buffer.concat(updates));
  }
}

/** Why a folder takes no backup, in the words of backups. */
export function backupError(error: unknown): AppError {
  const of = error instanceof AppError ? error : null;
  if (of?.code.startsWith('backup/')) return of;
  const cause = of?.cause ?? error;
  if (of?.code === 'files/no-space' || isCode(cause, 'ENOSPC')) return new AppError('backup/no-space', String(error));
  if (isCode(cause, 'ENOENT')) return new AppError('backup/folder-missing', String(error));
  return new AppError('backup/unwritable', String(error));
}
