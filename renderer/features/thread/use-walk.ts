/** Walking through what is missing from the recap: where it stands, what is shown, and where the page stays meanwhile. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Coverage } from '../../../shared/recap/coverage';
import type { PostId } from '../../../shared/util/brand';
import type { Discussion, Post } from '../../notebook/types';
import { beginWalk, joinMissing, stepWalk, type Walk } from './walk';

export interface WalkControl {
  readonly walk: Walk | null;
  /** The posts to show. */
  readonly shown: readonly Post[];
  /** Begins, or goes one step on. */
  readonly step: (step: 1 | -1) => void;
  readonly restart: () => void;
  readonly end: () => void;
  readonly showOnly: (only: boolean) => void;
  /** After a post was dealt with: on from it, when the walk stands there. */
  readonly dealtWith: (id: PostId) => void;
}

function elementOf(scroller: HTMLElement | null, id: string | null): HTMLElement | null {
  return id === null ? null : (scroller?.querySelector<HTMLElement>(`[data-post="${CSS.escape(id)}"]`) ?? null);
}

/** The post that has the focus. */
function postInHand(scroller: HTMLElement | null): PostId | null {
  const focused = document.activeElement?.closest<HTMLElement>('[data-post]');
  if (focused != null && scroller?.contains(focused) === true) return focused.dataset['post'] as PostId;
  return null;
}

export function useWalk(
  scroller: RefObject<HTMLElement | null>,
  discussion: Discussion,
  posts: readonly Post[],
  coverage: Coverage,
): WalkControl {
  const [kept, setKept] = useState<{ readonly of: Discussion; readonly walk: Walk } | null>(null);
  const { missing } = coverage;
  const order = useMemo(() => posts.map((post) => post.id), [posts]);
  const now = kept?.of === discussion ? kept.walk : null;
  const walk = useMemo(() => now && joinMissing(now, missing, order), [now, missing, order]);
  const latest = useRef({ walk, missing, order });
  useEffect(() => {
    latest.current = { walk, missing, order };
  });

  /** The post that keeps its place on screen while others come and go; `focus`: it is what the reader looks at next. */
  const stay = useRef<{ readonly id: PostId; readonly offset: number | null; readonly focus: boolean } | null>(null);
  const change = useCallback(
    (next: Walk | null, to: PostId | null, focus: boolean) => {
      const element = elementOf(scroller.current, to);
      const top = scroller.current?.getBoundingClientRect().top ?? 0;
      const offset = focus || element === null ? null : element.getBoundingClientRect().top - top;
      stay.current = to === null ? null : { id: to, offset, focus };
      // Two quick presses are two steps, also before the first is drawn.
      latest.current = { ...latest.current, walk: next };
      setKept(next === null ? null : { of: discussion, walk: next });
    },
    [discussion, scroller],
  );
  // After every render: whatever changed what is shown, the post in hand keeps its place.
  useLayoutEffect(() => {
    const wanted = stay.current;
    const view = scroller.current;
    const element = elementOf(view, wanted?.id ?? null);
    stay.current = null;
    if (wanted === null || view === null || element === null) return;
    if (wanted.focus) {
      element.scrollIntoView({ block: 'center' });
      element.focus({ preventScroll: true });
    } else if (wanted.offset !== null) {
      view.scrollTop += element.getBoundingClientRect().top - view.getBoundingClientRect().top - wanted.offset;
    }
  });

  const go = useCallback((next: Walk | null) => next !== null && change(next, next.at, next.at !== null), [change]);
  const begin = useCallback(
    (from: PostId | null) => go(beginWalk(latest.current.missing, latest.current.order, from)),
    [go],
  );
  const step = useCallback(
    (by: 1 | -1) => {
      const { walk: here, missing: left } = latest.current;
      if (here === null) begin(postInHand(scroller.current));
      else go(stepWalk(here, left, by));
    },
    [begin, go, scroller],
  );
  const end = useCallback(() => {
    const at = latest.current.walk?.at ?? latest.current.walk?.list.at(-1) ?? null;
    change(null, at, false);
    // The bar that had the focus goes; reading goes on at the post.
    requestAnimationFrame(() => elementOf(scroller.current, at)?.focus({ preventScroll: true }));
  }, [change, scroller]);
  const showOnly = useCallback(
    (only: boolean) => {
      const here = latest.current.walk;
      if (here !== null) change({ ...here, only }, here.at ?? here.list.at(-1) ?? null, false);
    },
    [change],
  );
  const dealtWith = useCallback(
    (id: PostId) => {
      const here = latest.current.walk;
      if (here?.at === id) go(stepWalk(here, latest.current.missing, 1));
    },
    [go],
  );
  const shown = useMemo(() => {
    if (walk === null || !walk.only) return posts;
    const listed = new Set(walk.list);
    return posts.filter((post) => listed.has(post.id));
  }, [walk, posts]);
  return { walk, shown, step, restart: useCallback(() => begin(null), [begin]), end, showOnly, dealtWith };
}
