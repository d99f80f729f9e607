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
  readonly size: number;
  readonly modified: number;
  readonly salt: string;
  readonly key: FileKey;
  /** Records that hold, and where they end: before the file does, when the rest is damaged or not carried yet. */
  readonly records: number;
  readonly end: number;
  /** Where the last of them stands; null when there is only the first. */
  readonly last: RecordPlace | null;
  /** Where they ended when the file was read from its beginning. */
  readonly whole: number;
}

type Begun = Pick<ScannedFile, 'name' | 'stamp' | 'size' | 'modified' | 'salt' | 'key'>;

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

/** @param known what was read of the same file when it was shorter: as long as it is the same one, only what came to it is read */
export async function scanFile(
  options: ScanOptions,
  found: FoundFile,
  known: ScannedFile | null,
): Promise<ScannedFile | SkippedFile> {
  const { name, stamp, size, modified } = found;
  const path = join(options.folder, name);
  const before = known !== null && (await goesOn(options, path, known, size)) ? known : null;
  const pieces = new Pieces(options.files, path, size);
  if (before !== null) {
    const goingOn = { ...before, name, stamp, size, modified };
    return scanOn(pieces, goingOn, goingOn);
  }
  const header = (await pieces.at(0, HEADER_BYTES))?.slice() ?? new Uint8Array();
  const read = readHeader(header);
  if (typeof read === 'string') return { name, stamp, fault: read, salt: null };
  const { salt } = read;
  const key = fileKey(options.secret, options.notebook, header, header.subarray(HEADER_BYTES - SALT_BYTES));
  const scanned = await scanOn(pieces, { name, stamp, size, modified, salt, key }, null);
  return 'end' in scanned ? { ...scanned, whole: scanned.end } : scanned;
}

/** It is still the same file up to where it was read, as far as its beginning and its last record tell. */
async function goesOn(
  { files }: ScanOptions,
  path: string,
  { salt, key, last, end }: ScannedFile,
  size: number,
): Promise<boolean> {
  if (last === null || end > size) return false;
  const read = readHeader(await files.read(path, 0, HEADER_BYTES));
  if (typeof read === 'string' || read.salt !== salt) return false;
  // A long one would cost as much as what is saved.
  return last.length > WINDOW || unseal(key, last.index, await files.read(path, last.from, last.length)) !== null;
}

async function scanOn(pieces: Pieces, file: Begun, known: ScannedFile | null): Promise<ScannedFile | SkippedFile> {
  const { name, stamp, salt, key } = file;
  let scanned = known;
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
    scanned = scanned === null ? begun(record, file) : scanned;
    if (scanned === null) break;
    scanned = taken(scanned, record, place);
  }
  return scanned ?? { name, stamp, salt, fault: 'foreign' };
}

function begun(record: MeetingRecord | 'unknown', file: Begun): ScannedFile | null {
  if (record === 'unknown' || record.type !== 'begin') return null;
  const { writer, participant } = record;
  return { ...file, writer, participant, records: 0, end: HEADER_BYTES, last: null, whole: 0, states: [], holds: [] };
}

/** The lists are the scan's own, and grow. */
function taken(scanned: ScannedFile, record: MeetingRecord | 'unknown', where: RecordPlace): ScannedFile {
  const last = where.index === 0 ? null : where;
  const next = { ...scanned, records: where.index + 1, end: where.from + where.length, last };
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
