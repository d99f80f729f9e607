/** The points of a Markdown text, from the comments that point-to-mdast.ts wrote. */
import type { Html, PhrasingContent, RootContent } from 'mdast';
import { DETAIL_ROLES } from '../model/point';
import type { RichTextNode } from '../model/rich-text';
import { LABEL_MARK, POINT_END, type PointComment, readPointComment, STANCES_MARK, TAIL_MARK } from './point-comments';
import { DUE_START, LINE_GAPS, LINE_STARTS, WORD_GAP } from './point-to-mdast';
import { ANCHOR_LINE } from './post-anchor';

export interface PointReading {
  /** Blocks of anything that is not a part of its own. */
  readonly block: (node: RootContent) => RichTextNode[];
  readonly inline: (nodes: readonly PhrasingContent[]) => RichTextNode[];
}

/** What the words around the text give. */
type Found = Record<string, string | boolean>;

const isMark = (node: PhrasingContent, mark: string): boolean => node.type === 'html' && node.value === mark;

/** As it is read: where an editor wrapped the line there is a space. */
function textIn(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => ('children' in node ? textIn(node.children) : 'value' in node ? node.value.replace(/\n/g, ' ') : ''))
    .join('');
}

/** The words before a comment of a line, without what joins them to those before. */
function shownIn(nodes: readonly PhrasingContent[], isFirst: boolean): string {
  const link = nodes.find((node) => node.type === 'link');
  if (link !== undefined) return textIn([link]);
  const words = textIn(nodes);
  const starts = isFirst ? Object.values(LINE_STARTS) : Object.values(LINE_GAPS);
  const start = starts.find((candidate) => words.startsWith(candidate)) ?? '';
  return words.slice(start.length);
}

function linePart({ name, attrs }: PointComment, shown: string): RichTextNode {
  if (name === 'cite') return { type: 'cite', attrs: { label: shown, ...attrs } };
  return { type: 'credit', attrs: { name: shown, ...attrs, role: name } };
}

const LINE_NAMES = new Set(['cite', 'agreed', 'credit']);

/** The citations and credits of a paragraph, of which each line is of one kind; null when it holds none. */
function lineParts(nodes: readonly PhrasingContent[]): RichTextNode[] | null {
  const result: RichTextNode[] = [];
  let waiting: PhrasingContent[] = [];
  let isFirst = true;
  for (const node of nodes) {
    if (node.type === 'break') {
      waiting = [];
      isFirst = true;
      continue;
    }
    const comment = node.type === 'html' ? readPointComment(node.value) : null;
    if (comment === null || comment.rest !== '' || !LINE_NAMES.has(comment.name)) {
      waiting.push(node);
      continue;
    }
    result.push(linePart(comment, shownIn(waiting, isFirst)));
    waiting = [];
    isFirst = false;
  }
  return result.length === 0 ? null : result;
}

/** Without the line that counts stances. */
function withoutCounts(nodes: readonly PhrasingContent[]): readonly PhrasingContent[] {
  const at = nodes.findIndex((node) => isMark(node, STANCES_MARK));
  if (at < 0) return nodes;
  return nodes.slice(
    0,
    Math.max(
      0,
      nodes.findLastIndex((node, index) => index < at && node.type === 'break'),
    ),
  );
}

function readTail(nodes: readonly PhrasingContent[], found: Found): void {
  const name = nodes.find((node) => node.type === 'strong');
  const link = nodes.find((node) => node.type === 'link');
  const rest = textIn(nodes.filter((node) => node.type === 'text'));
  const due = /(\d{4}-\d\d-\d\d)\s*$/.exec(rest.slice(rest.lastIndexOf(DUE_START)))?.[1];
  if (name !== undefined) found.ownerName = textIn([name]);
  if (due !== undefined) found.due = due;
  if (link !== undefined) found.link = link.url;
}

function readHead(nodes: readonly PhrasingContent[], found: Found): void {
  const words = textIn(nodes.filter((node) => node.type !== 'strong'));
  if (words.endsWith(WORD_GAP)) found.author = words.slice(0, -WORD_GAP.length);
}

function paragraph(
  all: readonly PhrasingContent[],
  found: Found,
  whole: (rest: readonly PhrasingContent[]) => RichTextNode[],
  { inline }: PointReading,
): RichTextNode[] {
  if (!all.some((node) => node.type === 'html')) return whole(all);
  const nodes = withoutCounts(all);
  if (nodes.length === 0) return [];
  const line = lineParts(nodes);
  if (line !== null) return line;
  for (const role of DETAIL_ROLES) {
    const at = nodes.findIndex((node) => isMark(node, `<!--${role}-->`));
    if (at >= 0) return [{ type: 'detail', attrs: { role }, content: inline(nodes.slice(at + 1)) }];
  }
  let rest = nodes;
  const label = rest.findIndex((node) => isMark(node, LABEL_MARK));
  if (label >= 0) {
    readHead(rest.slice(0, label), found);
    rest = rest.slice(label + 1);
  }
  const tail = rest.findIndex((node) => isMark(node, TAIL_MARK));
  if (tail >= 0) {
    readTail(rest.slice(tail + 1), found);
    rest = rest.slice(0, tail);
  }
  return rest.length === 0 ? [] : whole(rest);
}

function content(
  nodes: readonly RootContent[],
  kind: string,
  found: Found,
  reading: PointReading,
  outer: boolean,
): RichTextNode[] {
  return nodes.flatMap((node): RichTextNode[] => {
    if (node.type === 'paragraph')
      return paragraph(node.children, found, (rest) => reading.block({ ...node, children: [...rest] }), reading);
    if (outer && kind === 'quote' && node.type === 'blockquote')
      return content(node.children, kind, found, reading, false);
    const comment = node.type === 'html' ? readPointComment(node.value) : null;
    if (comment?.name === 'credit' && comment.rest === '') return [linePart(comment, '')];
    const [item, ...others] = node.type === 'list' ? node.children : [];
    const isTask = outer && kind === 'action' && found.done === undefined;
    if (isTask && others.length === 0 && typeof item?.checked === 'boolean') {
      found.done = item.checked;
      return content(item.children, kind, found, reading, false);
    }
    return reading.block(node);
  });
}

function startOf(node: RootContent | undefined): PointComment | null {
  const comment = node?.type === 'html' ? readPointComment(node.value) : null;
  if (comment?.name !== 'point') return null;
  return comment.rest === '' || ANCHOR_LINE.test(comment.rest) ? comment : null;
}

const isEnd = (node: RootContent): boolean => node.type === 'html' && (node as Html).value === POINT_END;

function readPoint(start: PointComment, nodes: readonly RootContent[], reading: PointReading): RichTextNode {
  const found: Found = {};
  const parts = content(nodes, start.word, found, reading, true);
  const { done, ...attrs } = start.attrs;
  const own = { ...attrs, ...(done === 'yes' ? { done: true } : {}), ...found, kind: start.word };
  return { type: 'point', attrs: own, content: parts };
}

/**
 * The blocks at the root of a text. A point of which the end is missing ends before the next point or heading; an end
 * without a point is nothing.
 */
export function withPoints(nodes: readonly RootContent[], reading: PointReading): RichTextNode[] {
  const result: RichTextNode[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index] as RootContent;
    const start = startOf(node);
    if (start === null) {
      if (!isEnd(node)) result.push(...reading.block(node));
      continue;
    }
    // Up to the next mark of a point, and no further: there may be thousands of them.
    let end = index + 1;
    let heading = -1;
    for (; end < nodes.length; end++) {
      const other = nodes[end] as RootContent;
      if (isEnd(other) || startOf(other) !== null) break;
      if (other.type === 'heading' && heading < 0) heading = end;
    }
    const closed = end < nodes.length && isEnd(nodes[end] as RootContent);
    const length = (closed || heading < 0 ? end : heading) - index - 1;
    result.push(readPoint(start, nodes.slice(index + 1, index + 1 + length), reading));
    index += length + (closed ? 1 : 0);
  }
  return result;
}
