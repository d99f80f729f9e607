/**
 * Writes a letter where it was typed when the letter behind the caret is the same one.
 *
 * y-tiptap learns what was typed by comparing texts. That cannot tell which of two equal letters is the new one, and takes
 * the later: typed before somebody else's equal letter, ours went behind it in the Yjs document, where what both write
 * next is mixed ("both add a word at the end of the line": each begins with a space).
 */
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { showsDocument, syncStateOf } from './sync-state';

interface Typed {
  readonly at: number;
  readonly text: string;
}

/** Must stand before the sync plugin, which then finds the letter written. */
export function exactTyping(): Plugin {
  let last: Transaction | null = null;
  return new Plugin({
    state: {
      init: () => null,
      apply(transaction) {
        if (transaction.docChanged) last = transaction;
        return null;
      },
    },
    view: () => ({
      update(view, before) {
        const transaction = last;
        last = null;
        // Only a change that is the whole difference between what was and is shown.
        if (transaction === null || transaction.before !== before.doc || transaction.doc !== view.state.doc) return;
        const typed = ambiguous(transaction);
        const binding = syncStateOf(view.state)?.binding;
        if (typed !== null && binding !== undefined) write(typed, before, binding);
      },
    }),
  });
}

/** The text that a transaction of this person adds before an equal letter; null for any other. */
function ambiguous(transaction: Transaction): Typed | null {
  const [step] = transaction.steps;
  if (transaction.steps.length !== 1 || !(step instanceof ReplaceStep) || step.from !== step.to) return null;
  if (showsDocument(transaction) || transaction.getMeta('addToHistory') === false) return null;
  const { content, openStart, openEnd } = step.slice;
  if (openStart + openEnd > 0 || content.childCount !== 1) return null;
  const text = content.firstChild?.text ?? '';
  const behind = transaction.before.resolve(step.from).nodeAfter?.text ?? '';
  return text !== '' && behind.charAt(0) === text.charAt(0) ? { at: step.from, text } : null;
}

function write({ at, text }: Typed, before: EditorState, binding: ProsemirrorBinding): void {
  const place = textAt(before, at, binding);
  if (place === null) return;
  binding.mux(() => {
    // Its marks are left to the sync plugin, which compares them next.
    binding.doc.transact(() => place.text.insert(place.index, text), ySyncPluginKey);
  });
}

/** The shared text that ends or goes on at a position; null where there is none, or where it is not what is shown. */
function textAt(
  before: EditorState,
  at: number,
  binding: ProsemirrorBinding,
): { text: Y.XmlText; index: number } | null {
  const $at = before.doc.resolve(at);
  let block: Y.XmlFragment = binding.type;
  for (let depth = 0; depth < $at.depth; depth += 1) {
    const child: unknown = block.get($at.index(depth));
    if (!(child instanceof Y.XmlElement) || binding.mapping.get(child) !== $at.node(depth + 1)) return null;
    block = child;
  }
  let index = $at.parentOffset;
  for (const part of block.toArray()) {
    if (part instanceof Y.XmlText) {
      if (index <= part.length) return { text: part, index };
      index -= part.length;
    } else {
      index -= 1;
    }
  }
  return null;
}
