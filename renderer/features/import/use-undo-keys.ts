import { useEffect, useEffectEvent } from 'react';

export interface UndoKeys {
  /** The field of the step that is being typed; there the browser's own undo goes letter by letter. */
  readonly field: string | null;
  readonly undo: () => void;
  readonly redo: () => void;
  /** A field is left. */
  readonly settle: () => void;
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y for the whole preview; null when there is none. */
export function useUndoKeys(keys: UndoKeys | null): void {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (keys === null || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const back = key === 'z' && !event.shiftKey;
    if (!back && !(key === 'z' && event.shiftKey) && key !== 'y') return;
    const field = event.target instanceof HTMLElement ? event.target.dataset.step : undefined;
    if (field !== undefined && field === keys.field) return;
    event.preventDefault();
    if (back) keys.undo();
    else keys.redo();
  });
  const onLeave = useEffectEvent((): void => keys?.settle());
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    window.addEventListener('focusout', onLeave);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('focusout', onLeave);
    };
  }, []);
}
