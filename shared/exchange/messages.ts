/** The exchange's messages on the wire; the table is in README.md beside this file. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { AppError } from '../errors/app-error';
import { assertNever } from '../util/assert-never';

export const PROTOCOL_MAJOR = 1;
export const PROTOCOL_MINOR = 0;
export const DIGEST_BYTES = 16;

/** Longest document name, and most digests in one message: far above any real notebook, low enough to hold. */
const MAX_NAME = 200;
const MAX_DIGESTS = 200_000;

export type Message =
  | { readonly kind: 'hello'; readonly major: number; readonly minor: number; readonly schema: number }
  | {
      readonly kind: 'digests';
      readonly full: boolean;
      readonly entries: readonly (readonly [name: string, digest: Uint8Array])[];
    }
  | { readonly kind: 'pull'; readonly name: string; readonly stateVector: Uint8Array }
  | { readonly kind: 'diff'; readonly name: string; readonly update: Uint8Array }
  | { readonly kind: 'update'; readonly name: string; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly name: string; readonly update: Uint8Array }
  | { readonly kind: 'awareness-query'; readonly name: string }
  | { readonly kind: 'refuse'; readonly code: string }
  | { readonly kind: 'ping' }
  | { readonly kind: 'pong' };

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
] as const satisfies readonly Message['kind'][];

export function encodeMessage(message: Message): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, KINDS.indexOf(message.kind));
  switch (message.kind) {
    case 'hello':
      encoding.writeVarUint(encoder, message.major);
      encoding.writeVarUint(encoder, message.minor);
      encoding.writeVarUint(encoder, message.schema);
      break;
    case 'digests':
      encoding.writeVarUint(encoder, message.full ? 1 : 0);
      encoding.writeVarUint(encoder, message.entries.length);
      for (const [name, digest] of message.entries) {
        encoding.writeVarString(encoder, name);
        encoding.writeUint8Array(encoder, digest);
      }
      break;
    case 'pull':
      encoding.writeVarString(encoder, message.name);
      encoding.writeVarUint8Array(encoder, message.stateVector);
      break;
    case 'diff':
    case 'update':
    case 'awareness':
      encoding.writeVarString(encoder, message.name);
      encoding.writeVarUint8Array(encoder, message.update);
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
  return encoding.toUint8Array(encoder);
}

/**
 * @returns the message, or null for a kind this version does not know
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
      return { kind, major, minor, schema };
    }
    case 'digests': {
      const full = readUint(decoder) === 1;
      const count = readUint(decoder);
      if (count > MAX_DIGESTS) throw new AppError('sync/bad-frame', `${count} digests`);
      const entries: (readonly [string, Uint8Array])[] = [];
      for (let index = 0; index < count; index++) {
        entries.push([readName(decoder), decoding.readUint8Array(decoder, DIGEST_BYTES).slice()]);
      }
      return { kind, full, entries };
    }
    case 'pull':
      return { kind, name: readName(decoder), stateVector: decoding.readVarUint8Array(decoder) };
    case 'diff':
    case 'update':
    case 'awareness':
      return { kind, name: readName(decoder), update: decoding.readVarUint8Array(decoder) };
    case 'awareness-query':
      return { kind, name: readName(decoder) };
    case 'refuse':
      return { kind, code: readName(decoder) };
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

function readName(decoder: decoding.Decoder): string {
  const name = decoding.readVarString(decoder);
  if (name === '' || name.length > MAX_NAME) throw new AppError('sync/bad-frame', 'name');
  return name;
}
