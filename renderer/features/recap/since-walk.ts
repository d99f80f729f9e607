/** The walk through what was not seen yet: new posts first, then the recap from its beginning. Pure. */
import type { RecapChange } from '../../../shared/recap/changes';
import type { PostId } from '../../../shared/util/brand';

export type SinceItem =
  | { readonly kind: 'post'; readonly id: string; readonly post: PostId }
  | { readonly kind: 'change'; readonly id: string; readonly change: RecapChange };

export function sinceItems(posts: readonly PostId[], changes: readonly RecapChange[]): readonly SinceItem[] {
  return [
    ...posts.map((post): SinceItem => ({ kind: 'post', id: `post ${post}`, post })),
    ...changes.map((change): SinceItem => ({ kind: 'change', id: change.id, change })),
  ];
}

/** Where the walk stands. `index` is kept for when the item itself is gone. */
export interface WalkPlace {
  readonly id: string;
  readonly index: number;
}

/** The next place, around the end; null when nothing is left. */
export function stepFrom(items: readonly SinceItem[], at: WalkPlace | null, step: 1 | -1): WalkPlace | null {
  if (items.length === 0) return null;
  const here = at === null ? -1 : items.findIndex((item) => item.id === at.id);
  let index: number;
  if (here !== -1) index = here + step;
  else if (at === null) index = step === 1 ? 0 : items.length - 1;
  // It was accepted: what stood behind it has its place now.
  else index = step === 1 ? at.index : at.index - 1;
  index = (index + items.length) % items.length;
  const item = items[index];
  return item === undefined ? null : { id: item.id, index };
}
