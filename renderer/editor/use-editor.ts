/** The life of one TipTap editor inside a React component: made on mount, gone on unmount, no render per key press. */
import { type AnyExtension, Editor, type JSONContent } from '@tiptap/core';
import { useLayoutEffect, useRef, useState } from 'react';
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
export function createEditor(element: HTMLElement, setup: Pick<EditorSetup, 'extensions' | 'content' | 'autoFocus'>): Editor {
  return new Editor({
    element,
    extensions: [...setup.extensions],
    content: setup.content ?? null,
    autofocus: setup.autoFocus ? 'end' : false,
    injectCSS: false,
    // Reporting deletions costs a comparison of documents after every change, and nothing here listens.
    enableCoreExtensions: { delete: false, textDirection: false },
    onBeforeCreate: ({ editor }) => {
      prepareContainers(editor.schema);
    },
  });
}

/**
 * Makes an editor in the returned element, anew whenever `key` is another object. `setup` is called once for each
 * editor; null leaves the element empty.
 */
export function useEditorInstance(key: unknown, setup: () => EditorSetup | null) {
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(setup);
  latest.current = setup;
  const [editor, setEditor] = useState<Editor | null>(null);
  useLayoutEffect(() => {
    const wanted = element.current === null ? null : latest.current();
    if (element.current === null || wanted === null) return undefined;
    const made = createEditor(element.current, wanted);
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
