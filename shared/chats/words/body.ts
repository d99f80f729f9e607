/** The words of a message as the rich text of a post. */
import { normaliseRichText } from '../../markdown/normalise';
import { cleanText } from '../../markdown/normalise-inline';
import { EMPTY_RICH_TEXT, type RichText, type RichTextMark, type RichTextNode } from '../../model/rich-text';

const HARD_BREAK: RichTextNode = { type: 'hardBreak' };
const PRINTABLE = /^[\x20-\x7e]*$/;

/** A text node; marks in the order that the model has. */
export function textNode(text: string, marks: readonly RichTextMark[] = []): RichTextNode {
  return marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks };
}

export function paragraph(content: readonly RichTextNode[]): RichTextNode {
  return { type: 'paragraph', content };
}

/** Blocks in the form that posts have. */
export function makeBody(blocks: readonly RichTextNode[]): RichText {
  return blocks.length === 0 ? EMPTY_RICH_TEXT : normaliseRichText({ type: 'doc', content: blocks });
}

/** Blank lines part paragraphs, single line breaks stay. Nothing in it is taken for markup. */
export function plainBlocks(text: string): RichTextNode[] {
  const clean = PRINTABLE.test(text) ? text : cleanText(text);
  if (!/[\r\n\u2028\u2029]/.test(clean)) return clean.trim() === '' ? [] : [paragraph([textNode(clean)])];
  const blocks: RichTextNode[] = [];
  let inline: RichTextNode[] = [];
  const close = () => {
    if (inline.length > 0) blocks.push(paragraph(inline));
    inline = [];
  };
  for (const line of clean.split(/\r\n|[\r\n\u2028\u2029]/)) {
    if (line.trim() === '') close();
    else inline.push(...(inline.length > 0 ? [HARD_BREAK] : []), textNode(line.trimEnd()));
  }
  close();
  return blocks;
}

/** Plain text as a body: what `makeBody(plainBlocks(text))` is, without going over it twice. */
export function plainBody(text: string): RichText {
  const content = plainBlocks(text);
  return content.length === 0 ? EMPTY_RICH_TEXT : { type: 'doc', content };
}

/** Inline nodes that hold line breaks as texts with `\n`, as paragraphs: blank lines part them. */
export function inlineBlocks(nodes: readonly RichTextNode[]): RichTextNode[] {
  const blocks: RichTextNode[] = [];
  let inline: RichTextNode[] = [];
  let breaks = 0;
  for (const node of nodes) {
    if (node.type !== 'text' || node.text === undefined) {
      inline.push(node);
      breaks = 0;
      continue;
    }
    for (const [index, line] of node.text.split('\n').entries()) {
      if (index > 0) breaks += 1;
      if (line.trim() === '' && (index > 0 || line === '')) continue;
      if (breaks > 1 && inline.length > 0) {
        blocks.push(paragraph(inline));
        inline = [];
      } else if (breaks === 1 && inline.length > 0) inline.push(HARD_BREAK);
      breaks = 0;
      inline.push(textNode(line, node.marks));
    }
  }
  if (inline.length > 0) blocks.push(paragraph(inline));
  return blocks;
}

/** A line in italics, for what the app says about a message: `(deleted)`. */
export const remark = (text: string): RichTextNode => paragraph([textNode(text, [{ type: 'italic' }])]);
