/** Turns blocks into points and points into blocks. Pure: each takes a transaction and says whether it did anything. */
import { Fragment, type Node, type ResolvedPos } from '@tiptap/pm/model';
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { detailRole, type PointKind } from '../../../shared/model/point';
import { DETAIL_LABELS } from './kinds';
import { isDetail, isHidden, isPoint, newPointId, pointFacts } from './point-data';

/** The caret as the n-th text block behind a place, and how far it is into it: what survives when blocks are rebuilt. */
export interface CaretPlace {
  readonly block: number;
  readonly offset: number;
}

export function caretPlace(doc: Node, start: number, position: number): CaretPlace {
  const $position = doc.resolve(position);
  let block = -1;
  if (position > start) {
    doc.nodesBetween(start, position, (node, at) => {
      if (node.isTextblock && at < position) block += 1;
      return !node.isTextblock;
    });
  }
  return { block: Math.max(0, block), offset: $position.parent.isTextblock ? $position.parentOffset : 0 };
}

export function placeOf(doc: Node, start: number, { block, offset }: CaretPlace): number {
  let [seen, found] = [-1, -1];
  doc.nodesBetween(start, doc.content.size, (node, at) => {
    if (found >= 0) return false;
    if (!node.isTextblock) return true;
    seen += 1;
    if (seen === block) found = at + 1 + Math.min(offset, node.content.size);
    return false;
  });
  return found >= 0 ? found : Selection.near(doc.resolve(Math.min(start, doc.content.size))).from;
}

/** Puts blocks in the place of root blocks; the selection stays in the same words. */
export function replaceBlocks(tr: Transaction, from: number, to: number, blocks: readonly Node[]): Transaction {
  const { doc, selection } = tr;
  const inText = selection instanceof TextSelection;
  const inside = inText && selection.from >= from && selection.to <= to;
  const places = [selection.anchor, selection.head].map((end) => caretPlace(doc, from, end));
  tr.replaceWith(from, to, blocks);
  const [anchor, head] = places;
  if (inside && anchor !== undefined && head !== undefined) {
    tr.setSelection(TextSelection.create(tr.doc, placeOf(tr.doc, from, anchor), placeOf(tr.doc, from, head)));
  }
  return tr;
}

/** What a root block holds when it becomes the text of points: each item of a list by itself. */
function textsOf(block: Node): readonly { readonly content: Fragment; readonly done: boolean }[] {
  const { paragraph } = block.type.schema.nodes;
  if (/List$/.test(block.type.name)) {
    return block.children.map((item) => ({ content: item.content, done: item.attrs.checked === true }));
  }
  if (block.type.name === 'blockquote') return [{ content: block.content, done: false }];
  if (block.type.name === 'heading' && paragraph !== undefined) {
    return [{ content: Fragment.from(paragraph.create(null, block.content)), done: false }];
  }
  return [{ content: Fragment.from(block), done: false }];
}

export function makePointsOf(block: Node, kind: PointKind): Node[] {
  const { point, paragraph } = block.type.schema.nodes;
  if (point === undefined || paragraph === undefined) return [block];
  if (isPoint(block)) return [point.create({ ...block.attrs, kind }, block.content)];
  return textsOf(block).map(({ content, done }) =>
    point.create(
      { kind, id: newPointId(), done: kind === 'action' && done },
      content.childCount === 0 ? paragraph.create() : content,
    ),
  );
}

/** The part of a list that a selection does not touch stays a list around the points. */
function splitList(list: Node, $from: ResolvedPos, $to: ResolvedPos): readonly [Node[], Node, Node[]] {
  const inside = ($end: ResolvedPos): boolean => $end.depth > 0 && $end.node(1) === list;
  const first = inside($from) ? $from.index(1) : 0;
  const last = inside($to) ? $to.index(1) : list.childCount - 1;
  const items = list.children;
  const some = (part: readonly Node[]): Node[] => (part.length === 0 ? [] : [list.copy(Fragment.from([...part]))]);
  return [
    some(items.slice(0, first)),
    list.copy(Fragment.from(items.slice(first, last + 1))),
    some(items.slice(last + 1)),
  ];
}

/** The blocks of the selection become points of a kind, each its own; a point becomes one of that kind. */
export function makePoints(tr: Transaction, kind: PointKind): boolean {
  const { $from, $to } = tr.selection;
  const range = $from.blockRange($to, (node) => node.type.name === 'doc');
  if (range === null) return false;
  const made: Node[] = [];
  for (let index = range.startIndex; index < range.endIndex; index += 1) {
    const block = tr.doc.child(index);
    if (/List$/.test(block.type.name)) {
      const [before, chosen, after] = splitList(block, $from, $to);
      made.push(...before, ...makePointsOf(chosen, kind), ...after);
    } else made.push(...makePointsOf(block, kind));
  }
  replaceBlocks(tr, range.start, range.end, made);
  return true;
}

/** What a point's citations, credits and fields say, in brackets: `(Renee, Wed 20:14; agreed by Chris)`. */
export function factWords(point: Node): string {
  const facts = pointFacts(point);
  const names = (role: 'agreed' | 'credit'): string =>
    facts.credits
      .filter((credit) => credit.role === role && credit.name !== '')
      .map((credit) => credit.name)
      .join(', ');
  const agreed = names('agreed');
  const credits = names('credit');
  const parts = [
    facts.kind === 'action' ? facts.ownerName : '',
    facts.kind === 'action' && facts.due !== '' ? `due ${facts.due}` : '',
    facts.kind === 'action' && facts.done ? 'done' : '',
    facts.kind === 'source' ? facts.author : '',
    facts.kind === 'source' ? facts.link : '',
    ...facts.cites.map((cite) => cite.label),
    agreed === '' ? '' : `agreed by ${agreed}`,
    credits === '' ? '' : `with ${credits}`,
  ];
  const said = parts.filter((one) => one !== '');
  return said.length === 0 ? '' : `(${said.join('; ')})`;
}

/** A point as plain blocks that say the same: its text, `Why: …`, and in brackets where it comes from. */
export function plainBlocks(node: Node): Node[] {
  const { schema } = node.type;
  const { paragraph } = schema.nodes;
  if (paragraph === undefined) return [];
  const blocks = node.children.flatMap((child): Node[] => {
    if (isHidden(child)) return [];
    if (!isDetail(child)) return [child];
    if (child.content.size === 0) return [];
    const label = DETAIL_LABELS[detailRole(child.attrs.role)];
    return [paragraph.create(null, Fragment.from(schema.text(`${label}: `)).append(child.content))];
  });
  const words = factWords(node);
  if (words === '') return blocks.length > 0 ? blocks : [paragraph.create()];
  const last = blocks.at(-1);
  if (last?.type === paragraph) {
    const gap = last.content.size > 0 ? ' ' : '';
    blocks[blocks.length - 1] = last.copy(last.content.append(Fragment.from(schema.text(gap + words))));
  } else blocks.push(paragraph.create(null, schema.text(words)));
  return blocks;
}

/** The points of the selection become plain text again. */
export function makeText(tr: Transaction): boolean {
  const { $from, $to } = tr.selection;
  const range = $from.blockRange($to, (node) => node.type.name === 'doc');
  if (range === null) return false;
  const blocks = tr.doc.children.slice(range.startIndex, range.endIndex);
  if (!blocks.some(isPoint)) return false;
  replaceBlocks(
    tr,
    range.start,
    range.end,
    blocks.flatMap((block) => (isPoint(block) ? plainBlocks(block) : [block])),
  );
  return true;
}
