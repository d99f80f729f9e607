/** A value over Yjs events that is read again a moment after the last change, so that nothing is computed per key press. */
import type { Readable } from './types';

/** Milliseconds after the first change not yet read: quick enough to look immediate, rare enough to cost nothing. */
const SETTLE_MS = 160;

export class Settled<T> implements Readable<T> {
  private now: { value: T } | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly compute: () => T,
    private readonly equal: (a: T, b: T) => boolean = Object.is,
  ) {}

  get(): T {
    this.now ??= { value: this.compute() };
    return this.now.value;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  invalidate(): void {
    // Nobody looked yet: the next look computes.
    if (this.now === null || this.timer !== null) return;
    this.timer = setTimeout(() => this.settle(), SETTLE_MS);
  }

  /** Reads what waits, at once. */
  settle(): void {
    this.dispose();
    if (this.now === null) return;
    const value = this.compute();
    if (this.equal(this.now.value, value)) return;
    this.now = { value };
    for (const listener of [...this.listeners]) listener();
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
