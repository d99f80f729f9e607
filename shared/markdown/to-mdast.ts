/** Canonical rich text to mdast. */
import type { BlockContent, Heading, List, ListItem, PhrasingContent, RootContent, Table } from 'mdast';
import type { RichTextNode } from '../model/rich-text';
import { phrasing } from './inline-to-mdast';
import { childrenOf, textOf } from './normalise-leaf';
import { type PointWriting, pointToMdast } from './point-to-mdast';

export interface ToMdast {
  /** Address to write for a picture's `src`. */
  readonly imageUrl: (src: string) => string;
  /** How many levels deeper headings are written. */
  readonly headingShift: number;
  readonly points: PointWriting;
}

const string = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function heading(node: RichTextNode, options: ToMdast): Heading {
  const own = Number(node.attrs?.level);
  const depth = own + options.headingShift;
  const children = phrasing(childrenOf(node), 'html');
  if (depth <= 6) return { type: 'heading', depth: depth as Heading['depth'], children };
  const marker: PhrasingContent = { type: 'html', value: `<!--h${own}-->` };
  return { type: 'heading', depth: 6, children: [...children, marker] };
}

/** Whether a block may follow the text before it without a blank line: only a list that begins with text. */
function interrupts(node: BlockContent): boolean {
  return node.type === 'list' && node.children[0]?.children[0]?.type === 'paragraph';
}

function listItem(node: RichTextNode, options: ToMdast): ListItem {
  const checked = node.type === 'taskItem' ? node.attrs?.checked === true : null;
  const [first, ...rest] = childrenOf(node);
  // An empty first paragraph stands for nothing, but for the box of a task, which needs a paragraph to stand in.
  const silent =
    first !== undefined && childrenOf(first).length === 0 && (checked === null || rest[0]?.type === 'image');
  const children = toMdast(silent ? rest : childrenOf(node), options) as BlockContent[];
  const spread = children.some((child, index) => index > 0 && !interrupts(child));
  return { type: 'listItem', spread, checked, children };
}

function list(node: RichTextNode, options: ToMdast): List {
  const ordered = node.type === 'orderedList';
  const children = childrenOf(node).map((item) => listItem(item, options));
  return { type: 'list', ordered, start: ordered ? Number(node.attrs?.start) : null, spread: false, children };
}

/** One `<br>` is a hard break, two part paragraphs. */
function cell(node: RichTextNode): PhrasingContent[] {
  return childrenOf(node).flatMap((paragraph, index) => [
    ...(index > 0 ? [{ type: 'html', value: '<br><br>' } as const] : []),
    ...phrasing(childrenOf(paragraph), 'html'),
  ]);
}

function table(node: RichTextNode): Table {
  return {
    type: 'table',
    children: childrenOf(node).map((row) => ({
      type: 'tableRow',
      children: childrenOf(row).map((child) => ({ type: 'tableCell', children: cell(child) })),
    })),
  };
}

function block(node: RichTextNode, options: ToMdast): RootContent[] {
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', children: phrasing(childrenOf(node), 'break') }];
    case 'heading':
      return [heading(node, options)];
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return [list(node, options)];
    case 'blockquote':
      return [{ type: 'blockquote', children: toMdast(childrenOf(node), options) as BlockContent[] }];
    case 'codeBlock': {
      const [lang = null, ...meta] = string(node.attrs?.language)?.split(' ') ?? [];
      return [{ type: 'code', lang, meta: meta.length === 0 ? null : meta.join(' '), value: textOf(node) }];
    }
    case 'horizontalRule':
      return [{ type: 'thematicBreak' }];
    case 'table':
      return [table(node)];
    case 'image': {
      const { src, alt, title } = node.attrs ?? {};
      const url = options.imageUrl(String(src));
      return [{ type: 'paragraph', children: [{ type: 'image', url, alt: string(alt), title: string(title) }] }];
    }
    case 'point':
      return pointToMdast(node, options.points, (nodes) => toMdast(nodes, options));
    default:
      return [];
  }
}

/** The blocks of a normalised document as mdast. */
export function toMdast(nodes: readonly RichTextNode[], options: ToMdast): RootContent[] {
  const result: RootContent[] = [];
  for (const node of nodes) for (const part of block(node, options)) result.push(part);
  return result;
}
