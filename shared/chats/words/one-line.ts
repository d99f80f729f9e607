/** Names and excerpts: what stands there on one line, without signs that nobody sees. */

/** Marks of direction and joining that exports put around names, and byte order marks. */
const INVISIBLE = /[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** Invisible signs gone, all white space (no-break spaces too) one space. At most `most` characters. */
export function oneLine(text: string, most: number): string {
  const line = text
    .replace(INVISIBLE, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/\p{Surrogate}$/u, '')}…`;
}
