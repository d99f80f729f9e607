/** Markdown from elsewhere that is a recap rather than a post: notes with sections, decisions and tasks. */
import type { Segment } from './draft';
import { fencedLines, HEAD_LENGTH, isBlankLine } from './lines';
import { headingOf } from './markdown-heading';

/** Enough to tell. */
const SAMPLE = 2000;
const TASK = /^ {0,8}[-*+] \[[ xX]\] /;

function headingLevels(lines: readonly string[]): number[] {
  const fenced = fencedLines(lines);
  return lines.flatMap((line, at) => (fenced[at] === 1 ? [] : (headingOf(line)?.level ?? [])));
}

/** Without the heading that is its title. */
function withoutTitle(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => !isBlankLine(line));
  return first >= 0 && headingOf(lines[first] ?? '')?.level === 1 ? lines.slice(first + 1) : lines;
}

/** Two or more sections, or a task. */
export function looksLikeRecap(lines: readonly string[]): boolean {
  const sample = withoutTitle(lines.slice(0, SAMPLE));
  return headingLevels(sample).length >= 2 || sample.some((line) => TASK.test(line.slice(0, HEAD_LENGTH)));
}

/** All of it as the recap; sections below a title begin at the first level. */
export function wholeRecap(lines: readonly string[]): Segment[] {
  const rest = withoutTitle(lines);
  const title = lines.slice(0, lines.length - rest.length).join('\n');
  const isBelow = rest !== lines && headingLevels(rest).every((level) => level > 1);
  return [
    { text: title, furniture: true },
    { text: rest.join('\n'), recap: true, headingShift: isBelow ? 1 : 0 },
  ];
}
