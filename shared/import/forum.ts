/** Pages of a forum copied as text: blank lines part paragraphs, and a reply follows the last with a mere line break. */
import type { Segment } from './draft';
import { isFurniture, isSureFurniture } from './furniture';
import { CLOCK, type HeaderTime, readHeaderTime, type ToTime, timeReader } from './header-time';
import { headOf, isBlankLine, tailOf } from './lines';
import { signatureInLine, signerReader } from './signature';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** `Permalink Reply by renee on August 12, 2009 at 8:14pm` */
const BYLINE = new RegExp(
  String.raw`^(?:permalink )?(?:reply|posted|comment|added|started) by (?<name>.{1,60}?) on (?<month>\p{L}{3,9})\.? (?<day>\d{1,2}), (?<year>\d{4}) at ${CLOCK}$`,
  'iu',
);

const LIST_LINE = /^(?:[-*•–]|\d{1,3}[.)]|[a-z][.)])(?: |$)/i;
const SENTENCE_END = /[.!?…][)\]"'”’»*_]*$/;
const QUOTE_END = /["”»]$/;
const SENTENCE_INSIDE = /[.!?]["”)]* +\p{Lu}/u;
const BEGINS = /^["“„'‘«¿¡(@]*[\p{Lu}\p{Lo}\p{N}]/u;

/** Lines are not broken at a width when one is this long; then a line break has a meaning. */
const UNBROKEN_LENGTH = 160;
const TITLE_LENGTH = 100;
const SAMPLE = 5000;

/** A line that nothing of the same post follows without a blank line: the end of a sentence, or a signature. */
function endsPost(line: string, before: string): boolean {
  const tail = tailOf(line);
  if (signatureInLine(tail, before) !== null || SENTENCE_END.test(tail)) return true;
  // A quotation ends a post only after whole sentences; in a list it is a word.
  return QUOTE_END.test(tail) && SENTENCE_INSIDE.test(line.slice(-2000));
}

function isJunction(line: string, next: string, before: string): boolean {
  const head = headOf(line);
  const nextHead = headOf(next);
  if (LIST_LINE.test(head) && LIST_LINE.test(nextHead)) return false;
  return BEGINS.test(nextHead) && endsPost(line, before);
}

/** `a` and `b` are next to each other without a blank line. */
function junctionAt(lines: readonly string[], index: number): boolean {
  const line = lines[index - 1] ?? '';
  const next = lines[index] ?? '';
  if (index === 0 || isBlankLine(line) || isBlankLine(next)) return false;
  return isJunction(
    line,
    next,
    lines.slice(Math.max(0, index - 4), index - 1).findLast((above) => !isBlankLine(above)) ?? '',
  );
}

function isForum(lines: readonly string[]): boolean {
  const sample = lines.slice(0, SAMPLE);
  // The end of a page is furniture too.
  if ([...sample, ...lines.slice(SAMPLE).slice(-20)].some((line) => isSureFurniture(headOf(line)))) return true;
  return sample.filter((line) => isFurniture(headOf(line)) || BYLINE.test(headOf(line))).length >= 2;
}

/** The parts of a forum without its page: unbroken long lines, and replies that follow each other without a blank line. */
function looksPasted(lines: readonly string[]): boolean {
  const sample = lines.slice(0, SAMPLE);
  if (!sample.some((line) => line.length > UNBROKEN_LENGTH) || !sample.some((line) => line.trim() === '')) return false;
  return sample.filter((_, index) => junctionAt(sample, index)).length >= 2;
}

/** Index after the short lines at the top that name the page: each alone in its block, no sentence. */
function titleEnd(lines: readonly string[]): number {
  let end = 0;
  for (const [index, line] of lines.entries()) {
    if (isBlankLine(line)) continue;
    const head = headOf(line);
    const alone = isBlankLine(lines[index + 1] ?? '') && isBlankLine(lines[index - 1] ?? '');
    if (
      !alone ||
      line.trim().length > TITLE_LENGTH ||
      /[.!?…:;,]$/.test(head) ||
      isFurniture(head) ||
      BYLINE.test(head)
    )
      break;
    end = index + 1;
  }
  // A text of nothing but titles is no page.
  return lines.slice(end).some((line) => !isBlankLine(line) && !isFurniture(headOf(line))) ? end : 0;
}

interface Part {
  kind: 'post' | 'furniture' | 'title';
  lines: string[];
  author?: string;
  time?: HeaderTime;
}

function byline(head: string): Pick<Part, 'author' | 'time'> | null {
  const groups = BYLINE.exec(head)?.groups;
  if (groups === undefined) return null;
  const month = MONTHS.indexOf((groups.month ?? '').slice(0, 3).toLowerCase()) + 1;
  const time = readHeaderTime({ ...groups, a: groups.year, b: String(month), c: groups.day });
  return time === null || month === 0 ? null : { author: (groups.name ?? '').trim(), time };
}

/** A byline whose post has not begun: buttons may stand between. */
function isWaiting(part: Part | undefined): boolean {
  return part?.time !== undefined && part.lines.every(isBlankLine);
}

function partLines(lines: readonly string[], titles: number, byJunction: boolean): Part[] {
  const parts: Part[] = [{ kind: titles > 0 ? 'title' : 'post', lines: lines.slice(0, titles) }];
  for (let index = titles; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const head = headOf(line);
    const last = parts.at(-1) as Part;
    const author = byline(head);
    if (author !== null) parts.push({ kind: 'post', lines: [], ...author });
    else if (isFurniture(head)) {
      if (last.kind === 'furniture') last.lines.push(line);
      else parts.push({ kind: 'furniture', lines: [line] });
    } else if (isBlankLine(line)) last.lines.push(line);
    else if (last.kind === 'furniture' && isWaiting(parts.at(-2)))
      parts.push({ ...(parts.at(-2) as Part), lines: [line] });
    else if (last.kind !== 'post' || (byJunction && junctionAt(lines, index)))
      parts.push({ kind: 'post', lines: [line] });
    else last.lines.push(line);
  }
  return parts;
}

/**
 * The posts of a forum's page, or null when the text is none. Replies are told apart by their bylines where there are
 * any; else a reply begins after a line break where the line above ends a sentence or is a signature and the next
 * begins one. Lists stay together. The page around the posts is furniture.
 */
export function splitForum(
  lines: readonly string[],
  toTime: ToTime,
): { title: string | null; segments: Segment[] } | null {
  const page = isForum(lines);
  if (!page && !looksPasted(lines)) return null;
  const bylines = lines.slice(0, SAMPLE).filter((line) => BYLINE.test(headOf(line))).length;
  const unbroken = lines.some((line) => line.length > UNBROKEN_LENGTH);
  const titles = page ? titleEnd(lines) : 0;
  const parts = partLines(lines, titles, bylines < 2 && unbroken);
  const read = timeReader(
    parts.flatMap(({ time }) => time ?? []),
    toTime,
  );
  const signer = signerReader(() => lines);
  const title = lines.slice(0, titles).findLast((line) => !isBlankLine(line));
  const segments = parts.map((part): Segment => {
    const text = part.lines.join('\n').trim();
    const author = part.kind === 'post' ? (part.author ?? signer(text)) : null;
    return { text, author, createdAt: part.time ? read(part.time) : null, furniture: part.kind !== 'post' };
  });
  return { title: title === undefined ? null : headOf(title), segments };
}
