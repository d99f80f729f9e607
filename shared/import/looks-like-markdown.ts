/** Whether a text is Markdown, told from its first lines. Dashes, stars and numbers alone prove nothing. */
import { HEAD_LENGTH } from './lines';

const SAMPLE = 2000;

const SIGNS: readonly RegExp[] = [
  /^#{1,6} \S/,
  /^ {0,3}(?:```|~~~)/,
  /\[[^\]]{1,100}\]\((?:https?:|mailto:|#)[^)]{1,150}\)/,
  /(?:^|\s)\*\*[^\s*][^*]{0,100}\*\*/,
  /^\|? ?:?-{1,50}:? ?\|[-:| ]{1,150}$/,
  /^ {0,8}[-*+] \[[ xX]\] /,
  /^<a id="[\w-]+"><\/a>$/,
];

/** Two different signs, or headings in two or more places. */
export function looksLikeMarkdown(lines: readonly string[]): boolean {
  const sample = lines.slice(0, SAMPLE).map((line) => line.slice(0, HEAD_LENGTH));
  const kinds = SIGNS.filter((sign) => sample.some((line) => sign.test(line))).length;
  return kinds >= 2 || sample.filter((line) => /^#{1,6} \S/.test(line)).length >= 2;
}
