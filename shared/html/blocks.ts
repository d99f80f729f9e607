/** The blocks of a text as HTML, through the same tree that Markdown is written from: both say the same. */
import type { BlockContent, List, ListItem, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import { linkAddress, PLAIN_POINTS, toMdast } from '../markdown';
import type { RichTextNode } from '../model/rich-text';
import { element, type Html, join, NOTHING, text } from './markup';
import type { Pictures } from './pictures';
import { directionOf } from './words';

export interface BlockLook {
  readonly pictures: Pictures;
  /** The level to write a heading at, 1 to 6, by the level that it has in its text. */
  readonly headingLevel: (level: number) => number;
  readonly box: (checked: boolean) => Html;
  readonly table: (rows: Html) => Html;
}

/** Every sign of a paragraph, for its direction. */
function wordsOf(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => ('value' in node ? node.value : 'children' in node ? wordsOf(node.children) : ''))
    .join('');
}

/** A link as it leaves: to the web or a mail address, telling the other side nothing of where it was. */
export function outwardLink(address: unknown, title: string | null, words: Html): Html {
  const href = linkAddress(address);
  if (href === null) return words;
  // On paper an address that the words do not say is written behind them.
  const said = words === text(href) || words === text(href.replace(/^mailto:/i, ''));
  return element('a', { href, title, rel: 'noopener noreferrer nofollow', class: said ? null : 'out' }, words);
}

function picture({ url, alt, title }: { url: string; alt?: string | null; title?: string | null }, look: BlockLook) {
  const words = alt ?? '';
  const src = look.pictures(url);
  if (src !== null) return element('img', { src, alt: words, title: title ?? null });
  // From elsewhere: opening a file must ask nobody for anything.
  return outwardLink(url, title ?? null, text(words === '' ? (linkAddress(url) ?? 'Picture') : words));
}

function inlineOne(node: PhrasingContent, look: BlockLook): Html {
  switch (node.type) {
    case 'text':
      return text(node.value);
    case 'inlineCode':
      return element('code', null, text(node.value));
    case 'strong':
      return element('strong', null, inline(node.children, look));
    case 'emphasis':
      return element('em', null, inline(node.children, look));
    case 'delete':
      return element('s', null, inline(node.children, look));
    case 'link':
      return outwardLink(node.url, node.title ?? null, inline(node.children, look));
    case 'image':
      return picture(node, look);
    case 'break':
      return element('br', null);
    case 'html':
      // Where Markdown has no sign for a line break. Everything else of this kind is a comment for reading back.
      return join(Array.from(node.value.match(/<br>/g) ?? [], () => element('br', null)));
    default:
      return NOTHING;
  }
}

export function inline(nodes: readonly PhrasingContent[], look: BlockLook): Html {
  return join(nodes.map((node) => inlineOne(node, look)));
}

function paragraph({ children }: Paragraph, look: BlockLook): Html {
  const [only, ...more] = children;
  const isPicture = only?.type === 'image' && more.length === 0;
  const attributes = { class: isPicture ? 'picture' : null, dir: directionOf(wordsOf(children)) };
  return element('p', attributes, inline(children, look));
}

/** Text right after the sign of the item, as a list of short items has it. */
function item({ children, checked }: ListItem, loose: boolean, look: BlockLook): Html {
  const box = typeof checked === 'boolean' ? join([look.box(checked), text(' ')]) : NOTHING;
  const [first, ...rest] = children;
  const leads = first?.type === 'paragraph' && !(first.children[0]?.type === 'image');
  if (!leads) return element('li', { class: box === NOTHING ? null : 'task' }, box, mdastBlocks(children, look));
  const words = inline(first.children, look);
  const dir = directionOf(wordsOf(first.children));
  const head = loose ? element('p', { dir }, box, words) : join([box, words]);
  const attributes = { class: box === NOTHING ? null : 'task', dir: loose ? null : dir };
  return element('li', attributes, head, mdastBlocks(rest, look));
}

function list({ children, ordered, start }: List, look: BlockLook): Html {
  const loose = children.some((one) => one.spread === true);
  const isTasks = children.some(({ checked }) => typeof checked === 'boolean');
  const items = children.map((one) => item(one, loose, look));
  if (ordered === true) {
    const first = typeof start === 'number' && start !== 1 ? String(start) : null;
    return element('ol', { start: first }, ...items);
  }
  return element('ul', { class: isTasks ? 'tasks' : null }, ...items);
}

function table({ children }: Table, look: BlockLook): Html {
  const row = (cells: (typeof children)[number]['children'], name: 'th' | 'td'): Html =>
    element(
      'tr',
      null,
      ...cells.map((cell) =>
        element(
          name,
          { scope: name === 'th' ? 'col' : null, dir: directionOf(wordsOf(cell.children)) },
          inline(cell.children, look),
        ),
      ),
    );
  const [head, ...rows] = children;
  if (head === undefined) return NOTHING;
  // A heading of a column that says nothing is no heading.
  const isNamed = head.children.every((cell) => wordsOf(cell.children).trim() !== '');
  const top = isNamed ? [element('thead', null, row(head.children, 'th'))] : [];
  const below = (isNamed ? rows : children).map((one) => row(one.children, 'td'));
  return look.table(join([...top, ...(below.length === 0 ? [] : [element('tbody', null, ...below)])]));
}

function block(node: RootContent, look: BlockLook): Html {
  switch (node.type) {
    case 'paragraph':
      return paragraph(node, look);
    case 'heading': {
      const level = Math.min(6, Math.max(1, look.headingLevel(node.depth))) as 1 | 2 | 3 | 4 | 5 | 6;
      return element(`h${level}`, { dir: directionOf(wordsOf(node.children)) }, inline(node.children, look));
    }
    case 'list':
      return list(node, look);
    case 'blockquote':
      return element('blockquote', null, mdastBlocks(node.children, look));
    case 'code': {
      const language = [node.lang, node.meta].filter(Boolean).join(' ');
      return element('pre', { 'data-language': language || null }, element('code', null, text(node.value)));
    }
    case 'thematicBreak':
      return element('hr', null);
    case 'table':
      return table(node, look);
    default:
      return NOTHING;
  }
}

function mdastBlocks(nodes: readonly (RootContent | BlockContent)[], look: BlockLook): Html {
  return join(nodes.map((node) => block(node as RootContent, look)));
}

/** Canonical blocks without points, as mdast. */
export function mdastOf(nodes: readonly RichTextNode[]): RootContent[] {
  return toMdast(nodes, { imageUrl: (src) => src, headingShift: 0, points: PLAIN_POINTS });
}

/** Canonical blocks without points. */
export function blocks(nodes: readonly RichTextNode[], look: BlockLook): Html {
  return mdastBlocks(mdastOf(nodes), look);
}
