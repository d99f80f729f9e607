/** The words of a document without their form. */
import type { RichText, RichTextNode } from '../model/rich-text';

const TEXT_BLOCKS = new Set(['paragraph', 'heading', 'codeBlock', 'detail']);

function inlineText(node: RichTextNode): string {
  if (node.type === 'hardBreak') return '\n';
  if (typeof node.text === 'string') return node.text;
  return (node.content ?? []).map(inlineText).join('');
}

function lines(node: RichTextNode, result: string[]): void {
  if (TEXT_BLOCKS.has(node.type)) result.push((node.content ?? []).map(inlineText).join(''));
  else if (node.type === 'text') result.push(node.text ?? '');
  else if (node.type === 'image') {
    if (typeof node.attrs?.alt === 'string' && node.attrs.alt !== '') result.push(node.attrs.alt);
  } else if (node.type === 'tableRow') {
    const cells = (node.content ?? []).map((cell) => {
      const inner: string[] = [];
      for (const child of cell.content ?? []) lines(child, inner);
      return inner.join(' ');
    });
    result.push(cells.join('\t'));
  } else for (const child of node.content ?? []) lines(child, result);
}

/**
 * The text of a document, for search, quotes and counting: one line for each text block and table row, cells parted
 * by tabs, pictures as their description. No list signs, no addresses.
 */
export function plainText(doc: RichText): string {
  const result: string[] = [];
  lines(doc, result);
  return result.join('\n');
}
