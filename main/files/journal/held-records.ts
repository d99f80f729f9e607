/** What a journal was given and is not durable yet, oldest first; those in front are written into the segment already. */
import type { JournalRecord } from '../../../shared/journal/format';

export class HeldRecords {
  private records: JournalRecord[] = [];
  private written = 0;
  bytes = 0;

  get isEmpty(): boolean {
    return this.records.length === 0;
  }

  get isWritten(): boolean {
    return this.written === this.records.length;
  }

  add(records: readonly JournalRecord[]): void {
    for (const record of records) {
      this.records.push(record);
      this.bytes += record.bytes.length;
    }
  }

  /** Writes what is not written yet. */
  async write(to: (records: readonly JournalRecord[]) => Promise<void>): Promise<void> {
    const records = this.records.slice(this.written);
    await to(records);
    this.written += records.length;
  }

  /** How many `release` may let go of when what is written now was synced. */
  mark(): number {
    return this.written;
  }

  release(marked: number): void {
    for (const { bytes } of this.records.splice(0, marked)) this.bytes -= bytes.length;
    this.written = 0;
  }

  /** What is written cannot be relied on: all of it is written once more. */
  rewind(): void {
    this.written = 0;
  }

  /** Keeps the newest, so that there is something to try with. */
  letGo(): void {
    this.records = this.records.slice(-1);
    this.bytes = this.records[0]?.bytes.length ?? 0;
    this.written = 0;
  }
}
