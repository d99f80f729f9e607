/** The documents in which one peer and this copy differ, and who has something for whom as far as digests tell. */
import { EMPTY_DIGEST } from './digest';

interface Difference {
  send: boolean;
  receive: boolean;
}

export class Differences {
  private readonly found = new Map<string, Difference>();
  private sends = 0;
  private receives = 0;

  get size(): number {
    return this.found.size;
  }

  get toSend(): number {
    return this.sends;
  }

  get toReceive(): number {
    return this.receives;
  }

  entries(): Iterable<readonly [string, Readonly<Difference>]> {
    return this.found;
  }

  has(name: string): boolean {
    return this.found.has(name);
  }

  /** @param cause whose change brought it up; null when it was not equal before, as far as this session knows */
  add(name: string, ours: string, theirs: string | undefined, cause: 'ours' | 'theirs' | null, unsent: boolean): void {
    const before = this.found.get(name);
    if (ours === EMPTY_DIGEST) this.set(name, { send: false, receive: true });
    else if (theirs === undefined || theirs === EMPTY_DIGEST) this.set(name, { send: true, receive: false });
    else if (before) {
      this.set(name, { send: before.send || cause === 'ours', receive: before.receive || cause === 'theirs' });
    } else if (cause === null) this.set(name, { send: unsent, receive: !unsent });
    else this.set(name, { send: cause === 'ours', receive: cause === 'theirs' });
  }

  /** Not to be read here: what the peer has may be missing. */
  unknown(name: string): void {
    this.set(name, { send: false, receive: true });
  }

  /** The peer gave all it has and the documents still differ: they lack something of ours. */
  nothingToReceive(name: string): void {
    if (this.found.has(name)) this.set(name, { send: true, receive: false });
  }

  /** @returns false if it did not differ */
  delete(name: string): boolean {
    const before = this.found.get(name);
    if (!before) return false;
    this.count(before, -1);
    return this.found.delete(name);
  }

  clear(): void {
    this.found.clear();
    this.sends = 0;
    this.receives = 0;
  }

  private set(name: string, difference: Difference): void {
    this.delete(name);
    this.found.set(name, difference);
    this.count(difference, 1);
  }

  private count({ send, receive }: Difference, by: number): void {
    if (send) this.sends += by;
    if (receive) this.receives += by;
  }
}

/** Documents that differ from some peer's, counted once each. */
export function countTogether(all: readonly Differences[]): { differing: number; send: number; receive: number } {
  const [only] = all;
  // Asked many times a second while thousands of documents arrive, mostly from one peer.
  if (only && all.length === 1) return { differing: only.size, send: only.toSend, receive: only.toReceive };
  const [differing, send, receive] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const differences of all) {
    for (const [name, difference] of differences.entries()) {
      differing.add(name);
      if (difference.send) send.add(name);
      if (difference.receive) receive.add(name);
    }
  }
  return { differing: differing.size, send: send.size, receive: receive.size };
}
