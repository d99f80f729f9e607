/** What can be done with a whole point: the entries of its menu, and the keys that do the same. */
import type { Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { plainBlocks, replaceBlocks } from './make-points';
import { oneStep, pointAt } from './point-changes';
import { isPoint, newPointId } from './point-data';
import { mergeWithNext, neighbour } from './point-edit';

export interface PointCommand {
  readonly label: string;
  readonly keys?: string;
  readonly danger?: boolean;
  can(state: EditorState, position: number): boolean;
  run(view: EditorView, position: number): void;
}

function toText(view: EditorView, position: number): void {
  const point = pointAt(view.state.doc, position);
  if (point === null) return;
  oneStep(view, replaceBlocks(view.state.tr, position, position + point.nodeSize, plainBlocks(point)).scrollIntoView());
}

function remove(view: EditorView, position: number): void {
  const { doc, schema, tr } = view.state;
  const point = pointAt(doc, position);
  const { paragraph } = schema.nodes;
  if (point === null || paragraph === undefined) return;
  const end = position + point.nodeSize;
  oneStep(view, doc.childCount === 1 ? tr.replaceWith(position, end, paragraph.create()) : tr.delete(position, end));
}

/** The caret stays where it is when it is in the point; a menu may be of another. */
function move(view: EditorView, position: number, step: -1 | 1): void {
  const { doc, tr } = view.state;
  const point = pointAt(doc, position);
  const other = point === null ? null : neighbour(doc, { point, position }, step);
  if (point === null || other === null) return;
  const { anchor, head } = view.state.selection;
  const isInside = anchor > position && head > position && Math.max(anchor, head) < position + point.nodeSize;
  const to = step < 0 ? position - other.nodeSize : position + other.nodeSize;
  tr.delete(position, position + point.nodeSize).insert(to, point);
  if (isInside && view.state.selection instanceof TextSelection) {
    tr.setSelection(TextSelection.create(tr.doc, anchor + to - position, head + to - position));
  }
  oneStep(view, tr.scrollIntoView());
}

function duplicate(view: EditorView, position: number): void {
  const point = pointAt(view.state.doc, position);
  if (point === null) return;
  const copy = point.type.create({ ...point.attrs, id: newPointId() }, point.content);
  oneStep(view, view.state.tr.insert(position + point.nodeSize, copy));
}

const beside =
  (step: -1 | 1, wanted: (node: Node) => boolean) =>
  (state: EditorState, position: number): boolean => {
    const point = pointAt(state.doc, position);
    const other = point === null ? null : neighbour(state.doc, { point, position }, step);
    return other !== null && wanted(other);
  };

function merge(view: EditorView, position: number): void {
  const { tr } = view.state;
  if (mergeWithNext(tr, position)) oneStep(view, tr.scrollIntoView());
}

function mergeUp(view: EditorView, position: number): void {
  const above = view.state.doc.resolve(position).nodeBefore;
  if (above !== null) merge(view, position - above.nodeSize);
}

const always = (state: EditorState, position: number): boolean => pointAt(state.doc, position) !== null;

export const pointCommands: readonly PointCommand[] = [
  { label: 'Plain text', keys: 'Ctrl Shift 0', can: always, run: toText },
  { label: 'Move up', keys: 'Alt ↑', can: beside(-1, () => true), run: (view, position) => move(view, position, -1) },
  { label: 'Move down', keys: 'Alt ↓', can: beside(1, () => true), run: (view, position) => move(view, position, 1) },
  { label: 'Merge with the point above', can: beside(-1, isPoint), run: mergeUp },
  { label: 'Merge with the point below', can: beside(1, isPoint), run: merge },
  { label: 'Duplicate', can: always, run: duplicate },
  { label: 'Delete this point', danger: true, can: always, run: remove },
];
