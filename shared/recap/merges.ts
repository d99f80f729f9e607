/** What belongs to a point that became part of another: found by following the notes of merges. Pure; rules MG in README.md. */
import type { MergeNote, StanceRecord } from '../model/discussion-parts';

/** By the id of a point that is gone: the one that took it in. */
export type Merges = ReadonlyMap<string, string>;

type Notes = ReadonlyMap<string, Pick<MergeNote, 'into'>>;

/** Gives the id under which a point is known now; its own when it is there, or when nothing tells what became of it. */
type ResolvePoint = (id: string) => string;

/** Each id is followed once, however long the chains and circles are that a peer wrote. */
function pointResolver(merges: Notes, isThere: (id: string) => boolean): ResolvePoint {
  const known = new Map<string, string | null>();
  return (id) => {
    const passed: string[] = [];
    let at: string | undefined = id;
    let end: string | null = null;
    while (at !== undefined) {
      const before = known.get(at);
      if (before !== undefined) {
        end = before;
        break;
      }
      if (isThere(at)) {
        end = at;
        break;
      }
      // Until the end is known: whoever comes by here again goes in a circle.
      known.set(at, null);
      passed.push(at);
      at = merges.get(at)?.into;
    }
    for (const one of passed) known.set(one, end);
    return end ?? id;
  };
}

/** For each merged point that is gone: the one that holds it now. */
export function mergedInto(merges: Notes, isThere: (id: string) => boolean): Merges {
  const resolve = pointResolver(merges, isThere);
  const found = new Map<string, string>();
  for (const id of merges.keys()) {
    const now = resolve(id);
    if (now !== id) found.set(id, now);
  }
  return found;
}

/**
 * Points that one person poured into another one while somebody else, apart, took that one away by a merge of their own:
 * their words are in neither. Whoever poured them in brings them back. [MG6]
 */
export function lostInMerges(
  merges: ReadonlyMap<string, MergeNote>,
  isThere: (id: string) => boolean,
  me: string,
): readonly string[] {
  return [...merges].flatMap(([gone, { into, by }]) => {
    const later = merges.get(into);
    const isLost =
      by === me && later !== undefined && !isThere(gone) && !isThere(into) && !later.brought.includes(gone);
    return isLost ? [gone] : [];
  });
}

/** A person's own stance on the point that stayed wins; without one it is their latest on any that went into it. */
export function mergedStances(records: readonly StanceRecord[], into: Merges): readonly StanceRecord[] {
  if (into.size === 0) return records;
  const direct = new Set<string>();
  const moved = new Map<string, StanceRecord>();
  const key = (point: string, person: string): string => `${point}/${person}`;
  for (const { point, person } of records) if (!into.has(point)) direct.add(key(point, person));
  for (const record of records) {
    const point = into.get(record.point);
    if (point === undefined) continue;
    const place = key(point, record.person);
    const before = moved.get(place);
    if (!direct.has(place) && (before === undefined || before.at <= record.at)) moved.set(place, { ...record, point });
  }
  const staying = records.filter(({ point }) => !into.has(point));
  return [...staying, ...moved.values()].sort((a, b) => a.at - b.at || (a.person < b.person ? -1 : 1));
}
