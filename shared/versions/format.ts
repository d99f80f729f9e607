/** The bytes of a discussion's versions: a header, and a record for each. What they mean stands in README.md. */
import { decodeUtf8, encodeUtf8 } from 'lib0/string';
import * as z from 'zod';
import { crc32 } from '../journal/crc32';
import { timeOrNull } from '../model/discussion-doc';
import { VERSION_LIMITS } from './limits';
import { VERSION_REASONS, type VersionNote } from './types';

const MAGIC = [0x52, 0x45, 0x43, 0x41, 0x50, 0x56, 0x45, 0x52];
const MARK = [0x52, 0x56, 0x52, 0xff] as const;
const FORM = 1;
const FRAME_BYTES = 12;
const MAX_META = 16 * 1024;
/** Deflate makes at most 1032 bytes out of one. */
const MOST_DEFLATED = 1032;

/** A version as it stands in a file. */
export interface PackedVersion {
  readonly note: VersionNote;
  /** The version that `data` is the difference from; null for all of its lines. */
  readonly base: string | null;
  readonly baseSum: number;
  /** crc32 of the lines, joined by line feeds, as UTF-8. */
  readonly sum: number;
  /** Bytes of the steps of the difference before they were deflated. */
  readonly size: number;
  readonly data: Uint8Array;
  /** It came with a file; what such a file says of its own records does not count. [VE17] */
  readonly brought: boolean;
  /** Its name did. */
  readonly nameBrought: boolean;
}

export const isVersionId = (id: string): boolean => /^[A-Za-z0-9-]{1,64}$/.test(id);

const id = z.string().refine(isVersionId);
const time = z.number().refine((value) => timeOrNull(value) !== null);
const person = z.string().max(VERSION_LIMITS.id);
const sum = z.int().min(0).max(0xffffffff);
/** Written only where it is true. */
const flag = z.boolean().default(false).catch(false);
const metaSchema = z.object({
  id,
  at: time,
  by: person.catch(''),
  why: z.enum(VERSION_REASONS).catch('paused'),
  name: z
    .object({ text: z.string().trim().min(1).max(VERSION_LIMITS.name), by: person, at: time })
    .nullable()
    .catch(null),
  writers: z.array(person).max(VERSION_LIMITS.writers).catch([]),
  base: id.nullable(),
  baseSum: sum,
  sum,
  size: z
    .int()
    .min(0)
    .max(VERSION_LIMITS.text * 4),
  brought: flag,
  nameBrought: flag,
});

export function sumOfLines(lines: readonly string[]): number {
  return crc32(encodeUtf8(lines.join('\n')));
}

function encodeHeader(discussion: string): Uint8Array {
  const name = encodeUtf8(discussion);
  const bytes = new Uint8Array(12 + name.length + 4);
  const view = viewOf(bytes);
  bytes.set(MAGIC);
  view.setUint16(8, FORM, true);
  view.setUint16(10, name.length, true);
  bytes.set(name, 12);
  view.setUint32(12 + name.length, crc32(bytes.subarray(0, 12 + name.length)), true);
  return bytes;
}

function encodeRecord({ note, base, baseSum, sum: total, size, data, ...from }: PackedVersion): Uint8Array {
  const { id: name, at, by, why, name: given, writers } = note;
  const [brought, nameBrought] = [from.brought || undefined, from.nameBrought || undefined];
  const about = { id: name, at, by, why, name: given, writers, base, baseSum, sum: total, size, brought, nameBrought };
  const meta = encodeUtf8(JSON.stringify(about));
  const bytes = new Uint8Array(FRAME_BYTES + 2 + meta.length + data.length);
  const view = viewOf(bytes);
  bytes.set(MARK);
  view.setUint32(4, bytes.length - FRAME_BYTES, true);
  view.setUint16(FRAME_BYTES, meta.length, true);
  bytes.set(meta, FRAME_BYTES + 2);
  bytes.set(data, FRAME_BYTES + 2 + meta.length);
  view.setUint32(8, checksum(bytes, 0, bytes.length), true);
  return bytes;
}

export function encodeVersions(discussion: string, versions: readonly PackedVersion[]): Uint8Array {
  const parts = [encodeHeader(discussion), ...versions.map(encodeRecord)];
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Bytes that a version takes in a file. */
export const packedSize = (version: PackedVersion): number =>
  encodeRecord({ ...version, data: NONE }).length + version.data.length;
const NONE = new Uint8Array();

export interface DecodedVersions {
  /** Why nothing could be read; null when the header is sound. */
  readonly fault: 'damaged' | 'newer' | null;
  readonly discussion: string;
  readonly versions: readonly PackedVersion[];
  /** Bytes that are no record. */
  readonly damaged: number;
}

/** Reads whatever the bytes hold: what holds is read, what does not is counted. Never throws. [VE5] */
export function decodeVersions(bytes: Uint8Array): DecodedVersions {
  const header = decodeHeader(bytes);
  if (typeof header === 'string') return { fault: header, discussion: '', versions: [], damaged: bytes.length };
  const versions: PackedVersion[] = [];
  let damaged = 0;
  let at = header.end;
  // Sums of made-up records are not free: as many bytes as the file has are summed in vain.
  let vain = bytes.length;
  while (at < bytes.length && versions.length < VERSION_LIMITS.versions) {
    const length = vain > 0 ? frameLength(bytes, at) : null;
    const found = length === null ? null : decodeRecord(bytes, at, length);
    if (length !== null && found !== null) {
      versions.push(found);
      at += length;
      continue;
    }
    vain -= length ?? 0;
    const next = vain > 0 ? nextMark(bytes, at + 1) : bytes.length;
    damaged += next - at;
    at = next;
  }
  return { fault: null, discussion: header.discussion, versions, damaged: damaged + Math.max(0, bytes.length - at) };
}

function decodeHeader(bytes: Uint8Array): { readonly discussion: string; readonly end: number } | 'damaged' | 'newer' {
  if (bytes.length < 16 || MAGIC.some((byte, at) => bytes[at] !== byte)) return 'damaged';
  const view = viewOf(bytes);
  const end = 12 + view.getUint16(10, true);
  if (end + 4 > bytes.length || view.getUint32(end, true) !== crc32(bytes.subarray(0, end))) return 'damaged';
  if (view.getUint16(8, true) !== FORM) return 'newer';
  return { discussion: textOf(bytes.subarray(12, end)), end: end + 4 };
}

function frameLength(bytes: Uint8Array, at: number): number | null {
  if (at + FRAME_BYTES + 2 > bytes.length || MARK.some((byte, offset) => bytes[at + offset] !== byte)) return null;
  const length = viewOf(bytes).getUint32(at + 4, true) + FRAME_BYTES;
  return length < FRAME_BYTES + 2 || at + length > bytes.length ? null : length;
}

function decodeRecord(bytes: Uint8Array, at: number, length: number): PackedVersion | null {
  const view = viewOf(bytes);
  const end = at + length;
  if (view.getUint32(at + 8, true) !== checksum(bytes, at, end)) return null;
  const metaAt = at + FRAME_BYTES + 2;
  const dataAt = metaAt + view.getUint16(at + FRAME_BYTES, true);
  if (dataAt > end || dataAt - metaAt > MAX_META) return null;
  const meta = metaSchema.safeParse(jsonOf(bytes.subarray(metaAt, dataAt))).data;
  const data = bytes.slice(dataAt, end);
  if (meta === undefined || meta.size > (data.length + 64) * MOST_DEFLATED) return null;
  const { base, baseSum, sum: total, size, brought, nameBrought, ...note } = meta;
  return { note, base, baseSum, sum: total, size, data, brought, nameBrought };
}

/** Of the length, and of what stands behind the checksum. */
function checksum(bytes: Uint8Array, at: number, end: number): number {
  return crc32(bytes.subarray(at + FRAME_BYTES, end), crc32(bytes.subarray(at + 4, at + 8)));
}

function nextMark(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(MARK[0], from); at >= 0; at = bytes.indexOf(MARK[0], at + 1)) {
    if (bytes[at + 1] === MARK[1] && bytes[at + 2] === MARK[2] && bytes[at + 3] === MARK[3]) return at;
  }
  return bytes.length;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    return null;
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes);
  } catch {
    return '';
  }
}
