/** The browser's own Undo and Redo (the macOS menu, a key that nothing took), turned into the editor's. */
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

const DIRECTIONS: Readonly<Record<string, 'undo' | 'redo'>> = { historyUndo: 'undo', historyRedo: 'redo' };

/**
 * Chromium keeps one history for the window and aims it at the place of the last change, wherever the focus is: with the
 * focus in a list or in a search field, it would undo in a text that nobody is in. There it is refused.
 */
export function historyInput(run: (direction: 'undo' | 'redo') => boolean): Plugin {
  const beforeinput = (view: EditorView, event: InputEvent): boolean => {
    const direction = DIRECTIONS[event.inputType];
    if (direction === undefined) return false;
    event.preventDefault();
    if (view.dom.contains(view.dom.ownerDocument.activeElement)) run(direction);
    return true;
  };
  return new Plugin({ props: { handleDOMEvents: { beforeinput } } });
}
