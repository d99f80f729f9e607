/**
 * Keeps the text that a letter was typed into where it is painted in an author's colour. ProseMirror draws decorated text
 * anew after each letter (prosemirror-view 1.42, `TextViewDesc.markDirty`: the letter might have gone beside the text), and
 * has to put the caret into the new text, which makes the browser lay out the page twice for each key.
 */
import type { EditorView } from '@tiptap/pm/view';

/** ProseMirror's own record of a text on the page. */
interface TextRecord {
  readonly nodeDOM?: Node;
  dirty: number;
}

const CONTENT_DIRTY = 2;
const NODE_DIRTY = 3;

/**
 * For `handleTextInput`, after the browser wrote the letter and before the document has it. Where the painted element still
 * holds this one text and nothing else, only its letters are compared with the document's, and written where they differ.
 */
export function keepTypedText(view: EditorView): void {
  const text = view.dom.ownerDocument.getSelection()?.focusNode ?? null;
  if (view.composing || text?.nodeType !== Node.TEXT_NODE) return;
  let around: Node = text;
  while (around !== view.dom) {
    const record = (around as { readonly pmViewDesc?: TextRecord }).pmViewDesc;
    if (record !== undefined) {
      if (record.nodeDOM === text && record.dirty === NODE_DIRTY) record.dirty = CONTENT_DIRTY;
      return;
    }
    const parent: Node | null = around.parentNode;
    if (parent === null || parent.childNodes.length !== 1) return;
    around = parent;
  }
}
