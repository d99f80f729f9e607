/**
 * Where the caret is when the focus comes by key or command: where it last was, and the first time at the end of the
 * text, where writing goes on. The browser alone would put it at the start and scroll there.
 */
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { showsDocument } from '../collaboration/sync-state';

/** Whether somebody here has chosen a place yet. */
const chosenKey = new PluginKey<boolean>('caretChosen');

/** Marks a selection that nobody chose: the first focus may still put the caret at the end. */
export function notChosen(transaction: Transaction): Transaction {
  return transaction.setMeta(chosenKey, false);
}

/** Whether somebody here has put the caret somewhere, by a click, a key or by writing. */
export function caretChosen(state: EditorState): boolean {
  return chosenKey.getState(state) === true;
}

/** At once: the browser has put its own at the start, and keys may follow before the editor corrects it. */
function showSelection(view: EditorView): void {
  const { selection } = view.state;
  if (!(selection instanceof TextSelection)) return;
  const [anchor, head] = [view.domAtPos(selection.anchor), view.domAtPos(selection.head)];
  view.dom.ownerDocument.getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, head.node, head.offset);
}

/** The focus comes from another part of the window; not from a menu of the editor, and not from another window. */
function fromElsewhere(view: EditorView, { relatedTarget }: FocusEvent): boolean {
  return relatedTarget instanceof Element && view.dom.closest('.editor')?.contains(relatedTarget) !== true;
}

function onFocus(view: EditorView, event: FocusEvent): void {
  const { state } = view;
  if (chosenKey.getState(state) === true) {
    showSelection(view);
    if (fromElsewhere(view, event) && state.selection.empty) view.dispatch(state.tr.scrollIntoView());
    return;
  }
  // Text often arrives after the editor, so the end is looked up now and not when the editor is made.
  const end = state.tr.setSelection(Selection.atEnd(state.doc)).setMeta(chosenKey, true);
  view.dispatch(end.scrollIntoView());
}

/** Whoever focuses the text from outside would scroll it to its start; what has to be seen is the caret. */
function focusWithoutScroll(dom: HTMLElement): void {
  dom.focus = (options) => HTMLElement.prototype.focus.call(dom, { preventScroll: true, ...options });
}

function firstFocusPlugin(): Plugin<boolean> {
  let pointerDown = false;
  return new Plugin<boolean>({
    key: chosenKey,
    state: {
      init: () => false,
      apply(transaction, chosen) {
        if (chosen || showsDocument(transaction) || transaction.getMeta(chosenKey) === false) return chosen;
        return transaction.selectionSet || transaction.docChanged || transaction.getMeta(chosenKey) === true;
      },
    },
    view({ dom }) {
      focusWithoutScroll(dom);
      const ended = new AbortController();
      const up = (): void => {
        pointerDown = false;
      };
      for (const type of ['pointerup', 'pointercancel', 'dragend']) {
        window.addEventListener(type, up, { capture: true, signal: ended.signal });
      }
      return { destroy: () => ended.abort() };
    },
    props: {
      handleDOMEvents: {
        /** Comes before the focus that it gives: then the caret goes where the pointer is. */
        pointerdown(view) {
          pointerDown = true;
          if (chosenKey.getState(view.state) !== true) view.dispatch(view.state.tr.setMeta(chosenKey, true));
          return false;
        },
        focus(view, event) {
          if (!pointerDown) onFocus(view, event);
          return false;
        },
      },
    },
  });
}

export const firstFocus = Extension.create({ name: 'firstFocus', addProseMirrorPlugins: () => [firstFocusPlugin()] });
