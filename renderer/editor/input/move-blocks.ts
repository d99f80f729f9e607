/** Moves what the selection is in past its neighbour: items of a list, else blocks of the root. A point moves whole. */
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** True when there was something to move, also at the edge where it cannot go further. */
export function moveBlocks(view: EditorView, step: -1 | 1): boolean {
  const { state } = view;
  const { $from, $to } = state.selection;
  const wholePoint = $from.depth > 0 && $from.node(1).type.name === 'point';
  const holds = (name: string): boolean => name === 'doc' || (!wholePoint && /List$/.test(name));
  const range = $from.blockRange($to, (node) => holds(node.type.name));
  if (range === null) return false;
  const neighbour = step < 0 ? range.startIndex - 1 : range.endIndex;
  if (neighbour < 0 || neighbour >= range.parent.childCount) return true;
  const other = range.parent.child(neighbour);
  const blocks = state.doc.slice(range.start, range.end).content;
  const shift = step * other.nodeSize;
  const tr = state.tr.delete(range.start, range.end).insert(range.start + shift, blocks);
  const { anchor, head } = state.selection;
  const isNode = state.selection instanceof NodeSelection;
  tr.setSelection(
    isNode ? NodeSelection.create(tr.doc, anchor + shift) : TextSelection.create(tr.doc, anchor + shift, head + shift),
  );
  view.dispatch(tr.scrollIntoView());
  return true;
}
