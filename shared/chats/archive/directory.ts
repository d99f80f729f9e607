/** The list of entries at the end of a zip archive (PKWARE's APPNOTE 4.3): what it says, checked, nothing of it trusted. */
import { AppError } from '../../errors/app-error';
import { MAX_DIRECTORY, MAX_ENTRIES } from '../limits';
import { makeDecoding } from '../reading/decode';

export interface ZipEntry {
  /** With `/`, without `..`, drives or a root; '' for one that must not be used. */
  readonly path: string;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Position of its own header in the file. */
  readonly header: number;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const MAX_COMMENT = 0xffff;
const LOCATOR = 0x07064b50;
const LOCATOR_LENGTH = 20;
const END_64 = 0x06064b50;
const CENTRAL = 0x02014b50;
const CENTRAL_LENGTH = 46;
const NO_16 = 0xffff;
const NO_32 = 0xffffffff;

const damaged = (detail: string) => new AppError('chats/damaged-archive', detail);

class Fields {
  private readonly view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  private within(at: number, length: number): void {
    if (at < 0 || at + length > this.bytes.length) throw damaged('a field stands outside');
  }

  u16(at: number): number {
    this.within(at, 2);
    return this.view.getUint16(at, true);
  }

  u32(at: number): number {
    this.within(at, 4);
    return this.view.getUint32(at, true);
  }

  u64(at: number): number {
    this.within(at, 8);
    const value = this.view.getBigUint64(at, true);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged('a size out of all reason');
    return Number(value);
  }

  slice(at: number, length: number): Uint8Array {
    this.within(at, length);
    return this.bytes.subarray(at, at + length);
  }
}

interface Directory {
  readonly entries: number;
  readonly length: number;
  /** By the archive's own account; what was put before the archive moves everything. */
  readonly offset: number;
  /** Where it ends in the tail. */
  readonly end: number;
}

function findEnd(fields: Fields): number {
  const last = fields.bytes.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at -= 1) {
    if (fields.u32(at) === END && at + END_LENGTH + fields.u16(at + 20) <= fields.bytes.length) return at;
  }
  throw damaged('no end');
}

function readEnd(fields: Fields, tailStart: number): Directory {
  const end = findEnd(fields);
  const plain = { entries: fields.u16(end + 10), length: fields.u32(end + 12), offset: fields.u32(end + 16), end };
  const isLarge = plain.entries === NO_16 || plain.length === NO_32 || plain.offset === NO_32;
  const locator = end - LOCATOR_LENGTH;
  if (!isLarge || locator < 0 || fields.u32(locator) !== LOCATOR) return plain;
  const at = fields.u64(locator + 8) - tailStart;
  if (at < 0 || fields.u32(at) !== END_64) throw damaged('no large end');
  return { entries: fields.u64(at + 32), length: fields.u64(at + 40), offset: fields.u64(at + 48), end: at };
}

/** A path that stays below where it is put, whatever an archive says. */
export function safePath(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:/, '')
    .replace(/\p{Cc}/gu, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? '' : parts.join('/');
}

function decodeName(bytes: Uint8Array): string {
  const decoding = makeDecoding(() => {});
  return decoding.push(bytes) + decoding.end();
}

/** Sizes of more than 4 GB stand in an extra field, in this order, each only where the plain one is full. */
function largeSizes(fields: Fields, at: number, length: number, plain: readonly [number, number, number]) {
  const sizes = [...plain];
  for (let extra = at; extra + 4 <= at + length; extra += 4 + fields.u16(extra + 2)) {
    if (fields.u16(extra) !== 1) continue;
    let from = extra + 4;
    for (const [index, size] of plain.entries()) {
      if (size !== NO_32 || from + 8 > extra + 4 + fields.u16(extra + 2)) continue;
      sizes[index] = fields.u64(from);
      from += 8;
    }
  }
  return sizes;
}

function readEntry(fields: Fields, at: number, moved: number): { readonly entry: ZipEntry; readonly next: number } {
  if (fields.u32(at) !== CENTRAL) throw damaged('no entry where one should be');
  const nameLength = fields.u16(at + 28);
  const extraLength = fields.u16(at + 30);
  const name = fields.slice(at + CENTRAL_LENGTH, nameLength);
  const [unpacked = 0, packed = 0, header = 0] = largeSizes(fields, at + CENTRAL_LENGTH + nameLength, extraLength, [
    fields.u32(at + 24),
    fields.u32(at + 20),
    fields.u32(at + 42),
  ]);
  const isFolder = name.at(-1) === 0x2f || name.at(-1) === 0x5c;
  return {
    entry: {
      path: isFolder ? '' : safePath(decodeName(name)),
      isEncrypted: (fields.u16(at + 8) & 1) !== 0,
      method: fields.u16(at + 10),
      packed,
      unpacked,
      header: header + moved,
    },
    next: at + CENTRAL_LENGTH + nameLength + extraLength + fields.u16(at + 32),
  };
}

/** Entries that share bytes are how a small file claims to be an immense one. */
function refuseOverlaps(entries: readonly ZipEntry[]): void {
  let end = 0;
  for (const { header, packed } of entries.toSorted((a, b) => a.header - b.header)) {
    if (header < end) throw damaged('entries share bytes');
    end = header + packed;
  }
}

/** `tail`: the last bytes of the file; `length`: all of them. Errors: chats/damaged-archive, chats/too-large-archive. */
export function readDirectory(tail: Uint8Array, length: number): ZipEntry[] {
  const tailStart = length - tail.length;
  const fields = new Fields(tail);
  const directory = readEnd(fields, tailStart);
  if (directory.entries > MAX_ENTRIES || directory.length > MAX_DIRECTORY)
    throw new AppError('chats/too-large-archive', `${directory.entries} entries`);
  const start = directory.end - directory.length;
  const moved = start + tailStart - directory.offset;
  const entries: ZipEntry[] = [];
  let at = start;
  for (let count = 0; count < directory.entries; count += 1) {
    const { entry, next } = readEntry(fields, at, moved);
    entries.push(entry);
    at = next;
  }
  refuseOverlaps(entries);
  return entries;
}
