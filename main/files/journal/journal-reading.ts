/** What takes long with a journal: reading all of it, and compacting. The port; by a thread of its own, or at once. */
import type { JournalCheckStep } from '../../../shared/ipc/journal';
import { compact } from './compact';
import { JournalCheck } from './journal-check';
import type { JournalFiles } from './journal-files';
import { type DocumentDigest, JournalReader, type ReadDocument, type SegmentDamage } from './journal-reader';

export interface JournalReading {
  /** What is asked for from now on is what these files held at these sizes. Nothing is read yet. */
  open(folder: string, sizes: ReadonlyMap<string, number>): void;
  /** Of every document that has updates. @throws the disk's error */
  digests(folder: string): Promise<{
    readonly digests: readonly DocumentDigest[];
    readonly damage: readonly SegmentDamage[];
  }>;
  /** @throws the disk's error */
  read(folder: string, document: string): Promise<ReadDocument>;
  /** Begins to check (with the files and their sizes) or goes on (null). @throws the disk's error */
  check(folder: string, sizes: ReadonlyMap<string, number> | null): Promise<JournalCheckStep>;
  /** @throws the disk's error; then everything is as it was */
  compact(folder: string, notebook: string, order: number): Promise<{ readonly damage: readonly SegmentDamage[] }>;
}

export class DirectReading implements JournalReading {
  private readonly sizes = new Map<string, ReadonlyMap<string, number>>();
  private readonly readers = new Map<string, Promise<JournalReader>>();
  private readonly checks = new Map<string, JournalCheck>();

  constructor(private readonly files: JournalFiles) {}

  open(folder: string, sizes: ReadonlyMap<string, number>): void {
    this.sizes.set(folder, sizes);
    this.readers.delete(folder);
  }

  async digests(folder: string): ReturnType<JournalReading['digests']> {
    try {
      return await this.digestsNow(folder);
    } catch {
      // Compaction may have put other files in the place of these.
      this.open(folder, await this.files.list(folder));
      return this.digestsNow(folder);
    }
  }

  private async digestsNow(folder: string): ReturnType<JournalReading['digests']> {
    const reader = await this.readerOf(folder);
    const digests: DocumentDigest[] = [];
    for await (const digest of reader.digests()) digests.push(digest);
    return { digests, damage: reader.damage };
  }

  async read(folder: string, document: string): Promise<ReadDocument> {
    try {
      return await (await this.readerOf(folder)).read(document);
    } catch {
      // Compaction may have put other files in the place of these.
      this.open(folder, await this.files.list(folder));
      return (await this.readerOf(folder)).read(document);
    }
  }

  async check(folder: string, sizes: ReadonlyMap<string, number> | null): Promise<JournalCheckStep> {
    const known = sizes === null ? this.checks.get(folder) : undefined;
    const check = known ?? new JournalCheck(this.files, folder, sizes ?? (await this.files.list(folder)));
    this.checks.set(folder, check);
    const step = await check.step();
    if (step.found !== null) this.checks.delete(folder);
    return step;
  }

  compact(folder: string, notebook: string, order: number): ReturnType<JournalReading['compact']> {
    return compact(this.files, folder, notebook, order);
  }

  private readerOf(folder: string): Promise<JournalReader> {
    const known = this.readers.get(folder);
    if (known !== undefined) return known;
    const opening = this.sizesOf(folder).then((sizes) => JournalReader.open(this.files, folder, sizes));
    this.readers.set(folder, opening);
    opening.catch(() => this.readers.delete(folder));
    return opening;
  }

  private async sizesOf(folder: string): Promise<ReadonlyMap<string, number>> {
    return this.sizes.get(folder) ?? this.files.list(folder);
  }
}
