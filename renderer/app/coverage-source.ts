/** How much of an open discussion is in its recap, as a value that views subscribe to; counted only while somebody looks. */
import { type Coverage, type CoverageInput, coverageCounter } from '../../shared/recap/coverage';
import type { Discussion, RecapDocument } from '../notebook/types';
import type { ReadableValue } from '../ui/store';

export function coverageOf(discussion: Discussion): ReadableValue<Coverage> {
  const { posts, parts } = discussion;
  const count = coverageCounter();
  let known: { readonly from: readonly unknown[]; readonly value: Coverage } | null = null;
  return {
    get() {
      const own = parts.own.get().map((recap) => ({ key: recap.key, points: recap.points.get() }));
      const input: CoverageInput = {
        discussion: discussion.id,
        posts: posts.get(),
        ours: parts.ours.points.get(),
        own,
        aside: parts.aside.get(),
      };
      const from = [input.posts, input.ours, input.aside, ...own.flatMap(({ key, points }) => [key, points])];
      if (known !== null && known.from.length === from.length && known.from.every((one, at) => one === from[at])) {
        return known.value;
      }
      known = { from, value: count(input) };
      return known.value;
    },
    subscribe(listener) {
      const own = new Map<RecapDocument, () => void>();
      const follow = (): void => {
        for (const recap of parts.own.get()) {
          if (!own.has(recap)) own.set(recap, recap.points.subscribe(listener));
        }
      };
      const ends = [
        posts.subscribe(listener),
        parts.ours.points.subscribe(listener),
        parts.aside.subscribe(listener),
        parts.own.subscribe(() => {
          follow();
          listener();
        }),
      ];
      follow();
      return () => {
        for (const end of [...ends, ...own.values()]) end();
      };
    },
  };
}
