/** The canonical form of blocks that hold no other blocks. */
import type { RichTextNode } from '../model/rich-text';
import { pictureAddress } from './addresses';
import { cleanCode, isBlank, normaliseInline, oneLine } from './normalise-inline';

const INLINE = new Set(['text', 'hardBreak']);

const NONE: readonly RichTextNode[] = [];
const isNode = (child: unknown): boolean => typeof child === 'object' && child !== null;

export function childrenOf({ content }: RichTextNode): readonly RichTextNode[] {
  if (!Array.isArray(content)) return NONE;
  return content.every(isNode) ? content : content.filter(isNode);
}

export function withContent(node: RichTextNode, content: readonly RichTextNode[]): RichTextNode {
  return content.length === 0 ? node : { ...node, content };
}

export function textOf(node: RichTextNode): string {
  return childrenOf(node)
    .map((child) => (child.type === 'hardBreak' ? '\n' : typeof child.text === 'string' ? child.text : ''))
    .join('');
}

export function codeBlock(node: RichTextNode): RichTextNode {
  const text = cleanCode(textOf(node)).replace(/\r\n?/g, '\n');
  return withContent(
    { type: 'codeBlock', attrs: { language: oneLine(node.attrs?.language) } },
    text === '' ? [] : [{ type: 'text', text }],
  );
}

export function image(node: RichTextNode): RichTextNode[] {
  const src = pictureAddress(node.attrs?.src);
  const alt = oneLine(node.attrs?.alt);
  if (src !== null) return [{ type: 'image', attrs: { src, alt, title: oneLine(node.attrs?.title) } }];
  return alt === null ? [] : [{ type: 'paragraph', content: [{ type: 'text', text: alt }] }];
}

export function isInline(node: RichTextNode): boolean {
  return INLINE.has(node.type);
}

/** The paragraphs of anything, in reading order; used for table cells and for what is nested too deep. Does not recurse. */
export function flatParagraphs(nodes: readonly RichTextNode[]): RichTextNode[] {
  const result: RichTextNode[] = [];
  const waiting = [...nodes].reverse();
  let inline: RichTextNode[] = [];
  const close = () => {
    const content = normaliseInline(inline);
    inline = [];
    if (!isBlank(content)) result.push({ type: 'paragraph', content });
  };
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isInline(node)) {
      inline.push(node);
      continue;
    }
    close();
    const children = childrenOf(node);
    if (node.type === 'image')
      for (const part of image(node)) result.push(...(part.type === 'paragraph' ? [part] : altOf(part)));
    else if (node.type === 'codeBlock' && children.length > 0) {
      inline = [{ type: 'text', text: textOf(node), marks: [{ type: 'code' }] }];
      close();
    } else if (children.some(isInline)) {
      inline = [...children];
      close();
    } else for (const child of [...children].reverse()) waiting.push(child);
  }
  close();
  return result;
}

function altOf(node: RichTextNode): RichTextNode[] {
  const alt = node.attrs?.alt;
  return typeof alt === 'string' ? [{ type: 'paragraph', content: [{ type: 'text', text: alt }] }] : [];
}
