/**
 * Binds an editor to a shared fragment: y-tiptap's sync plugin, with a caret and an undo of our own.
 *
 * TipTap's Collaboration destroys the undo manager with the view and patches it back to life on the next mount, which
 * drops every listener in between and adds one set more each time. Here the manager belongs to whoever made it.
 */
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  yUndoPluginKey,
} from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { historyInput } from '../input/history-input';
import { caretBeforeOthers } from '../input/told-caret';
import { exactTyping } from './exact-typing';
import { sharedText } from './joined-texts';
import { keptSelection } from './kept-selection';
import { steadyPage } from './steady-page';
import { showsDocument, syncStateOf } from './sync-state';

interface UndoState {
  readonly undoManager: Y.UndoManager;
  /** Where the selection was before the last change made here. */
  readonly before: StoredSelection | null;
}

interface StoredSelection {
  readonly anchor: unknown;
  readonly head: unknown;
}

type StackEvent = { stackItem: { meta: Map<unknown, unknown> } };

function storeSelection(state: EditorState): StoredSelection | null {
  const binding = syncStateOf(state)?.binding;
  if (binding === undefined) return null;
  const { anchor, head } = state.selection;
  // Each is a walk over the blocks before it, on every key.
  const place = absolutePositionToRelativePosition(anchor, binding.type, binding.mapping);
  return {
    anchor: place,
    head: head === anchor ? place : absolutePositionToRelativePosition(head, binding.type, binding.mapping),
  };
}

function restoreSelection(view: EditorView, stored: StoredSelection): void {
  const binding = syncStateOf(view.state)?.binding;
  if (binding === undefined || view.isDestroyed) return;
  const place = (position: unknown): number | null =>
    relativePositionToAbsolutePosition(binding.doc, binding.type, position, binding.mapping);
  const [anchor, head] = [place(stored.anchor), place(stored.head)];
  if (anchor === null || head === null) return;
  const { tr } = view.state;
  const clamp = (position: number) => tr.doc.resolve(Math.min(Math.max(position, 0), tr.doc.content.size));
  const selection = anchor === head ? Selection.near(clamp(anchor)) : TextSelection.between(clamp(anchor), clamp(head));
  view.dispatch(tr.setSelection(selection).setMeta('addToHistory', false).scrollIntoView());
}

function undoPlugin(undoManager: Y.UndoManager): Plugin {
  return new Plugin<UndoState>({
    // The sync plugin looks the manager up under this key, to end a step before a change that is not to be undone.
    key: yUndoPluginKey,
    state: {
      init: () => ({ undoManager, before: null }),
      apply(transaction, value, previous) {
        if (!transaction.docChanged || showsDocument(transaction)) return value;
        return { undoManager, before: storeSelection(previous) };
      },
    },
    view(view) {
      const added = ({ stackItem }: StackEvent): void => {
        stackItem.meta.set(yUndoPluginKey, (yUndoPluginKey.getState(view.state) as UndoState).before);
      };
      const popped = ({ stackItem }: StackEvent): void => {
        const stored = stackItem.meta.get(yUndoPluginKey) as StoredSelection | null | undefined;
        if (stored) restoreSelection(view, stored);
      };
      undoManager.on('stack-item-added', added);
      undoManager.on('stack-item-popped', popped);
      // A new view starts a new step: what is typed now is not undone together with what was typed before.
      undoManager.stopCapturing();
      return {
        destroy() {
          undoManager.off('stack-item-added', added);
          undoManager.off('stack-item-popped', popped);
        },
      };
    },
  });
}

export function sharedDocument(fragment: Y.XmlFragment, undoManager: Y.UndoManager): Extension {
  const run = (direction: 'undo' | 'redo') => (): boolean => {
    const stack = direction === 'undo' ? undoManager.undoStack : undoManager.redoStack;
    if (stack.length > 0) undoManager[direction]();
    // Handled even with nothing to undo: the browser's own history knows nothing of the document.
    return true;
  };
  return Extension.create({
    name: 'sharedDocument',
    priority: 1000,
    addKeyboardShortcuts: () => ({ 'Mod-z': run('undo'), 'Mod-y': run('redo'), 'Shift-Mod-z': run('redo') }),
    addProseMirrorPlugins: () => [
      caretBeforeOthers(fragment),
      exactTyping(),
      sharedText(fragment),
      keptSelection(),
      steadyPage(),
      undoPlugin(undoManager),
      historyInput((direction) => run(direction)()),
    ],
  });
}
