/** What the claims about one document come to: which states can be had, by which updates, and which are new. */
import type { StateRecord } from './format';

/** A state that a file says to hold, and where its update is found. */
export interface Claim<Where> extends Pick<StateRecord, 'digest' | 'before' | 'over'> {
  readonly writer: string;
  readonly where: Where;
}

export class DocumentView<Where> {
  /** By writer and digest: the claims whose bases, and their bases, are there. Bases come first. */
  private readonly supported = new Map<string, Claim<Where>>();
  /** Of each state that can be had, one who has written it. */
  private readonly writers = new Map<string, string>();
  /** States that no other one holds all of, and who has written them. */
  readonly heads: ReadonlyMap<string, string>;
  /** Writers of states that cannot be had: what they build on is not there. */
  readonly waiting: ReadonlySet<string>;

  constructor(claims: readonly Claim<Where>[]) {
    const waiting = new Map<string, Claim<Where>[]>();
    const ready: Claim<Where>[] = [];
    for (const claim of claims) {
      if (claim.before === null) {
        ready.push(claim);
        continue;
      }
      const key = keyOf(claim.writer, claim.before);
      const others = waiting.get(key);
      if (others === undefined) waiting.set(key, [claim]);
      else others.push(claim);
    }
    const passed = new Set<string>();
    for (let at = 0; at < ready.length; at += 1) {
      const claim = ready[at] as Claim<Where>;
      const key = keyOf(claim.writer, claim.digest);
      for (const one of [claim.before, ...claim.over]) if (one !== null && one !== claim.digest) passed.add(one);
      if (this.supported.has(key)) continue;
      this.supported.set(key, claim);
      if (!this.writers.has(claim.digest)) this.writers.set(claim.digest, claim.writer);
      ready.push(...(waiting.get(key) ?? []));
    }
    this.heads = new Map([...this.writers].filter(([digest]) => !passed.has(digest)));
    const isWaiting = ({ writer, digest }: Claim<Where>): boolean => !this.supported.has(keyOf(writer, digest));
    this.waiting = new Set(
      [...waiting.values()]
        .flat()
        .filter(isWaiting)
        .map(({ writer }) => writer),
    );
  }

  has(digest: string): boolean {
    return this.writers.has(digest);
  }

  /** Who has written this state. */
  writersOf(digest: string): string[] {
    return [...this.supported.values()].filter((claim) => claim.digest === digest).map(({ writer }) => writer);
  }

  /** States that the files of this writer make, in the order in which one builds on the other. */
  statesOf(writer: string): string[] {
    return [...this.supported.values()].filter((claim) => claim.writer === writer).map(({ digest }) => digest);
  }

  /** The claims whose updates make this state, the first one whole; null when no file, or none of this writer, makes it. */
  chain(digest: string, writer: string | null = null): readonly Claim<Where>[] | null {
    const by = writer ?? this.writers.get(digest);
    if (by === undefined) return null;
    const chain: Claim<Where>[] = [];
    // What was found first for a state builds on what was found before it: this comes to an end.
    for (let at = this.supported.get(keyOf(by, digest)); at !== undefined; ) {
      chain.push(at);
      at = at.before === null ? undefined : this.supported.get(keyOf(by, at.before));
    }
    return chain.length === 0 ? null : chain.reverse();
  }
}

function keyOf(writer: string, digest: string): string {
  return `${writer}/${digest}`;
}
