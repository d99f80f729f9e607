/**
 * Plain text read without a parser of Markdown, in a fiftieth of its time: paragraphs of lines in which nothing can mean
 * anything. `round-trip-more.property.test.ts` holds what it gives equal to what the parser gives.
 */
import type { RichTextNode } from '../model/rich-text';
import { LINE_START } from './quick-inline';

/** No signs of inline Markdown, no tabs or other controls, no spaces or backslashes at its end. */
const PLAIN_LINE = /^[^\\`*_~<>[\]&|\p{Cc}\p{Cs}]*[^\\`*_~<>[\]&|\p{Cc}\p{Cs}\s]$/u;

function isPlain(line: string): boolean {
  return LINE_START.test(line) && PLAIN_LINE.test(line);
}

/** The blocks of a text, or null when the parser has to read it. */
export function quickParse(source: string): RichTextNode[] | null {
  const result: RichTextNode[] = [];
  let content: RichTextNode[] = [];
  let words = '';
  let isBroken = false;
  const close = (): boolean => {
    if (isBroken) return false;
    if (words !== '') result.push({ type: 'paragraph', content: [...content, { type: 'text', text: words }] });
    content = [];
    words = '';
    return true;
  };
  for (const line of source.split('\n')) {
    if (line === '') {
      if (!close()) return null;
      continue;
    }
    const breaks = line.endsWith('\\');
    const text = breaks ? line.slice(0, -1) : line;
    if (!isPlain(text)) return null;
    if (isBroken) {
      content.push({ type: 'text', text: words }, { type: 'hardBreak' });
      words = text;
    } else words = words === '' ? text : `${words} ${text}`;
    isBroken = breaks;
  }
  return close() ? result : null;
}
