/**
 * A selection that begins or ends inside a point and reaches over its border. Deleting it leaves what is not selected where
 * it is, each point with its own citations; points are never poured into their neighbours, and one without words left goes.
 */
import type { Node } from '@tiptap/pm/model';
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { isHidden, isPoint } from './point-data';

export function reachesOver(selection: Selection): boolean {
  const { $from, $to } = selection;
  if (!(selection instanceof TextSelection) || $from.depth === 0 || $to.depth === 0) return false;
  return $from.before(1) !== $to.before(1) && (isPoint($from.node(1)) || isPoint($to.node(1)));
}

const hasWords = (node: Node): boolean =>
  node.isText || (node.isLeaf && !isHidden(node)) || node.children.some(hasWords);

/** What stays of a block at one end of the selection, with its hidden parts; null when there are no words in it. */
function remains(block: Node, part: Node | null): Node | null {
  if (part === null || !hasWords(part)) return null;
  if (!isPoint(block)) return part;
  const visible = part.children.filter((child) => !isHidden(child));
  return block.type.create(block.attrs, [...visible, ...block.children.filter(isHidden)]);
}

export function deleteAcross(tr: Transaction): boolean {
  const { selection, doc } = tr;
  const { paragraph } = doc.type.schema.nodes;
  if (!reachesOver(selection) || paragraph === undefined) return false;
  const { $from, $to, from, to } = selection;
  const [start, end] = [$from.before(1), $to.after(1)];
  const left = remains($from.node(1), doc.slice(start, from).content.firstChild);
  const right = remains($to.node(1), doc.slice(to, end).content.firstChild);
  const kept = [left, right].filter((one) => one !== null);
  tr.replaceWith(start, end, kept.length > 0 ? kept : paragraph.create());
  const caret = left === null ? start + 1 : Math.min(from, tr.doc.content.size);
  tr.setSelection(Selection.near(tr.doc.resolve(caret), left === null ? 1 : -1));
  return true;
}
