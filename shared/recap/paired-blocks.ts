/** Which block of a recap as it was is which block of the recap as it is. Pure. [SL1] */
import type { SeenBlock } from './seen-blocks';

export interface Pairs {
  /** Place now → place before. */
  readonly before: ReadonlyMap<number, number>;
  /** Place before → place now. */
  readonly now: ReadonlyMap<number, number>;
  /** Places now of blocks that stand in another order than before; as few as explain it. */
  readonly moved: ReadonlySet<number>;
}

/** How alike two texts must be to be one that was rewritten: about half of the words of the shorter one. */
const ALIKE = 0.5;
/** Blocks without a partner between two that have one: more of them on either side are not compared word by word. */
const MAX_GAP = 40;

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const least = Math.min(one.size, other.size);
  if (least === 0) return 0;
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return common / least;
}

class Pairing {
  readonly before = new Map<number, number>();
  readonly now = new Map<number, number>();

  constructor(
    readonly old: readonly SeenBlock[],
    readonly next: readonly SeenBlock[],
  ) {}

  /** Pairs what stands at the same place from the beginning and from the end: of most recaps all of it. */
  ends(): void {
    const { old, next } = this;
    const isSame = (from: number, at: number): boolean => {
      const [a, b] = [old[from], next[at]];
      return a !== undefined && b !== undefined && a.key === b.key && a.key !== '';
    };
    let start = 0;
    while (isSame(start, start)) this.pair(start, start++);
    let [a, b] = [old.length - 1, next.length - 1];
    while (a >= start && b >= start && isSame(a, b)) this.pair(b--, a--);
  }

  /** Pairs what has the same name; '' is no name. Of several the first that is free. */
  byName(nameOf: (block: SeenBlock) => string): void {
    const free = new Map<string, number[]>();
    this.old.forEach((block, at) => {
      const name = this.now.has(at) ? '' : nameOf(block);
      if (name === '') return;
      const places = free.get(name);
      if (places === undefined) free.set(name, [at]);
      else places.push(at);
    });
    if (free.size === 0) return;
    this.next.forEach((block, at) => {
      const name = this.before.has(at) ? '' : nameOf(block);
      const partner = name === '' ? undefined : free.get(name)?.shift();
      if (partner !== undefined) this.pair(at, partner);
    });
  }

  /** Pairs what reads alike between the same neighbours, in order. */
  byLikeness(): void {
    let old = 0;
    let gap: number[] = [];
    const close = (end: number): void => {
      const free: number[] = [];
      for (let at = old; at < end; at += 1) if (!this.now.has(at)) free.push(at);
      if (free.length > 0 && gap.length > 0 && free.length <= MAX_GAP && gap.length <= MAX_GAP) this.alike(free, gap);
      gap = [];
    };
    for (let at = 0; at < this.next.length; at += 1) {
      const partner = this.before.get(at);
      if (partner === undefined) gap.push(at);
      else if (partner >= old) {
        close(partner);
        old = partner + 1;
      }
    }
    close(this.old.length);
  }

  private alike(free: readonly number[], gap: readonly number[]): void {
    const words = free.map((at) => wordsOf(this.old[at]?.text ?? ''));
    const taken = new Set<number>();
    for (const at of gap) {
      const block = this.next[at];
      if (block === undefined) continue;
      const mine = wordsOf(block.text);
      const found = free.findIndex((from, index) => {
        const ids = (this.old[from]?.id ?? '') !== '' && block.id !== '';
        return !taken.has(index) && !ids && likeness(words[index] ?? new Set(), mine) >= ALIKE;
      });
      if (found === -1) continue;
      taken.add(found);
      this.pair(at, free[found] ?? 0);
    }
  }

  private pair(at: number, partner: number): void {
    this.before.set(at, partner);
    this.now.set(partner, at);
  }
}

/** The longest run of places that rise; what is not in it was moved. Patience sorting, n log n. */
function rising(places: readonly (readonly [now: number, before: number])[]): Set<number> {
  const ends: number[] = [];
  const from: number[] = [];
  places.forEach(([, before], at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[ends[middle] ?? 0]?.[1] ?? 0) < before) low = middle + 1;
      else high = middle;
    }
    from[at] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = at;
  });
  const run = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = from[at] ?? -1) run.add(places[at]?.[0] ?? -1);
  return run;
}

function movedIn(before: ReadonlyMap<number, number>, amount: number): ReadonlySet<number> {
  const places: (readonly [now: number, before: number])[] = [];
  let isRising = true;
  for (let at = 0, last = -1; at < amount; at += 1) {
    const from = before.get(at);
    if (from === undefined) continue;
    isRising &&= from > last;
    last = from;
    places.push([at, from]);
  }
  if (isRising) return new Set();
  const inOrder = rising(places);
  return new Set(places.filter(([at]) => !inOrder.has(at)).map(([at]) => at));
}

/** By the name of the node, else the point's id, else the same words, else words that are alike at the same place. */
export function pairBlocks(old: readonly SeenBlock[], next: readonly SeenBlock[]): Pairs {
  const pairing = new Pairing(old, next);
  pairing.ends();
  if (pairing.before.size < next.length && pairing.now.size < old.length) pairing.byName((block) => block.key);
  if (pairing.before.size < next.length && pairing.now.size < old.length) {
    pairing.byName((block) => block.id);
    pairing.byName((block) => (block.text.trim() === '' ? '' : `${block.kind} ${block.text}`));
    pairing.byLikeness();
  }
  return { before: pairing.before, now: pairing.now, moved: movedIn(pairing.before, next.length) };
}
