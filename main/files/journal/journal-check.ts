/** Goes through every record of every file of a journal, a moment at a time, and tells what it found. Never changes anything. */
import { join } from 'node:path';
import { isSoundUpdate } from '../../../shared/exchange/sound-update';
import type { JournalCheckStep } from '../../../shared/ipc/journal';
import type { SegmentKind } from '../../../shared/journal/format';
import { type FoundRecord, type Scan, scanSegment } from '../../../shared/journal/scan';
import { isCode } from '../atomic-write';
import type { JournalFiles } from './journal-files';
import { segmentsIn } from './segment-names';

/** One step: short enough that progress moves, cancelling is quick, and others who ask the thread do not wait. */
const STEP_MS = 100;

interface Open {
  readonly records: Scan['records'];
  readonly size: number;
  /** Of the records. */
  at: number;
}

export class JournalCheck {
  private waiting: string[];
  private readonly seen: Set<string>;
  private readonly sizes: Map<string, number>;
  private open: Open | null = null;
  private done = 0;
  private files_ = 0;
  private records = 0;
  private readonly damaged: { name: string; bytes: number; isTail: boolean }[] = [];
  private readonly newer: string[] = [];
  private readonly unsound = new Map<string, number>();

  /** @param sizes up to where each file is read */
  constructor(
    private readonly files: JournalFiles,
    private readonly folder: string,
    sizes: ReadonlyMap<string, number>,
  ) {
    this.sizes = new Map(sizes);
    this.waiting = segmentsIn(sizes.keys()).map(({ name }) => name);
    this.seen = new Set(this.waiting);
  }

  /** Goes on for a moment. @throws the disk's error */
  async step(): Promise<JournalCheckStep> {
    const until = performance.now() + STEP_MS;
    while (performance.now() < until) {
      if (this.open !== null) this.checkRecords(this.open, until);
      else if (!(await this.openNext())) return this.told(true);
    }
    return this.told(false);
  }

  private async openNext(): Promise<boolean> {
    const name = this.waiting.shift();
    if (name === undefined) return false;
    const size = this.sizes.get(name) ?? 0;
    let bytes: Uint8Array;
    try {
      bytes = await this.files.read(join(this.folder, name), 0, size);
    } catch (error) {
      if (!isCode(error, 'ENOENT')) throw error;
      // A compaction put other files in its place: those are read instead.
      this.done += size;
      await this.addNew('states');
      return true;
    }
    const { fault, records, damaged } = scanSegment(bytes);
    this.files_ += 1;
    if (fault === 'newer') this.newer.push(name);
    if (damaged.length > 0) {
      const isTail = fault === null && damaged.length === 1 && damaged[0]?.to === size;
      this.damaged.push({ name, bytes: damaged.reduce((sum, { from, to }) => sum + to - from, 0), isTail });
    }
    this.open = { records, size, at: 0 };
    return true;
  }

  private checkRecords(open: Open, until: number): void {
    const { records, size } = open;
    const from = records[open.at - 1]?.to ?? 0;
    while (open.at < records.length && performance.now() < until) {
      const record = records[open.at];
      open.at += 1;
      if (record === undefined || isSound(record)) continue;
      this.unsound.set(record.document, (this.unsound.get(record.document) ?? 0) + 1);
    }
    const isEnd = open.at >= records.length;
    this.done += (isEnd ? size : (records[open.at - 1]?.to ?? 0)) - from;
    if (!isEnd) return;
    this.records += records.length;
    this.open = null;
  }

  private async addNew(kind: SegmentKind): Promise<void> {
    const now = await this.files.list(this.folder);
    for (const segment of segmentsIn(now.keys())) {
      if (segment.kind !== kind || this.seen.has(segment.name)) continue;
      this.seen.add(segment.name);
      this.waiting.push(segment.name);
      this.sizes.set(segment.name, now.get(segment.name) ?? 0);
    }
  }

  private told(isEnd: boolean): JournalCheckStep {
    const all = [...this.seen].reduce((sum, name) => sum + (this.sizes.get(name) ?? 0), 0);
    const { done, files_: files, records, damaged, newer } = this;
    if (!isEnd) return { done, all, found: null };
    const unsound = [...this.unsound].map(([document, count]) => ({ document, records: count }));
    return { done, all, found: { files, bytes: done, records, damaged, newer, unsound } };
  }
}

/** Its checksum holds: it is what was given. Whether that can be used is another question. */
function isSound({ type, bytes }: FoundRecord): boolean {
  switch (type) {
    case 'removed':
      return true;
    case 'update':
    case 'state':
      return isSoundUpdate(bytes);
    case 'value':
    case 'rest':
      return isJson(bytes);
  }
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}
