/** How deep a text nests quotes and lists, told before it is parsed: the parser's time grows with more than the square of it. */

/** More quotes and lists than these that begin on one line are words. 5,000 of them take minutes. */
export const MAX_NESTING = 100;
/** Lists in lists by indentation: what we write ourselves has at most 40. */
const MAX_STEPS = 150;

const SIGN = /[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;

function signsOf(line: string): number {
  let count = 0;
  SIGN.lastIndex = 0;
  while (count <= MAX_NESTING && SIGN.test(line)) count += 1;
  return count;
}

/** Whether lists and quotes of the text are to be read as words. */
export function isDeeplyNested(source: string): boolean {
  // Indentations of the lists that are open, each deeper than the one before.
  let open: number[] = [];
  for (let start = 0; start < source.length; ) {
    const found = source.indexOf('\n', start);
    const end = found < 0 ? source.length : found;
    const line = source.slice(start, Math.min(end, start + 4_000));
    start = end + 1;
    const signs = signsOf(line);
    if (signs === 0) continue;
    if (signs > MAX_NESTING) return true;
    const indent = line.search(/[^ \t]/);
    if (indent < (open.at(-1) ?? -1)) open = open.filter((other) => other < indent);
    if (indent > (open.at(-1) ?? -1)) open.push(indent);
    if (open.length > MAX_STEPS) return true;
  }
  return false;
}
