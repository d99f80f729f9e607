/** Posts and passages that are dragged over a recap: shows where they would go, and says where they were dropped. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { PointPlace } from '../../../shared/recap/coverage';
import { DRAGGED_POST, type DraggedPost, readDraggedPost } from '../../ui/dragged-post';
import type { Gap } from './use-recap-editors';

export type DropPlace =
  | { readonly kind: 'gap'; readonly gap: Gap }
  | { readonly kind: 'point'; readonly point: PointPlace };

/** Where the mark is drawn, in client pixels. */
export interface DropMark {
  readonly place: DropPlace;
  readonly top: number;
  readonly left: number;
  readonly width: number;
  /** 0 for a line between two blocks. */
  readonly height: number;
}

/** Pixels from either edge of a point that mean "between" and not "to this point": its first line is more than that. */
const EDGE = 9;

function blocksOf(text: Element): HTMLElement[] {
  return [...text.children].filter(
    (child): child is HTMLElement =>
      child instanceof HTMLElement && !child.matches('.ProseMirror-widget, .ProseMirror-gapcursor'),
  );
}

/** What a drop at this height means, for the recap that can be written in below the pointer. */
export function dropMark(page: Element, y: number): DropMark | null {
  const recap = page.closest<HTMLElement>('[data-recap]')?.dataset['recap'];
  const text = page.querySelector('.ProseMirror[contenteditable="true"]');
  if (recap === undefined || text === null) return null;
  const blocks = blocksOf(text);
  const around = text.getBoundingClientRect();
  const [left, width] = [around.left, around.width];
  const line = (index: number, top: number): DropMark => ({
    place: { kind: 'gap', gap: { recap, index } },
    top,
    left,
    width,
    height: 0,
  });
  for (const [index, block] of blocks.entries()) {
    const box = block.getBoundingClientRect();
    if (y > box.bottom) continue;
    const id = block.dataset['point'] ?? '';
    const edge = id === '' ? box.height / 2 : Math.min(EDGE, box.height / 4);
    if (y < box.top + edge) return line(index, box.top - 4);
    if (id !== '' && y <= box.bottom - edge) {
      const place = { kind: 'point', point: { recap, id } } as const;
      return { place, top: box.top, left: box.left, width: box.width, height: box.height };
    }
    return line(index + 1, box.bottom + 4);
  }
  // Below the text: before the empty paragraph that ends it, where somebody goes on writing.
  const last = blocks.at(-1);
  const blank = last !== undefined && last.tagName === 'P' && last.textContent.trim() === '' && blocks.length > 0;
  const box = last?.getBoundingClientRect() ?? around;
  return line(blocks.length - (blank ? 1 : 0), blank ? box.top : box.bottom + 4);
}

/** Listens before the editor, which would take what is dropped for text. */
export function useCiteDrop(
  pane: RefObject<HTMLElement | null>,
  onDrop: (dropped: DraggedPost, place: DropPlace) => void,
): DropMark | null {
  const [mark, setMark] = useState<DropMark | null>(null);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    const element = pane.current;
    if (element === null) return;
    const carries = (event: DragEvent): boolean => event.dataTransfer?.types.includes(DRAGGED_POST) === true;
    const markAt = (event: DragEvent): DropMark | null => {
      const page = event.target instanceof Element ? event.target.closest('[data-recap]') : null;
      return page === null ? null : dropMark(page, event.clientY);
    };
    const over = (event: DragEvent): void => {
      if (!carries(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const next = markAt(event);
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = next === null ? 'none' : 'copy';
      setMark(next);
    };
    const leave = (event: DragEvent): void => {
      if (!(event.relatedTarget instanceof Node) || !element.contains(event.relatedTarget)) setMark(null);
    };
    const drop = (event: DragEvent): void => {
      setMark(null);
      if (!carries(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const place = markAt(event)?.place;
      const dropped = readDraggedPost(event.dataTransfer);
      if (place !== undefined && dropped !== null) latest.current(dropped, place);
    };
    const end = (): void => setMark(null);
    element.addEventListener('dragenter', over, true);
    element.addEventListener('dragover', over, true);
    element.addEventListener('dragleave', leave, true);
    element.addEventListener('drop', drop, true);
    window.addEventListener('dragend', end, true);
    return () => {
      element.removeEventListener('dragenter', over, true);
      element.removeEventListener('dragover', over, true);
      element.removeEventListener('dragleave', leave, true);
      element.removeEventListener('drop', drop, true);
      window.removeEventListener('dragend', end, true);
    };
  }, [pane]);
  return mark;
}
