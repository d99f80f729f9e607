/** The exchange's messages on the wire; the table is in README.md beside this file. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { decodeUtf8 } from 'lib0/string';
import { AppError } from '../errors/app-error';
import { assertNever } from '../util/assert-never';

export const PROTOCOL_MAJOR = 2;
export const PROTOCOL_MINOR = 0;
export const DIGEST_BYTES = 16;
/** Documents are put in this many buckets; one byte names one. */
export const BUCKETS = 256;

/** Longest document name, participant id and error code. */
const MAX_NAME = 200;
/** Most digests in one message, above the 2,000 that a sender puts in one. */
const MAX_DIGESTS = 10_000;
/** What is told of members is a few keys and signatures. */
export const MAX_MEMBERSHIP_BYTES = 4096;
/** A state vector holds about ten bytes for each session that ever wrote. */
const MAX_STATE_VECTOR_BYTES = 4 * 1024 * 1024;
const MAX_AWARENESS_BYTES = 256 * 1024;

export type DigestEntry = readonly [name: string, digest: Uint8Array];

export type Message =
  | {
      readonly kind: 'hello';
      readonly major: number;
      readonly minor: number;
      readonly schema: number;
      /** Who the person at the other copy says to be. Empty from another major version. */
      readonly participant: string;
    }
  | {
      readonly kind: 'digests';
      /** Buckets of which all documents are in this message. */
      readonly complete: readonly number[];
      readonly entries: readonly DigestEntry[];
    }
  | { readonly kind: 'pull'; readonly name: string; readonly stateVector: Uint8Array }
  /** `digest` is the sender's, of the document that the update was made from. */
  | { readonly kind: 'diff'; readonly name: string; readonly digest: Uint8Array; readonly update: Uint8Array }
  | { readonly kind: 'update'; readonly name: string; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly name: string; readonly update: Uint8Array }
  | { readonly kind: 'awareness-query'; readonly name: string }
  | { readonly kind: 'refuse'; readonly code: string }
  | { readonly kind: 'ping' }
  | { readonly kind: 'pong' }
  /** All buckets that hold something. */
  | { readonly kind: 'summary'; readonly buckets: readonly (readonly [bucket: number, hash: Uint8Array])[] }
  | { readonly kind: 'membership'; readonly bytes: Uint8Array };

const KINDS = [
  'hello',
  'digests',
  'pull',
  'diff',
  'update',
  'awareness',
  'awareness-query',
  'refuse',
  'ping',
  'pong',
  'summary',
  'membership',
] as const satisfies readonly Message['kind'][];

/** The message in parts: a large payload is a part of its own and is not copied. */
export function encodeMessage(message: Message): readonly Uint8Array[] {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, KINDS.indexOf(message.kind));
  let payload: Uint8Array | null = null;
  switch (message.kind) {
    case 'hello':
      encoding.writeVarUint(encoder, message.major);
      encoding.writeVarUint(encoder, message.minor);
      encoding.writeVarUint(encoder, message.schema);
      encoding.writeVarString(encoder, message.participant);
      break;
    case 'summary':
      encoding.writeVarUint(encoder, message.buckets.length);
      for (const [bucket, hash] of message.buckets) {
        encoding.writeUint8(encoder, bucket);
        encoding.writeUint8Array(encoder, hash);
      }
      break;
    case 'digests':
      encoding.writeVarUint(encoder, message.complete.length);
      for (const bucket of message.complete) encoding.writeUint8(encoder, bucket);
      encoding.writeVarUint(encoder, message.entries.length);
      for (const [name, digest] of message.entries) {
        encoding.writeVarString(encoder, name);
        encoding.writeUint8Array(encoder, digest);
      }
      break;
    case 'pull':
      encoding.writeVarString(encoder, message.name);
      payload = message.stateVector;
      break;
    case 'diff':
      encoding.writeVarString(encoder, message.name);
      encoding.writeUint8Array(encoder, message.digest);
      payload = message.update;
      break;
    case 'update':
    case 'awareness':
      encoding.writeVarString(encoder, message.name);
      payload = message.update;
      break;
    case 'membership':
      payload = message.bytes;
      break;
    case 'awareness-query':
      encoding.writeVarString(encoder, message.name);
      break;
    case 'refuse':
      encoding.writeVarString(encoder, message.code);
      break;
    case 'ping':
    case 'pong':
      break;
    default:
      assertNever(message);
  }
  if (payload === null) return [encoding.toUint8Array(encoder)];
  encoding.writeVarUint(encoder, payload.length);
  return [encoding.toUint8Array(encoder), payload];
}

/**
 * @returns the message, or null for a kind this version does not know. Payloads are views of `bytes`.
 * @throws AppError sync/bad-frame
 */
export function decodeMessage(bytes: Uint8Array): Message | null {
  try {
    return decode(bytes);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('sync/bad-frame', String(error), { cause: error });
  }
}

function decode(bytes: Uint8Array): Message | null {
  const decoder = decoding.createDecoder(bytes);
  const kind = KINDS[decoding.readVarUint(decoder)];
  if (kind === undefined) return null;
  switch (kind) {
    case 'hello': {
      const [major, minor, schema] = [readUint(decoder), readUint(decoder), readUint(decoder)];
      // What follows is this major version's own.
      return { kind, major, minor, schema, participant: major === PROTOCOL_MAJOR ? readName(decoder) : '' };
    }
    case 'summary': {
      const buckets: (readonly [number, Uint8Array])[] = [];
      const count = readCount(decoder, BUCKETS);
      for (let index = 0; index < count; index++) {
        buckets.push([decoding.readUint8(decoder), readDigest(decoder)]);
      }
      return { kind, buckets };
    }
    case 'digests': {
      const complete: number[] = [];
      const buckets = readCount(decoder, BUCKETS);
      for (let index = 0; index < buckets; index++) complete.push(decoding.readUint8(decoder));
      const count = readCount(decoder, MAX_DIGESTS);
      const entries: DigestEntry[] = [];
      for (let index = 0; index < count; index++) entries.push([readName(decoder), readDigest(decoder)]);
      return { kind, complete, entries };
    }
    case 'pull':
      return { kind, name: readName(decoder), stateVector: readBytes(decoder, MAX_STATE_VECTOR_BYTES) };
    case 'diff':
      return { kind, name: readName(decoder), digest: readDigest(decoder), update: readBytes(decoder) };
    case 'update':
      return { kind, name: readName(decoder), update: readBytes(decoder) };
    case 'awareness':
      return { kind, name: readName(decoder), update: readBytes(decoder, MAX_AWARENESS_BYTES) };
    case 'awareness-query':
      return { kind, name: readName(decoder) };
    case 'refuse':
      return { kind, code: readName(decoder) };
    case 'membership':
      return { kind, bytes: readBytes(decoder, MAX_MEMBERSHIP_BYTES) };
    case 'ping':
    case 'pong':
      return { kind };
    default:
      return assertNever(kind);
  }
}

function readUint(decoder: decoding.Decoder): number {
  const value = decoding.readVarUint(decoder);
  if (!Number.isSafeInteger(value)) throw new AppError('sync/bad-frame', 'integer');
  return value;
}

function readCount(decoder: decoding.Decoder, most: number): number {
  const count = readUint(decoder);
  if (count > most) throw new AppError('sync/bad-frame', `${count} entries`);
  return count;
}

function readName(decoder: decoding.Decoder): string {
  const length = readUint(decoder);
  // UTF-8: at most three bytes for each of JavaScript's characters.
  if (length === 0 || length > 3 * MAX_NAME) throw new AppError('sync/bad-frame', 'name');
  const name = decodeUtf8(readExactly(decoder, length));
  if (name.length > MAX_NAME) throw new AppError('sync/bad-frame', 'name');
  return name;
}

function readDigest(decoder: decoding.Decoder): Uint8Array {
  return readExactly(decoder, DIGEST_BYTES).slice();
}

function readBytes(decoder: decoding.Decoder, most = Number.POSITIVE_INFINITY): Uint8Array {
  const length = readUint(decoder);
  if (length > most) throw new AppError('sync/bad-frame', `${length} bytes`);
  return readExactly(decoder, length);
}

function readExactly(decoder: decoding.Decoder, length: number): Uint8Array {
  if (decoder.pos + length > decoder.arr.length) throw new AppError('sync/bad-frame', 'cut short');
  return decoding.readUint8Array(decoder, length);
}
