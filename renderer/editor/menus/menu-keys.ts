/** The keys of the selection's menu: Ctrl+K for a link, Alt+F10 into the menu. */
import { Extension } from '@tiptap/core';
import type { Store } from '../../ui/store';
import { menuFor } from './menu-state';

export function menuKeys(linkField: Store<boolean>): Extension {
  return Extension.create({
    name: 'menuKeys',
    priority: 1100,
    addKeyboardShortcuts() {
      return {
        // Without a selection or a link the key is the app's: it goes to the search.
        'Mod-k': () => {
          const kind = menuFor(this.editor.state)?.kind;
          if (kind !== 'text' && kind !== 'link') return false;
          linkField.set(true);
          return true;
        },
        'Alt-F10': () => {
          const host = this.editor.view.dom.closest('.editor')?.querySelector('.editor-menus');
          const first = host?.querySelector<HTMLElement>('[role=toolbar] button:not(:disabled)');
          first?.focus();
          return first !== null && first !== undefined;
        },
      };
    },
  });
}
