/** Which records of a journal count: for each document the newest state and what came after it, and its newest values. */
import type { SegmentHeader } from './format';
import type { FoundRecord } from './scan';

/** A record's place in time: the segment, its kind, and where in it. */
type Place = readonly [order: number, states: number, at: number];

/** Its content is not looked at. */
export interface PlacedRecord extends Pick<FoundRecord, 'type' | 'document' | 'key' | 'from'> {
  readonly bytes: { readonly length: number };
}

/** A record that counts, and how it is found again. */
export interface Counted<Where> {
  readonly type: FoundRecord['type'];
  readonly where: Where;
  readonly bytes: number;
}

interface Kept<Where> extends Counted<Where> {
  readonly place: Place;
}

interface Entry<Where> {
  /** What stands before it does not count any more. */
  since: Place;
  /** Of the removal, which takes values along. */
  removed: Place | null;
  updates: Kept<Where>[];
  readonly values: Map<string, Kept<Where>>;
}

export class JournalContents<Where> {
  private readonly entries = new Map<string, Entry<Where>>();

  /** The segments may come in any order. */
  add({ kind, order }: SegmentHeader, record: PlacedRecord, where: Where): void {
    if (record.type === 'rest') return;
    const place: Place = [order, kind === 'states' ? 1 : 0, record.from];
    const entry = this.entryOf(record.document);
    const kept = { type: record.type, where, place, bytes: record.bytes.length };
    switch (record.type) {
      case 'update':
        if (isAfter(place, entry.since)) entry.updates.push(kept);
        return;
      case 'state':
        if (isAfter(place, entry.since)) {
          entry.since = place;
          entry.updates = [kept, ...entry.updates.filter((one) => isAfter(one.place, place))];
        }
        return;
      case 'removed':
        if (!isAfter(place, entry.since)) return;
        entry.since = place;
        entry.removed = place;
        entry.updates = entry.updates.filter((one) => isAfter(one.place, place));
        for (const [key, one] of entry.values) if (!isAfter(one.place, place)) entry.values.delete(key);
        return;
      case 'value': {
        const before = entry.values.get(record.key);
        if (before !== undefined && isAfter(before.place, place)) return;
        if (entry.removed === null || isAfter(place, entry.removed)) entry.values.set(record.key, kept);
      }
    }
  }

  /** Documents of which anything counts. */
  documents(): string[] {
    return [...this.entries]
      .filter(([, { updates, values }]) => updates.length + values.size > 0)
      .map(([name]) => name);
  }

  /** Documents of which nothing counts any more, because they were removed. */
  removals(): string[] {
    const gone = ([, { updates, removed }]: [string, Entry<Where>]) => removed !== null && updates.length === 0;
    return [...this.entries].filter(gone).map(([name]) => name);
  }

  /** The updates that make the document, oldest first. */
  updates(document: string): readonly Counted<Where>[] {
    const updates = this.entries.get(document)?.updates ?? [];
    return [...updates].sort((a, b) => (isAfter(a.place, b.place) ? 1 : -1));
  }

  values(document: string): ReadonlyMap<string, Counted<Where>> {
    return this.entries.get(document)?.values ?? new Map();
  }

  private entryOf(document: string): Entry<Where> {
    const known = this.entries.get(document);
    if (known) return known;
    const entry: Entry<Where> = { since: [-1, 0, 0], removed: null, updates: [], values: new Map() };
    this.entries.set(document, entry);
    return entry;
  }
}

function isAfter(a: Place, b: Place): boolean {
  return a[0] !== b[0] ? a[0] > b[0] : a[1] !== b[1] ? a[1] > b[1] : a[2] > b[2];
}
