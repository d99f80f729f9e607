/** The mails of an mbox file (RFC 4155): each begins with a line `From sender date`, after a blank line. */
import { MAX_MAIL } from '../../limits';

export interface RawMail {
  /** Without the `From ` line, unquoted. */
  readonly bytes: Uint8Array;
  /** Number of its first line in the file. */
  readonly line: number;
  /** It was longer than mails are, and is cut. */
  readonly cut: boolean;
}

const FROM = [0x46, 0x72, 0x6f, 0x6d, 0x20];
const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x3e;
/** A line that goes on longer is taken in pieces: none of these begins a mail. */
const LONGEST_LINE = 64 * 1024;

const startsAt = (bytes: Uint8Array, at: number): boolean => FROM.every((byte, index) => bytes[at + index] === byte);

/** The sender and a date with a time and a year: `From here on …` begins no mail. */
function isFromLine(bytes: Uint8Array, start: number, end: number): boolean {
  if (!startsAt(bytes, start) || end - start > 1000) return false;
  const line = String.fromCharCode(...bytes.subarray(start, end));
  return /^From \S{1,500} .{0,300}\d{1,2}:\d\d.{0,100}\b(?:19|20)\d\d\b/.test(line);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** Takes one `>` off each line `>From `, `>>From `…: what mboxrd put there, and mboxo in the first case. */
export function unquoted(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let copied = 0;
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) {
    if (at > 0 && bytes[at - 1] !== LF) continue;
    let end = at;
    while (bytes[end] === QUOTE) end += 1;
    if (startsAt(bytes, end)) {
      parts.push(bytes.subarray(copied, at));
      copied = at + 1;
    }
    at = end;
  }
  return copied === 0 ? bytes : joined([...parts, bytes.subarray(copied)]);
}

/** Gathers the bytes of one mail after the other. */
class Gathering {
  private parts: Uint8Array[] = [];
  private size = 0;
  private cut = false;
  line = 0;

  add(bytes: Uint8Array): void {
    const room = MAX_MAIL - this.size;
    this.cut ||= bytes.length > room;
    const taken = bytes.subarray(0, room);
    this.size += taken.length;
    if (taken.length > 0) this.parts.push(taken);
  }

  /** The mail so far; null when nothing stands there. */
  take(nextLine: number): RawMail | null {
    const mail = { bytes: unquoted(joined(this.parts)), line: this.line, cut: this.cut };
    this.parts = [];
    this.size = 0;
    this.cut = false;
    this.line = nextLine;
    return mail.bytes.every((byte) => byte === LF || byte === CR) ? null : mail;
  }
}

export async function* splitMails(source: AsyncIterable<Uint8Array>): AsyncGenerator<RawMail> {
  const mail = new Gathering();
  let rest: Uint8Array = new Uint8Array(0);
  let line = 0;
  let afterBlank = true;
  let begun = false;
  for await (const piece of source) {
    const bytes = rest.length === 0 ? piece.slice() : joined([rest, piece]);
    let at = 0;
    let from = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, at)) {
      line += 1;
      if (afterBlank && isFromLine(bytes, at, end)) {
        mail.add(bytes.subarray(from, at));
        const raw = mail.take(line + 1);
        if (raw !== null && begun) yield raw;
        begun = true;
        from = end + 1;
      }
      afterBlank = end === at || (end === at + 1 && bytes[at] === CR);
      at = end + 1;
    }
    if (bytes.length - at > LONGEST_LINE) at = bytes.length;
    mail.add(bytes.subarray(from, at));
    rest = bytes.subarray(at);
  }
  mail.add(rest);
  const last = mail.take(0);
  if (last !== null && begun) yield last;
}
