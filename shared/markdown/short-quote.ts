/** The first words of a text, for a quote in a line. */

/** Characters that are quoted: enough to know a text by. */
const QUOTE_LENGTH = 80;

const oneLineOf = (value: string): string =>
  /[^\S ]| {2}/.test(value) ? value.replace(/\s+/g, ' ').trim() : value.trim();

/** The first words of a text on one line, at most `QUOTE_LENGTH` code points. */
export function shortQuote(value: string): string {
  // Enough of a long text for the quote; more where there are many spaces.
  const head = oneLineOf(value.slice(0, 400));
  const line = head.length > QUOTE_LENGTH * 3 || value.length <= 400 ? head : oneLineOf(value.slice(0, 4000));
  const begin = line.slice(0, QUOTE_LENGTH * 2 + 2);
  const paired = /[\uD800-\uDFFF]/.test(begin);
  const points = paired ? [...begin] : null;
  if ((points ?? begin).length <= QUOTE_LENGTH) return line;
  const cut = points?.slice(0, QUOTE_LENGTH).join('') ?? begin.slice(0, QUOTE_LENGTH);
  const space = cut.lastIndexOf(' ');
  return `${(space > cut.length / 2 ? cut.slice(0, space) : cut).replace(/[\s.,;:!?…]+$/u, '')}…`;
}
