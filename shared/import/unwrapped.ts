/**
 * Lines of an export that are one line by their form, put back together where an editor wrapped them (Prettier with
 * `proseWrap`, pandoc). In Markdown that changes nothing.
 */
import { readPointComment } from '../markdown';
import { isBlankLine } from './lines';

/** A line of ours has some hundred characters; more than these lines are no wrapped one. */
const MOST_LINES = 40;
/** What cannot stand in the middle of a paragraph. */
const INTERRUPTS = /^ {0,3}(?:#{1,6}(?:\s|$)|>|[-*+] |\d{1,9}[.)] |`{3}|~{3}|<)/;

/** They stand behind words of ours in the same line. */
const BEHIND = /^\s*<!--(?::|why|answer|note)-->/;

interface Form {
  readonly begins: (line: string) => boolean;
  /** Whether nothing is missing at the end. */
  readonly isWhole: (line: string) => boolean;
}

const endsIn = (...marks: readonly string[]) => {
  return (line: string): boolean => line.endsWith('-->') && marks.some((mark) => line.includes(mark));
};

const FORMS: readonly Form[] = [
  {
    begins: (line) => line.startsWith('In reply to ['),
    isWhole: (line) => /^In reply to \[.{0,200}\]\(#post-[\w-]+\)(?:: “.*”)?$/.test(line),
  },
  { begins: (line) => /^\[\^\d{1,9}\]: /.test(line), isWhole: endsIn('<!--footnote-->') },
  { begins: (line) => line.startsWith('In the recap: ['), isWhole: endsIn('<!--cited-->') },
  { begins: (line) => /^[*_]Set aside by /.test(line), isWhole: endsIn('<!--aside ') },
  { begins: (line) => /^[-*+] /.test(line), isWhole: endsIn('<!--signoff ', '<!--open-->', '<!--sources-->') },
  {
    begins: (line) => /^[*_]This post was/.test(line),
    isWhole: (line) => /^[*_]This post was deleted\.[*_]$/.test(line),
  },
];

const isReaction = endsIn('<!--reaction ');

/** A line of reactions begins with the first of them, and has a comment for each. */
function isReactions(line: string): boolean {
  if (!isReaction(line)) return false;
  const emoji = readPointComment(line.slice(line.indexOf('<!--reaction ')))?.attrs.emoji?.trim() ?? '';
  return emoji !== '' && line.replaceAll('\\', '').startsWith(emoji.replaceAll('\\', ''));
}

/** The end of the paragraph that goes on from `start`, or as much of it as is looked at. */
function endOf(lines: readonly string[], start: number, from = start + 1): number {
  let end = from;
  // A backslash at the end is a break that somebody wrote.
  while (end < lines.length && end - start < MOST_LINES && !(lines[end - 1] ?? '').endsWith('\\')) {
    const next = lines[end] ?? '';
    if (isBlankLine(next) || INTERRUPTS.test(next)) break;
    end += 1;
  }
  return end;
}

const joined = (lines: readonly string[]): string => lines.map((part) => part.trim()).join(' ');

/** How many of the lines from `start` are one; 1 for those that stand as they were written. */
function lengthAt(lines: readonly string[], start: number): number {
  const first = (lines[start] ?? '').trimEnd();
  const form = FORMS.find(({ begins }) => begins(first));
  if (form?.isWhole(first) === true) return 1;
  if (form === undefined && !isBlankLine(lines[start - 1] ?? '')) return 1;
  const paragraph = lines.slice(start, endOf(lines, start));
  if (form === undefined) {
    const last = paragraph.findLastIndex((line) => line.trimEnd().endsWith('-->'));
    const isOurs = last > 0 && paragraph.some((line) => line.includes('<!--reaction '));
    return isOurs && isReactions(joined(paragraph.slice(0, last + 1))) ? last + 1 : 1;
  }
  for (let count = 2; count <= paragraph.length; count += 1)
    if (form.isWhole(joined(paragraph.slice(0, count)))) return count;
  return 1;
}

/** As many lines as before: blank ones stand where a paragraph has become shorter. `fenced`: lines that are code. */
export function unwrapped(lines: readonly string[], fenced: Uint8Array): string[] {
  const result = [...lines];
  for (let at = 0; at < result.length; at += 1) {
    if (fenced[at] === 1 || result[at] === '') continue;
    const length = BEHIND.test(result[at + 1] ?? '') ? 2 : lengthAt(result, at);
    if (length === 1) continue;
    const end = endOf(result, at, at + length);
    if (end - at >= MOST_LINES) continue;
    const rest = result.slice(at + length, end);
    result[at] = joined(result.slice(at, at + length));
    for (let next = at + 1; next < end; next += 1) result[next] = rest[next - at - 1] ?? '';
  }
  return result;
}
