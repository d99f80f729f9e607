/** Reads a small value from an editor; the component renders only when the value is another one. */
import type { Editor } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { useCallback, useRef, useSyncExternalStore } from 'react';

function sameShape(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    left.length === right.length && left.every(([key, value]) => Object.is(value, (b as Record<string, unknown>)[key]))
  );
}

/** `read` must be cheap: it runs after every transaction. Values are compared one level deep. */
export function useEditorValue<T>(editor: Editor, read: (state: EditorState) => T): T {
  const kept = useRef<{ value: T } | null>(null);
  const subscribe = useCallback(
    (listener: () => void) => {
      editor.on('transaction', listener);
      return () => {
        editor.off('transaction', listener);
      };
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => {
    const value = read(editor.state);
    if (kept.current === null || !sameShape(kept.current.value, value)) kept.current = { value };
    return kept.current.value;
  });
}
