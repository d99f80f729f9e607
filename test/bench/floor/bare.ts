/** The floor of typing: TipTap as it comes, over the same shared document. */
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { StarterKit } from '@tiptap/starter-kit';
import * as Y from 'yjs';

declare global {
  interface Window {
    /** Mounts an editor on the `recap` of the document that the update makes. */
    mount(update: readonly number[]): void;
  }
}

let editor: Editor | null = null;

window.mount = (update) => {
  editor?.destroy();
  const document_ = new Y.Doc();
  Y.applyUpdate(document_, new Uint8Array(update));
  editor = new Editor({
    element: document.getElementById('editor'),
    extensions: [
      StarterKit.configure({ undoRedo: false }),
      Collaboration.configure({ fragment: document_.getXmlFragment('recap') }),
    ],
    editorProps: { attributes: { role: 'textbox', 'aria-label': 'Recap' } },
  });
};
