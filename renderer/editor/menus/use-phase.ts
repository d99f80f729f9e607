/** Tells when a selection is made: not while the mouse still drags it, not between two arrow keys. */
import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useState } from 'react';

/** `away`: the focus is elsewhere. `busy`: something is being selected or typed. `rest`: a menu may appear. */
export type Phase = 'away' | 'busy' | 'rest';

/** Pause after a key before a menu may appear, milliseconds; longer than the key repeat of common systems. */
const KEY_PAUSE = 300;

function hasFocus(editor: Editor, host: Element | null): boolean {
  const { activeElement } = document;
  return activeElement !== null && (editor.view.dom.contains(activeElement) || host?.contains(activeElement) === true);
}

/** `host` holds the menus: the focus in one of them counts as focus in the editor. */
export function usePhase(editor: Editor, host: RefObject<Element | null>): Phase {
  const [phase, setPhase] = useState<Phase>('away');
  useEffect(() => {
    const { dom } = editor.view;
    const ended = new AbortController();
    const { signal } = ended;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let dragging = false;
    const rest = (after: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (!dragging && !signal.aborted) setPhase(hasFocus(editor, host.current) ? 'rest' : 'away');
      }, after);
    };
    const busy = (): void => setPhase('busy');
    const onDown = (): void => {
      dragging = true;
      busy();
    };
    const onUp = (): void => {
      if (dragging) rest(0);
      dragging = false;
    };
    const onKey = (event: KeyboardEvent): void => {
      // Shortcuts keep the menu where it is; keys that move or type put it away until they rest.
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      busy();
      rest(KEY_PAUSE);
    };
    const onFocus = (): void => rest(0);
    dom.addEventListener('pointerdown', onDown, { signal });
    dom.addEventListener('keydown', onKey, { signal });
    window.addEventListener('pointerup', onUp, { signal });
    window.addEventListener('pointercancel', onUp, { signal });
    for (const element of [dom, host.current]) {
      element?.addEventListener('focusin', onFocus, { signal });
      element?.addEventListener('focusout', onFocus, { signal });
    }
    if (hasFocus(editor, host.current)) rest(0);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [editor, host]);
  return phase;
}
