/** Writes a hand-off file beside its place, and puts it there when it is whole: until then nothing shows, and leaving off leaves nothing. */
import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { writeJson } from '../../../shared/hand-off/contents';
import {
  encodeHeader,
  encodePart,
  KIND,
  LAST,
  LOCK,
  type LockSettings,
  MAX_RECORD,
  PART_BYTES,
} from '../../../shared/hand-off/format';
import { crc32 } from '../../../shared/journal/crc32';
import { encodeFrame, SALT_BYTES } from '../../../shared/journal/frame';
import { isCode, moveToFree, renameOver, syncFolder } from '../atomic-write';
import { writeError } from '../file-errors';
import { existingTarget } from '../target';
import { type Sealing, sealingOf } from './sealing';

type Handle = Awaited<ReturnType<typeof open>>;

export interface HandOffWriting {
  readonly lock?: LockSettings;
  readonly salt?: Uint8Array;
  /** What is there, or comes meanwhile, is replaced: whoever named the file was asked. */
  readonly replaces?: boolean;
}

export class HandOffWriter {
  private number = 0;
  private records = 0;
  /** Of the record that is being written. */
  private written = 0;
  private begun: { readonly kind: number; readonly name: string } | null = null;
  size = 0;

  private constructor(
    private readonly file: Handle,
    private readonly temporary: string,
    private readonly target: string,
    private readonly saltSum: number,
    private readonly sealing: Sealing,
    private readonly replaces: boolean,
  ) {}

  /** Errors: as `finish`; then nothing is left. */
  static async begin(
    path: string,
    passphrase: string | null,
    { lock = LOCK, salt = new Uint8Array(randomBytes(SALT_BYTES)), replaces = true }: HandOffWriting = {},
  ): Promise<HandOffWriter> {
    const header = { lock: passphrase === null ? null : lock, salt };
    try {
      const { target, mode } = await existingTarget(path);
      if (!replaces && mode !== null) throw new AppError('command/file-there', target);
      const temporary = join(
        dirname(target),
        `.${basename(target).slice(0, 80)}.${randomBytes(6).toString('hex')}.tmp`,
      );
      const sealing = await sealingOf(header, passphrase);
      // 'wx' refuses to follow what somebody else put under that name.
      const file = await open(temporary, 'wx', 0o600);
      const writer = new HandOffWriter(file, temporary, target, crc32(header.salt), sealing, replaces);
      try {
        await writer.put(encodeHeader(header));
      } catch (error) {
        await writer.leaveOff();
        throw error;
      }
      return writer;
    } catch (error) {
      throw writeError(error);
    }
  }

  /**
   * Content of a record, of which `more` may follow: one call after the other.
   * Errors: files/unwritable, files/no-space, handoff/too-large; then the file is to be left off.
   */
  async add(kind: number, name: string, bytes: Uint8Array, more = false): Promise<void> {
    if (this.begun !== null && (this.begun.kind !== kind || this.begun.name !== name))
      throw new Error('the record before has not ended');
    if (this.begun === null) this.written = 0;
    this.written += bytes.length;
    if (this.written > MAX_RECORD) throw new AppError('handoff/too-large', name);
    for (let from = 0; from === 0 || from < bytes.length; from += PART_BYTES) {
      const piece = bytes.subarray(from, from + PART_BYTES);
      const continues = this.begun !== null || from > 0;
      const goesOn = more || from + PART_BYTES < bytes.length;
      await this.frame(encodePart({ kind, continues, more: goesOn, name, bytes: piece }), 0);
    }
    this.begun = more ? { kind, name } : null;
    if (!more) this.records += 1;
  }

  /**
   * The file is at its place, and survives a power cut. Errors: files/unwritable, files/no-space, and command/file-there
   * where nothing is to be replaced; then nothing is left.
   */
  async finish(): Promise<void> {
    try {
      const bytes = writeJson({ records: this.records });
      await this.frame(encodePart({ kind: KIND.end, continues: false, more: false, name: '', bytes }), LAST);
      await this.file.sync();
      await this.file.close();
      await (this.replaces ? renameOver : moveToFree)(this.temporary, this.target);
    } catch (error) {
      await this.leaveOff();
      if (!this.replaces && isCode(error, 'EEXIST')) throw new AppError('command/file-there', this.target);
      throw writeError(error);
    }
    await syncFolder(dirname(this.target));
  }

  /** Nothing is left of it. Never rejects. */
  async leaveOff(): Promise<void> {
    await this.file.close().catch(() => {});
    await rm(this.temporary, { force: true }).catch(() => {});
  }

  private async frame(part: Uint8Array, flags: number): Promise<void> {
    const body = await this.sealing.close(this.number, flags, part);
    this.number += 1;
    await this.put(encodeFrame(body, this.saltSum));
  }

  private async put(bytes: Uint8Array): Promise<void> {
    try {
      await this.file.appendFile(bytes);
      this.size += bytes.length;
    } catch (error) {
      throw writeError(error);
    }
  }
}
