/**
 * Keeps the author with text that this person moves, splits, wraps, merges, copies or brings back, as an `author` mark; and
 * keeps that mark from what is typed in the middle of such text. Nothing of it runs for plain typing.
 */
import { Fragment, type Mark, type MarkType, type Node as ProseMirrorNode, Slice } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import { type ProsemirrorBinding, ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { ORIGIN } from '../../../shared/model/origins';
import { AUTHOR_MARK } from '../../../shared/recap/attribution';
import { showsDocument, syncStateOf } from '../collaboration/sync-state';
import type { AuthorshipHost } from '../types';
import { positionOf, rangesIn } from './block-authors';
import { type MovedText, movedText, restoredText } from './moved-text';

type Authors = Pick<AuthorshipHost, 'me' | 'authorOf' | 'knows'>;

/** Must stand behind the sync plugin: it looks at what that one has written. */
export function keepAuthors(authors: Authors): Plugin {
  return new Plugin({
    view(view) {
      const binding = syncStateOf(view.state)?.binding;
      return binding === undefined ? {} : watchMoves(view, binding, authors);
    },
    appendTransaction(transactions, _before, after) {
      const type = after.schema.marks[AUTHOR_MARK];
      const [transaction] = transactions;
      if (transactions.length !== 1 || transaction === undefined || type === undefined) return null;
      const typed = typedWithAuthor(transaction);
      return typed === null ? null : after.tr.removeMark(typed.from, typed.to, type).setStoredMarks(after.storedMarks);
    },
    props: {
      handleTextInput(view, from, to, text) {
        const { doc, storedMarks, schema, tr } = view.state;
        const [$from, $to] = [doc.resolve(from), doc.resolve(to)];
        const marks = storedMarks ?? (from === to ? $from.marks() : $from.marksAcross($to)) ?? [];
        if (!marks.some(isAuthor)) return false;
        view.dispatch(
          tr
            .replaceWith(
              from,
              to,
              schema.text(
                text,
                marks.filter((mark) => !isAuthor(mark)),
              ),
            )
            .scrollIntoView(),
        );
        return true;
      },
      transformCopied: (slice, view) => withAuthors(slice, view, authors),
      transformPasted: (slice, _view, plain) =>
        mapMarks(slice, (mark) => !plain && authors.knows(String(mark.attrs['by'])) && mark.attrs['by'] !== authors.me),
    },
  });
}

/** Where texts have no authors, in posts, marks that came with a copy are dropped. */
export function dropAuthors(): Plugin {
  return new Plugin({ props: { transformPasted: (slice) => mapMarks(slice, () => false) } });
}

const isAuthor = (mark: Mark): boolean => mark.type.name === AUTHOR_MARK;

function watchMoves(view: EditorView, binding: ProsemirrorBinding, authors: Authors) {
  const { doc } = binding;
  let moved: MovedText[] = [];
  const afterTransaction = (transaction: Y.Transaction): void => {
    if (transaction.origin !== ySyncPluginKey || !transaction.local) return;
    const found = guarded(() => movedText(transaction, authors));
    if (found.length > 0) moved.push(...found);
  };
  const popped = ({ stackItem }: { stackItem: { deletions: Parameters<typeof restoredText>[1] } }): void => {
    guarded(() => {
      let found: MovedText[] = [];
      doc.transact((transaction) => {
        found = restoredText(transaction, stackItem.deletions, authors);
        // Not a step of its own, nor part of one: to undo it would be to give away what others wrote.
        for (const { text, index, length, by } of found) text.format(index, length, { [AUTHOR_MARK]: { by } });
      }, ORIGIN.bookkeeping);
      return found;
    });
  };
  const undo = (yUndoPluginKey.getState(view.state) as { undoManager?: Y.UndoManager } | undefined)?.undoManager;
  doc.on('afterTransaction', afterTransaction);
  undo?.on('stack-item-popped', popped);
  return {
    update() {
      if (moved.length === 0) return;
      const found = moved;
      moved = [];
      mark(view, binding, found);
    },
    destroy() {
      doc.off('afterTransaction', afterTransaction);
      undo?.off('stack-item-popped', popped);
    },
  };
}

/** An exception here would stop the document's events; the text is right without its mark. */
function guarded(find: () => MovedText[]): MovedText[] {
  try {
    return find();
  } catch {
    return [];
  }
}

/** In the same moment as the move, so that one undo takes back both. */
function mark(view: EditorView, binding: ProsemirrorBinding, moved: readonly MovedText[]): void {
  const { tr, schema, storedMarks, doc } = view.state;
  const type = schema.marks[AUTHOR_MARK];
  if (type === undefined) return;
  for (const { text, index, length, by } of moved) {
    const from = positionOf(text, index, binding);
    if (from === null || from + length > doc.content.size) continue;
    addMissing(tr, from, from + length, type, by);
  }
  if (tr.docChanged) view.dispatch(tr.setStoredMarks(storedMarks));
}

/** A mark that the text brought along stays. */
function addMissing(tr: Transaction, from: number, to: number, type: MarkType, by: string): void {
  tr.doc.nodesBetween(from, to, (node, position, parent) => {
    if (!node.isText || type.isInSet(node.marks) !== undefined || parent?.type.allowsMarkType(type) !== true) return;
    tr.addMark(Math.max(from, position), Math.min(to, position + node.nodeSize), type.create({ by }));
  });
}

/** Letters that took the mark over from the text around them; null when it is anything else. */
function typedWithAuthor(transaction: Transaction): { from: number; to: number } | null {
  const [step] = transaction.steps;
  if (transaction.steps.length !== 1 || !(step instanceof ReplaceStep)) return null;
  const { content, openStart, openEnd } = step.slice;
  if (openStart + openEnd > 0 || content.firstChild?.isText !== true || showsDocument(transaction)) return null;
  if (!content.content.some((node) => node.marks.some(isAuthor))) return null;
  const event: unknown = transaction.getMeta('uiEvent');
  return event === 'paste' || event === 'drop' ? null : { from: step.from, to: step.from + content.size };
}

/** A copy names those who wrote it, also where the document needs no mark to know. */
function withAuthors(slice: Slice, view: EditorView, authors: Authors): Slice {
  const { selection, tr, schema } = view.state;
  const type = schema.marks[AUTHOR_MARK];
  const binding = syncStateOf(view.state)?.binding;
  if (type === undefined || binding === undefined || !selection.content().eq(slice)) return slice;
  const blocks = binding.type.toArray();
  tr.doc.forEach((child, offset, index) => {
    const block = blocks[index];
    const isOutside = offset + child.nodeSize < selection.from || offset > selection.to;
    if (isOutside || !(block instanceof Y.XmlElement) || block.nodeName !== child.type.name) return;
    for (const { from, to, by } of rangesIn(child, block, offset + 1, authors.authorOf)) {
      if (by !== authors.me) addMissing(tr, from, to, type, by);
    }
  });
  return tr.docChanged ? selection.map(tr.doc, tr.mapping).content() : slice;
}

function mapMarks(slice: Slice, keeps: (mark: Mark) => boolean): Slice {
  let changed = false;
  const map = (fragment: Fragment): Fragment => {
    const nodes: ProseMirrorNode[] = fragment.content.map((node) => {
      const marks = node.marks.filter((one) => !isAuthor(one) || keeps(one));
      if (marks.length < node.marks.length) changed = true;
      const kept = marks.length < node.marks.length ? node.mark(marks) : node;
      return kept.isLeaf ? kept : kept.copy(map(kept.content));
    });
    return Fragment.fromArray(nodes);
  };
  const mapped = map(slice.content);
  return changed ? new Slice(mapped, slice.openStart, slice.openEnd) : slice;
}
