/** The documents to ask one peer for: a few asks are under way at a time, and one that is lost is noticed. [EX4] */
import type { Clock } from './ports';

/**
 * Asks in flight per peer, so that a first sync of small documents does not wait for each frame; the answering side
 * bounds the bytes.
 */
const MAX_PULLS = 128;
/** A pull that got no answer by then is forgotten, unless something else arrived meanwhile: it may stand in a queue. */
const TIMEOUT_MS = 4000;

export class PullQueue {
  private readonly pulls = new Map<string, { cancel: () => void; asked: number }>();
  private readonly waiting = new Set<string>();
  private lastProgress: number;

  constructor(
    private readonly clock: Clock,
    private readonly ask: (name: string) => void,
    private readonly lost: (name: string) => void,
  ) {
    this.lastProgress = clock.now();
  }

  /** Something was received, if only a part of a message. */
  progress(): void {
    this.lastProgress = this.clock.now();
  }

  idleFor(): number {
    return this.clock.now() - this.lastProgress;
  }

  want(name: string): void {
    if (this.pulls.has(name)) return;
    this.waiting.add(name);
    this.pump();
  }

  end(name: string): void {
    this.pulls.get(name)?.cancel();
    this.pulls.delete(name);
    this.pump();
  }

  forget(name: string): void {
    this.waiting.delete(name);
    this.end(name);
  }

  clear(): void {
    this.waiting.clear();
    for (const { cancel } of this.pulls.values()) cancel();
    this.pulls.clear();
  }

  private pump(): void {
    for (const name of this.waiting) {
      if (this.pulls.size >= MAX_PULLS) return;
      this.waiting.delete(name);
      this.pulls.set(name, { asked: this.clock.now(), cancel: this.watch(name, TIMEOUT_MS) });
      this.ask(name);
    }
  }

  private watch(name: string, ms: number): () => void {
    return this.clock.after(ms, () => {
      const pull = this.pulls.get(name);
      if (!pull) return;
      const since = this.clock.now() - Math.max(pull.asked, this.lastProgress);
      if (since < TIMEOUT_MS) {
        pull.cancel = this.watch(name, TIMEOUT_MS - since);
        return;
      }
      this.end(name);
      this.lost(name);
    });
  }
}
