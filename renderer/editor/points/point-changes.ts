/** Changes of one point from its controls and menus. Each finds its point anew, and is one step to undo. */
import type { Node } from '@tiptap/pm/model';
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import type { DetailRole, POINT_ATTRS } from '../../../shared/model/point';
import type { PointPerson } from '../types';
import { isDetail, isHidden, isPoint } from './point-data';

/** Dispatches what is undone by itself, whatever was typed just before and after. */
export function oneStep(view: EditorView, tr: Transaction): void {
  const undo = yUndoPluginKey.getState(view.state) as { undoManager?: { stopCapturing(): void } } | undefined;
  undo?.undoManager?.stopCapturing();
  view.dispatch(tr);
  undo?.undoManager?.stopCapturing();
}

export function pointAt(doc: Node, position: number | null): Node | null {
  const node = position === null || position > doc.content.size ? null : doc.nodeAt(position);
  return isPoint(node) ? node : null;
}

export function setPointAttrs(
  view: EditorView,
  position: number | null,
  attrs: Readonly<Partial<Record<keyof typeof POINT_ATTRS, string | boolean>>>,
): void {
  const { tr, doc } = view.state;
  if (position === null || pointAt(doc, position) === null) return;
  for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(position, name, value);
  oneStep(view, tr);
}

/** Where the n-th child of a point that passes begins. */
function partAt(point: Node, position: number, index: number, wanted: (child: Node) => boolean): number | null {
  let [found, seen]: [number | null, number] = [null, 0];
  point.forEach((child, offset) => {
    if (!wanted(child)) return;
    if (seen === index) found = position + 1 + offset;
    seen += 1;
  });
  return found;
}

function removePart(view: EditorView, position: number | null, index: number, wanted: (child: Node) => boolean): void {
  const { tr, doc } = view.state;
  const point = pointAt(doc, position);
  const at = point === null || position === null ? null : partAt(point, position, index, wanted);
  if (at !== null) oneStep(view, tr.delete(at, at + (doc.nodeAt(at)?.nodeSize ?? 1)));
}

export function removeCite(view: EditorView, position: number | null, index: number): void {
  removePart(view, position, index, (child) => child.type.name === 'cite');
}

/** Says that a person agreed, or takes it back. */
export function toggleAgreed(view: EditorView, position: number | null, person: PointPerson): void {
  const { tr, doc, schema } = view.state;
  const point = pointAt(doc, position);
  if (point === null || position === null) return;
  const isTheirs = ({ type, attrs }: Node): boolean =>
    type.name === 'credit' && attrs.role === 'agreed' && attrs.person === person.id;
  if (point.children.some(isTheirs)) {
    removePart(view, position, 0, isTheirs);
    return;
  }
  const credit = schema.nodes.credit?.create({ role: 'agreed', person: person.id, name: person.name });
  if (credit !== undefined) oneStep(view, tr.insert(position + point.nodeSize - 1, credit));
}

/** The end of what can be read and written in a point, from its start: before the citations and credits that end it. */
export function visibleEnd(point: Node): number {
  let end = point.content.size;
  for (let index = point.childCount - 1; index >= 0; index -= 1) {
    const child = point.child(index);
    if (!isHidden(child)) break;
    end -= child.nodeSize;
  }
  return end;
}

export function addDetail(view: EditorView, position: number | null, role: DetailRole): void {
  const { tr, doc, schema } = view.state;
  const point = pointAt(doc, position);
  const detail = schema.nodes.detail?.create({ role });
  if (point === null || position === null || detail === undefined) return;
  const known = partAt(point, position, 0, (child) => isDetail(child) && child.attrs.role === role);
  const at = known ?? position + 1 + visibleEnd(point);
  if (known === null) tr.insert(at, detail);
  const end = at + (known === null ? 1 : (doc.nodeAt(known)?.content.size ?? 0) + 1);
  oneStep(view, tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView());
  view.focus();
}

/** The end of a point's own text, where writing goes on. */
export function textEnd(doc: Node, position: number): Selection | null {
  const point = pointAt(doc, position);
  if (point === null) return null;
  let end = position + 1;
  point.forEach((child, offset) => {
    if (!isHidden(child) && !isDetail(child)) end = position + 1 + offset + child.nodeSize;
  });
  return Selection.findFrom(doc.resolve(end), -1, true);
}

/** Puts the caret into a point, unless it is there already. */
export function caretIntoPoint(view: EditorView, position: number | null): void {
  const { state } = view;
  const point = pointAt(state.doc, position);
  if (point === null || position === null) return;
  const { from, to } = state.selection;
  const isThere = from > position && to < position + point.nodeSize && state.selection instanceof TextSelection;
  const selection = isThere ? null : textEnd(state.doc, position);
  if (selection !== null) view.dispatch(state.tr.setSelection(selection).scrollIntoView());
}
