/**
 * When the lines below points are drawn. They are most of what a point costs, and a recap may open with a thousand: the
 * first ones are drawn at once, the others as they come near the screen, or when the window has nothing else to do.
 */

/** Those added in one go that are drawn at once: more than a screen shows. */
const AT_ONCE = 30;
/** About a screen above and below. */
const NEAR = '900px 0px';
/** As many are drawn in one idle moment at most: the places in them are filled by others afterwards. */
const IN_ONE_GO = 16;
/** Milliseconds of an idle moment that are left to those. */
const LEFT_OVER = 6;

const waiting = new Map<Element, () => void>();
let added = 0;
let observer: IntersectionObserver | null = null;
let idle = 0;

/** Draws what belongs to `element` when its turn comes. Returns what draws it now, if it was not drawn yet. */
export function drawInTurn(element: Element, draw: () => void): () => void {
  if (added === 0) {
    queueMicrotask(() => {
      added = 0;
    });
  }
  added += 1;
  if (added <= AT_ONCE || typeof requestIdleCallback === 'undefined') {
    draw();
    return () => undefined;
  }
  waiting.set(element, draw);
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) drawWaiting(target);
    },
    { scrollMargin: NEAR } as IntersectionObserverInit,
  );
  observer.observe(element);
  if (idle === 0) idle = requestIdleCallback(drawSome);
  return () => drawWaiting(element);
}

/** It is gone, or drawn. */
export function forgetTurn(element: Element): void {
  if (waiting.delete(element)) observer?.unobserve(element);
}

function drawWaiting(element: Element): void {
  const draw = waiting.get(element);
  forgetTurn(element);
  draw?.();
}

function drawSome(deadline: IdleDeadline): void {
  let left = IN_ONE_GO;
  for (const element of waiting.keys()) {
    if (left === 0 || deadline.timeRemaining() < LEFT_OVER) break;
    left -= 1;
    drawWaiting(element);
  }
  idle = waiting.size === 0 ? 0 : requestIdleCallback(drawSome);
}
