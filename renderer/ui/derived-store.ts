/** What is computed once from a value that many views look at. */
import { useCallback, useSyncExternalStore } from 'react';
import type { ReadableValue } from './store';

/** `compute` runs at most once per value of `source`, when somebody looks; it gets its own last result to keep parts of. */
export function derivedFrom<T, U>(
  source: ReadableValue<T>,
  compute: (value: T, before: U | null) => U,
): ReadableValue<U> {
  let known: { readonly from: T; readonly value: U } | null = null;
  return {
    get() {
      const from = source.get();
      if (known === null || known.from !== from) known = { from, value: compute(from, known?.value ?? null) };
      return known.value;
    },
    subscribe: (listener) => source.subscribe(listener),
  };
}

/** A part of a value: the view is drawn again only when that part is another one. */
export function useSelected<T, U>(source: ReadableValue<T>, select: (value: T) => U): U {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  return useSyncExternalStore(subscribe, () => select(source.get()));
}
