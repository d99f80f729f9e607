/** The bytes of a journal: the header of a segment, and its records. What they mean stands in README.md. */
import { decodeUtf8, encodeUtf8 } from 'lib0/string';
import { crc32 } from './crc32';
import { closeFrame, FRAME_BYTES, frameHolds, frameLengthAt, SALT_BYTES, type Sum, viewOf } from './frame';

const MAGIC = [0x52, 0x45, 0x43, 0x41, 0x50, 0x4a, 0x4e, 0x4c];
const VERSION = 1;
/** A longer record is damage: nothing that can be typed, pasted or imported comes near it. */
const MAX_BODY = 512 * 1024 * 1024;

export type RecordType = 'update' | 'removed' | 'state' | 'value' | 'rest';
const TYPES: readonly (RecordType | null)[] = [null, 'update', 'removed', 'state', 'value', 'rest'];

/** A document's name within its notebook: `catalog`, or the id of a discussion. */
export const isDocumentName = (name: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(name);
export const isValueKey = (key: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(key);

/** `states`: written by compaction, in the place of everything up to the segment `order`. */
export type SegmentKind = 'appended' | 'states';

export interface SegmentHeader {
  readonly kind: SegmentKind;
  /** Number of the segment; of `states`, of the last one that they stand for. */
  readonly order: number;
  /** Random: a record’s checksum counts in its own segment only, so that nothing inside a record can pass for one. */
  readonly salt: Uint8Array;
  readonly notebook: string;
}

export interface JournalRecord {
  readonly type: RecordType;
  /** Empty for `rest`. */
  readonly document: string;
  /** Of `value` only. */
  readonly key: string;
  readonly bytes: Uint8Array;
}

export const update = (document: string, bytes: Uint8Array): JournalRecord => record('update', document, bytes);
export const removed = (document: string): JournalRecord => record('removed', document, new Uint8Array());
export const state = (document: string, bytes: Uint8Array): JournalRecord => record('state', document, bytes);
export const rest = (bytes: Uint8Array): JournalRecord => record('rest', '', bytes);
export const value = (document: string, key: string, bytes: Uint8Array): JournalRecord => ({
  type: 'value',
  document,
  key,
  bytes,
});

function record(type: RecordType, document: string, bytes: Uint8Array): JournalRecord {
  return { type, document, key: '', bytes };
}

export function encodeHeader({ kind, order, salt, notebook }: SegmentHeader): Uint8Array {
  const name = encodeUtf8(notebook);
  const bytes = new Uint8Array(33 + name.length + 4);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint16(8, VERSION, true);
  bytes[10] = kind === 'states' ? 1 : 0;
  view.setUint32(11, order, true);
  bytes.set(salt, 15);
  view.setUint16(31, name.length, true);
  bytes.set(name, 33);
  view.setUint32(33 + name.length, crc32(bytes.subarray(0, 33 + name.length)), true);
  return bytes;
}

export interface ReadHeader extends SegmentHeader {
  /** Where the records begin. */
  readonly end: number;
}

/** Why a segment's header cannot be used. */
export type HeaderFault = 'damaged' | 'newer';

export function decodeHeader(bytes: Uint8Array): ReadHeader | HeaderFault {
  if (bytes.length < 37 || MAGIC.some((byte, at) => bytes[at] !== byte)) return 'damaged';
  const view = viewOf(bytes);
  const nameEnd = 33 + view.getUint16(31, true);
  if (nameEnd + 4 > bytes.length) return 'damaged';
  if (view.getUint32(nameEnd, true) !== crc32(bytes.subarray(0, nameEnd))) return 'damaged';
  if (view.getUint16(8, true) !== VERSION) return 'newer';
  return {
    kind: bytes[10] === 1 ? 'states' : 'appended',
    order: view.getUint32(11, true),
    salt: bytes.slice(15, 15 + SALT_BYTES),
    notebook: nameIn(bytes.slice(33, nameEnd)),
    end: nameEnd + 4,
  };
}

/** @param saltSum `crc32` of the segment's salt */
export function encodeRecord(record: JournalRecord, saltSum: number): Uint8Array {
  return encodeRecords([record], saltSum);
}

/**
 * One behind the other; each byte is copied once.
 * @param room written over, and what is returned is its beginning, where it is long enough: whoever encodes often needs no new bytes each time
 */
export function encodeRecords(
  records: readonly JournalRecord[],
  saltSum: number,
  sum?: Sum,
  room?: Uint8Array,
): Uint8Array {
  const length = records.reduce((all, record) => all + FRAME_BYTES + bodyLength(record), 0);
  const bytes = room !== undefined && room.length >= length ? room.subarray(0, length) : new Uint8Array(length);
  let at = 0;
  for (const record of records) {
    const body = bodyLength(record);
    putBody(bytes, at + FRAME_BYTES, record);
    closeFrame(bytes, at, body, saltSum, sum);
    at += FRAME_BYTES + body;
  }
  return bytes;
}

function bodyLength({ type, document, key, bytes }: JournalRecord): number {
  return 2 + document.length + (type === 'value' ? 1 + key.length : 0) + bytes.length;
}

function putBody(into: Uint8Array, at: number, { type, document, key, bytes }: JournalRecord): void {
  into[at] = TYPES.indexOf(type);
  into[at + 1] = document.length;
  let end = putAscii(into, at + 2, document);
  if (type === 'value') {
    into[end] = key.length;
    end = putAscii(into, end + 1, key);
  }
  into.set(bytes, end);
}

/** @returns where it ends */
function putAscii(into: Uint8Array, at: number, name: string): number {
  for (let sign = 0; sign < name.length; sign += 1) into[at + sign] = name.charCodeAt(sign);
  return at + name.length;
}

/** Length of the whole record that seems to begin there; null if none can. */
export function frameLength(bytes: Uint8Array, at: number): number | null {
  const length = frameLengthAt(bytes, at, 2, MAX_BODY);
  return length === null || at + length > bytes.length ? null : length;
}

/** At most so many bytes of a record tell all but its content. */
export const HEAD_BYTES = FRAME_BYTES + 2 + 255 + 1 + 255;

export interface RecordHead extends Omit<JournalRecord, 'bytes'> {
  /** Of the whole record. */
  readonly length: number;
}

/** What the record that seems to begin there says of itself: its checksum, and all of it, are for `decodeRecord`. Null if none does. */
export function headOf(bytes: Uint8Array, at: number): RecordHead | null {
  const length = frameLengthAt(bytes, at, 2, MAX_BODY);
  if (length === null || at + FRAME_BYTES + 2 > bytes.length) return null;
  const nameAt = at + FRAME_BYTES + 2;
  const nameEnd = nameAt + (bytes[nameAt - 1] ?? 0);
  const type = TYPES[bytes[at + FRAME_BYTES] ?? 0] ?? null;
  if (type === null || nameEnd > bytes.length) return null;
  const document = text(bytes, nameAt, nameEnd);
  const keyEnd = nameEnd + 1 + (bytes[nameEnd] ?? 0);
  const key = type === 'value' ? text(bytes, nameEnd + 1, keyEnd) : '';
  return { type, document, key, length };
}

/** The record that begins there, its bytes a view; null if its checksum or its content does not hold. */
export function decodeRecord(bytes: Uint8Array, at: number, saltSum: number): JournalRecord | null {
  const length = frameLength(bytes, at);
  if (length === null) return null;
  if (!frameHolds(bytes, at, length, saltSum)) return null;
  const end = at + length;
  const type = TYPES[bytes[at + FRAME_BYTES] ?? 0] ?? null;
  const nameAt = at + FRAME_BYTES + 2;
  const nameEnd = nameAt + (bytes[nameAt - 1] ?? 0);
  if (type === null || nameEnd > end) return null;
  const document = text(bytes, nameAt, nameEnd);
  if (type === 'rest') return document === '' ? record(type, '', bytes.subarray(nameEnd, end)) : null;
  if (!isDocumentName(document)) return null;
  if (type !== 'value') return record(type, document, bytes.subarray(nameEnd, end));
  const keyEnd = nameEnd + 1 + (bytes[nameEnd] ?? 0);
  if (nameEnd >= end || keyEnd > end) return null;
  const key = text(bytes, nameEnd + 1, keyEnd);
  return isValueKey(key) ? value(document, key, bytes.subarray(keyEnd, end)) : null;
}

function nameIn(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes);
  } catch {
    return '';
  }
}

function text(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
