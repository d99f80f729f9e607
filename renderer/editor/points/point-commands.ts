/** What can be done with a whole point: the entries of its menu, and the keys that do the same. */
import type { EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { plainBlocks, replaceBlocks } from './make-points';
import { oneStep, pointAt } from './point-changes';

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

const always = (state: EditorState, position: number): boolean => pointAt(state.doc, position) !== null;

export const pointCommands: readonly PointCommand[] = [
  { label: 'Turn into plain text', can: always, run: toText },
  { label: 'Delete this point', danger: true, can: always, run: remove },
];
