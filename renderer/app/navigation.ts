/** Where the person is and was, as in a browser. Pure: every function answers a new history. */
import type { DiscussionId } from '../../shared/util/brand';

export type Place =
  | { readonly kind: 'none' }
  | { readonly kind: 'trash' }
  | { readonly kind: 'discussion'; readonly id: DiscussionId };

export interface History {
  readonly past: readonly Place[];
  readonly here: Place;
  readonly future: readonly Place[];
}

/** Enough to go back over a day of work. */
const MOST = 100;

export const NOWHERE: Place = { kind: 'none' };

export function startAt(here: Place): History {
  return { past: [], here, future: [] };
}

function samePlace(a: Place, b: Place): boolean {
  if (a.kind === 'discussion' && b.kind === 'discussion') return a.id === b.id;
  return a.kind === b.kind;
}

export function go(history: History, to: Place): History {
  if (samePlace(history.here, to)) return history;
  const past = history.here.kind === 'none' ? history.past : [...history.past, history.here];
  return { past: past.slice(-MOST), here: to, future: [] };
}

export function back(history: History): History {
  const to = history.past.at(-1);
  if (to === undefined) return history;
  return { past: history.past.slice(0, -1), here: to, future: [history.here, ...history.future] };
}

export function forward(history: History): History {
  const [to, ...future] = history.future;
  if (to === undefined) return history;
  return { past: [...history.past, history.here], here: to, future };
}

/** Takes a discussion out of the history; whoever stands on it goes to `instead`. */
export function forget(history: History, id: DiscussionId, instead: Place): History {
  const gone: Place = { kind: 'discussion', id };
  const without = (places: readonly Place[]): readonly Place[] => places.filter((place) => !samePlace(place, gone));
  return {
    past: without(history.past),
    here: samePlace(history.here, gone) ? instead : history.here,
    future: without(history.future),
  };
}
