/** A heading line of Markdown. */
import { parseRichText, plainText } from '../markdown';
import { HEAD_LENGTH } from './lines';

const HEADING = /^(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;

/** Words of a heading without their Markdown signs. */
export function headingWords(markdown: string): string {
  if (!/[\\`*_[\]<>&~!]/.test(markdown)) return markdown.trim();
  return plainText(parseRichText(markdown));
}

export function headingOf(line: string): { level: number; text: string } | null {
  if (line.length > HEAD_LENGTH * 2 || !line.startsWith('#')) return null;
  const match = HEADING.exec(line);
  return match === null ? null : { level: match[1]?.length ?? 1, text: match[2] ?? '' };
}
