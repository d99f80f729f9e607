/** Keeps the reading place of a thread: restored when it opens, never moved by what others write. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Discussion, Post } from '../../notebook/types';
import type { NearView } from './near-view';
import { keepReadingPlace, type ReadingPlace, readingPlace } from './reading-place';

/** Closer than this to the end counts as being at the end, in pixels. */
const NEAR_END = 48;

export interface ThreadScroll {
  /** Posts by others that came in below while the person was reading further up. */
  readonly below: number;
  /** The post that was jumped to last, with a number that changes on each jump. */
  readonly lit: { readonly id: string; readonly turn: number } | null;
  readonly onScroll: () => void;
  readonly jumpTo: (id: string) => void;
  readonly jumpToEnd: () => void;
  /** Puts the focus on a post, and moves the page no more than that needs. */
  readonly focusOn: (id: string) => void;
}

function postElement(scroller: HTMLElement, id: string): HTMLElement | null {
  return scroller.querySelector<HTMLElement>(`[data-post="${CSS.escape(id)}"]`);
}

function placeOf(scroller: HTMLElement): ReadingPlace | null {
  const top = scroller.getBoundingClientRect().top;
  for (const element of scroller.querySelectorAll<HTMLElement>('[data-post]')) {
    const box = element.getBoundingClientRect();
    if (box.bottom > top + 1) return { post: element.dataset['post'] ?? '', offset: box.top - top };
  }
  return null;
}

function isNearEnd(scroller: HTMLElement): boolean {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
}

export function useThreadScroll(
  scroller: RefObject<HTMLElement | null>,
  discussion: Discussion,
  posts: readonly Post[],
  firstNew: string | null,
  near: NearView | null,
): ThreadScroll {
  const [below, setBelow] = useState(0);
  const [lit, setLit] = useState<ThreadScroll['lit']>(null);
  const known = useRef<{ of: Discussion; ids: Set<string> } | null>(null);
  const place = useRef<ReadingPlace | null>(null);
  const pending = useRef(0);

  const settle = useCallback(
    (wanted: ReadingPlace) => {
      const element = scroller.current;
      const target = element === null ? null : postElement(element, wanted.post);
      if (element === null || target === null) return;
      // Heights off screen are estimates, so the place is found again once the posts around it have theirs.
      const align = (): void => {
        element.scrollTop += target.getBoundingClientRect().top - element.getBoundingClientRect().top - wanted.offset;
      };
      align();
      requestAnimationFrame(align);
    },
    [scroller],
  );

  // Only when another discussion opens: what is new later must not move the page.
  const restored = useRef<Discussion | null>(null);
  useLayoutEffect(() => {
    if (restored.current === discussion) return;
    if (restored.current !== null) keepReadingPlace(restored.current.id, place.current);
    restored.current = discussion;
    place.current = readingPlace(discussion.id);
    setBelow(0);
    if (firstNew !== null) settle({ post: firstNew, offset: 64 });
    else if (place.current !== null) settle(place.current);
    else scroller.current?.scrollTo({ top: 0 });
    near?.drawInView();
  }, [discussion, firstNew, settle, scroller, near]);

  useEffect(() => {
    const keep = (): void => {
      if (restored.current !== null) keepReadingPlace(restored.current.id, place.current);
    };
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const before = known.current;
    known.current = { of: discussion, ids: new Set(posts.map((post) => post.id)) };
    if (before === null || before.of !== discussion) return;
    const fresh = posts.filter((post) => !before.ids.has(post.id) && !post.own);
    if (fresh.length > 0 && !isNearEnd(element)) setBelow((count) => count + fresh.length);
  }, [discussion, posts, scroller]);

  const onScroll = useCallback(() => {
    if (pending.current !== 0) return;
    pending.current = requestAnimationFrame(() => {
      pending.current = 0;
      const element = scroller.current;
      if (element === null) return;
      place.current = placeOf(element);
      if (isNearEnd(element)) setBelow(0);
    });
  }, [scroller]);

  const jumpTo = useCallback(
    (id: string) => {
      const target = scroller.current === null ? null : postElement(scroller.current, id);
      if (target === null) return;
      target.scrollIntoView({ block: 'center' });
      near?.drawInView();
      target.focus({ preventScroll: true });
      setLit((now) => ({ id, turn: (now?.turn ?? 0) + 1 }));
    },
    [scroller, near],
  );

  const focusOn = useCallback(
    (id: string) => {
      if (scroller.current !== null) postElement(scroller.current, id)?.focus();
    },
    [scroller],
  );

  const jumpToEnd = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    setBelow(0);
    element.scrollTop = element.scrollHeight;
    requestAnimationFrame(() => {
      element.scrollTop = element.scrollHeight;
    });
  }, [scroller]);

  return { below, lit, onScroll, jumpTo, jumpToEnd, focusOn };
}
