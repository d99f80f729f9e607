import { type RefObject, useEffect, useRef } from 'react';
import { type DraftPlace, findPlace, focusPlace } from './draft-place';

export type PlaceWish = (place: DraftPlace, how?: 'focus' | 'show') => void;

/** Moves the focus to a place, or only brings it into view, as soon as the change that it follows is on screen. */
export function usePlaceWish(root: RefObject<HTMLElement | null>): PlaceWish {
  const wish = useRef<{ readonly place: DraftPlace; readonly how: 'focus' | 'show' } | null>(null);
  useEffect(() => {
    const now = wish.current;
    if (now === null || root.current === null) return;
    wish.current = null;
    if (now.how === 'focus') focusPlace(root.current, now.place);
    else findPlace(root.current, now.place)?.scrollIntoView({ block: 'nearest' });
  });
  return (place, how = 'focus') => {
    wish.current = { place, how };
  };
}
