/**
 * Writes a letter where it was typed when the letter behind the caret is the same one.
 *
 * y-tiptap learns what was typed by comparing texts. That cannot tell which of two equal letters is the new one, and takes
 * the later: typed before somebody else's equal letter, ours went behind it in the Yjs document, where what both write
 * next is mixed ("both add a word at the end of the line": each begins with a space).
 */
import type { Mark, ResolvedPos } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { partsOf, placeAmong } from './joined-texts';
import { showsDocument, syncStateOf } from './sync-state';

interface Typed {
  readonly at: number;
  readonly text: string;
  readonly marks: readonly Mark[];
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
        if (typed !== null && binding !== undefined) write(typed, transaction, binding);
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
  const typed = content.firstChild;
  if (openStart + openEnd > 0 || content.childCount !== 1 || !typed?.isText) return null;
  const { text = '', marks } = typed;
  const behind = transaction.before.resolve(step.from).nodeAfter?.text ?? '';
  return behind.charAt(0) === text.charAt(0) && marks.every(isStoredByName) ? { at: step.from, text, marks } : null;
}

/** The binding gives a mark that may overlap itself a name of its own making. */
const isStoredByName = ({ type }: Mark): boolean => type.excludes(type);

function write({ at, text, marks }: Typed, transaction: Transaction, binding: ProsemirrorBinding): void {
  const place = textAt(transaction.before.resolve(at), binding);
  if (place === null) return;
  const attributes = Object.fromEntries(marks.map(({ type, attrs }) => [type.name, attrs]));
  binding.mux(() => {
    binding.doc.transact(() => place.text.insert(place.index, text, attributes), ySyncPluginKey);
    // The binding takes a block for written whose node it knows; of a block inside another it would keep the old size.
    const $now = transaction.doc.resolve(at);
    for (const [index, block] of place.path.entries()) binding.mapping.set(block, $now.node(index + 1));
  });
}

interface Place {
  readonly text: Y.XmlText;
  readonly index: number;
  /** The blocks around it, the outermost first. */
  readonly path: readonly Y.XmlElement[];
}

/** The shared text that ends or goes on at a position; null where there is none, or where it is not what is shown. */
function textAt($at: ResolvedPos, binding: ProsemirrorBinding): Place | null {
  const path: Y.XmlElement[] = [];
  let block: Y.XmlFragment = binding.type;
  for (let depth = 0; depth < $at.depth; depth += 1) {
    const child: unknown = block.get($at.index(depth));
    if (!(child instanceof Y.XmlElement) || child.nodeName !== $at.node(depth + 1).type.name) return null;
    path.push(child);
    block = child;
  }
  let size = 0;
  let place: { text: Y.XmlText; index: number } | null = null;
  for (const part of partsOf(block)) {
    if (Array.isArray(part)) place ??= placeAmong(part, $at.parentOffset - size);
    size += Array.isArray(part) ? part.reduce((length, text) => length + text.length, 0) : 1;
  }
  return place !== null && size === $at.parent.content.size ? { ...place, path } : null;
}
