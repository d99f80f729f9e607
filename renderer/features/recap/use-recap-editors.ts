/** The recaps that are on screen: which one takes what comes from the thread, and how a point is shown. */
import { type RefObject, useEffect, useImperativeHandle, useMemo } from 'react';
import { readCite } from '../../../shared/model/point';
import type { RichTextNode } from '../../../shared/model/rich-text';
import type { PointPlace } from '../../../shared/recap/coverage';
import type { RecapEditorHandle } from '../../editor/types';
import type { Discussion, RecapDocument } from '../../notebook/types';
import { extendPoint, hasCite, hasPoint, insertPointAt, placeOf, removeCite, removePoint } from './recap-writes';

export interface Added {
  readonly place: PointPlace;
  /** Still as it was added, so that it can be taken back. */
  readonly isThere: () => boolean;
  readonly undo: () => void;
}

/** What others may ask of the recap's pane. */
export interface RecapHandle {
  /** Adds a point after the caret, or at the end, of the recap that is written in; of ours when none of those shown is. */
  add(point: RichTextNode): Added;
  /** Adds a point between two blocks of a recap. */
  addAt(gap: Gap, point: RichTextNode): Added | null;
  /** Adds a citation to a point; null when the point is gone or cites it already. */
  cite(place: PointPlace, cite: RichTextNode): Added | null;
  /** The point with the caret, or where the caret was last; null when it is in none. */
  openPoint(): PointPlace | null;
  /** Shows a point and puts the caret into it; false when its recap is not on screen. */
  showPoint(place: PointPlace): boolean;
}

/** A place between the blocks of a recap: before the one with that index. */
export interface Gap {
  readonly recap: string;
  readonly index: number;
}

/** Which editors there are; the pages register theirs. */
export interface RecapEditors {
  readonly handle: RecapHandle;
  /** Puts the caret into a recap that is on screen. */
  readonly focus: (recap: RecapDocument) => void;
  readonly register: (recap: RecapDocument, handle: RecapEditorHandle | null) => void;
}

function pointOn(pane: HTMLElement | null, { recap, id }: PointPlace): HTMLElement | null {
  return (
    pane?.querySelector<HTMLElement>(`[data-recap="${CSS.escape(recap)}"] [data-point="${CSS.escape(id)}"]`) ?? null
  );
}

/** The point in whose text the selection is, of the recap around it. */
function pointAround(node: Node | null): PointPlace | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  const point = element?.closest<HTMLElement>('.ProseMirror [data-point]');
  const recap = point?.closest<HTMLElement>('[data-recap]')?.dataset['recap'];
  const id = point?.dataset['point'];
  return recap === undefined || id === undefined || id === '' ? null : { recap, id };
}

interface Open {
  readonly recap: RecapDocument;
  readonly handle: RecapEditorHandle;
}

export function useRecapEditors(
  discussion: Discussion,
  pane: RefObject<HTMLElement | null>,
  ref: RefObject<RecapHandle | null> | undefined,
  /** Brings a recap on screen; true when it was not there before. */
  reveal: RefObject<(recap: string) => boolean>,
): RecapEditors {
  const made = useMemo(() => {
    const open = new Map<string, Open>();
    let written: string | null = null;
    let point: PointPlace | null = null;
    /** The block of the text with the caret, and the point that was added after it last: the next one follows that. */
    let block: Element | null = null;
    let latest: PointPlace | null = null;
    const { ours, own } = discussion.parts;
    const recapOf = (key: string): RecapDocument | null =>
      key === ours.key ? ours : (own.get().find((one) => one.key === key) ?? null);
    const target = (): { recap: RecapDocument; handle: RecapEditorHandle | null } =>
      open.get(written ?? '') ?? open.get(ours.key) ?? [...open.values()][0] ?? { recap: ours, handle: null };

    const addedPoint = (recap: RecapDocument, id: string): Added => ({
      place: { recap: recap.key, id },
      isThere: () => hasPoint(recap, id),
      undo: () => removePoint(recap, id),
    });
    const showNow = (place: PointPlace): boolean => {
      const editor = open.get(place.recap)?.handle;
      if (editor !== undefined) {
        editor.showPoint(place.id, true);
        return true;
      }
      const element = pointOn(pane.current, place);
      if (element === null) return false;
      element.scrollIntoView({ block: 'center' });
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
      return true;
    };
    const handle: RecapHandle = {
      add(node) {
        const { recap, handle: editor } = target();
        const after = latest?.recap === recap.key ? placeOf(recap, latest.id) : null;
        let id = String(node.attrs?.['id']);
        if (editor !== null && after === null) id = editor.insertPoint(node, 'caret');
        else insertPointAt(recap, node, after === null ? 'end' : after + 1);
        const place = { recap: recap.key, id };
        latest = place;
        // In its page by the next frame; who adds a post looks for it there.
        requestAnimationFrame(() => pointOn(pane.current, place)?.scrollIntoView?.({ block: 'nearest' }));
        return addedPoint(recap, id);
      },
      addAt(gap, node) {
        const recap = recapOf(gap.recap);
        if (recap === null || !recap.own) return null;
        insertPointAt(recap, node, gap.index);
        return addedPoint(recap, String(node.attrs?.['id']));
      },
      cite(place, node) {
        const recap = recapOf(place.recap);
        const cite = readCite(node);
        if (recap === null || !recap.own || hasCite(recap, place.id, cite)) return null;
        const editor = open.get(place.recap)?.handle;
        if (editor === undefined) extendPoint(recap, place.id, [node]);
        else editor.extendPoint(place.id, [node]);
        if (!hasCite(recap, place.id, cite)) return null;
        return { place, isThere: () => hasCite(recap, place.id, cite), undo: () => removeCite(recap, place.id, cite) };
      },
      openPoint: () => (point === null || pointOn(pane.current, point) === null ? null : point),
      showPoint(place) {
        const recap = recapOf(place.recap);
        if (recap === null) return false;
        if (!reveal.current(place.recap)) return showNow(place);
        // An editor is there two frames after its page.
        requestAnimationFrame(() => requestAnimationFrame(() => showNow(place)));
        return hasPoint(recap, place.id);
      },
    };
    return {
      handle,
      focus: (recap: RecapDocument): void => open.get(recap.key)?.handle.focus(),
      register(recap: RecapDocument, editor: RecapEditorHandle | null) {
        if (editor === null) open.delete(recap.key);
        else open.set(recap.key, { recap, handle: editor });
      },
      caretMoved() {
        const anchor = document.getSelection()?.anchorNode ?? null;
        const element = anchor instanceof Element ? anchor : anchor?.parentElement;
        const text = element?.closest('[role="textbox"]');
        if (text == null || pane.current?.contains(text) !== true) return;
        written = text.closest<HTMLElement>('[data-recap]')?.dataset['recap'] ?? null;
        point = pointAround(anchor);
        const here = [...text.children].find((child) => child.contains(anchor)) ?? null;
        if (here !== block) latest = null;
        block = here;
      },
    };
  }, [discussion, pane, reveal]);

  useImperativeHandle(ref, () => made.handle, [made]);
  useEffect(() => {
    document.addEventListener('selectionchange', made.caretMoved);
    return () => document.removeEventListener('selectionchange', made.caretMoved);
  }, [made]);
  return made;
}
