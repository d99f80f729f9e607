/** What can be done with a root block. Each takes a transaction; the caret stays in the same words, and nothing scrolls. */
import { Fragment, type Node } from '@tiptap/pm/model';
import { NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { PointKind } from '../../../shared/model/point';
import { makePointsOf, plainBlocks, replaceBlocks } from '../points/make-points';
import { isPoint, newPointId } from '../points/point-data';
import { positionOfBlock } from './root-blocks';

/** Puts a block into the place before the block that has the index `gap` now. False when it is there already. */
export function moveBlockTo(tr: Transaction, index: number, gap: number): boolean {
  const { doc, selection } = tr;
  const block = doc.maybeChild(index);
  if (block === null || gap === index || gap === index + 1 || gap < 0 || gap > doc.childCount) return false;
  const from = positionOfBlock(doc, index);
  const to = positionOfBlock(doc, gap) - (gap > index ? block.nodeSize : 0);
  const { anchor, head } = selection;
  const shift = to - from;
  const isIn = (place: number): boolean => place > from && place < from + block.nodeSize;
  tr.delete(from, from + block.nodeSize).insert(to, block);
  if (selection instanceof NodeSelection && selection.from === from) {
    tr.setSelection(NodeSelection.create(tr.doc, to));
  } else if (selection instanceof TextSelection && isIn(anchor) && isIn(head)) {
    tr.setSelection(TextSelection.create(tr.doc, anchor + shift, head + shift));
  }
  return true;
}

/** A block with an id of its own where the kind has one. */
export function copyOf(block: Node): Node {
  return isPoint(block) ? block.type.create({ ...block.attrs, id: newPointId() }, block.content) : block;
}

export function duplicateBlock(tr: Transaction, index: number): void {
  const block = tr.doc.child(index);
  tr.insert(positionOfBlock(tr.doc, index) + block.nodeSize, copyOf(block));
}

/** The last block gives way to an empty paragraph. */
export function removeBlock(tr: Transaction, index: number): void {
  const from = positionOfBlock(tr.doc, index);
  const to = from + tr.doc.child(index).nodeSize;
  const { paragraph } = tr.doc.type.schema.nodes;
  if (tr.doc.childCount > 1 || paragraph === undefined) tr.delete(from, to);
  else tr.replaceWith(from, to, paragraph.create());
}

export type TextForm =
  | 'text'
  | 'heading-1'
  | 'heading-2'
  | 'heading-3'
  | 'bulletList'
  | 'orderedList'
  | 'taskList'
  | 'blockquote';
export type BlockForm = TextForm | PointKind;

export const TEXT_FORMS: readonly { readonly value: TextForm; readonly label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'heading-1', label: 'Heading 1' },
  { value: 'heading-2', label: 'Heading 2' },
  { value: 'heading-3', label: 'Heading 3' },
  { value: 'bulletList', label: 'Bullet list' },
  { value: 'orderedList', label: 'Numbered list' },
  { value: 'taskList', label: 'Task list' },
  { value: 'blockquote', label: 'Quote' },
];

const isList = (block: Node): boolean => /List$/.test(block.type.name);

/** What a block is; null for one that stays what it is: code, a table, a picture, a line. */
export function formOf(block: Node): BlockForm | null {
  switch (block.type.name) {
    case 'paragraph':
      return 'text';
    case 'heading': {
      const level = Math.min(3, Number(block.attrs['level']));
      return `heading-${level}` as TextForm;
    }
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
    case 'blockquote':
      return block.type.name;
    case 'point':
      return String(block.attrs['kind']) as PointKind;
    default:
      return null;
  }
}

/** The blocks that a block holds, without what it wraps around them. */
function linesOf(block: Node): readonly Node[] {
  if (isPoint(block)) return plainBlocks(block);
  if (isList(block)) return block.children.flatMap((item) => item.children);
  return block.type.name === 'blockquote' ? block.children : [block];
}

function inForm(block: Node, form: TextForm): readonly Node[] {
  const { paragraph, heading, blockquote, listItem, taskItem, ...others } = block.type.schema.nodes;
  const list = others[form];
  const item = form === 'taskList' ? taskItem : listItem;
  if (paragraph === undefined) return [];
  const asText = (line: Node): Node => (line.isTextblock ? paragraph.create(null, line.content) : line);
  const lines = linesOf(block);
  if (form === 'text') return lines.map(asText);
  if (form === 'blockquote') return blockquote === undefined ? [] : [blockquote.create(null, lines.map(asText))];
  if (form.startsWith('heading-')) {
    const level = Number(form.slice(-1));
    return lines.map((line) => (line.isTextblock ? (heading?.create({ level }, line.content) ?? line) : line));
  }
  if (list === undefined || item === undefined) return [];
  // An item of a list stays one item, with whatever is below it.
  const items = isList(block)
    ? block.children.map((one) => one.content)
    : lines.map((one) => Fragment.from(asText(one)));
  return [
    list.create(
      null,
      items.map((content) => item.create(null, content)),
    ),
  ];
}

/** Turns a block into text of a form, or into a point of a kind for each of its parts. */
export function turnInto(tr: Transaction, index: number, form: BlockForm): boolean {
  const block = tr.doc.maybeChild(index);
  if (block === null || formOf(block) === null || formOf(block) === form) return false;
  const text = TEXT_FORMS.find((one) => one.value === form)?.value;
  const made = text === undefined ? makePointsOf(block, form as PointKind) : inForm(block, text);
  const from = positionOfBlock(tr.doc, index);
  if (made.length === 0) return false;
  replaceBlocks(tr, from, from + block.nodeSize, made);
  return true;
}
