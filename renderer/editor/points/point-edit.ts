/** Splitting, joining and leaving points. Pure: each takes a transaction and says whether it did anything. */
import { Fragment, type Node, type ResolvedPos } from '@tiptap/pm/model';
import { NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { POINT_ATTRS } from '../../../shared/model/point';
import { caretPlace, factWords, placeOf, plainBlocks, replaceBlocks } from './make-points';
import { pointAt, textEnd } from './point-changes';
import { isBlank, isDetail, isHidden, isPoint, newPointId } from './point-data';

export interface PointPlace {
  readonly point: Node;
  readonly position: number;
}

/** The point around a position, or the selected one. */
export function pointAround(selection: Selection): PointPlace | null {
  if (selection instanceof NodeSelection && isPoint(selection.node)) {
    return { point: selection.node, position: selection.from };
  }
  const { $from, $to } = selection;
  if ($from.depth === 0 || !isPoint($from.node(1)) || $to.pos > $from.end(1)) return null;
  return { point: $from.node(1), position: $from.before(1) };
}

export const isVisible = (node: Node): boolean => !isHidden(node);

/** The root block before or behind a point. */
export function neighbour(doc: Node, { point, position }: PointPlace, step: -1 | 1): Node | null {
  const $edge = doc.resolve(step < 0 ? position : position + point.nodeSize);
  return step < 0 ? $edge.nodeBefore : $edge.nodeAfter;
}

const sameLeaf = (a: Node, b: Node): boolean =>
  a.type === b.type &&
  Object.keys(a.attrs).every(
    (name) => name === 'label' || name === 'seen' || name === 'name' || a.attrs[name] === b.attrs[name],
  );

/**
 * Citations and credits of both, each once. A point knows one origin: another one is kept as a credit without a name, so that
 * whoever looks for what became of it finds it here.
 */
function joinedHidden(first: Node, second: Node): Node[] {
  const hidden = first.children.filter(isHidden);
  const { origin } = second.attrs;
  const isLost = origin !== '' && first.attrs.origin !== '' && origin !== first.attrs.origin;
  const trace = isLost ? first.type.schema.nodes.credit?.create({ from: origin }) : undefined;
  for (const leaf of [...second.children.filter(isHidden), ...(trace === undefined ? [] : [trace])]) {
    if (!hidden.some((one) => sameLeaf(one, leaf))) hidden.push(leaf);
  }
  return hidden;
}

const SINGLE = ['owner', 'ownerName', 'due', 'author', 'link'] as const;

/**
 * The attributes of two points as one: the first one's kind and id, and fields that only one has. `clash` tells that a field
 * says two things.
 */
function joinedAttrs(first: Node, second: Node): { readonly attrs: Record<string, unknown>; readonly clash: boolean } {
  const attrs: Record<string, unknown> = { ...first.attrs };
  let clash = false;
  for (const name of SINGLE) {
    const [own, other] = [first.attrs[name], second.attrs[name]];
    if (own === '') attrs[name] = other;
    else if (other !== '' && other !== own) clash = true;
  }
  attrs.origin = first.attrs.origin || second.attrs.origin;
  attrs.done = first.attrs.done === true && (second.attrs.done === true || second.attrs.kind !== 'action');
  return { attrs, clash };
}

/** Two points as one: both texts, details, citations and credits; nothing that either says is lost. */
export function joinedPoint(first: Node, second: Node): Node {
  const { attrs, clash } = joinedAttrs(first, second);
  const { paragraph } = first.type.schema.nodes;
  const isText = (node: Node): boolean => isVisible(node) && !isDetail(node);
  const texts = (point: Node): Node[] => (isBlank(point) ? [] : point.children.filter(isText));
  const words = clash ? factWords(second.type.create(second.attrs)) : '';
  const said = words === '' || paragraph === undefined ? [] : [paragraph.create(null, first.type.schema.text(words))];
  const visible = [...texts(first), ...texts(second), ...said];
  const details = [first, second].flatMap((point) => point.children.filter(isDetail));
  const room = visible.length === 0 && paragraph !== undefined ? [paragraph.create()] : visible;
  return first.type.create(attrs, [...room, ...details, ...joinedHidden(first, second)]);
}

/** Two points that became one, by their ids. */
export interface Merged {
  readonly kept: string;
  readonly gone: string;
}

/** The meta of a transaction that merged two points. */
export const MERGED = 'pointsMerged';

/** The point at a place takes in the point behind it; the caret stays in its words. */
export function mergeWithNext(tr: Transaction, position: number): boolean {
  const first = pointAt(tr.doc, position);
  const second = first === null ? null : pointAt(tr.doc, position + first.nodeSize);
  if (first === null || second === null) return false;
  const { $head } = tr.selection;
  const shared = [...first.children, ...second.children];
  const holder = $head.depth > 1 && ($head.node(1) === first || $head.node(1) === second) ? $head.node(2) : null;
  const inHolder = holder === null ? 0 : $head.pos - $head.start(2);
  const made = joinedPoint(first, second);
  tr.replaceWith(position, position + first.nodeSize + second.nodeSize, made);
  let caret: number | null = null;
  made.forEach((child, offset) => {
    if (holder !== null && caret === null && child === holder && shared.includes(child))
      caret = position + 2 + offset + inHolder;
  });
  const found = caret === null ? textEnd(tr.doc, position) : TextSelection.near(tr.doc.resolve(caret));
  if (found !== null) tr.setSelection(found);
  tr.setMeta(MERGED, { kept: String(first.attrs.id), gone: String(second.attrs.id) } satisfies Merged);
  return true;
}

/** The half of a split point that got no words: a new point of the kind that says nothing yet. */
function freshHalf(half: Node): Node {
  const { paragraph } = half.type.schema.nodes;
  return half.type.create({ ...POINT_ATTRS, kind: half.attrs.kind, id: newPointId() }, paragraph?.create());
}

/** Details without a text before them stay lines of the text. */
function withText(half: Node): Node {
  const { paragraph } = half.type.schema.nodes;
  if (paragraph === undefined || half.children.some((child) => isVisible(child) && !isDetail(child))) return half;
  const [first, ...rest] = half.children;
  const text =
    first !== undefined && isDetail(first)
      ? [paragraph.create(null, first.content), ...rest]
      : [paragraph.create(), ...half.children];
  return half.type.create(half.attrs, text);
}

/**
 * Two points at the caret. Both keep the citations, credits and fields; the half that has no words yet is a new point of the
 * same kind. The first keeps the id, unless it is the empty one.
 */
export function splitPoint(tr: Transaction): boolean {
  const place = pointAround(tr.selection);
  const { $head } = tr.selection;
  if (place === null || !(tr.selection instanceof TextSelection) || $head.depth < 2) return false;
  const { point, position } = place;
  const before = tr.doc.slice(position, $head.pos).content.firstChild;
  const after = tr.doc.slice($head.pos, position + point.nodeSize).content.firstChild;
  if (before === null || after === null) return false;
  const hidden = point.children.filter(isHidden);
  const dressed = (half: Node, id: string): Node => {
    const visible = half.type.create(half.attrs, half.children.filter(isVisible));
    const isEmpty = isBlank(visible) && visible.children.every((child) => child.content.size === 0);
    if (isEmpty) return freshHalf(visible);
    const full = withText(visible);
    return full.type.create({ ...full.attrs, id }, full.content.append(Fragment.from(hidden)));
  };
  const own = String(point.attrs.id);
  const first = dressed(before, own);
  const second = dressed(after, first.attrs.id === own ? newPointId() : own);
  tr.replaceWith(position, position + point.nodeSize, [first, second]);
  tr.setSelection(Selection.near(tr.doc.resolve(position + first.nodeSize + 1)));
  return true;
}

/** A new paragraph behind the point, with the caret in it; what is between `from` and `to` inside the point goes. */
function leavePoint(tr: Transaction, { point, position }: PointPlace, $from: ResolvedPos | null): boolean {
  const paragraph = tr.doc.type.schema.nodes.paragraph;
  if (paragraph === undefined) return false;
  const end = position + point.nodeSize;
  tr.insert(end, paragraph.create());
  if ($from !== null) tr.delete($from.before(2), $from.after(2));
  const at = tr.mapping.map(end, -1);
  tr.setSelection(TextSelection.create(tr.doc, at + 1));
  return true;
}

/** What Enter does at an empty line and in a detail; false where it makes a new line as in any text. */
export function enterInPoint(tr: Transaction): boolean {
  const { selection } = tr;
  const place = pointAround(selection);
  if (place === null) return false;
  const { point, position } = place;
  if (selection instanceof NodeSelection) {
    const end = textEnd(tr.doc, position);
    if (end !== null) tr.setSelection(end);
    return true;
  }
  const { $from, empty } = selection;
  if (!empty || $from.depth !== 2 || $from.parent.type.spec.code === true) return false;
  const line = $from.parent;
  const isLastLine = !point.children
    .slice($from.index(1) + 1)
    .some((child) => isVisible(child) && isDetail(child) === isDetail(line));
  if (line.content.size > 0) {
    if (!isDetail(line)) return false;
    tr.split($from.pos);
    return true;
  }
  if (!isLastLine) return false;
  if (isBlank(point) && !isDetail(line)) {
    if (point.childCount > 1) return leavePoint(tr, place, null);
    replaceBlocks(tr, position, position + point.nodeSize, plainBlocks(point));
    return true;
  }
  return leavePoint(tr, place, $from);
}

/** Whether the caret is at the very start (or end) of what can be read in its point. */
export function atEdge($from: ResolvedPos, step: -1 | 1): boolean {
  if ($from.parentOffset !== (step < 0 ? 0 : $from.parent.content.size)) return false;
  for (let depth = $from.depth - 1; depth > 1; depth -= 1) {
    if ($from.index(depth) !== (step < 0 ? 0 : $from.node(depth).childCount - 1)) return false;
  }
  const point = $from.node(1);
  const rest = step < 0 ? point.children.slice(0, $from.index(1)) : point.children.slice($from.index(1) + 1);
  return !rest.some(isVisible);
}

/** Citations and credits go behind the text, so that nothing between two lines can be deleted unseen. */
export function tidyPoint(tr: Transaction, { point, position }: PointPlace): boolean {
  const visible = point.children.filter(isVisible);
  const ordered = [...visible, ...point.children.filter(isHidden)];
  if (ordered.every((child, index) => child === point.child(index))) return false;
  const places = [tr.selection.anchor, tr.selection.head].map((end) => caretPlace(tr.doc, position, end));
  tr.replaceWith(position + 1, position + point.nodeSize - 1, ordered);
  const [anchor, head] = places.map((end) => placeOf(tr.doc, position, end));
  if (anchor !== undefined && head !== undefined) tr.setSelection(TextSelection.create(tr.doc, anchor, head));
  return true;
}

/** The words of a text block join the end of a point's own text; false when the point ends with something else. */
function joinText(tr: Transaction, position: number, block: Node, from: number): boolean {
  const end = textEnd(tr.doc, position);
  if (end === null || end.$head.parent.type.spec.code === true) return false;
  tr.delete(from, from + block.nodeSize);
  const at = tr.mapping.map(end.head);
  tr.insert(at, block.content);
  tr.setSelection(TextSelection.create(tr.doc, at));
  return true;
}

const isPlainText = (node: Node): boolean => node.isTextblock && node.type.spec.code !== true;

/** Backspace at the start of a point, or of the text behind one. */
export function backspaceAtEdge(tr: Transaction): boolean {
  const { $from, empty } = tr.selection;
  if (!empty || !$from.parent.isTextblock || $from.parentOffset > 0) return false;
  if ($from.depth === 1) {
    const before = tr.doc.resolve($from.before(1)).nodeBefore;
    if (!isPoint(before) || !isPlainText($from.parent)) return false;
    const position = $from.before(1) - before.nodeSize;
    if (joinText(tr, position, $from.parent, $from.before(1))) return true;
    tr.setSelection(NodeSelection.create(tr.doc, position));
    return true;
  }
  const place = pointAround(tr.selection);
  if (place === null || $from.depth !== 2) return false;
  const { point, position } = place;
  if (!atEdge($from, -1)) {
    if (!isDetail($from.parent) || tr.doc.type.schema.nodes.paragraph === undefined) return false;
    tr.setBlockType($from.before(2), $from.after(2), tr.doc.type.schema.nodes.paragraph);
    return true;
  }
  const above = neighbour(tr.doc, place, -1);
  const isBare = isBlank(point) && point.childCount === 1;
  const aboveIs = isBare ? undefined : above?.type.name;
  if (above !== null && aboveIs === 'point') return mergeWithNext(tr, position - above.nodeSize);
  if (above !== null && aboveIs === 'paragraph' && above.content.size === 0) {
    tr.delete(position - above.nodeSize, position);
    return true;
  }
  replaceBlocks(tr, position, position + point.nodeSize, plainBlocks(point));
  return true;
}

/** Delete at the end of a point, or of the text before one. */
export function deleteAtEdge(tr: Transaction): boolean {
  const { $from, empty } = tr.selection;
  if (!empty || !$from.parent.isTextblock || $from.parentOffset < $from.parent.content.size) return false;
  if ($from.depth === 1) {
    const after = tr.doc.resolve($from.after(1)).nodeAfter;
    if (!isPoint(after)) return false;
    if ($from.parent.content.size > 0) tr.setSelection(NodeSelection.create(tr.doc, $from.after(1)));
    else tr.delete($from.before(1), $from.after(1)).setSelection(Selection.near(tr.doc.resolve($from.before(1) + 1)));
    return true;
  }
  const place = pointAround(tr.selection);
  if (place === null) return false;
  const next = place.point.children.slice($from.index(1) + 1).find(isVisible);
  if (!atEdge($from, 1)) return $from.depth === 2 && next !== undefined && isDetail(next) !== isDetail($from.parent);
  const below = neighbour(tr.doc, place, 1);
  const end = place.position + place.point.nodeSize;
  if (below?.type.name === 'point') return mergeWithNext(tr, place.position);
  if (below === null || !isPlainText(below)) return true;
  const caret = $from.pos;
  tr.delete(end, end + below.nodeSize).insert(caret, below.content);
  tr.setSelection(TextSelection.create(tr.doc, caret));
  return true;
}
