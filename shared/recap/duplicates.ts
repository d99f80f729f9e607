/**
 * Points that are likely the same, across the recaps of a discussion and within ours. The search keeps an index of word
 * pairs from one time to the next: what an edit costs is the points that it changed.
 */
import { apartKey } from '../model/discussion-parts';
import type { RecapPoint } from '../model/point';
import { OURS, type PointPlace } from './coverage';
import { isLikely, likeness, type PointTraits, pointTraits, wordNumbers } from './likeness';
import { takenInto } from './promoting';

export interface Twin {
  readonly place: PointPlace;
  /** 0 … 1; 1 when both were taken from the same point. */
  readonly likeness: number;
}

/** By the id of a point; those in ours first, then the likeliest. */
export type Duplicates = ReadonlyMap<string, readonly Twin[]>;

export interface ComparedRecap {
  readonly key: string;
  readonly points: readonly RecapPoint[];
}

interface Entry {
  readonly place: PointPlace;
  readonly point: RecapPoint;
  readonly traits: PointTraits;
  /** The points that it was made of. */
  readonly sources: readonly string[];
  /** Under which keys it stands in the index. */
  readonly keys: readonly (number | string)[];
  readonly twins: Map<Entry, number>;
}

/**
 * A point is compared with as many others at most, those first with whom it has the rarest words in common: a document
 * made of one sentence must not cost the square of its length. Enough for the same point in each of twenty recaps.
 */
const MOST_COMPARED = 40;
/** A person is shown a few; whoever has more gives them a heading, not a merge. */
const MOST_TWINS = 6;

/** The points that a point was made of, so that two which were taken from one are known as the same. */
function sourcesOf(point: RecapPoint): string[] {
  const credited = point.credits.filter((credit) => credit.role === 'credit').map((credit) => credit.from);
  return [...new Set([point.origin, ...credited])].filter((id) => id !== '');
}

class Index {
  private readonly numberOf = wordNumbers();
  private readonly entries = new Map<string, Entry>();
  private readonly postings = new Map<number | string, Entry[]>();

  /** False while points wait that there was no time for. */
  complete = true;
  private lists: readonly unknown[] = [];

  /** Takes over what the recaps hold now; returns whether anything changed. */
  update(recaps: readonly ComparedRecap[], isLate: () => boolean): boolean {
    const lists = recaps.flatMap(({ key, points }) => [key, points]);
    const same = lists.length === this.lists.length && lists.every((one, at) => one === this.lists[at]);
    if (same && this.complete) return false;
    this.lists = lists;
    this.complete = true;
    const wanted = new Map<string, { readonly place: PointPlace; readonly point: RecapPoint }>();
    for (const { key, points } of recaps) {
      for (const point of points) {
        // Who has the same id as one before is that one, for now: ids are made anew by whoever edits next.
        if (point.id !== '' && !wanted.has(point.id))
          wanted.set(point.id, { place: { recap: key, id: point.id }, point });
      }
    }
    let changed = false;
    for (const [id, entry] of this.entries) {
      const now = wanted.get(id);
      if (now?.point.node === entry.point.node && now.place.recap === entry.place.recap) continue;
      this.remove(id, entry);
      changed = true;
    }
    for (const [id, { place, point }] of wanted) {
      if (this.entries.has(id)) continue;
      if (isLate()) {
        this.complete = false;
        break;
      }
      this.add(id, place, point);
      changed = true;
    }
    return changed;
  }

  *all(): Iterable<Entry> {
    yield* this.entries.values();
  }

  private remove(id: string, entry: Entry): void {
    this.entries.delete(id);
    for (const key of entry.keys) {
      const rest = this.postings.get(key)?.filter((one) => one !== entry) ?? [];
      if (rest.length === 0) this.postings.delete(key);
      else this.postings.set(key, rest);
    }
    for (const twin of entry.twins.keys()) twin.twins.delete(entry);
  }

  private add(id: string, place: PointPlace, point: RecapPoint): void {
    const traits = pointTraits(point, this.numberOf);
    const links = traits.link === '' ? [] : [`link ${traits.link}`];
    const sources = sourcesOf(point);
    const keys = [...traits.pairs, ...links, ...sources.map((source) => `from ${source}`)];
    const entry: Entry = { place, point, traits, sources, keys, twins: new Map() };
    this.lookFor(entry);
    for (const key of keys) {
      const posting = this.postings.get(key);
      if (posting === undefined) this.postings.set(key, [entry]);
      else posting.push(entry);
    }
    this.entries.set(id, entry);
  }

  private lookFor(entry: Entry): void {
    const postings: Entry[][] = [];
    for (const key of entry.keys) {
      const posting = this.postings.get(key);
      if (posting !== undefined) postings.push(posting);
    }
    postings.sort((a, b) => a.length - b.length);
    const seen = new Set<Entry>();
    for (const posting of postings) {
      for (const other of posting) {
        if (seen.has(other)) continue;
        if (seen.size >= MOST_COMPARED) return;
        seen.add(other);
        this.compare(entry, other);
      }
    }
  }

  private compare(a: Entry, b: Entry): void {
    // A person who says a thing twice in a recap of their own is not told so.
    if (a.place.recap === b.place.recap && a.place.recap !== OURS) return;
    const isOne = a.place.recap === b.place.recap && a.sources.some((source) => b.sources.includes(source));
    const how = isOne ? 1 : likeness(a.traits, b.traits);
    if (!isOne && !isLikely(a.traits, b.traits, how)) return;
    a.twins.set(b, how);
    b.twins.set(a, how);
  }
}

function sameTwins(a: readonly Twin[], b: readonly Twin[] | undefined): b is readonly Twin[] {
  return (
    b !== undefined &&
    a.length === b.length &&
    a.every((twin, at) => {
      const other = b[at];
      return (
        other?.place.id === twin.place.id && other.place.recap === twin.place.recap && other.likeness === twin.likeness
      );
    })
  );
}

const rank = (twin: Twin): number => (twin.place.recap === OURS ? 1 : 0);

export interface DuplicateSearch {
  /**
   * What is known of the recaps as they are now; gives back the same objects where nothing changed.
   * @param apart keys of pairs that are not the same, see `apartKey`
   * @param isLate when it answers yes the search stops, is not `complete`, and goes on the next time
   */
  look(recaps: readonly ComparedRecap[], apart: ReadonlySet<string>, isLate?: () => boolean): Duplicates;
  complete(): boolean;
}

/** A search that keeps what it knows from one time to the next. */
export function duplicateSearch(): DuplicateSearch {
  const index = new Index();
  let before: { readonly apart: ReadonlySet<string>; readonly value: Duplicates } | null = null;
  const look: DuplicateSearch['look'] = (recaps, apart, isLate = () => false) => {
    const changed = index.update(recaps, isLate);
    if (!changed && before !== null && before.apart === apart) return before.value;
    const taken = takenInto(recaps.find(({ key }) => key === OURS)?.points ?? []);
    const into = ({ place }: Entry): string => (place.recap === OURS ? place.id : (taken.get(place.id) ?? ''));
    const counts = (entry: Entry, twin: Entry): boolean =>
      // What went into ours is spoken for by the point there.
      (twin.place.recap === OURS || into(twin) === '') && !apart.has(apartKey(entry.place.id, twin.place.id));
    const value = new Map<string, readonly Twin[]>();
    for (const entry of index.all()) {
      if (entry.twins.size === 0 || (entry.place.recap !== OURS && into(entry) !== '')) continue;
      const twins = [...entry.twins]
        .filter(([twin]) => counts(entry, twin))
        .map(([{ place }, how]): Twin => ({ place, likeness: how }))
        .sort((a, b) => rank(b) - rank(a) || b.likeness - a.likeness || (a.place.id < b.place.id ? -1 : 1))
        .slice(0, MOST_TWINS);
      if (twins.length === 0) continue;
      const known = before?.value.get(entry.place.id);
      value.set(entry.place.id, sameTwins(twins, known) ? known : twins);
    }
    before = { apart, value };
    return value;
  };
  return { look, complete: () => index.complete };
}
