/**
 * Frames: how messages of any length travel over a data channel. Rules [FR1] to [FR5]. The first byte of a frame is its
 * flag. A message that fits one frame is always `LAST` and its bytes, so that a hello can be read by every version.
 */
import { AppError } from '../errors/app-error';
import { release } from '../util/release';

/** Payload bytes in a frame: the largest that measured fastest, well under Chromium's 256 KiB message limit. */
export const FRAME_BYTES = 16 * 1024;

/** The longest message put together; bounds what a broken or hostile peer can make us hold. */
export const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/**
 * Payload that may be on its way without having been taken: what a page that is busy must hold. 4 MiB fill a link of
 * 100 Mbit/s over 300 ms. [FR4]
 */
export const WINDOW_BYTES = 4 * 1024 * 1024;

export const FLAG = { more: 0, last: 1, first: 2, credit: 3, ask: 4, here: 5 } as const;

/** Flag and a number of four bytes. */
export const HEADER_BYTES = 5;
/** The first storage of a long message; grows fourfold, and never beyond what was announced. [FR2] */
const FIRST_STORAGE = 8 * FRAME_BYTES;
const GROWTH = 4;

export type Parts = Uint8Array | readonly Uint8Array[];

export function lengthOf(parts: Parts): number {
  if (parts instanceof Uint8Array) return parts.length;
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/**
 * The frames of one message, in order, made one at a time; all are views of one buffer: each is valid until the next is
 * asked for. Nothing else is copied.
 */
export function* framesOf(parts: Parts): Generator<Uint8Array<ArrayBuffer>> {
  const list = parts instanceof Uint8Array ? [parts] : parts;
  const total = lengthOf(parts);
  const buffer = new Uint8Array(Math.min(total, FRAME_BYTES) + HEADER_BYTES);
  let left = total;
  let index = 0;
  let at = 0;
  do {
    const isFirst = left === total && total > FRAME_BYTES;
    const start = isFirst ? HEADER_BYTES : 1;
    if (isFirst) writeNumber(buffer, FLAG.first, total);
    else buffer[0] = left <= FRAME_BYTES ? FLAG.last : FLAG.more;
    const end = start + Math.min(left, FRAME_BYTES);
    let to = start;
    while (to < end) {
      const part = list[index] ?? buffer.subarray(0, 0);
      const piece = part.subarray(at, at + end - to);
      buffer.set(piece, to);
      to += piece.length;
      at += piece.length;
      if (at < part.length) continue;
      index += 1;
      at = 0;
    }
    left -= end - start;
    yield buffer.subarray(0, end);
  } while (left > 0);
}

/** A frame that carries a number: credit, ask, here. */
export function numberFrame(flag: number, value: number): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(HEADER_BYTES);
  writeNumber(frame, flag, value);
  return frame;
}

/** The number of a frame made by `numberFrame`; throws sync/bad-frame. */
export function numberOf(frame: Uint8Array): number {
  if (frame.length !== HEADER_BYTES) throw new AppError('sync/bad-frame', 'number frame');
  return readNumber(frame);
}

function writeNumber(frame: Uint8Array, flag: number, value: number): void {
  frame[0] = flag;
  new DataView(frame.buffer, frame.byteOffset).setUint32(1, value);
}

function readNumber(frame: Uint8Array): number {
  return new DataView(frame.buffer, frame.byteOffset, frame.length).getUint32(1);
}

/** Puts frames together. `push` returns the whole message with its last frame, null before; throws sync/bad-frame. */
export class FrameAssembler {
  private storage: Uint8Array | null = null;
  private announced = 0;
  private size = 0;

  push(frame: Uint8Array): Uint8Array | null {
    const flag = frame[0];
    if (flag === FLAG.first) return this.begin(frame);
    if (flag !== FLAG.more && flag !== FLAG.last) throw new AppError('sync/bad-frame', `flag ${flag}`);
    const payload = frame.subarray(1);
    if (payload.length > FRAME_BYTES) throw new AppError('sync/bad-frame', 'frame too long');
    if (this.storage === null) {
      if (flag === FLAG.more) throw new AppError('sync/bad-frame', 'no message has begun');
      return payload;
    }
    if (payload.length === 0) throw new AppError('sync/bad-frame', 'empty frame');
    this.append(this.storage, payload);
    if ((flag === FLAG.last) !== (this.size === this.announced))
      throw new AppError('sync/bad-frame', 'not the announced length');
    if (flag === FLAG.more) return null;
    const message = this.storage;
    this.storage = null;
    return message;
  }

  private begin(frame: Uint8Array): null {
    const payload = frame.subarray(HEADER_BYTES);
    if (this.storage !== null || payload.length === 0 || payload.length > FRAME_BYTES)
      throw new AppError('sync/bad-frame', 'first frame');
    this.announced = readNumber(frame);
    if (this.announced <= payload.length || this.announced > MAX_MESSAGE_BYTES)
      throw new AppError('sync/bad-frame', `announced ${this.announced}`);
    this.size = 0;
    this.append(new Uint8Array(Math.min(FIRST_STORAGE, this.announced)), payload);
    return null;
  }

  private append(storage: Uint8Array, payload: Uint8Array): void {
    const size = this.size + payload.length;
    if (size > this.announced) throw new AppError('sync/bad-frame', 'longer than announced');
    this.storage = storage;
    if (size > storage.length) {
      this.storage = new Uint8Array(Math.min(storage.length * GROWTH, this.announced));
      this.storage.set(storage.subarray(0, this.size));
      release(storage);
    }
    this.storage.set(payload, this.size);
    this.size = size;
  }
}
