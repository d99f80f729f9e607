/** An editor over plain data, for text that is not shared yet. */
import { Extension } from '@tiptap/core';
import { UndoRedo } from '@tiptap/extensions';
import { useEffect } from 'react';
import { EMPTY_RICH_TEXT, type RichText } from '../../shared/model/rich-text';
import { authorship } from './authorship/authorship';
import { EditorSurface, useSurface } from './editor-surface';
import { fittingRichText, modelRichText } from './fragment/plain-data';
import { historyInput } from './input/history-input';
import { editorSchema } from './schema/content';
import type { DraftEditorProps } from './types';
import { useEditorInstance, useLatest } from './use-editor';

const BrowserUndo = Extension.create({
  name: 'browserUndo',
  addProseMirrorPlugins() {
    return [historyInput((direction) => this.editor.commands[direction]())];
  },
});

/** `initial` is read on mount; after that the editor owns the text. */
export function DraftEditor(props: DraftEditorProps) {
  const latest = useLatest(props);
  const surface = useSurface(props);
  const { element, editor } = useEditorInstance(null, () => ({
    extensions: [...surface.extensions(), UndoRedo, BrowserUndo, authorship(null)],
    content: editorSchema.nodeFromJSON(fittingRichText(props.initial)).toJSON(),
    autoFocus: props.autoFocus === true,
    onMade: (made) => {
      made.on('update', () => latest.current.onChange(modelRichText(made.getJSON()), made.isEmpty));
    },
    onGone: () => undefined,
  }));
  useEffect(() => {
    if (editor === null) return undefined;
    const get = (): RichText => (editor.isEmpty ? EMPTY_RICH_TEXT : modelRichText(editor.getJSON()));
    latest.current.handle({
      get,
      clear: () => editor.commands.clearContent(true),
      focus: () => editor.commands.focus(),
      isEmpty: () => editor.isEmpty,
    });
    return () => latest.current.handle(null);
  }, [editor, latest]);
  return <EditorSurface surface={surface} editor={editor} element={element} />;
}
