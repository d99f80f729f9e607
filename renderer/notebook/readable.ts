/** A cached value over Yjs events, in the shape that `useSyncExternalStore` wants. */
import type { Readable } from './types';

/**
 * `get` computes at most once between two `invalidate` calls and returns the same value until then. Listeners are told
 * in a microtask, so that a burst of events in one transaction renders once.
 */
export class Derived<T> implements Readable<T> {
  private cached: { value: T } | null = null;
  private readonly listeners = new Set<() => void>();
  private told = true;

  constructor(
    private readonly compute: () => T,
    private readonly equal: (a: T, b: T) => boolean = Object.is,
  ) {}

  get(): T {
    this.cached ??= { value: this.compute() };
    return this.cached.value;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  invalidate(): void {
    const before = this.cached;
    this.cached = null;
    if (before) {
      const value = this.compute();
      this.cached = this.equal(before.value, value) ? before : { value };
      if (this.cached === before) return;
    }
    if (!this.told) return;
    this.told = false;
    queueMicrotask(() => {
      this.told = true;
      for (const listener of [...this.listeners]) listener();
    });
  }
}

/** A value that somebody sets; listeners are told at once, so that a view can be drawn before what comes next. */
export class Held<T> implements Readable<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private now: T) {}

  get(): T {
    return this.now;
  }

  set(next: T): void {
    this.now = next;
    for (const listener of [...this.listeners]) listener();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
