/** Bytes of a file to text, without trusting the file to be text. */
import { AppError } from '../errors/app-error';

/** Present in every process that runs this; declared here because `shared` knows neither DOM nor Node. */
declare const TextDecoder: new (label: 'utf-8', options: { fatal: true }) => { decode(bytes: Uint8Array): string };

/** Windows-1252 for the bytes 0x80 to 0x9F; a space where it has no character. The rest is as in Latin-1. */
export const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** A text in a Western encoding has few bytes above 0x7F; noise has half. */
const MAX_HIGH_SHARE = 0.3;

const CHUNK = 8192;

function decodeUtf16(bytes: Uint8Array, low: 0 | 1): string {
  if (bytes.length % 2 !== 0) throw new AppError('files/not-text', 'odd number of bytes in UTF-16');
  const parts: string[] = [];
  for (let start = 2; start < bytes.length; start += CHUNK * 2) {
    const units: number[] = [];
    for (let index = start; index < Math.min(bytes.length, start + CHUNK * 2); index += 2) {
      units.push(((bytes[index + 1 - low] ?? 0) << 8) | (bytes[index + low] ?? 0));
    }
    parts.push(String.fromCharCode(...units));
  }
  const text = parts.join('');
  if (/\p{Surrogate}/u.test(text)) throw new AppError('files/not-text', 'broken UTF-16');
  return text;
}

/** Text in Windows-1252, or null when the bytes are not plausibly text: control characters, undefined bytes, too many high ones. */
function decodeWindows1252(bytes: Uint8Array): string | null {
  let high = 0;
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK) {
    const units: number[] = [];
    for (const byte of bytes.subarray(start, start + CHUNK)) {
      if (byte >= 0x80) high += 1;
      const unit = byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte;
      const undefinedByte = unit === 0x20 && byte !== 0x20;
      if (undefinedByte || (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) || byte === 0x7f) return null;
      units.push(unit);
    }
    parts.push(String.fromCharCode(...units));
  }
  return high > bytes.length * MAX_HIGH_SHARE ? null : parts.join('');
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 0);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 1);
  if (bytes.includes(0)) throw new AppError('files/not-text', 'NUL byte');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const text = decodeWindows1252(bytes);
    if (text === null) throw new AppError('files/not-text', 'not UTF-8', { cause });
    return text;
  }
}

/**
 * The text of a file: UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252 if that is plausible.
 * The mark is not part of the text. Errors: files/not-text.
 */
export function decodeText(bytes: Uint8Array): { text: string } {
  const text = decode(bytes);
  if (text.includes('\0')) throw new AppError('files/not-text', 'NUL character');
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text };
}
