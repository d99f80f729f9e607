/** Text of Telegram, a string or a list of stretches with a type, as rich text. */
import type { RichTextMark, RichTextNode } from '../../../model/rich-text';
import { isObject, type JsonObject } from '../../reading/json-repair';
import { linkNode } from '../../words/addresses';
import { inlineBlocks, plainBlocks, textNode } from '../../words/body';
import { list, text } from '../values';

const MARKS: Readonly<Record<string, string>> = {
  bold: 'bold',
  italic: 'italic',
  strikethrough: 'strike',
  code: 'code',
};

function linkTo(part: JsonObject, words: string): string | null {
  switch (part.type) {
    case 'text_link':
      return text(part.href);
    case 'link':
      return /^[a-z][a-z0-9+.-]*:/i.test(words) ? words : `https://${words}`;
    case 'email':
      return `mailto:${words}`;
    default:
      return null;
  }
}

function marksOf(part: JsonObject): RichTextMark[] {
  const mark = typeof part.type === 'string' && Object.hasOwn(MARKS, part.type) ? MARKS[part.type] : undefined;
  return mark === undefined ? [] : [{ type: mark }];
}

export function telegramBlocks(value: unknown): RichTextNode[] {
  if (typeof value === 'string') return plainBlocks(value);
  const blocks: RichTextNode[] = [];
  let inline: RichTextNode[] = [];
  const close = () => {
    blocks.push(...inlineBlocks(inline));
    inline = [];
  };
  for (const part of list(value)) {
    if (typeof part === 'string') {
      if (part !== '') inline.push(textNode(part));
      continue;
    }
    const words = isObject(part) ? text(part.text) : null;
    if (!isObject(part) || words === null) continue;
    if (part.type === 'pre') {
      close();
      const language = text(part.language);
      blocks.push({ type: 'codeBlock', attrs: { language }, content: [{ type: 'text', text: words }] });
    } else if (part.type === 'blockquote') {
      close();
      blocks.push({ type: 'blockquote', content: plainBlocks(words) });
    } else {
      const href = linkTo(part, words);
      inline.push(href === null ? textNode(words, marksOf(part)) : linkNode(words, href));
    }
  }
  close();
  return blocks;
}
