/** mdast to rich text, not yet normalised. */
import type { Heading, List, ListItem, Root, RootContent, Table } from 'mdast';
import type { RichTextNode } from '../model/rich-text';
import { flatText, fromPhrasing, sourceOf } from './inline-from-mdast';
import { hasMark } from './normalise-inline';
import { withPoints } from './point-from-mdast';
import { type FromMdast, type FromMdastOptions, readDefinitions } from './reading';

/** Deeper than this a block is taken as its source text. */
const MAX_DEPTH = 100;

const LEVEL_MARK = /^<!--h([1-6])-->$/;

function textParagraph(text: string): RichTextNode {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}

/** Without the spaces that stood between the text and a picture. */
function trimmed(inline: readonly RichTextNode[], side: 'start' | 'end'): RichTextNode[] {
  const at = side === 'start' ? 0 : inline.length - 1;
  return inline.map((node, index) => {
    if (index !== at || node.text === undefined || hasMark(node, 'code')) return node;
    return { ...node, text: side === 'start' ? node.text.trimStart() : node.text.trimEnd() };
  });
}

/** Pictures are blocks here: each leaves the text it stands in. */
function textBlocks(inline: readonly RichTextNode[], make: (content: RichTextNode[]) => RichTextNode): RichTextNode[] {
  const result: RichTextNode[] = [];
  let content: RichTextNode[] = [];
  for (const node of inline) {
    if (node.type !== 'image') {
      content.push(node);
      continue;
    }
    if (content.length > 0) result.push(make(trimmed(content, 'end')));
    content = [];
    result.push(node);
  }
  if (content.length > 0 || result.length === 0)
    result.push(make(result.length > 0 ? trimmed(content, 'start') : content));
  return result;
}

function heading(node: Heading, context: FromMdast): RichTextNode[] {
  const last = node.children.at(-1);
  const mark = context.headingShift > 0 && last?.type === 'html' ? LEVEL_MARK.exec(last.value) : null;
  const level = mark === null ? Math.max(1, node.depth - context.headingShift) : Number(mark[1]);
  const inline = fromPhrasing(mark === null ? node.children : node.children.slice(0, -1), context);
  const pictures = inline.filter((child) => child.type === 'image');
  const content = inline.filter((child) => child.type !== 'image');
  return [{ type: 'heading', attrs: { level }, content }, ...pictures];
}

function table(node: Table, context: FromMdast): RichTextNode {
  const content = node.children.map((row, index) => ({
    type: 'tableRow',
    content: row.children.map((cell) => ({
      type: index === 0 ? 'tableHeader' : 'tableCell',
      content: [{ type: 'paragraph', content: fromPhrasing(cell.children, { ...context, imageSrc: () => null }) }],
    })),
  }));
  return { type: 'table', content };
}

function item(node: ListItem, kind: string, context: FromMdast, depth: number): RichTextNode {
  const content = node.children.flatMap((child) => block(child, context, depth));
  if (kind === 'taskList') return { type: 'taskItem', attrs: { checked: node.checked === true }, content };
  if (typeof node.checked !== 'boolean') return { type: 'listItem', content };
  // A numbered list has no boxes here: the box stays as text.
  const box: RichTextNode = { type: 'text', text: node.checked ? '[x] ' : '[ ] ' };
  const [first, ...rest] = content;
  const paragraph =
    first?.type === 'paragraph' ? [{ ...first, content: [box, ...(first.content ?? [])] }, ...rest] : null;
  return { type: 'listItem', content: paragraph ?? [textParagraph(box.text ?? ''), ...content] };
}

/** A list of which only some items have a box is parted into lists of one kind. */
function list(node: List, context: FromMdast, depth: number): RichTextNode[] {
  const result: { type: string; attrs?: { start: number }; content: RichTextNode[] }[] = [];
  for (const child of node.children) {
    const kind = node.ordered ? 'orderedList' : typeof child.checked === 'boolean' ? 'taskList' : 'bulletList';
    let last = result.at(-1);
    if (last?.type !== kind) {
      last = { type: kind, content: [], ...(node.ordered ? { attrs: { start: node.start ?? 1 } } : {}) };
      result.push(last);
    }
    last.content.push(item(child, kind, context, depth));
  }
  return result;
}

function block(node: RootContent, context: FromMdast, depth: number): RichTextNode[] {
  if (depth > MAX_DEPTH) return [textParagraph(sourceOf(node, context))];
  switch (node.type) {
    case 'paragraph':
      return textBlocks(fromPhrasing(node.children, context), (content) => ({ type: 'paragraph', content }));
    case 'heading':
      return heading(node, context);
    case 'list':
      return list(node, context, depth + 1);
    case 'blockquote':
      return [{ type: 'blockquote', content: node.children.flatMap((child) => block(child, context, depth + 1)) }];
    case 'code': {
      const language = [node.lang, node.meta].filter((part) => typeof part === 'string').join(' ');
      return [{ type: 'codeBlock', attrs: { language }, content: [{ type: 'text', text: node.value }] }];
    }
    case 'thematicBreak':
      return [{ type: 'horizontalRule' }];
    case 'table':
      return [table(node, context)];
    case 'html':
      return [{ type: 'paragraph', content: flatText(node.value) }];
    case 'definition':
      return context.usedDefinitions.has(node.identifier) ? [] : [textParagraph(sourceOf(node, context))];
    default:
      return [textParagraph(sourceOf(node, context))];
  }
}

export function fromMdast(root: Root, options: FromMdastOptions): { type: 'doc'; content: RichTextNode[] } {
  const context = readDefinitions(root, options);
  const content = withPoints(root.children, {
    block: (node) => block(node, context, 0),
    inline: (nodes) => fromPhrasing(nodes, context),
  });
  return { type: 'doc', content };
}
