/** A value that views can subscribe to, and the hook that reads any such value. */
import { useCallback, useSyncExternalStore } from 'react';

export interface ReadableValue<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

export interface Store<T> extends ReadableValue<T> {
  set(next: T): void;
  update(change: (now: T) => T): void;
}

/** Listeners are called after every change of identity, in the order of their subscription. */
export function createStore<T>(initial: T): Store<T> {
  let now = initial;
  const listeners = new Set<() => void>();
  const set = (next: T): void => {
    if (Object.is(next, now)) return;
    now = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => now,
    set,
    update: (change) => set(change(now)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useReadable<T>(source: ReadableValue<T>): T {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  return useSyncExternalStore(subscribe, () => source.get());
}
