/** Shows the others' carets and selections, and tells them where this person's caret is. */
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import { DecorationSet } from '@tiptap/pm/view';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { CaretUser } from '../types';
import { caretSource } from './peer-carets';

/**
 * Colours come from the class and the tokens `--p1` … `--p8`, so that they follow light and dark. The name is shown by
 * the style sheet: as text it would stand in the middle of what is read, copied and searched.
 */
export function renderCaret(user: CaretUser): HTMLElement {
  const caret = document.createElement('span');
  caret.className = `caret caret-p${user.colour + 1}`;
  caret.setAttribute('aria-hidden', 'true');
  const label = document.createElement('span');
  label.className = 'caret-label';
  label.dataset.name = user.name;
  caret.append(label);
  return caret;
}

/** Whatever a peer sent, a caret that cannot be placed is no reason to refuse a change of the document. */
function forgiving(plugin: Plugin): Plugin {
  const state = plugin.spec.state;
  if (state === undefined) return plugin;
  return new Plugin({
    ...plugin.spec,
    state: {
      init(config, instance: EditorState) {
        try {
          return state.init.call(this, config, instance);
        } catch {
          return DecorationSet.empty;
        }
      },
      apply(transaction: Transaction, value, before: EditorState, after: EditorState) {
        try {
          return state.apply.call(this, transaction, value, before, after);
        } catch {
          return DecorationSet.empty;
        }
      },
    },
  });
}

export function carets(awareness: Awareness, fragment: Y.XmlFragment): Extension {
  return Extension.create({
    name: 'carets',
    priority: 999,
    addProseMirrorPlugins: () => [
      forgiving(
        // The plugin uses no more of Awareness than CaretSource has.
        yCursorPlugin(caretSource(awareness, fragment) as unknown as Awareness, {
          cursorBuilder: renderCaret,
          selectionBuilder: (user: CaretUser) => ({ class: `caret-selection caret-selection-p${user.colour + 1}` }),
        }),
      ),
    ],
  });
}
