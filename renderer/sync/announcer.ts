/** Says "I am here" to single peers: now and then, and the last time is not lost. */

/** One announce to the same peer in so many ms, and longer after each failed connection. */
const PAUSE_MS = 250;
const AFTER_FAILURE_MS = 1000;
const MAX_FAILURES = 5;
/** Peers remembered; whoever is forgotten is only told sooner. */
const MAX_PEERS = 1000;

interface Told {
  at: number;
  failures: number;
  timer: number | null;
}

export class Announcer {
  private readonly peers = new Map<string, Told>();
  private ended = false;

  constructor(
    private readonly say: (to: string) => void,
    /** False once there is a connection. */
    private readonly isWanted: (to: string) => boolean,
  ) {}

  tell(to: string): void {
    const told = this.peers.get(to) ?? { at: Number.NEGATIVE_INFINITY, failures: 0, timer: null };
    this.remember(to, told);
    if (this.ended || told.timer !== null) return;
    const wait = told.at + Math.max(PAUSE_MS, told.failures * AFTER_FAILURE_MS) - performance.now();
    if (wait <= 0) {
      told.at = performance.now();
      this.say(to);
      return;
    }
    told.timer = window.setTimeout(() => {
      told.timer = null;
      if (this.isWanted(to)) this.tell(to);
    }, wait);
  }

  /** A connection to the peer did not open: it is asked less often. */
  failed(peerId: string): void {
    const told = this.peers.get(peerId);
    if (told) told.failures = Math.min(told.failures + 1, MAX_FAILURES);
  }

  succeeded(peerId: string): void {
    const told = this.peers.get(peerId);
    if (told) told.failures = 0;
  }

  /** The network may have changed: earlier failures tell nothing. */
  forgive(): void {
    for (const told of this.peers.values()) told.failures = 0;
  }

  end(): void {
    this.ended = true;
    for (const { timer } of this.peers.values()) if (timer !== null) clearTimeout(timer);
  }

  private remember(to: string, told: Told): void {
    this.peers.delete(to);
    this.peers.set(to, told);
    for (const [oldest, { timer }] of this.peers) {
      if (this.peers.size <= MAX_PEERS) return;
      if (timer !== null) clearTimeout(timer);
      this.peers.delete(oldest);
    }
  }
}
