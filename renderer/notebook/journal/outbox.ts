/** What is on its way to the journal: in order, a frame's worth at a time, kept until main has it. */
import { afterPaint } from '../after-paint';
import type { JournalEntry, JournalPort } from './journal-port';

const RETRY_MS = 1000;
/** What is sent together at most; main takes longer updates in pieces. */
const TOGETHER = 1000;
const TOGETHER_BYTES = 4 * 1024 * 1024;

export class Outbox {
  private queue: JournalEntry[] = [];
  private sending: Promise<void> | null = null;

  constructor(private readonly port: Pick<JournalPort, 'append'>) {}

  add(entry: JournalEntry): void {
    this.queue.push(entry);
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
    });
  }

  /** Resolves when main has all that was added. */
  async flush(): Promise<void> {
    while (this.sending !== null) await this.sending;
  }

  private async sendAll(): Promise<void> {
    while (this.queue.length > 0) {
      // A key press is painted before it is sent.
      await afterPaint();
      const batch = this.nextBatch();
      try {
        await this.port.append(batch);
        this.queue.splice(0, batch.length);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  private nextBatch(): JournalEntry[] {
    let bytes = 0;
    const end = this.queue.findIndex((entry, index) => {
      bytes += entry.bytes.length;
      return index > 0 && (index >= TOGETHER || bytes > TOGETHER_BYTES);
    });
    return this.queue.slice(0, end < 0 ? undefined : end);
  }
}
