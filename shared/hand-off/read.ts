/** Reads a hand-off file piece by piece, whatever became of it: what holds is given, what does not is told. */
import { crc32 } from '../journal/crc32';
import { FRAME_BYTES, frameHolds, frameLengthAt, nextMark, viewOf } from '../journal/frame';
import {
  decodePart,
  FRAME_HEAD,
  type HandOffHeader,
  HEADER_BYTES,
  KIND,
  LAST,
  MAX_FRAME,
  MAX_RECORD,
  type Part,
} from './format';

/** The file. @throws the disk's error */
export interface Source {
  readonly size: number;
  /** Fewer bytes only where the file ends. */
  read(from: number, length: number): Promise<Uint8Array>;
}

/** What is in a frame, unpacked and unsealed; null when it is not what was put there. */
export type OpenFrame = (number: number, flags: number, content: Uint8Array) => Promise<Uint8Array | null>;

export interface FileRecord {
  readonly kind: number;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What became of a file, known when all of it was read. */
export interface Reading {
  /** Its end is there. */
  complete: boolean;
  /** Bytes that could not be read. */
  damaged: number;
  /** Frames that are missing, stand twice or in another order, or were changed by somebody without the passphrase. */
  disturbed: boolean;
  /** Records that lack a part, or are too long. */
  lost: number;
  /** Where reading has come to. */
  at: number;
}

export const newReading = (): Reading => ({ complete: false, damaged: 0, disturbed: false, lost: 0, at: 0 });

/** Read from the disk at once. */
const WINDOW = 2 * MAX_FRAME;
/** How many bytes may be summed in vain, as a multiple of the file: a made-up one must not take hours. */
const VAIN = 3;

export async function* readRecords(
  source: Source,
  { salt }: HandOffHeader,
  open: OpenFrame,
  reading: Reading,
): AsyncGenerator<FileRecord> {
  const record = new Assembling(() => {
    reading.lost += 1;
  });
  let expected = 0;
  for await (const { number, flags, content } of framesOf(source, salt, reading)) {
    if (number !== expected) {
      record.drop();
      reading.disturbed = true;
      // What stands twice is there already.
      if (number < expected) continue;
    }
    expected = number + 1;
    const opened = await open(number, flags, content);
    const part = opened === null ? null : decodePart(opened);
    if (part === null) {
      record.drop();
      reading.disturbed = true;
      continue;
    }
    const whole = record.add(part);
    if (whole?.kind === KIND.end) {
      reading.complete = (flags & LAST) !== 0 && !reading.disturbed && reading.damaged === 0 && reading.lost === 0;
      return;
    }
    if (whole !== null) yield whole;
  }
  // What only ends too early is not damaged.
  if (reading.damaged > 0 || reading.disturbed) record.drop();
}

/** The record whose parts are coming. */
class Assembling {
  private parts: Part[] = [];
  private size = 0;

  constructor(private readonly lost: () => void) {}

  add(part: Part): FileRecord | null {
    if (part.continues) {
      const [first] = this.parts;
      // The parts before it are gone, and that was counted.
      if (first === undefined) return null;
      if (first.kind !== part.kind || first.name !== part.name) return this.drop();
    } else this.drop();
    this.parts.push(part);
    this.size += part.bytes.length;
    if (this.size > MAX_RECORD) return this.drop();
    if (part.more) return null;
    const { parts, size } = this;
    this.parts = [];
    this.size = 0;
    return { kind: part.kind, name: part.name, bytes: joined(parts, size) };
  }

  drop(): null {
    if (this.parts.length > 0) this.lost();
    this.parts = [];
    this.size = 0;
    return null;
  }
}

interface Frame {
  readonly number: number;
  readonly flags: number;
  readonly content: Uint8Array;
}

async function* framesOf(source: Source, salt: Uint8Array, reading: Reading): AsyncGenerator<Frame> {
  const saltSum = crc32(salt);
  let vain = source.size * VAIN;
  let at = HEADER_BYTES;
  let window: Uint8Array = new Uint8Array();
  let from = at;
  /** Where a frame began that ends behind the end of the file. */
  let torn: number | null = null;
  const past = (to: number): void => {
    reading.damaged += to - at;
    at = to;
  };
  while (at < source.size) {
    const isLast = from + window.length >= source.size;
    if (!isLast && at + FRAME_BYTES + MAX_FRAME > from + window.length) {
      window = await source.read(at, Math.min(WINDOW, source.size - at));
      from = at;
      // It was cut while it was read.
      if (window.length === 0) break;
    }
    reading.at = at;
    const place = at - from;
    const length = vain > 0 ? frameLengthAt(window, place, FRAME_HEAD, MAX_FRAME) : null;
    const isThere = length !== null && place + length <= window.length;
    if (isThere && frameHolds(window, place, length, saltSum)) {
      const body = window.slice(place + FRAME_BYTES, place + length);
      at += length;
      torn = null;
      reading.at = at;
      yield { number: viewOf(body).getUint32(0, true), flags: body[4] ?? 0, content: body.subarray(FRAME_HEAD) };
      continue;
    }
    if ((length !== null && at + length > source.size) || at + FRAME_BYTES > source.size) torn ??= at;
    vain -= length ?? 0;
    const next = from + nextMark(window, place + 1);
    // A mark may lie across the end of the window.
    const beyond = next >= from + window.length && !isLast;
    past(vain <= 0 ? source.size : beyond ? Math.max(at + 1, next - FRAME_BYTES) : next);
  }
  if (at < source.size) past(source.size);
  if (torn !== null) reading.damaged -= source.size - torn;
  reading.at = source.size;
}

function joined(parts: readonly Part[], size: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only.bytes;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const { bytes } of parts) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}
