/** The canonical form of rich text: what Markdown can carry exactly. */
import type { RichText, RichTextNode } from '../model/rich-text';
import { isBlank, normaliseInline } from './normalise-inline';
import { childrenOf, codeBlock, flatParagraphs, image, isInline, withContent } from './normalise-leaf';
import { normalisePoint } from './normalise-point';
import { normaliseTable } from './normalise-table';

/** Blocks inside more containers than this become paragraphs: beyond it every line is mostly indentation. */
const MAX_DEPTH = 40;
/** A list item's number has at most nine digits in Markdown. */
const MAX_START = 99_999_999;

declare const CANONICAL: unique symbol;
/** Made by `normaliseRichText` and nothing else, so that no text is normalised twice, or not at all. */
export type CanonicalText = RichText & { readonly [CANONICAL]: true };

const EMPTY_PARAGRAPH: RichTextNode = { type: 'paragraph' };

function level(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(6, Math.max(1, Math.trunc(value))) : 1;
}

function item(node: RichTextNode, type: 'listItem' | 'taskItem', depth: number): RichTextNode {
  const isItem = node.type === 'listItem' || node.type === 'taskItem';
  const content = blocks(isItem ? childrenOf(node) : [node], depth);
  const full = content[0]?.type === 'paragraph' ? content : [EMPTY_PARAGRAPH, ...content];
  return type === 'listItem'
    ? { type, content: full }
    : { type, attrs: { checked: node.attrs?.checked === true }, content: full };
}

function list(node: RichTextNode, depth: number): RichTextNode[] {
  const items = childrenOf(node);
  if (items.length === 0) return [];
  const type = node.type === 'taskList' ? 'taskItem' : 'listItem';
  const content = items.map((child) => item(child, type, depth + 2));
  if (node.type !== 'orderedList') return [{ type: node.type, content }];
  const start = node.attrs?.start;
  const valid = typeof start === 'number' && Number.isInteger(start) && start >= 0 && start <= MAX_START;
  return [{ type: 'orderedList', attrs: { start: valid ? start : 1 }, content }];
}

function block(node: RichTextNode, depth: number): RichTextNode[] {
  const content = childrenOf(node);
  switch (node.type) {
    case 'paragraph': {
      const inline = normaliseInline(content);
      return isBlank(inline) ? [] : [{ type: 'paragraph', content: inline }];
    }
    case 'heading':
      return [withContent({ type: 'heading', attrs: { level: level(node.attrs?.level) } }, normaliseInline(content))];
    case 'codeBlock':
      return [codeBlock(node)];
    case 'horizontalRule':
      return [{ type: 'horizontalRule' }];
    case 'image':
      return image(node);
    case 'table':
      return normaliseTable(node);
    case 'blockquote': {
      const inner = depth < MAX_DEPTH ? blocks(content, depth + 1) : flatParagraphs(content);
      return inner.length === 0 ? [] : [{ type: 'blockquote', content: inner }];
    }
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return depth < MAX_DEPTH ? list(node, depth) : flatParagraphs(content);
    default:
      return depth < MAX_DEPTH ? blocks(content, depth + 1) : flatParagraphs(content);
  }
}

/** Points stand at the root only; elsewhere their blocks and details take their place. */
function rootBlocks(nodes: readonly RichTextNode[]): RichTextNode[] {
  const result: RichTextNode[] = [];
  let others: RichTextNode[] = [];
  const close = () => {
    for (const part of blocks(others, 0)) result.push(part);
    others = [];
  };
  for (const node of nodes) {
    if (node.type !== 'point') {
      others.push(node);
      continue;
    }
    close();
    result.push(normalisePoint(node, (inner) => blocks(inner, 1)));
  }
  close();
  return result;
}

function blocks(nodes: readonly RichTextNode[], depth: number): RichTextNode[] {
  const result: RichTextNode[] = [];
  let inline: RichTextNode[] = [];
  const close = () => {
    if (inline.length > 0) result.push(...block({ type: 'paragraph', content: inline }, depth));
    inline = [];
  };
  for (const node of nodes) {
    if (isInline(node)) {
      inline.push(node);
      continue;
    }
    close();
    for (const part of block(node, depth)) result.push(part);
  }
  close();
  return result;
}

/**
 * The canonical form of a document: `parseRichText(serialiseRichText(doc))` equals `normaliseRichText(doc)`, and
 * normalising twice changes nothing. What differs from the document in the editor:
 *
 * - neighbouring text with equal marks is one node; marks stand in one order; each mark stands once;
 * - attributes are those of shared/model/rich-text.ts, all of them, absent ones null; others are dropped;
 * - paragraphs of nothing but spaces and breaks are dropped, as are hard breaks at the end of a text block,
 *   lists and quotes with nothing inside, and pictures without an address;
 * - bold, italic and strike do not cover white space at their ends;
 * - every list item begins with a paragraph, which may be empty;
 * - a table is a full grid whose first row, and only that, is header cells; cells hold only paragraphs, merged cells
 *   are followed by empty ones; in a cell two or more hard breaks in a row begin a new paragraph, a paragraph has
 *   no spaces at its ends, and code with a backslash before a pipe is plain text;
 * - links are http, https or mailto, others keep their text only; line breaks inside text become hard breaks;
 * - NUL, halves of surrogate pairs and non-characters become U+FFFD; control characters outside code are dropped;
 * - a point has all its attributes, on one line each, and is kept even when empty; blank details are dropped;
 *   points that are not at the root, and details outside a point, give way to their content, citations and credits go;
 * - the `author` mark is dropped: who wrote what leaves as the list of contributors;
 * - unknown blocks and marks give way to their content;
 * - what is nested more than 40 containers deep becomes paragraphs.
 */
export function normaliseRichText(doc: RichText): CanonicalText {
  return { type: 'doc', content: rootBlocks(childrenOf(doc)) } as unknown as CanonicalText;
}

export type Normalise = (doc: RichText) => CanonicalText;

/** `normaliseRichText` for one export, which needs each text twice: to be written, and to be marked. */
export function normalisingOnce(): Normalise {
  const known = new Map<RichText, CanonicalText>();
  return (doc) => {
    const made = known.get(doc) ?? normaliseRichText(doc);
    known.set(doc, made);
    return made;
  };
}
