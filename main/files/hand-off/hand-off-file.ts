/** A hand-off file that is open for reading. It is never changed. */
import { open } from 'node:fs/promises';
import { AppError } from '../../../shared/errors/app-error';
import { decodeHeader, type HandOffHeader, HEADER_BYTES } from '../../../shared/hand-off/format';
import { type FileRecord, newReading, type Reading, readRecords, type Source } from '../../../shared/hand-off/read';
import { readError } from '../file-errors';
import { type Sealing, sealingOf } from './sealing';

const FAULTS = { foreign: 'handoff/not-one', newer: 'handoff/newer', damaged: 'handoff/unreadable' } as const;

export class HandOffFile {
  private sealing: Sealing | null = null;

  private constructor(
    private readonly handle: Awaited<ReturnType<typeof open>>,
    readonly size: number,
    private readonly header: HandOffHeader,
  ) {}

  /** Errors: handoff/not-one, handoff/newer, handoff/unreadable, files/unreadable. */
  static async open(path: string): Promise<HandOffFile> {
    const handle = await open(path, 'r').catch((error: unknown) => {
      throw readError(error);
    });
    try {
      const about = await handle.stat();
      if (!about.isFile()) throw new AppError('handoff/not-one', 'not a file');
      const head = Buffer.alloc(HEADER_BYTES);
      const { bytesRead } = await handle.read(head, 0, HEADER_BYTES, 0);
      const header = decodeHeader(head.subarray(0, bytesRead));
      if (typeof header === 'string') throw new AppError(FAULTS[header]);
      const file = new HandOffFile(handle, about.size, header);
      if (header.lock === null) file.sealing = await sealingOf(header, null);
      return file;
    } catch (error) {
      await handle.close().catch(() => {});
      throw readError(error);
    }
  }

  get locked(): boolean {
    return this.sealing === null;
  }

  /** Errors: handoff/wrong-passphrase, files/unreadable; then it stays locked. */
  async unlock(passphrase: string): Promise<void> {
    const sealing = await sealingOf(this.header, passphrase);
    let opens = false;
    const attempt = async (number: number, flags: number, content: Uint8Array): Promise<Uint8Array | null> => {
      const opened = await sealing.open(number, flags, content);
      // The checksum of this frame holds, so it is as it was written.
      if (opened === null && !opens) throw new AppError('handoff/wrong-passphrase');
      opens = true;
      return opened;
    };
    for await (const _ of readRecords(this.source(), this.header, attempt, newReading())) break;
    this.sealing = sealing;
  }

  /** From the beginning; `reading` tells how it stands when it ends. Errors: handoff/locked, files/unreadable. */
  records(reading: Reading): AsyncGenerator<FileRecord> {
    const { sealing } = this;
    if (sealing === null) throw new AppError('handoff/locked');
    return readRecords(this.source(), this.header, (...frame) => sealing.open(...frame), reading);
  }

  async close(): Promise<void> {
    await this.handle.close().catch(() => {});
  }

  private source(): Source {
    return {
      size: this.size,
      read: async (from, length) => {
        const bytes = new Uint8Array(length);
        let done = 0;
        try {
          while (done < length) {
            const { bytesRead } = await this.handle.read(bytes, done, length - done, from + done);
            if (bytesRead === 0) return bytes.subarray(0, done);
            done += bytesRead;
          }
        } catch (error) {
          throw readError(error);
        }
        return bytes;
      },
    };
  }
}
