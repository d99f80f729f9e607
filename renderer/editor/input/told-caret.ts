/**
 * Tells the editor where the caret is before a key or somebody else's letters come first.
 *
 * A key that only moves the caret (End, Home, an arrow) moves the browser's selection at once, but `selectionchange` comes a
 * task later. On a busy machine something may come in between: a key that ProseMirror (prosemirror-view 1.x) answers itself,
 * such as Enter or Backspace, then acted where the caret had been, and a change from elsewhere put the caret back there.
 */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type * as Y from 'yjs';

/** Not in the types, as its makers may change it. */
interface InnerView {
  /** What `selectionchange` itself does is this call. */
  readonly domObserver?: { flush(): void };
  /** When the focus came. For 0.2 s a caret at the start is taken for the browser's own doing, and put back. */
  readonly input?: { lastFocus: number };
}

const inner = (view: EditorView) => view as unknown as InnerView;

function tell(view: EditorView): void {
  if (!view.composing) inner(view).domObserver?.flush();
}

/** Ctrl+Home right after the focus came goes to the start. */
function forgetFocus(view: EditorView): void {
  const { input } = inner(view);
  if (input !== undefined) input.lastFocus = 0;
}

/** Before each key. */
export const toldCaret = Extension.create({
  name: 'toldCaret',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown(view, event) {
            if (!event.isComposing) tell(view);
            forgetFocus(view);
            return false;
          },
        },
      },
    }),
  ],
});

/** Before each change of the shared document from elsewhere. Must stand before the sync plugin, which notes the caret then. */
export function caretBeforeOthers(fragment: Y.XmlFragment): Plugin {
  return new Plugin({
    view(view) {
      const { doc } = fragment;
      const before = (): void => {
        // A change made here is told by the editor itself, which is in the middle of it.
        if (doc?._transaction?.local === false) tell(view);
      };
      doc?.on('beforeAllTransactions', before);
      return { destroy: () => doc?.off('beforeAllTransactions', before) };
    },
  });
}
