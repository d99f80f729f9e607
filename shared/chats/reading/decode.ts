/** Bytes that come in pieces to text: what decode-text.ts does for a whole file, without needing the whole file. */
import { WINDOWS_1252 } from '../../import/decode-text';

type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252';

interface Decoder {
  decode(bytes: Uint8Array): string;
}

/** Present in every process that runs this; declared here because `shared` knows neither DOM nor Node. */
declare const TextDecoder: new (label: Encoding, options?: { fatal?: boolean; ignoreBOM?: boolean }) => Decoder;

/** Bytes that are decoded at once: keeps pauses short, and strings out of the space for large ones. */
const PIECE = 128 * 1024;

/** Bytes by which an encoding without a mark is told. */
const SAMPLE = 64;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const western = new TextDecoder('windows-1252');
const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });

/** Where the last whole character of UTF-8 ends: at most three bytes before the end. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** The same for UTF-16, where the first half of a surrogate pair waits for the second. */
function wholePairs(bytes: Uint8Array, kind: 'utf-16le' | 'utf-16be'): number {
  const end = bytes.length - (bytes.length % 2);
  const high = bytes[kind === 'utf-16le' ? end - 1 : end - 2] ?? 0;
  return high >= 0xd8 && high < 0xdc ? end - 2 : end;
}

/** Sequences of more than one byte that are sound UTF-8: in a Western text they hardly ever come about. */
function hasSequence(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length - 1; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0xc3 && byte < 0xf5 && ((bytes[at + 1] ?? 0) & 0xc0) === 0x80) return true;
  }
  return false;
}

/** Node decodes Windows-1252 as Latin-1 (nodejs/node#56542): where that has controls, this has quotation marks and dashes. */
const westernText = (bytes: Uint8Array): string =>
  western
    .decode(bytes)
    .replace(/(?!\p{ASCII})\p{Cc}/gu, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control);

/** One line: UTF-8, else Windows-1252, else UTF-8 with U+FFFD. Logs of chats mix the first two from line to line. */
function decodeLine(bytes: Uint8Array, damaged: () => void): string {
  try {
    return strict.decode(bytes);
  } catch {
    if (!hasSequence(bytes)) return westernText(bytes);
    damaged();
    return lenient.decode(bytes);
  }
}

function decodeLines(bytes: Uint8Array, damaged: () => void): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start);
    const next = end < 0 ? bytes.length : end + 1;
    parts.push(decodeLine(bytes.subarray(start, next), damaged));
    start = next;
  }
  return parts.join('');
}

function swapped(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length);
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    result[at] = bytes[at + 1] ?? 0;
    result[at + 1] = bytes[at] ?? 0;
  }
  return result;
}

type Kind = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By the byte order mark, else by where the zeros stand: every second byte of Western text in UTF-16 is one. */
function kindOf(bytes: Uint8Array): { readonly kind: Kind; readonly skip: number } {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return { kind: 'utf-16le', skip: 2 };
  if (a === 0xfe && b === 0xff) return { kind: 'utf-16be', skip: 2 };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { kind: 'utf-8', skip: 3 };
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (sample.length < 8 || even + odd < sample.length / 4) return { kind: 'utf-8', skip: 0 };
  return { kind: odd > even ? 'utf-16le' : 'utf-16be', skip: 0 };
}

export interface TextDecoding {
  /** The text of these bytes, less a character that is not complete yet. */
  push(bytes: Uint8Array): string;
  /** What is left. */
  end(): string;
}

/** `damaged` is called for each line, or piece of one, that holds bytes which are no text. */
export function makeDecoding(damaged: () => void): TextDecoding {
  let kind: Kind | null = null;
  let rest: Uint8Array = new Uint8Array(0);

  const decode = (bytes: Uint8Array): string => {
    if (kind === 'utf-16le') return utf16.decode(bytes);
    if (kind === 'utf-16be') return utf16.decode(swapped(bytes));
    try {
      return strict.decode(bytes);
    } catch {
      return decodeLines(bytes, damaged);
    }
  };

  return {
    push(bytes) {
      let whole = bytes;
      if (rest.length > 0) {
        whole = new Uint8Array(rest.length + bytes.length);
        whole.set(rest);
        whole.set(bytes, rest.length);
        rest = new Uint8Array(0);
      }
      if (kind === null) {
        if (whole.length < SAMPLE) {
          rest = whole.slice();
          return '';
        }
        const found = kindOf(whole);
        kind = found.kind;
        whole = whole.subarray(found.skip);
      }
      const end = kind === 'utf-8' ? wholeCharacters(whole) : wholePairs(whole, kind);
      rest = whole.slice(end);
      return decode(whole.subarray(0, end));
    },
    end() {
      const last = rest;
      rest = new Uint8Array(0);
      if (kind === null) {
        const found = kindOf(last);
        kind = found.kind;
        return decode(last.subarray(found.skip));
      }
      return decode(last);
    },
  };
}

/** The bytes in pieces of a size that can be worked on without a pause. */
export async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
  }
}
