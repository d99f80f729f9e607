/** What a person means by "copy": what is selected, in an editor or in a text for reading, or the block with the caret. */
import type { CopiedText } from './copying';
import { editorOf, editorText } from './editor-selection';
import { readingText } from './reading-selection';

export function selectedText(): CopiedText | null {
  const view = editorOf(document.activeElement);
  return view === null ? readingText(document.getSelection()) : editorText(view);
}
