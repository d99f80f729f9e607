/** Documents that are compared again after a moment, each once. */
import type { Clock } from './ports';

/** Typing on both sides makes digests differ for a moment; only what stays different is pulled. */
const SETTLE_MS = 500;

export class LateChecks {
  private readonly cancels = new Map<string, () => void>();

  constructor(
    private readonly clock: Clock,
    private readonly check: (name: string) => void,
  ) {}

  has(name: string): boolean {
    return this.cancels.has(name);
  }

  add(name: string, ms = SETTLE_MS): void {
    if (this.cancels.has(name)) return;
    const cancel = this.clock.after(ms, () => {
      this.cancels.delete(name);
      this.check(name);
    });
    this.cancels.set(name, cancel);
  }

  delete(name: string): void {
    this.cancels.get(name)?.();
    this.cancels.delete(name);
  }

  clear(): void {
    for (const cancel of this.cancels.values()) cancel();
    this.cancels.clear();
  }
}
