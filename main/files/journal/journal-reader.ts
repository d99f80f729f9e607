/** Reads a journal's folder: which documents it has, and each of them. Never changes it. */
import { join } from 'node:path';
import { digestOfUpdates } from '../../../shared/exchange/digest';
import { joinUpdates } from '../../../shared/exchange/join-updates';
import { JournalContents } from '../../../shared/journal/contents';
import type { SegmentHeader } from '../../../shared/journal/format';
import { type Damage, scanSegment } from '../../../shared/journal/scan';
import { toHex } from '../../../shared/util/hex';
import type { JournalFiles } from './journal-files';
import { segmentsIn } from './segment-names';

interface Where {
  readonly name: string;
  readonly from: number;
  readonly length: number;
}

export interface SegmentDamage {
  readonly name: string;
  readonly size: number;
  readonly damaged: readonly Damage[];
  /** Damage is the end of the file and nothing else: a write that was cut off. */
  readonly isTail: boolean;
}

export interface DocumentValue {
  readonly key: string;
  readonly json: string;
}

export interface ReadDocument {
  /** Null when the journal has nothing of it but values. */
  readonly update: Uint8Array | null;
  readonly values: readonly DocumentValue[];
}

export interface DocumentDigest {
  readonly document: string;
  readonly digest: string;
  /** What is kept beside it, by name. */
  readonly values: readonly string[];
}

export class JournalReader {
  readonly damage: SegmentDamage[] = [];
  /** Segments of a newer version: their records are neither read nor thrown away. */
  readonly newer: string[] = [];
  /** Bytes of what counts. */
  live = 0;
  records = 0;
  readonly contents = new JournalContents<Where>();

  private constructor(
    private readonly files: JournalFiles,
    private readonly folder: string,
  ) {}

  /** Reads the segments with these names once, up to these sizes. */
  static async open(files: JournalFiles, folder: string, sizes: ReadonlyMap<string, number>): Promise<JournalReader> {
    const reader = new JournalReader(files, folder);
    for (const { name } of segmentsIn(sizes.keys())) await reader.scan(name, sizes.get(name) ?? 0);
    for (const document of reader.contents.documents())
      for (const { bytes } of reader.contents.updates(document)) reader.live += bytes;
    return reader;
  }

  /** The digest of each document that has updates. One that cannot be read has none, and so differs from all. */
  async *digests(): AsyncGenerator<DocumentDigest> {
    for (const document of this.contents.documents()) {
      const updates = await this.updates(document);
      yield { document, digest: digestIn(updates), values: [...this.contents.values(document).keys()] };
    }
  }

  async read(document: string): Promise<ReadDocument> {
    const updates = await this.updates(document);
    const values: DocumentValue[] = [];
    for (const [key, { where }] of this.contents.values(document))
      values.push({ key, json: new TextDecoder().decode(await this.bytesAt(where)) });
    return { update: updates.length === 0 ? null : joined(updates), values };
  }

  async updates(document: string): Promise<Uint8Array[]> {
    const all: Uint8Array[] = [];
    for (const { where } of this.contents.updates(document)) all.push(await this.bytesAt(where));
    return all;
  }

  bytesAt({ name, from, length }: Where): Promise<Uint8Array> {
    return this.files.read(join(this.folder, name), from, length);
  }

  private async scan(name: string, size: number): Promise<void> {
    const { fault, header, records, damaged } = scanSegment(await this.files.read(join(this.folder, name), 0, size));
    if (fault === 'newer') this.newer.push(name);
    if (damaged.length > 0) {
      const isTail = fault === null && damaged.length === 1 && damaged[0]?.to === size;
      this.damage.push({ name, size, damaged, isTail });
    }
    if (header === null) return;
    this.records += records.length;
    for (const record of records) this.add(name, header, record);
  }

  private add(name: string, header: SegmentHeader, record: ReturnType<typeof scanSegment>['records'][number]): void {
    const { length } = record.bytes;
    // Not the bytes themselves: they would keep the whole segment in memory.
    this.contents.add(header, record, { name, from: record.to - length, length });
  }
}

function digestIn(updates: readonly Uint8Array[]): string {
  try {
    return toHex(digestOfUpdates(updates));
  } catch {
    return '';
  }
}

/**
 * An update that is none (its checksum holds: it was given so) takes nothing along but itself.
 * @throws Error when sound updates cannot be joined: what is there must not pass for nothing
 */
function joined(updates: readonly Uint8Array[]): Uint8Array | null {
  try {
    return joinUpdates(updates);
  } catch (error) {
    const sound = updates.filter((update) => digestIn([update]) !== '');
    if (sound.length === 0) return null;
    if (sound.length === updates.length) throw error;
    return joined(sound);
  }
}
