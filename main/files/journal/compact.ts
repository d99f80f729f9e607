/**
 * Puts one state of each document in the place of everything that a journal has up to some segment: written beside,
 * synced, renamed, the folder synced, read back, and only then the old segments go, the oldest first.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as Y from 'yjs';
import { crc32 } from '../../../shared/journal/crc32';
import {
  encodeHeader,
  encodeRecord,
  type JournalRecord,
  removed,
  state,
  update,
  value,
} from '../../../shared/journal/format';
import { SALT_BYTES } from '../../../shared/journal/frame';
import { type AppendFile, type JournalFiles, writeAll } from './journal-files';
import { JournalReader, type SegmentDamage } from './journal-reader';
import { damagedName, SEGMENT_BYTES, segmentsIn, statesName, TEMPORARY } from './segment-names';

/** Records are written together up to about so many bytes. */
const WRITE_BYTES = 1024 * 1024;

export interface Compacted {
  /** Bytes of the new segments. */
  readonly bytes: number;
  readonly damage: readonly SegmentDamage[];
}

/**
 * @param order number of the last segment whose records are replaced; it is not written to any more
 * @throws the disk's error; then the old segments are all there
 */
export async function compact(
  files: JournalFiles,
  folder: string,
  notebook: string,
  order: number,
  now: () => Date = () => new Date(),
): Promise<Compacted> {
  const sizes = await files.list(folder);
  for (const name of sizes.keys()) if (name.endsWith(TEMPORARY)) await files.remove(join(folder, name));
  const inputs = segmentsIn(sizes.keys()).filter((segment) => segment.order <= order);
  const reader = await JournalReader.open(
    files,
    folder,
    new Map(inputs.map(({ name }) => [name, sizes.get(name) ?? 0])),
  );
  const parts = new Parts(files, folder, notebook, order);
  const names = await parts.write(recordsOf(reader)).catch(async (error: unknown) => {
    await parts.abandon();
    throw error;
  });
  const written = await files.list(folder);
  const own = new Map(names.map((name) => [name, written.get(name) ?? 0]));
  await prove(reader, await JournalReader.open(files, folder, own));
  const damaged = new Set(reader.damage.map(({ name }) => name));
  for (const { name } of inputs) {
    if (reader.newer.includes(name) || own.has(name)) continue;
    if (damaged.has(name)) await files.rename(join(folder, name), join(folder, damagedName(name, now())));
    else await files.remove(join(folder, name));
  }
  await files.syncFolder(folder);
  return { bytes: [...own.values()].reduce((sum, size) => sum + size, 0), damage: reader.damage };
}

async function* recordsOf(reader: JournalReader): AsyncGenerator<JournalRecord> {
  for (const document of reader.contents.removals()) yield removed(document);
  for (const document of inOrder(reader.contents.documents())) {
    const counted = reader.contents.updates(document);
    if (counted.length === 0) continue;
    const updates = await reader.updates(document);
    const [only] = updates;
    const one = counted.length === 1 && counted[0]?.type === 'state' && only ? only : merged(updates);
    if (one !== null) yield state(document, one);
    else for (const bytes of updates) yield update(document, bytes);
    for (const [key, { where }] of reader.contents.values(document))
      yield value(document, key, await reader.bytesAt(where));
  }
}

/** The catalog first: it is what is wanted first. */
function inOrder(documents: readonly string[]): string[] {
  return [...documents].sort((a, b) => Number(b === 'catalog') - Number(a === 'catalog') || (a < b ? -1 : 1));
}

/** As a document has it that loaded them, what was deleted left out; null for what does not load. */
function merged(updates: readonly Uint8Array[]): Uint8Array | null {
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      for (const bytes of updates) Y.applyUpdate(doc, bytes);
    });
    return Y.encodeStateAsUpdate(doc);
  } catch {
    return null;
  } finally {
    doc.destroy();
  }
}

/** @throws Error when something that counted before is not in what was written */
async function prove(before: JournalReader, after: JournalReader): Promise<void> {
  const there = new Set(after.contents.documents());
  const lost = before.contents
    .documents()
    .filter((name) => before.contents.updates(name).length > 0 && !there.has(name));
  if (after.damage.length > 0 || lost.length > 0) throw new Error('what was compacted does not read back');
}

class Parts {
  private readonly names: string[] = [];
  private file: AppendFile | null = null;
  private size = 0;
  private saltSum = 0;
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;

  constructor(
    private readonly files: JournalFiles,
    private readonly folder: string,
    private readonly notebook: string,
    private readonly order: number,
  ) {}

  /** @returns the names of the segments, in force */
  async write(records: AsyncIterable<JournalRecord>): Promise<string[]> {
    for await (const record of records) {
      if (this.file === null) await this.begin();
      const bytes = encodeRecord(record, this.saltSum);
      this.waiting.push(bytes);
      this.waitingBytes += bytes.length;
      if (this.waitingBytes >= WRITE_BYTES) await this.writeOut();
      if (this.size >= SEGMENT_BYTES) await this.end();
    }
    await this.end();
    for (const name of this.names)
      await this.files.rename(join(this.folder, name + TEMPORARY), join(this.folder, name));
    await this.files.syncFolder(this.folder);
    return this.names;
  }

  /** Those already renamed stay: they say what the old segments say. */
  async abandon(): Promise<void> {
    await this.file?.close().catch(() => {});
    for (const name of this.names) await this.files.remove(join(this.folder, name + TEMPORARY)).catch(() => {});
  }

  private async begin(): Promise<void> {
    const name = statesName(this.order, this.names.length + 1);
    const salt = new Uint8Array(randomBytes(SALT_BYTES));
    this.names.push(name);
    this.file = await this.files.create(join(this.folder, name + TEMPORARY));
    this.saltSum = crc32(salt);
    this.size = 0;
    this.waiting.push(encodeHeader({ kind: 'states', order: this.order, salt, notebook: this.notebook }));
  }

  private async writeOut(): Promise<void> {
    const bytes = Buffer.concat(this.waiting);
    this.waiting = [];
    this.waitingBytes = 0;
    if (this.file === null) return;
    await writeAll(this.file, bytes);
    this.size += bytes.length;
  }

  private async end(): Promise<void> {
    if (this.file === null) return;
    await this.writeOut();
    await this.file.sync();
    await this.file.close();
    this.file = null;
  }
}
