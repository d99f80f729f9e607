/** Tells messages that were heard before from new ones, by each sender's own count (as RFC 4303 §3.4.3 does). */

/** How far behind a sender's newest message one may arrive: several routes deliver in different orders. */
const WINDOW = 1024;
/**
 * Senders remembered. Each start of a copy is one; whoever is forgotten could be replayed, but what names a copy that is
 * gone, or comes from one, connects nobody.
 */
const MAX_SENDERS = 4096;

export class ReplayGuard {
  private readonly senders = new Map<string, { newest: number; heard: Set<number> }>();

  /** Copies heard, oneself excepted. */
  get size(): number {
    return this.senders.size;
  }

  /** @returns false for a message that was heard before, or that is too old to tell */
  isNew(sender: string, count: number): boolean {
    const known = this.senders.get(sender) ?? { newest: 0, heard: new Set<number>() };
    if (count <= known.newest - WINDOW || known.heard.has(count)) return false;
    known.heard.add(count);
    known.newest = Math.max(known.newest, count);
    if (known.heard.size > 2 * WINDOW)
      for (const old of known.heard) if (old <= known.newest - WINDOW) known.heard.delete(old);
    // The last one heard is the last one forgotten.
    this.senders.delete(sender);
    this.senders.set(sender, known);
    for (const [oldest] of this.senders) {
      if (this.senders.size <= MAX_SENDERS) break;
      this.senders.delete(oldest);
    }
    return true;
  }
}
