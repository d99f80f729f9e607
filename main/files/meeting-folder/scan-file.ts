/** Reads one file of a meeting folder, or what came to it since, up to the first record that does not hold. */
import { join } from 'node:path';
import type { ClaimedFile } from '../../../shared/meeting-folder/claims';
import {
  decodeRecord,
  HEADER_BYTES,
  LENGTH_BYTES,
  MAX_FIRST_BYTES,
  MAX_RECORD_BYTES,
  type MeetingRecord,
  readHeader,
  readLength,
  SALT_BYTES,
} from '../../../shared/meeting-folder/format';
import type { FoundFile, MeetingFiles } from './meeting-files';
import { type FileKey, fileKey, unseal } from './seal';

/** Where a record stands: sealed, without its length. */
export interface RecordPlace {
  readonly file: string;
  readonly index: number;
  readonly from: number;
  readonly length: number;
}

/** `foreign`: it may be another notebook's, or sealed with an earlier secret. `other`: no file of ours at all. */
export type FileFault = 'other' | 'newer' | 'foreign';

export interface ScannedFile extends ClaimedFile<RecordPlace> {
  readonly name: string;
  readonly stamp: string;
  readonly salt: string;
  readonly key: FileKey;
  /** Records that hold, and where they end. */
  readonly records: number;
  readonly end: number;
}

export interface SkippedFile {
  readonly name: string;
  readonly stamp: string;
  readonly fault: FileFault;
  /** Null unless it is a file of ours. */
  readonly salt: string | null;
}

export interface ScanOptions {
  readonly files: MeetingFiles;
  readonly folder: string;
  readonly secret: string;
  readonly notebook: string;
}

/** What is read at once; a longer record is read in one go. */
const WINDOW = 1024 * 1024;

/** @param known what was read of the same file when it was shorter */
export async function scanFile(
  options: ScanOptions,
  found: FoundFile,
  known: ScannedFile | null,
): Promise<ScannedFile | SkippedFile> {
  const { name, stamp, size } = found;
  const pieces = new Pieces(options.files, join(options.folder, name), size);
  const header = (await pieces.at(0, HEADER_BYTES)) ?? new Uint8Array();
  const read = readHeader(header);
  if (typeof read === 'string') return { name, stamp, fault: read, salt: null };
  const { salt } = read;
  const before = known !== null && known.salt === salt && known.end <= size ? known : null;
  const own = header.slice();
  const key = before?.key ?? fileKey(options.secret, options.notebook, own, own.subarray(HEADER_BYTES - SALT_BYTES));
  let scanned: ScannedFile | null = before === null ? null : { ...before, name, stamp };
  for (;;) {
    const index = scanned?.records ?? 0;
    const from: number = (scanned?.end ?? HEADER_BYTES) + LENGTH_BYTES;
    const length = readLength((await pieces.at(from - LENGTH_BYTES, LENGTH_BYTES)) ?? new Uint8Array());
    if (length === 0 || length > (index === 0 ? MAX_FIRST_BYTES : MAX_RECORD_BYTES)) break;
    const sealed = await pieces.at(from, length);
    const opened = sealed === null ? null : unseal(key, index, sealed);
    const record = opened === null ? null : decodeRecord(opened);
    if (record === null) break;
    const place = { file: salt, index, from, length };
    scanned = scanned === null ? begun(record, { name, stamp, salt, key }) : scanned;
    if (scanned === null) break;
    scanned = taken(scanned, record, place);
  }
  return scanned ?? { name, stamp, salt, fault: 'foreign' };
}

function begun(
  record: MeetingRecord | 'unknown',
  file: Pick<ScannedFile, 'name' | 'stamp' | 'salt' | 'key'>,
): ScannedFile | null {
  if (record === 'unknown' || record.type !== 'begin') return null;
  const { writer, participant } = record;
  return { ...file, writer, participant, records: 0, end: HEADER_BYTES, states: [], holds: [] };
}

/** The lists are the scan's own, and grow. */
function taken(scanned: ScannedFile, record: MeetingRecord | 'unknown', where: RecordPlace): ScannedFile {
  const next = { ...scanned, records: where.index + 1, end: where.from + where.length };
  if (record === 'unknown' || record.type === 'begin') return next;
  if (record.type === 'holds') return { ...next, holds: [...scanned.holds, ...record.held] };
  const { document, digest, before, over } = record;
  (next.states as (typeof next.states)[number][]).push({ document, digest, before, over, where });
  return next;
}

/** Parts of a file, read a window at a time. */
class Pieces {
  private window = new Uint8Array();
  private start = 0;

  constructor(
    private readonly files: MeetingFiles,
    private readonly path: string,
    private readonly size: number,
  ) {}

  /** A view; null when the file ends before. */
  async at(from: number, length: number): Promise<Uint8Array | null> {
    if (from + length > this.size) return null;
    if (from < this.start || from + length > this.start + this.window.length) {
      this.window = new Uint8Array(await this.files.read(this.path, from, Math.max(length, WINDOW)));
      this.start = from;
    }
    const at = from - this.start;
    return at + length <= this.window.length ? this.window.subarray(at, at + length) : null;
  }
}
