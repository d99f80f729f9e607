/** A point of an own recap on its way into ours: between two blocks it is taken there, on a point it is compared with that. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import * as z from 'zod';
import { OURS, type PointPlace } from '../../../shared/recap/coverage';
import { type DropMark, type DropPlace, dropMark } from './cite-drop';

const DRAGGED_POINT = 'application/x-recap-point';

const schema = z.object({ recap: z.string().min(1).max(200), id: z.string().min(1).max(500) });

export function writeDraggedPoint(transfer: DataTransfer, place: PointPlace): void {
  transfer.setData(DRAGGED_POINT, JSON.stringify(place));
  transfer.effectAllowed = 'copy';
}

/** Null when it is something else, or was made by something else. */
export function readDraggedPoint(transfer: Pick<DataTransfer, 'getData'> | null): PointPlace | null {
  const data = transfer?.getData(DRAGGED_POINT) ?? '';
  if (data === '' || data.length > 2000) return null;
  try {
    const read = schema.safeParse(JSON.parse(data));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Listens before the editor, which would take what is dropped for text. */
export function usePointDrop(
  pane: RefObject<HTMLElement | null>,
  onDrop: (dragged: PointPlace, to: DropPlace) => void,
): DropMark | null {
  const [mark, setMark] = useState<DropMark | null>(null);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    const element = pane.current;
    if (element === null) return;
    const carries = (event: DragEvent): boolean => event.dataTransfer?.types.includes(DRAGGED_POINT) === true;
    const markAt = (event: DragEvent): DropMark | null => {
      const page = event.target instanceof Element ? event.target.closest(`[data-recap="${OURS}"]`) : null;
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
    const drop = (event: DragEvent): void => {
      setMark(null);
      if (!carries(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const to = markAt(event)?.place;
      const dragged = readDraggedPoint(event.dataTransfer);
      if (to !== undefined && dragged !== null) latest.current(dragged, to);
    };
    const leave = (event: DragEvent): void => {
      if (!(event.relatedTarget instanceof Node) || !element.contains(event.relatedTarget)) setMark(null);
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
