/** The segment that a journal is written to at the moment. After any failure it is given up, and another one begun. */
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { encodeHeader, encodeRecords, type JournalRecord } from '../../../shared/journal/format';
import { SALT_BYTES } from '../../../shared/journal/frame';
import { type AppendFile, type JournalFiles, writeAll } from './journal-files';

/** What is typed, and most of what is pasted, has room in it. */
const ROOM_BYTES = 256 * 1024;

export class SegmentWriter {
  /** Up to where whole records are written. */
  size = 0;
  private header = 0;
  /** One write has ended before the next one begins. */
  private room: Uint8Array | undefined;

  private constructor(
    private readonly files: JournalFiles,
    private readonly path: string,
    private readonly file: AppendFile,
    private readonly saltSum: number,
  ) {}

  /** Makes the file, with its header, and its name durable. @throws the disk's error; then no file is left */
  static async begin(files: JournalFiles, path: string, order: number, notebook: string): Promise<SegmentWriter> {
    const salt = new Uint8Array(randomBytes(SALT_BYTES));
    const header = encodeHeader({ kind: 'appended', order, salt, notebook });
    const segment = new SegmentWriter(files, path, await files.create(path), crc32(salt));
    try {
      await writeAll(segment.file, header);
      segment.size = header.length;
      segment.header = header.length;
      await files.syncFolder(dirname(path));
      return segment;
    } catch (error) {
      await segment.giveUp();
      throw error;
    }
  }

  /** Afterwards they survive the end of the process. */
  async write(records: readonly JournalRecord[]): Promise<void> {
    this.room ??= new Uint8Array(ROOM_BYTES);
    const bytes = encodeRecords(records, this.saltSum, crc32, this.room);
    await writeAll(this.file, bytes);
    this.size += bytes.length;
  }

  /** Afterwards they survive a power cut. @returns false when the file was taken away meanwhile */
  async sync(): Promise<boolean> {
    // Both at once, the slower one first: one that is taken away while it is synced is like one that is taken away right after it.
    const [, isInPlace] = await Promise.all([this.file.sync(), this.file.isInPlace()]);
    return isInPlace;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** Leaves whole records only, as far as the disk allows, and no file without any. Never rejects. */
  async giveUp(): Promise<void> {
    const isEmpty = this.size === this.header;
    if (!isEmpty) await this.file.truncate(this.size).catch(() => {});
    await this.file.close().catch(() => {});
    if (isEmpty) await this.files.remove(this.path).catch(() => {});
  }
}
