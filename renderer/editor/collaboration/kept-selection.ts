/**
 * Keeps the caret between the letters where it stands while others write.
 *
 * After each change from elsewhere y-tiptap (3.0.6 to 3.0.9) builds the whole document anew and puts the selection back.
 * It compares the text of the caret's block before and after, takes any difference for a moved block, and then puts the
 * caret into a block that reads alike: with two lines "At first, n" the next letters of one person went to the other's
 * line. It also throws inside the observer when the document became shorter (ueberdosis/y-tiptap#48), lets a caret in an
 * empty block run behind what somebody else types there (ueberdosis/tiptap#7332), and gives up on the first letter.
 * Here the place in the Yjs document decides as long as it exists; likeness is asked only when it was removed.
 */
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { showsDocument, syncStateOf } from './sync-state';

/** What the binding keeps while others' changes are applied. Without `abs…` it does not look for blocks that read alike. */
interface BindingSelection {
  readonly type: string;
  readonly anchor: Y.RelativePosition | null;
  readonly head: Y.RelativePosition | null;
  readonly absAnchor?: number;
  readonly absHead?: number;
}

interface SelectionHolder {
  beforeTransactionSelection: BindingSelection | null;
}

const holderOf = (binding: ProsemirrorBinding) => binding as unknown as SelectionHolder;

/** Must stand behind the sync plugin: it amends what that one has noted before each change. */
export function keptSelection(): Plugin {
  return new Plugin({
    view(view) {
      const binding = syncStateOf(view.state)?.binding;
      if (binding === undefined) return {};
      const amend = (): void => {
        const noted = holderOf(binding).beforeTransactionSelection;
        if (noted?.type !== 'text') return;
        const { type, anchor, head } = noted;
        holderOf(binding).beforeTransactionSelection = {
          type,
          anchor: heldAtEnd(anchor, binding),
          head: heldAtEnd(head, binding),
        };
      };
      binding.doc.on('beforeAllTransactions', amend);
      return { destroy: () => binding.doc.off('beforeAllTransactions', amend) };
    },
    appendTransaction(transactions, before, after) {
      const shown = transactions.find(showsDocument);
      const binding = syncStateOf(after)?.binding;
      if (shown === undefined || binding === undefined) return null;
      // Whoever moved the selection on purpose in the meantime wins.
      if (transactions.some((transaction) => transaction !== shown && transaction.selectionSet)) return null;
      return putBack(shown, before, after, binding);
    },
  });
}

function putBack(
  shown: Transaction,
  before: EditorState,
  after: EditorState,
  binding: ProsemirrorBinding,
): Transaction | null {
  const { tr } = after;
  const noted = holderOf(binding).beforeTransactionSelection;
  const { anchor, head } = before.selection;
  if (noted?.type === 'text' && before.selection instanceof TextSelection) {
    const place = (position: Y.RelativePosition | null, old: number, restored: number): number =>
      liveIndex(position, binding) ?? placeOfRemoved(before.doc, after.doc, old, restored);
    const now = {
      anchor: place(noted.anchor, anchor, after.selection.anchor),
      head: place(noted.head, head, after.selection.head),
    };
    const selection = TextSelection.between(after.doc.resolve(now.anchor), after.doc.resolve(now.head));
    if (!selection.eq(after.selection)) tr.setSelection(selection);
  }
  // Bold switched on for the next letter stays on, though somebody else's letter comes first.
  if (before.storedMarks !== null && after.storedMarks === null) tr.setStoredMarks(before.storedMarks);
  if (!tr.selectionSet && !tr.storedMarksSet) return null;
  // The same meta: the sync plugin reads from the last transaction whose change this is.
  return tr.setMeta(ySyncPluginKey, shown.getMeta(ySyncPluginKey)).setMeta('addToHistory', false);
}

/** At the end of a block without a text there the caret stays before what comes in, as behind a letter. */
function heldAtEnd(position: Y.RelativePosition | null, binding: ProsemirrorBinding): Y.RelativePosition | null {
  if (position === null || position.item !== null || position.assoc < 0) return position;
  const found = Y.createAbsolutePositionFromRelativePosition(position, binding.doc);
  if (found === null) return position;
  if (found.index > 0) return Y.createRelativePositionFromTypeIndex(found.type, found.index, -1);
  return new Y.RelativePosition(position.type, position.tname, null, -1);
}

/** Where a place is now; null when the letter or block that it hangs on was removed. */
function liveIndex(position: Y.RelativePosition | null, binding: ProsemirrorBinding): number | null {
  const id = position?.item ?? position?.type ?? null;
  if (position === null || id === null || Y.getItem(binding.doc.store, id).deleted) return null;
  const found = Y.createAbsolutePositionFromRelativePosition(position, binding.doc);
  if (found === null) return null;
  return placeOf(found.type, found.index, binding);
}

function placeOf(inner: Y.AbstractType<unknown>, index: number, binding: ProsemirrorBinding): number | null {
  let at = sizeBefore(inner, index, binding);
  let type = inner;
  while (type !== binding.type) {
    const item = type._item;
    if (item === null) return null;
    const parent = item.parent as Y.AbstractType<unknown>;
    at += sizeUpTo(parent, type, binding);
    // The opening of a block counts, a text has none.
    if (!(type instanceof Y.XmlText)) at += 1;
    type = parent;
  }
  return at;
}

function sizeBefore(type: Y.AbstractType<unknown>, index: number, binding: ProsemirrorBinding): number {
  if (type instanceof Y.XmlText) return index;
  let size = 0;
  let left = index;
  for (let item = type._start; item !== null && left > 0; item = item.right) {
    if (item.deleted) continue;
    size += sizeOf(item, binding);
    left -= 1;
  }
  return size;
}

function sizeUpTo(
  parent: Y.AbstractType<unknown>,
  child: Y.AbstractType<unknown>,
  binding: ProsemirrorBinding,
): number {
  let size = 0;
  for (let item = parent._start; item !== null && item !== child._item; item = item.right) {
    if (!item.deleted) size += sizeOf(item, binding);
  }
  return size;
}

function sizeOf(item: Y.Item, binding: ProsemirrorBinding): number {
  if (!(item.content instanceof Y.ContentType)) return 0;
  const { type } = item.content;
  if (type instanceof Y.XmlText) return type.length;
  return (binding.mapping.get(type) as ProseMirrorNode | undefined)?.nodeSize ?? 0;
}

/**
 * Somebody split, joined, turned or moved the block, which removes text and writes it anew: its letters are found again
 * by what did not change around them, then by the block that reads as before. `restored` is the place where it was.
 */
function placeOfRemoved(old: ProseMirrorNode, now: ProseMirrorNode, at: number, restored: number): number {
  const start = old.content.findDiffStart(now.content);
  const end = old.content.findDiffEnd(now.content);
  if (start === null || end === null || at <= start) return at;
  // What repeats may be counted from both ends.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  if (at >= end.a + overlap) return at + end.b - end.a;
  const $at = old.resolve(at);
  const text = $at.parent.textContent;
  const same = (node: ProseMirrorNode) => node.isTextblock && node.textContent === text;
  if (!$at.parent.isTextblock || text === '') return restored;
  for (const $near of [now.resolve(Math.min(at, now.content.size)), now.resolve(restored)]) {
    if (same($near.parent)) return $near.start() + $at.parentOffset;
  }
  const found: number[] = [];
  now.descendants((node, position) => {
    if (same(node)) found.push(position + 1 + $at.parentOffset);
  });
  return found.length === 1 && found[0] !== undefined ? found[0] : restored;
}
