/** The bytes of a meeting folder's files, before they are sealed and after they are opened. What they mean stands in README.md. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { isDocumentName } from '../journal/format';
import { fromHex, toHex } from '../util/hex';

const MAGIC = [0x52, 0x45, 0x43, 0x41, 0x50, 0x4d, 0x54, 0x47];
const VERSION = 1;
export const SALT_BYTES = 32;
export const HEADER_BYTES = MAGIC.length + 2 + SALT_BYTES;
const DIGEST_BYTES = 16;
/** In front of each sealed record. */
export const LENGTH_BYTES = 4;
/** As much as a message between two copies may have (shared/exchange, FR2), and what stands around it. */
export const MAX_RECORD_BYTES = 257 * 1024 * 1024;
/** The first record is read before it is known whether the file is a member's. */
export const MAX_FIRST_BYTES = 4096;
/** States that one record may name as held by it. */
export const MAX_OVER = 64;
const MAX_HOLDS = 10_000;
const TYPE = { begin: 0, state: 1, holds: 2 } as const;

/** The first of each file: who writes it. */
export interface BeginRecord {
  readonly type: 'begin';
  /** A device, by a random id that it has for this folder. */
  readonly writer: string;
  readonly participant: string;
}

/** What takes a document from one state to another. Digests are those of shared/exchange, in hex. */
export interface StateRecord {
  readonly type: 'state';
  readonly document: string;
  readonly digest: string;
  /** The state that the update is made for, written earlier by the same device; null: none, the update is the whole document. */
  readonly before: string | null;
  /** Other states that this one holds all of. */
  readonly over: readonly string[];
  /** A Yjs update (V1). */
  readonly update: Uint8Array;
}

export interface Held {
  readonly document: string;
  readonly digest: string;
}

/** What the device has read, and has. */
export interface HoldsRecord {
  readonly type: 'holds';
  readonly held: readonly Held[];
}

export type MeetingRecord = BeginRecord | StateRecord | HoldsRecord;

export function encodeHeader(salt: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint16(MAGIC.length, VERSION, true);
  bytes.set(salt, HEADER_BYTES - SALT_BYTES);
  return bytes;
}

/** The salt in hex, which is what a file is known by; or why it is none of ours, or not to be read. */
export function readHeader(bytes: Uint8Array): { readonly salt: string } | 'other' | 'newer' {
  if (bytes.length < HEADER_BYTES || MAGIC.some((byte, at) => bytes[at] !== byte)) return 'other';
  if (new DataView(bytes.buffer, bytes.byteOffset).getUint16(MAGIC.length, true) !== VERSION) return 'newer';
  return { salt: toHex(bytes.subarray(HEADER_BYTES - SALT_BYTES, HEADER_BYTES)) };
}

/** Bytes of the sealed record that follows. */
export function readLength(bytes: Uint8Array): number {
  return bytes.length < LENGTH_BYTES ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

export function encodeLength(length: number): Uint8Array {
  const bytes = new Uint8Array(LENGTH_BYTES);
  new DataView(bytes.buffer).setUint32(0, length, true);
  return bytes;
}

export function encodeRecord(record: MeetingRecord): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, TYPE[record.type]);
  switch (record.type) {
    case 'begin':
      encoding.writeVarString(encoder, record.writer);
      encoding.writeVarString(encoder, record.participant);
      break;
    case 'state': {
      const over = record.over.slice(0, MAX_OVER);
      encoding.writeVarString(encoder, record.document);
      encoding.writeUint8Array(encoder, fromHex(record.digest));
      encoding.writeUint8(encoder, record.before === null ? 0 : 1);
      if (record.before !== null) encoding.writeUint8Array(encoder, fromHex(record.before));
      encoding.writeVarUint(encoder, over.length);
      for (const digest of over) encoding.writeUint8Array(encoder, fromHex(digest));
      encoding.writeVarUint8Array(encoder, record.update);
      break;
    }
    case 'holds':
      encoding.writeVarUint(encoder, record.held.length);
      for (const { document, digest } of record.held) {
        encoding.writeVarString(encoder, document);
        encoding.writeUint8Array(encoder, fromHex(digest));
      }
  }
  return encoding.toUint8Array(encoder);
}

/** `unknown`: of a type that a later version added. Null for what is no record. The update is a view. */
export function decodeRecord(bytes: Uint8Array): MeetingRecord | 'unknown' | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    switch (decoding.readVarUint(decoder)) {
      case TYPE.begin:
        return readBegin(decoder);
      case TYPE.state:
        return readState(decoder);
      case TYPE.holds:
        return readHolds(decoder);
      default:
        return 'unknown';
    }
  } catch {
    return null;
  }
}

function readBegin(decoder: decoding.Decoder): BeginRecord | null {
  const writer = decoding.readVarString(decoder);
  const participant = decoding.readVarString(decoder);
  if (!/^[0-9a-f]{32}$/.test(writer) || participant === '' || participant.length > 200) return null;
  return { type: 'begin', writer, participant };
}

function readState(decoder: decoding.Decoder): StateRecord | null {
  const document = readName(decoder);
  const digest = readDigest(decoder);
  const before = decoding.readUint8(decoder) === 0 ? null : readDigest(decoder);
  const count = decoding.readVarUint(decoder);
  if (document === null || count > MAX_OVER) return null;
  const over = Array.from({ length: count }, () => readDigest(decoder));
  return { type: 'state', document, digest, before, over, update: decoding.readVarUint8Array(decoder) };
}

function readHolds(decoder: decoding.Decoder): HoldsRecord | null {
  const count = decoding.readVarUint(decoder);
  if (count > MAX_HOLDS) return null;
  const held: Held[] = [];
  for (let index = 0; index < count; index += 1) {
    const document = readName(decoder);
    const digest = readDigest(decoder);
    if (document === null) return null;
    held.push({ document, digest });
  }
  return { type: 'holds', held };
}

function readName(decoder: decoding.Decoder): string | null {
  const name = decoding.readVarString(decoder);
  return isDocumentName(name) ? name : null;
}

function readDigest(decoder: decoding.Decoder): string {
  return toHex(decoding.readUint8Array(decoder, DIGEST_BYTES));
}
