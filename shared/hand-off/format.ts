/** The bytes of a hand-off file: its header, and the parts of records within its frames. What they mean stands in README.md. */
import { crc32 } from '../journal/crc32';
import { SALT_BYTES, viewOf } from '../journal/frame';

const MAGIC = [0x52, 0x45, 0x43, 0x41, 0x50, 0x48, 0x4f, 0x46];
const VERSION = 1;
export const HEADER_BYTES = 34;

/** Content of a part: small enough that one is sealed and opened without anybody noticing, large enough that frames cost nothing. */
export const PART_BYTES = 256 * 1024;
/** Number of the frame and its flags, before what it holds. */
export const FRAME_HEAD = 5;
/** A longer frame is damage: more than a part, its head, and what sealing adds. */
export const MAX_FRAME = 2 * PART_BYTES;
/** A longer record is not taken: as much as a discussion with 25 of the largest pictures. */
export const MAX_RECORD = 256 * 1024 * 1024;

/** Flags of a frame. */
export const LAST = 1;
export const PACKED = 2;

/** Flags of a part. */
const MORE = 1;
const CONTINUES = 2;

/** How a passphrase becomes a key (RFC 7914): N is 2 to the power of `cost`. */
export interface LockSettings {
  readonly cost: number;
  readonly blocks: number;
  readonly parallel: number;
}

/** 128 MiB and about half a second: what OWASP advises for scrypt. */
export const LOCK: LockSettings = { cost: 17, blocks: 8, parallel: 1 };
/** What a file may ask for: a made-up one must not take all memory. */
const MOST_MEMORY = 512 * 1024 * 1024;

export interface HandOffHeader {
  /** Null: readable by everybody. */
  readonly lock: LockSettings | null;
  /** Random: of the checksums, and of the key. */
  readonly salt: Uint8Array;
}

/** Why a file cannot be read at all. */
export type HeaderFault = 'foreign' | 'damaged' | 'newer';

export function encodeHeader({ lock, salt }: HandOffHeader): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = viewOf(bytes);
  bytes.set(MAGIC);
  view.setUint16(8, VERSION, true);
  bytes[10] = lock === null ? 0 : 1;
  bytes.set(salt, 11);
  bytes.set([lock?.cost ?? 0, lock?.blocks ?? 0, lock?.parallel ?? 0], 11 + SALT_BYTES);
  view.setUint32(HEADER_BYTES - 4, crc32(bytes.subarray(0, HEADER_BYTES - 4)), true);
  return bytes;
}

export function decodeHeader(bytes: Uint8Array): HandOffHeader | HeaderFault {
  if (bytes.length < 8 || MAGIC.some((byte, at) => bytes[at] !== byte)) return 'foreign';
  if (bytes.length < HEADER_BYTES) return 'damaged';
  const view = viewOf(bytes);
  if (view.getUint32(HEADER_BYTES - 4, true) !== crc32(bytes.subarray(0, HEADER_BYTES - 4))) return 'damaged';
  if (view.getUint16(8, true) !== VERSION) return 'newer';
  const salt = bytes.slice(11, 11 + SALT_BYTES);
  if (bytes[10] === 0) return { lock: null, salt };
  const [cost = 0, blocks = 0, parallel = 0] = bytes.subarray(11 + SALT_BYTES);
  const isLockable = cost >= 10 && cost <= 24 && blocks >= 1 && parallel >= 1 && parallel <= 4;
  if (bytes[10] !== 1 || !isLockable || 128 * 2 ** cost * blocks > MOST_MEMORY) return 'damaged';
  return { lock: { cost, blocks, parallel }, salt };
}

/** Kinds of records. Others may come: whoever does not know one passes over it. */
export const KIND = { about: 1, invite: 2, catalog: 3, discussion: 4, version: 5, end: 255 } as const;
export type RecordKind = keyof typeof KIND;
const KINDS = new Map<number, RecordKind>(Object.entries(KIND).map(([name, kind]) => [kind, name as RecordKind]));
export const kindOf = (kind: number): RecordKind | null => KINDS.get(kind) ?? null;

/** One record, or a part of a long one. */
export interface Part {
  readonly kind: number;
  /** It goes on with the record of the part before. */
  readonly continues: boolean;
  /** The next part goes on with the same record. */
  readonly more: boolean;
  /** The discussion that it is of, or ''. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const isName = (name: string): boolean => /^[A-Za-z0-9_-]{0,64}$/.test(name);

export function encodePart({ kind, continues, more, name, bytes }: Part): Uint8Array {
  const part = new Uint8Array(3 + name.length + bytes.length);
  part.set([
    kind,
    (more ? MORE : 0) | (continues ? CONTINUES : 0),
    name.length,
    ...[...name].map((sign) => sign.charCodeAt(0)),
  ]);
  part.set(bytes, 3 + name.length);
  return part;
}

/** Null for what is no part. */
export function decodePart(part: Uint8Array): Part | null {
  const [kind, flags, length] = part;
  if (kind === undefined || flags === undefined || length === undefined || 3 + length > part.length) return null;
  const name = String.fromCharCode(...part.subarray(3, 3 + length));
  if (!isName(name)) return null;
  const bytes = part.subarray(3 + length);
  return { kind, continues: (flags & CONTINUES) !== 0, more: (flags & MORE) !== 0, name, bytes };
}
