/** Texts without names: posts between `---` lines, or between blank lines. */
import type { Segment } from './draft';
import { fencedLines, isBlankLine } from './lines';

const RULE = /^-{3,}\s*$/;
const MARKDOWN_RULE = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$/;

/** The parts between lines of dashes, or null when there are none. In Markdown a rule stands after a blank line. */
export function splitRules(lines: readonly string[], markdown: boolean): Segment[] | null {
  const fenced = markdown ? fencedLines(lines) : null;
  const parts: string[][] = [[]];
  for (const [index, line] of lines.entries()) {
    const rule =
      line.length >= 3 &&
      (fenced === null
        ? RULE.test(line)
        : MARKDOWN_RULE.test(line) && isBlankLine(lines[index - 1] ?? '') && fenced[index] !== 1);
    if (rule) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  const filled = parts.filter((part) => part.some((line) => !isBlankLine(line)));
  return filled.length < 2 ? null : filled.map((part) => ({ text: part.join('\n') }));
}

export function splitBlocks(lines: readonly string[]): Segment[] {
  const result: Segment[] = [];
  let block: string[] = [];
  const close = () => {
    if (block.length > 0) result.push({ text: block.join('\n') });
    block = [];
  };
  for (const line of lines) {
    if (isBlankLine(line)) close();
    else block.push(line);
  }
  close();
  return result;
}
