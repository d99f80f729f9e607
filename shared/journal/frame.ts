/** The frame around what files of ours hold piece by piece: a mark by which it is found again behind damage, a length, a checksum. */
import { crc32 } from './crc32';

/** “RJR” and a byte that no text has: where a record begins is found again behind damage. */
export const MARK = [0x52, 0x4a, 0x52, 0xff] as const;
/** Mark, length, checksum. */
export const FRAME_BYTES = 12;
export const SALT_BYTES = 16;

/** CRC-32 as `crc32` has it: whoever has the system's own sums several times as fast. */
export type Sum = (bytes: Uint8Array, before: number) => number;

/** @param saltSum `crc32` of the file's salt: a frame counts in its own file only, so that nothing inside one can pass for another */
export function encodeFrame(body: Uint8Array, saltSum: number): Uint8Array {
  const framed = new Uint8Array(FRAME_BYTES + body.length);
  framed.set(body, FRAME_BYTES);
  closeFrame(framed, 0, body.length, saltSum);
  return framed;
}

/** Writes the frame around a body of `length` bytes that stands behind the place for it. */
export function closeFrame(bytes: Uint8Array, at: number, length: number, saltSum: number, sum: Sum = crc32): void {
  for (let byte = 0; byte < MARK.length; byte += 1) bytes[at + byte] = MARK[byte] ?? 0;
  putUint32(bytes, at + 4, length);
  putUint32(bytes, at + 8, sumOf(bytes, at, length, saltSum, sum));
}

/** As `DataView.setUint32` does; a view for each frame would take as long as all else. */
function putUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}

/** Length of the whole frame that seems to begin there, however much of it is at hand; null if none can. */
export function frameLengthAt(bytes: Uint8Array, at: number, least: number, most: number): number | null {
  if (at + FRAME_BYTES > bytes.length || MARK.some((byte, offset) => bytes[at + offset] !== byte)) return null;
  const length = viewOf(bytes).getUint32(at + 4, true);
  return length < least || length > most ? null : FRAME_BYTES + length;
}

/** Whether the whole frame there is as it was written. */
export function frameHolds(bytes: Uint8Array, at: number, frameLength: number, saltSum: number): boolean {
  return viewOf(bytes).getUint32(at + 8, true) === sumOf(bytes, at, frameLength - FRAME_BYTES, saltSum);
}

/** Where the next frame may begin; the length of the bytes when nowhere. */
export function nextMark(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(MARK[0], from); at >= 0; at = bytes.indexOf(MARK[0], at + 1)) {
    if (at + FRAME_BYTES > bytes.length) break;
    if (bytes[at + 1] === MARK[1] && bytes[at + 2] === MARK[2] && bytes[at + 3] === MARK[3]) return at;
  }
  return bytes.length;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function sumOf(bytes: Uint8Array, at: number, length: number, saltSum: number, sum: Sum = crc32): number {
  const withLength = crc32(bytes, saltSum, at + 4, at + 8);
  return sum(bytes.subarray(at + FRAME_BYTES, at + FRAME_BYTES + length), withLength);
}
