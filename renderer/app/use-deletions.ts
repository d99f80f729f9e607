import { useEffect } from 'react';
import type { Discussion } from '../notebook/types';
import type { AppModel } from './app-model';

const isText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null;

/** Offers to take back points that went from the recap, and tells whoever was writing in one; and outside of texts Undo takes back the last deletion. */
export function useDeletions(model: AppModel, discussion: Discussion | null): void {
  const { trash } = model;
  useEffect(() => {
    const ends = [
      discussion?.trash.onPointsDeleted((points) => trash.told('point', points)),
      discussion?.trash.onTakenAway(trash.takenAway),
    ];
    return () => {
      for (const end of ends) end?.();
    };
  }, [trash, discussion]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, target, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented } = event;
      const isUndo = key.toLowerCase() === 'z' && (model.mac ? metaKey : ctrlKey) && !shiftKey && !altKey;
      if (!isUndo || defaultPrevented || isText(target) || model.state.get().dialog !== null) return;
      if (trash.undo()) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [model, trash]);
}
