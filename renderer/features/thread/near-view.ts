/** In a long thread a post is drawn when it first comes near the view; until then it is its place, author and time. */
import { type RefObject, useLayoutEffect, useState } from 'react';

/** Shorter threads are drawn at once: that takes less than a tenth of a second. */
const AT_ONCE = 200;
/** Pixels above and below the view: three turns of a wheel are drawn before they are seen. */
const MARGIN = 1200;
/** How many posts fit into a tall view, each of one line. */
const IN_VIEW = 24;

export class NearView {
  private readonly waiting = new Map<Element, () => void>();
  private observer: IntersectionObserver | null = null;

  constructor(private readonly root: RefObject<HTMLElement | null>) {}

  /** Calls `draw` once, when the element comes near. Returns the function that ends the wait. */
  watch(element: Element, draw: () => void): () => void {
    this.observer ??= new IntersectionObserver((entries) => this.came(entries), {
      // The view itself gets its ref after the posts in it.
      root: element.parentElement,
      rootMargin: `${String(MARGIN)}px 0px`,
    });
    this.waiting.set(element, draw);
    this.observer.observe(element);
    return () => this.end(element);
  }

  /** Draws what is in view now, before it is painted. */
  drawInView(): void {
    const view = this.root.current;
    if (view === null || this.waiting.size === 0) return;
    const { top } = view.getBoundingClientRect();
    const posts = [...view.querySelectorAll<HTMLElement>('[data-post]')];
    const first = posts.findIndex((post) => post.getBoundingClientRect().bottom > top);
    for (const post of first < 0 ? [] : posts.slice(Math.max(0, first - 2), first + IN_VIEW)) this.draw(post);
  }

  draw(element: Element): void {
    const draw = this.waiting.get(element);
    this.end(element);
    draw?.();
  }

  stop(): void {
    this.observer?.disconnect();
    this.observer = null;
  }

  private came(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) if (isIntersecting) this.draw(target);
  }

  private end(element: Element): void {
    this.waiting.delete(element);
    this.observer?.unobserve(element);
  }
}

/** Null for a thread that is drawn at once. A thread that grows long meanwhile stays as it is. */
export function useNearView(root: RefObject<HTMLElement | null>, thread: object, length: number): NearView | null {
  const [kept, setKept] = useState<{ readonly of: object; readonly near: NearView | null }>();
  const made = kept?.of === thread ? kept : { of: thread, near: length > AT_ONCE ? new NearView(root) : null };
  if (made !== kept) setKept(made);
  const { near } = made;
  useLayoutEffect(() => () => near?.stop(), [near]);
  return near;
}

/** Whether the post is drawn. */
export function useIsNear(article: RefObject<HTMLElement | null>, near: NearView | null): boolean {
  const [came, setCame] = useState(near === null);
  useLayoutEffect(() => {
    if (near === null || came || article.current === null) return;
    return near.watch(article.current, () => setCame(true));
  }, [near, came, article]);
  return came || near === null;
}
