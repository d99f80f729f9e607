/** Lines of a text, and how their beginnings are read: invisible characters never hide a header. */

/** Characters looked at to tell what a line is: lines may be as long as the file. */
export const HEAD_LENGTH = 200;

const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;
const SPACE = /[\s\u00A0\u2007\u202F]/u;

/** No byte order mark; no separator but the ends of lines of any system. */
export function lineFeeds(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
}

/** As `lineFeeds`, and Unicode's separators of lines and paragraphs part lines as well. */
export function toLines(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .split('\n');
}

/** The beginning of a line as one sees it: no invisible characters, every space a plain one, none at its ends. */
export function headOf(line: string): string {
  return readable(line.length > HEAD_LENGTH ? line.slice(0, HEAD_LENGTH) : line);
}

/** The end of a line, read like its beginning. */
export function tailOf(line: string): string {
  return readable(line.length > HEAD_LENGTH ? line.slice(-HEAD_LENGTH) : line);
}

function readable(part: string): string {
  if (part === '') return part;
  // The common case has nothing to clean.
  if (/^[\x21-\x7E](?:[\x20-\x7E]*[\x21-\x7E])?$/.test(part)) return part;
  let result = '';
  for (const char of part) if (!INVISIBLE.test(char)) result += SPACE.test(char) ? ' ' : char;
  return result.trim();
}

/** What follows the first `length` characters of `headOf(line)` in the line itself. */
export function afterHead(line: string, length: number): string {
  let seen = 0;
  let index = 0;
  for (const char of line) {
    const skipped = INVISIBLE.test(char) || (seen === 0 && SPACE.test(char));
    if (!skipped) {
      if (seen >= length) break;
      seen += char.length;
    }
    index += char.length;
  }
  return line.slice(index);
}

export function isBlankLine(line: string): boolean {
  return line === '' || line.trim() === '';
}

const ANY_FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ROOT_FENCE = /^(`{3,}|~{3,})/;

/**
 * Which lines stand inside a Markdown code fence, the fence lines included. `root`: only fences at the very beginning
 * of a line, which are those outside lists and quotes in what we wrote ourselves.
 */
export function fencedLines(lines: readonly string[], root = false): Uint8Array {
  const opening = root ? ROOT_FENCE : ANY_FENCE;
  const inside = new Uint8Array(lines.length);
  let fence: string | null = null;
  for (const [index, line] of lines.entries()) {
    const found = opening.exec(line.slice(0, HEAD_LENGTH))?.[1];
    if (fence === null) {
      if (found === undefined || (found[0] === '`' && line.indexOf('`', line.indexOf(found) + found.length) >= 0))
        continue;
      fence = found;
      inside[index] = 1;
    } else {
      inside[index] = 1;
      const closes = found?.startsWith(fence) && line.trim() === found;
      if (closes) fence = null;
    }
  }
  return inside;
}
