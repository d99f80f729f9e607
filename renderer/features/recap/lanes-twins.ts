/** Points that belong together are seen together: under the pointer or with the focus, and brought to the same height. */
import { type RefObject, useEffect } from 'react';
import { OURS, type PointPlace } from '../../../shared/recap/coverage';
import type { AcrossRecaps } from './use-duplicates';

const LIT = 'point-twin';

export function pointIn(pane: HTMLElement | null, { recap, id }: PointPlace): HTMLElement | null {
  const page = `[data-recap="${CSS.escape(recap)}"]`;
  return pane?.querySelector<HTMLElement>(`${page} [data-point="${CSS.escape(id)}"]`) ?? null;
}

/** The point around an element, with the recap that it is in. */
export function pointAround(target: EventTarget | null): PointPlace | null {
  const point = target instanceof Element ? target.closest<HTMLElement>('[data-point]') : null;
  const recap = point?.closest<HTMLElement>('[data-recap]')?.dataset['recap'];
  const id = point?.dataset['point'];
  return recap === undefined || id === undefined || id === '' ? null : { recap, id };
}

/** Those that say the same as a point: likely, or because one was taken from the other. */
function twinsOf({ duplicates, taken }: AcrossRecaps, { recap, id }: PointPlace): ReadonlySet<string> {
  const into = taken.get();
  const ours = recap === OURS ? id : into.get(id);
  const ids = new Set((duplicates.get().get(id) ?? []).map((twin) => twin.place.id));
  if (ours !== undefined) {
    ids.add(ours);
    for (const [from, to] of into) if (to === ours) ids.add(from);
  }
  ids.delete(id);
  return ids;
}

export function useLitTwins(pane: RefObject<HTMLElement | null>, across: AcrossRecaps): void {
  useEffect(() => {
    const element = pane.current;
    if (element === null) return;
    let lit: Element[] = [];
    let now = '';
    const light = (place: PointPlace | null): void => {
      const key = place === null ? '' : `${place.recap} ${place.id}`;
      if (key === now) return;
      now = key;
      for (const one of lit) one.classList.remove(LIT);
      lit = [];
      if (place === null) return;
      const ids = twinsOf(across, place);
      if (ids.size === 0) return;
      lit = [...element.querySelectorAll<HTMLElement>('[data-recap] [data-point]')].filter((one) =>
        ids.has(one.dataset['point'] ?? ''),
      );
      for (const one of lit) one.classList.add(LIT);
    };
    const over = (event: Event): void => light(pointAround(event.target));
    const caret = (): void => {
      const { activeElement } = document;
      if (activeElement === null || !element.contains(activeElement)) return;
      const writing = activeElement.matches('[role="textbox"]');
      light(pointAround(writing ? (document.getSelection()?.anchorNode?.parentElement ?? null) : activeElement));
    };
    element.addEventListener('pointerover', over);
    element.addEventListener('pointerleave', caret);
    element.addEventListener('focusin', caret);
    document.addEventListener('selectionchange', caret);
    return () => {
      light(null);
      element.removeEventListener('pointerover', over);
      element.removeEventListener('pointerleave', caret);
      element.removeEventListener('focusin', caret);
      document.removeEventListener('selectionchange', caret);
    };
  }, [pane, across]);
}

/** Scrolls the other lane so that its point stands beside this one. */
export function bringBeside(point: HTMLElement, other: HTMLElement): void {
  const page = other.closest<HTMLElement>('.rec-doc');
  if (page === null || page.contains(point)) return;
  page.scrollBy({ top: other.getBoundingClientRect().top - point.getBoundingClientRect().top });
}
