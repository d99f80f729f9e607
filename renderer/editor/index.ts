/** The editor's door. */
export { lookClass } from './authorship/author-look';
export { createRecapUndo } from './collaboration/undo';
export { type CopiedText, type Copy, CopyContext, type CopyFormat, copyEntries } from './copy/copying';
export { selectedText } from './copy/selected-text';
export { DraftEditor } from './draft-editor';
export { unknownContent } from './fragment/known-content';
export { fragmentToRichText, richTextToFragment } from './fragment/plain-data';
export { pointLabel } from './points/kinds';
export { editorSchema } from './schema/content';
export { SharedEditor } from './shared-editor';
export { RichTextView } from './view/rich-text-view';
