/** Splits messages into frames and puts them together again. Rules [FR1] and [FR2]. */
import { AppError } from '../errors/app-error';

/** Payload bytes in a frame: the largest that measured fastest, well under Chromium's 256 KiB message limit. */
export const FRAME_BYTES = 16 * 1024;

/** The longest message put together; bounds what a broken or hostile peer can make us hold. */
export const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

const MORE = 0;
const LAST = 1;

/** The frames of one message, in order; made one at a time so that a large message is not held twice. */
export function* splitMessage(message: Uint8Array): Generator<Uint8Array<ArrayBuffer>> {
  let at = 0;
  do {
    const end = Math.min(at + FRAME_BYTES, message.length);
    const frame = new Uint8Array(1 + end - at);
    frame[0] = end === message.length ? LAST : MORE;
    frame.set(message.subarray(at, end), 1);
    yield frame;
    at = end;
  } while (at < message.length);
}

/** Puts frames together. `push` returns the whole message with its last frame, null before; throws sync/bad-frame. */
export class FrameAssembler {
  private parts: Uint8Array[] = [];
  private size = 0;

  push(frame: Uint8Array): Uint8Array | null {
    const flag = frame[0];
    if (flag !== MORE && flag !== LAST) throw new AppError('sync/bad-frame', `flag ${flag}`);
    if (frame.length - 1 > FRAME_BYTES) throw new AppError('sync/bad-frame', 'frame too long');
    if (flag === MORE && frame.length === 1) throw new AppError('sync/bad-frame', 'empty frame');
    this.size += frame.length - 1;
    if (this.size > MAX_MESSAGE_BYTES) throw new AppError('sync/bad-frame', 'message too long');
    this.parts.push(frame.subarray(1));
    if (flag === MORE) return null;
    const message = this.join();
    this.parts = [];
    this.size = 0;
    return message;
  }

  private join(): Uint8Array {
    const only = this.parts[0];
    if (this.parts.length === 1 && only) return only;
    const message = new Uint8Array(this.size);
    let at = 0;
    for (const part of this.parts) {
      message.set(part, at);
      at += part.length;
    }
    return message;
  }
}
