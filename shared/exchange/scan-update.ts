/**
 * Reads a Yjs update (format V1) without building a document: which clocks it holds, which of them are deleted, and
 * whether it is well formed. Layout: yjs/src/utils/encoding.js, structs/Item.js, structs/Content*.js.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { utf16Length } from './utf16-length';

/** Runs of clocks of one client: start and length, in pairs. */
export type Runs = Map<number, number[]>;

/** The structs of one client: where they stand in the bytes, and which clocks they take. */
export interface Block {
  readonly client: number;
  readonly structs: number;
  readonly clock: number;
  readonly endClock: number;
  readonly from: number;
  readonly to: number;
}

export interface Scan {
  readonly held: Runs;
  readonly deleted: Runs;
  readonly blocks: readonly Block[];
  /** Where the structs end and the deletions begin. */
  readonly end: number;
}

/** One struct as it stands in the update: its clocks, its bytes, and the ids that must be there before it. */
export interface Struct {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  readonly from: number;
  readonly to: number;
  /** Client and clock, in pairs. */
  readonly needs: readonly number[];
}

const GC = 0;
const SKIP = 10;
const CONTENT = { deleted: 1, json: 2, binary: 3, string: 4, embed: 5, format: 6, type: 7, any: 8, doc: 9 } as const;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_PARENT_SUB = 0x20;
const KIND = 0x1f;
/** Types of Yjs that carry a name: XmlElement and XmlHook; the last type there is. */
const NAMED_TYPES: ReadonlySet<number> = new Set([3, 5]);
const LAST_TYPE = 6;
/** Content longer than this is left out of a skeleton. */
const KEPT_BYTES = 64;

/**
 * @param see told of each struct, gaps excepted
 * @throws Error for bytes that are no update
 */
export function scanUpdate(
  update: Uint8Array,
  skeleton: encoding.Encoder | null = null,
  see: ((struct: Struct) => void) | null = null,
): Scan {
  const decoder = decoding.createDecoder(update);
  const held: Runs = new Map();
  const deleted: Runs = new Map();
  const blocks: Block[] = [];
  const copy = (from: number, to: number) => {
    if (skeleton) encoding.writeUint8Array(skeleton, update.subarray(from, to));
  };
  const clients = decoding.readVarUint(decoder);
  copy(0, decoder.pos);
  for (let index = 0; index < clients; index++) {
    const start = decoder.pos;
    const structs = decoding.readVarUint(decoder);
    const client = decoding.readVarUint(decoder);
    const first = decoding.readVarUint(decoder);
    let clock = first;
    copy(start, decoder.pos);
    const from = decoder.pos;
    for (let struct = 0; struct < structs; struct++) {
      const at = decoder.pos;
      const info = decoding.readUint8(decoder);
      const kind = info & KIND;
      if (kind === GC || kind === SKIP) {
        const length = decoding.readVarUint(decoder);
        if (kind === GC) add(deleted, client, clock, length);
        if (kind === GC) add(held, client, clock, length);
        copy(at, decoder.pos);
        if (kind === GC) see?.({ client, clock, length, from: at, to: decoder.pos, needs: [] });
        clock = next(clock, length);
        continue;
      }
      const needs: number[] | null = see === null ? null : [];
      readParent(decoder, info, needs);
      const content = decoder.pos;
      const length = readContent(decoder, kind);
      if (length === 0) throw new Error('empty item');
      if (skeleton !== null && decoder.pos - content > KEPT_BYTES && canBeLeftOut(kind)) {
        encoding.writeUint8(skeleton, (info & ~KIND) | CONTENT.deleted);
        copy(at + 1, content);
        encoding.writeVarUint(skeleton, length);
      } else copy(at, decoder.pos);
      if (kind === CONTENT.deleted) add(deleted, client, clock, length);
      add(held, client, clock, length);
      if (needs !== null) see?.({ client, clock, length, from: at, to: decoder.pos, needs });
      clock = next(clock, length);
    }
    blocks.push({ client, structs, clock: first, endClock: clock, from, to: decoder.pos });
  }
  const deletions = decoder.pos;
  const deleters = decoding.readVarUint(decoder);
  for (let index = 0; index < deleters; index++) {
    const client = decoding.readVarUint(decoder);
    const count = decoding.readVarUint(decoder);
    for (let run = 0; run < count; run++) {
      const clock = decoding.readVarUint(decoder);
      const length = decoding.readVarUint(decoder);
      next(clock, length);
      add(deleted, client, clock, length);
    }
  }
  copy(deletions, decoder.pos);
  if (decoder.pos !== update.length) throw new Error('bytes after the end');
  return { held, deleted, blocks, end: deletions };
}

/** The update without its long contents, which are read to their end here: what is left has the same structure. */
export function skeletonOf(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  scanUpdate(update, encoder);
  return encoding.toUint8Array(encoder);
}

function add(runs: Runs, client: number, clock: number, length: number): void {
  const of = runs.get(client);
  if (!of) {
    runs.set(client, [clock, length]);
    return;
  }
  const last = of.length - 2;
  const [start, before] = [of[last] ?? 0, of[last + 1] ?? 0];
  if (start + before === clock) of[last + 1] = before + length;
  else of.push(clock, length);
}

function next(clock: number, length: number): number {
  const sum = clock + length;
  if (!Number.isSafeInteger(sum)) throw new Error('clock');
  return sum;
}

/** @param ids takes the ids that the item names, where somebody wants them */
function readParent(decoder: decoding.Decoder, info: number, ids: number[] | null): void {
  if ((info & HAS_ORIGIN) !== 0) readId(decoder, ids);
  if ((info & HAS_RIGHT_ORIGIN) !== 0) readId(decoder, ids);
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0) return;
  if (decoding.readVarUint(decoder) === 1) readString(decoder);
  else readId(decoder, ids);
  if ((info & HAS_PARENT_SUB) !== 0) readString(decoder);
}

function readId(decoder: decoding.Decoder, ids: number[] | null): void {
  const client = decoding.readVarUint(decoder);
  const clock = decoding.readVarUint(decoder);
  ids?.push(client, clock);
}

/** Clocks that the content takes. */
function readContent(decoder: decoding.Decoder, kind: number): number {
  switch (kind) {
    case CONTENT.deleted:
      return decoding.readVarUint(decoder);
    case CONTENT.json: {
      const length = decoding.readVarUint(decoder);
      for (let index = 0; index < length; index++) {
        const text = decoding.readVarString(decoder);
        if (text !== 'undefined') JSON.parse(text);
      }
      return length;
    }
    case CONTENT.binary:
      skipBytes(decoder);
      return 1;
    case CONTENT.string:
      return readString(decoder);
    case CONTENT.embed:
      JSON.parse(decoding.readVarString(decoder));
      return 1;
    case CONTENT.format:
      readString(decoder);
      JSON.parse(decoding.readVarString(decoder));
      return 1;
    case CONTENT.type: {
      const type = decoding.readVarUint(decoder);
      if (type > LAST_TYPE) throw new Error(`type ${type}`);
      if (NAMED_TYPES.has(type)) readString(decoder);
      return 1;
    }
    case CONTENT.any: {
      const length = decoding.readVarUint(decoder);
      for (let index = 0; index < length; index++) decoding.readAny(decoder);
      return length;
    }
    case CONTENT.doc:
      readString(decoder);
      decoding.readAny(decoder);
      return 1;
    default:
      throw new Error(`content ${kind}`);
  }
}

function canBeLeftOut(kind: number): boolean {
  return (
    kind === CONTENT.json ||
    kind === CONTENT.binary ||
    kind === CONTENT.string ||
    kind === CONTENT.embed ||
    kind === CONTENT.any
  );
}

function readString(decoder: decoding.Decoder): number {
  const start = skipBytes(decoder);
  return utf16Length(decoder.arr, start, decoder.pos);
}

/** @returns where they began */
function skipBytes(decoder: decoding.Decoder): number {
  const length = decoding.readVarUint(decoder);
  const start = decoder.pos;
  if (start + length > decoder.arr.length) throw new Error('cut short');
  decoder.pos = start + length;
  return start;
}
