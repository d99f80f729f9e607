/** The first words of a text, for a quote in a line. */

/** Characters that are quoted: enough to know a text by. */
const QUOTE_LENGTH = 80;

/** The first words of a text on one line, at most `QUOTE_LENGTH` code points. */
export function shortQuote(value: string): string {
  // Enough of a long text for the quote, whatever its spaces.
  const line = value.slice(0, 4000).replace(/\s+/g, ' ').trim();
  const points = [...line];
  if (points.length <= QUOTE_LENGTH) return line;
  const cut = points.slice(0, QUOTE_LENGTH).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > cut.length / 2 ? cut.slice(0, space) : cut).replace(/[\s.,;:!?…]+$/u, '')}…`;
}
