/** The life of one TipTap editor inside a React component: made on mount, gone on unmount, no render per key press. */
import { type AnyExtension, Editor, type JSONContent } from '@tiptap/core';
import { Selection, TextSelection } from '@tiptap/pm/state';
import { useLayoutEffect, useRef, useState } from 'react';
import { notChosen } from './input/first-focus';
import { prepareContainers } from './schema/containers';

export interface EditorSetup {
  readonly extensions: readonly AnyExtension[];
  /** Left out for an editor that a shared fragment fills. */
  readonly content?: JSONContent;
  readonly autoFocus: boolean;
  readonly onMade: (editor: Editor) => void;
  readonly onGone: () => void;
}

/** Puts an editor into `element`. The caller destroys it. */
export function createEditor(
  element: HTMLElement,
  setup: Pick<EditorSetup, 'extensions' | 'content' | 'autoFocus'>,
): Editor {
  return new Editor({
    element,
    extensions: [...setup.extensions],
    content: setup.content ?? null,
    autofocus: setup.autoFocus ? 'end' : false,
    injectCSS: false,
    // Pasted Markdown is read as a whole (input/clipboard.ts); "5 * 3 * 2" is no italic.
    enablePasteRules: false,
    // Reporting deletions costs a comparison of documents after every change, and nothing here listens.
    enableCoreExtensions: { delete: false, textDirection: false },
    onBeforeCreate: ({ editor }) => {
      prepareContainers(editor.schema);
    },
  });
}

/** The binding leaves the selection at the first position, also when that is in a list or a table and takes no caret. */
function startInText(editor: Editor): void {
  const { selection, doc, tr } = editor.state;
  if (selection instanceof TextSelection && !selection.$from.parent.inlineContent) {
    editor.view.dispatch(notChosen(tr.setSelection(Selection.atStart(doc))));
  }
}

/**
 * Makes an editor in the returned element, anew whenever `key` is another object. `setup` is called once for each
 * editor; null leaves the element empty.
 */
export function useEditorInstance<K>(key: K, setup: (key: K) => EditorSetup | null) {
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(setup);
  latest.current = setup;
  const [editor, setEditor] = useState<Editor | null>(null);
  useLayoutEffect(() => {
    const wanted = element.current === null ? null : latest.current(key);
    if (element.current === null || wanted === null) return undefined;
    const made = createEditor(element.current, wanted);
    startInText(made);
    wanted.onMade(made);
    setEditor(made);
    return () => {
      setEditor(null);
      made.destroy();
      wanted.onGone();
    };
  }, [key]);
  return { element, editor };
}

/** A ref that always holds the newest value, for callbacks that an editor keeps for its life. */
export function useLatest<T>(value: T) {
  const ref = useRef(value);
  useLayoutEffect(() => {
    ref.current = value;
  });
  return ref;
}
