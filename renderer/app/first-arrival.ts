/** After joining: opens what the others talk about now, as soon as the list of discussions has arrived. */

import type { DiscussionId } from '../../shared/util/brand';
import type { DiscussionSummary, Readable } from '../notebook/types';

/** The one that somebody wrote in last; null while there is none outside the trash. */
export function mostRecent(summaries: readonly DiscussionSummary[]): DiscussionId | null {
  const there = summaries.filter((one) => one.trashedAt === null);
  return (
    there.reduce<DiscussionSummary | null>(
      (best, one) => (best === null || one.activeAt > best.activeAt ? one : best),
      null,
    )?.id ?? null
  );
}

/**
 * Calls `open` once, with the most recent discussion, at once or when the first ones arrive.
 * @param isIdle false once the person began something of their own: then nothing is opened any more
 * @returns the function that ends the waiting
 */
export function openFirstArrival(
  summaries: Readable<readonly DiscussionSummary[]>,
  isIdle: () => boolean,
  open: (id: DiscussionId) => void,
): () => void {
  let end = (): void => undefined;
  const look = (): boolean => {
    const id = mostRecent(summaries.get());
    if (isIdle() && id === null) return false;
    if (isIdle() && id !== null) open(id);
    end();
    return true;
  };
  if (!look()) end = summaries.subscribe(look);
  return () => end();
}
