/**
 * The journal of one notebook. What is given to it is written at once and synced together within a quarter of a second;
 * what the disk refuses stays in memory and is tried again until the cause ends.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import type { JournalCheckStep } from '../../../shared/ipc/journal';
import type { JournalRecord } from '../../../shared/journal/format';
import { isCode } from '../atomic-write';
import { CompactionTime } from './compaction-time';
import { HeldRecords } from './held-records';
import type { JournalFiles } from './journal-files';
import type { DocumentDigest, ReadDocument, SegmentDamage } from './journal-reader';
import type { JournalReading } from './journal-reading';
import { readRest, restRecord } from './rest-marker';
import { appendedName, SEGMENT_BYTES, segmentsIn } from './segment-names';
import { SegmentWriter } from './segment-writer';
import { setTailsAside } from './set-aside';

/** From when a record came until it is synced, at most, with what one sync takes on a slow disk. */
const SYNC_AFTER_MS = 150;
const RETRY_MS = 1000;
/** More than this is not held for a disk that refuses: the page has it, and is asked for all when the cause ends. */
const HELD_BYTES = 64 * 1024 * 1024;
const COMPACT_WAIT_MS = 1000;

export interface JournalHooks {
  /** Writing fails (a code), or works again (null). */
  state(code: ErrorCode | null): void;
  /** The journal lacks what the page has: it was taken away, or something in it could not be read. */
  behind(): void;
  /** Something could not be read, and was put aside. */
  damaged(damage: readonly SegmentDamage[]): void;
  error(error: unknown): void;
  /** For the log. */
  note(what: string): void;
}

export interface JournalOptions {
  readonly files: JournalFiles;
  readonly reading: JournalReading;
  readonly folder: string;
  readonly notebook: string;
  readonly hooks: JournalHooks;
  readonly syncAfter?: number;
  readonly retryAfter?: number;
  readonly compactBytes?: number;
  readonly heldBytes?: number;
}

export interface Opened {
  /** As it was left in order; null after any other end. */
  readonly generation: string | null;
  /** There is no segment. */
  readonly empty: boolean;
}

type Timer = ReturnType<typeof setTimeout>;

export class NotebookJournal {
  private readonly held = new HeldRecords();
  private readonly compaction: CompactionTime;
  private segment: SegmentWriter | null = null;
  private order = 0;
  private generation: string | null = null;
  private failure: AppError | null = null;
  /** What was held was let go of. */
  private lacking = false;
  /** Files that are to be in the folder. */
  private known: ReadonlySet<string> = new Set();
  /** What was asked for last; each step waits for the one before. */
  private last: Promise<unknown> = Promise.resolve();
  private compacting: Promise<void> | null = null;
  private closed = false;
  private timer: Timer | null = null;
  private retry: Timer | null = null;
  private changes = 0;
  /** Damage that was told: files, and where in them it begins. */
  private readonly toldDamage = new Set<string>();

  constructor(private readonly options: JournalOptions) {
    this.compaction = new CompactionTime(options.compactBytes);
  }

  /** For a page that begins: how the journal was left, with what came since this process began written. */
  async open(): Promise<Opened> {
    if (!this.held.isEmpty) await this.run(true);
    return this.inTurn(async () => {
      const { files, folder, reading } = this.options;
      const sizes = await files.list(folder);
      const segments = segmentsIn(sizes.keys());
      this.order = Math.max(this.order, ...segments.map(({ order }) => order));
      this.known = namesIn(sizes);
      if (this.segment === null) this.compaction.found(sizes);
      // Nothing is being written: each file ends with a whole record, or is damaged.
      reading.open(folder, sizes);
      this.generation = await readRest(files, folder, sizes).catch(() => null);
      return { generation: this.generation, empty: segments.length === 0 };
    });
  }

  /** Takes them; in memory until `flush` or a moment later. */
  append(records: readonly JournalRecord[]): void {
    if (this.closed || records.length === 0) return;
    this.generation = null;
    this.changes += 1;
    this.held.add(records);
    if (this.failure === null) void this.run(false);
    else if (this.held.bytes > (this.options.heldBytes ?? HELD_BYTES)) {
      this.held.letGo();
      this.lacking = true;
    }
  }

  /** Resolves when everything so far survives a power cut. @throws AppError journal/no-space, journal/unwritable */
  async flush(): Promise<void> {
    if (this.failure !== null) this.tryAgain();
    while (!this.held.isEmpty && !this.closed) {
      await this.run(true);
      if (this.failure !== null) throw this.failure;
    }
    if (this.lacking) throw this.failure ?? new AppError('journal/unwritable');
  }

  /**
   * Everything is written, and the page has everything that the journal has.
   * @returns what a start finds as long as nothing is written, cut or taken away
   */
  async rest(): Promise<string> {
    await this.flush();
    // It puts other files in the place of those that are named. A quit does not wait for it; the next start compares.
    await Promise.race([this.compacting, new Promise((late) => setTimeout(late, COMPACT_WAIT_MS))]);
    if (this.compacting !== null) throw new AppError('journal/unwritable', 'it is being compacted');
    if (this.generation !== null) return this.generation;
    this.compaction.later();
    const generation = randomUUID();
    const { changes } = this;
    await this.inTurn(async () => {
      const { files, folder } = this.options;
      this.segment ??= await this.begin();
      if (this.lacking) {
        this.works();
        throw new AppError('journal/unwritable', 'it was taken away');
      }
      const sizes = await files.list(folder);
      const others = segmentsIn(sizes.keys()).filter(({ name }) => name !== appendedName(this.order));
      const segments = Object.fromEntries(others.map(({ name }) => [name, sizes.get(name) ?? 0]));
      this.held.add([restRecord({ generation, segments })]);
    });
    await this.flush();
    // What came meanwhile stands behind it, and the start will find none.
    if (changes === this.changes) this.generation = generation;
    return generation;
  }

  /** What earlier sessions left. @throws the disk's error */
  async digests(): Promise<readonly DocumentDigest[]> {
    const { reading, folder, hooks } = this.options;
    hooks.note('is compared');
    const { digests, damage } = await reading.digests(folder);
    await this.tellDamage(damage);
    return digests;
  }

  read(document: string): Promise<ReadDocument> {
    return this.options.reading.read(this.options.folder, document);
  }

  /** Reads every record on the disk, what was given so far included; a part of it with each call. @throws the disk's error */
  async check(begins: boolean): Promise<JournalCheckStep> {
    const { files, folder, reading } = this.options;
    if (!begins) return reading.check(folder, null);
    // What cannot be written is told otherwise.
    await this.flush().catch(() => {});
    return reading.check(folder, await this.inTurn(() => files.list(folder)));
  }

  /** Makes one state of each document. Never rejects. */
  compact(): Promise<void> {
    this.compacting ??= this.compactNow()
      .catch((error: unknown) => this.options.hooks.error(error))
      .finally(() => {
        this.compacting = null;
      });
    return this.compacting;
  }

  /** Writes what is left, once, and lets go of the file. Never rejects. */
  async close(): Promise<void> {
    await this.flush().catch(() => {});
    // A compaction may be cut off at any moment.
    this.closed = true;
    this.stopTimers();
    await this.inTurn(async () => {
      await this.segment?.close().catch(() => {});
      this.segment = null;
    });
  }

  private inTurn<T>(step: () => Promise<T>): Promise<T> {
    const result = this.last.then(step);
    this.last = result.catch(() => {});
    return result;
  }

  /** Writes what is there, and syncs it when it is time. Never rejects. */
  private run(sync: boolean): Promise<void> {
    return this.inTurn(() => this.pass(sync));
  }

  private async pass(sync: boolean): Promise<void> {
    if (this.held.isEmpty || this.closed) return;
    if (!sync && this.failure !== null) return;
    try {
      await this.writeHeld();
      if (!sync) {
        this.timer ??= setTimeout(() => void this.run(true), this.options.syncAfter ?? SYNC_AFTER_MS);
        return;
      }
      await this.syncHeld();
    } catch (error) {
      await this.fail(error);
    }
  }

  private async writeHeld(): Promise<void> {
    if (this.held.isWritten && this.segment !== null) return;
    this.segment ??= await this.begin();
    const { segment } = this;
    await this.held.write((records) => segment.write(records));
  }

  private async syncHeld(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const { segment } = this;
    if (segment === null) return;
    const marked = this.held.mark();
    if (!(await segment.sync())) return this.taken();
    this.held.release(marked);
    this.works();
    if (segment.size >= SEGMENT_BYTES) await this.endSegment();
    if (this.compacting === null && this.compaction.hasCome(this.segment?.size ?? 0)) void this.compact();
  }

  private async begin(): Promise<SegmentWriter> {
    const { files, folder, notebook } = this.options;
    await files.makeFolder(folder);
    const names = namesIn(await files.list(folder));
    // Taken away while nothing was written, or while it could not be. Compaction itself takes files away.
    if (this.compacting === null && [...this.known].some((name) => !names.has(name))) this.lacking = true;
    if (this.order === 0) this.order = segmentsIn(names).at(-1)?.order ?? 0;
    this.order += 1;
    const name = appendedName(this.order);
    const segment = await SegmentWriter.begin(files, join(folder, name), this.order, notebook);
    this.known = new Set([...names, name]);
    return segment;
  }

  /** The file is gone, and with it perhaps all others. */
  private async taken(): Promise<void> {
    await this.segment?.close().catch(() => {});
    this.segment = null;
    this.held.rewind();
    this.lacking = true;
    this.known = new Set();
    this.compaction.found(new Map());
    const again = await this.begin();
    this.segment = again;
    await this.writeHeld();
    const marked = this.held.mark();
    await again.sync();
    this.held.release(marked);
    this.works();
  }

  private async fail(error: unknown): Promise<void> {
    await this.segment?.giveUp();
    this.segment = null;
    this.held.rewind();
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const isFull = isCode(error, 'ENOSPC') || isCode(error, 'EDQUOT');
    const failure = new AppError(isFull ? 'journal/no-space' : 'journal/unwritable', String(error), { cause: error });
    if (this.failure?.code !== failure.code) this.options.hooks.state(failure.code);
    this.failure = failure;
    this.retry ??= setTimeout(() => this.tryAgain(), this.options.retryAfter ?? RETRY_MS);
  }

  private tryAgain(): void {
    if (this.retry !== null) clearTimeout(this.retry);
    this.retry = null;
    void this.run(true);
  }

  /** That something is lacking is said before that it can be written again: whoever is told of both knows that not all is well. */
  private works(): void {
    const { failure, lacking } = this;
    this.failure = null;
    this.lacking = false;
    if (lacking) this.options.hooks.behind();
    if (failure !== null) this.options.hooks.state(null);
  }

  private async compactNow(): Promise<void> {
    const { files, folder, notebook, reading } = this.options;
    // If it fails, not again at once.
    this.compaction.later();
    const order = await this.inTurn(async () => {
      await this.endSegment();
      return this.order;
    });
    if (!this.held.isEmpty) void this.run(true);
    if (order === 0) return;
    const { damage } = await reading.compact(folder, notebook, order);
    this.generation = null;
    await this.inTurn(async () => {
      const sizes = new Map(await files.list(folder));
      this.known = namesIn(sizes);
      if (this.segment !== null) sizes.delete(appendedName(this.order));
      this.compaction.compacted(sizes);
    });
    await this.tellDamage(damage);
  }

  /** What is written and not synced is written once more, into the next one. */
  private async endSegment(): Promise<void> {
    const { segment } = this;
    if (segment === null) return;
    this.segment = null;
    this.held.rewind();
    this.compaction.segmentEnded(segment.size);
    await segment.close().catch(() => {});
  }

  private async tellDamage(damage: readonly SegmentDamage[]): Promise<void> {
    const { files, folder, hooks } = this.options;
    // Compaction finds again what was told, when it puts it aside.
    const news = damage.filter((one) => !this.toldDamage.has(placeOf(one)));
    if (news.length === 0) return;
    for (const one of news) this.toldDamage.add(placeOf(one));
    // Nothing may be written behind what is cut.
    const isWritten = news.some(({ name }) => name === appendedName(this.order));
    if (isWritten) await this.inTurn(() => this.endSegment());
    await setTailsAside(files, folder, news).catch((error: unknown) => hooks.error(error));
    await this.inTurn(async () => {
      this.known = namesIn(await files.list(folder).catch(() => new Map()));
    });
    hooks.damaged(news);
    hooks.behind();
    if (news.some(({ isTail }) => !isTail)) void this.compact();
  }

  private stopTimers(): void {
    for (const timer of [this.timer, this.retry]) if (timer !== null) clearTimeout(timer);
    this.timer = null;
    this.retry = null;
  }
}

function namesIn(sizes: ReadonlyMap<string, number>): ReadonlySet<string> {
  return new Set(segmentsIn(sizes.keys()).map(({ name }) => name));
}

function placeOf({ name, damaged }: SegmentDamage): string {
  return `${name} ${damaged[0]?.from ?? 0}`;
}
