/** A place on the page beside which something opens. */
export interface HeldPlace {
  readonly getBoundingClientRect: () => DOMRect;
  /** It scrolls and moves with this. */
  readonly contextElement: Element;
}

/** Where `element` is within `frame` now: it may move in there while something is open beside it, and that stays. */
export function heldPlace(element: Element, frame: Element): HeldPlace {
  const box = element.getBoundingClientRect();
  const around = frame.getBoundingClientRect();
  return {
    contextElement: frame,
    getBoundingClientRect() {
      const { left, top } = frame.getBoundingClientRect();
      return new DOMRect(left + box.left - around.left, top + box.top - around.top, box.width, box.height);
    },
  };
}
