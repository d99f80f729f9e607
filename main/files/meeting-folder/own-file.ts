/** A file of this device in a meeting folder, being written. It only grows, and is never gone on with after anything went wrong. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type BeginRecord,
  encodeHeader,
  encodeRecord,
  type MeetingRecord,
  SALT_BYTES,
} from '../../../shared/meeting-folder/format';
import { toHex } from '../../../shared/util/hex';
import { writeAll } from '../journal/journal-files';
import type { MeetingFile } from './meeting-files';
import type { ScanOptions } from './scan-file';
import { type FileKey, fileKey, seal } from './seal';

/** Says which notebook app it is for, so that nobody who finds it wonders; everything else is inside. */
const SUFFIX = '.recap-meeting';

export class OwnFile {
  size = 0;
  private records = 0;
  private stamp: string | null = null;

  private constructor(
    private readonly options: ScanOptions,
    readonly salt: string,
    readonly name: string,
    private readonly file: MeetingFile,
    private readonly key: FileKey,
  ) {}

  /**
   * @param temporary so named that carriers which know of such names leave it alone, until `finish`
   * @param noted resolves when this device will know the file for its own, whatever happens then
   * @throws the disk's error
   */
  static async begin(
    options: ScanOptions,
    begin: BeginRecord,
    noted: (salt: string) => Promise<void>,
    temporary = false,
  ): Promise<OwnFile> {
    const salt = new Uint8Array(randomBytes(SALT_BYTES));
    const id = toHex(salt);
    await noted(id);
    const header = encodeHeader(salt);
    const name = `${id.slice(0, 24)}${SUFFIX}`;
    const path = join(options.folder, temporary ? temporaryOf(name) : name);
    const handle = await options.files.create(path);
    const file = new OwnFile(options, id, name, handle, fileKey(options.secret, options.notebook, header, salt));
    try {
      await writeAll(handle, header);
      file.size = header.length;
      await file.append([begin]);
      await options.files.syncFolder(options.folder);
      return file;
    } catch (error) {
      await file.close();
      await options.files.remove(path).catch(() => {});
      throw error;
    }
  }

  /** Whole records; afterwards they survive a power cut. @throws the disk's error; then the file must be closed */
  async append(records: readonly MeetingRecord[]): Promise<void> {
    for (const record of records) {
      const sealed = seal(this.key, this.records, encodeRecord(record));
      await writeAll(this.file, sealed);
      this.records += 1;
      this.size += sealed.length;
    }
    await this.file.sync();
    this.stamp = await this.file.stamp();
  }

  /** Nobody has put another file in its place, nor cut it, nor written to it. */
  async isAsLeft(): Promise<boolean> {
    return this.stamp !== null && (await this.file.stamp()) === this.stamp && (await this.file.isInPlace());
  }

  /** Of a temporary one: gives it its name. Everything is written. @throws the disk's error */
  async finish(): Promise<void> {
    await this.close();
    const { files, folder } = this.options;
    await files.rename(join(folder, temporaryOf(this.name)), join(folder, this.name));
    await files.syncFolder(folder);
  }

  async abandon(): Promise<void> {
    await this.close();
    await this.options.files.remove(join(this.options.folder, temporaryOf(this.name))).catch(() => {});
  }

  /** Never rejects. */
  async close(): Promise<void> {
    await this.file.close().catch(() => {});
  }
}

const temporaryOf = (name: string): string => `~${name}.tmp`;
