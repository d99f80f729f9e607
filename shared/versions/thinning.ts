/** Which versions are kept. Pure; equal versions and times give equal answers, in whatever order and portions they came. [VE6] [VE7] */
import { KEPT } from './limits';
import type { VersionNote } from './types';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A file may say that a version was made tomorrow: what is as far away counts the same. */
const ageOf = ({ at }: VersionNote, now: number): number => Math.abs(now - at);

/** Of those with the same label one stays. */
function bucketOf(version: VersionNote, now: number): string {
  const { at, id, why } = version;
  const age = ageOf(version, now);
  const isSafety = why === 'before-import' || why === 'before-restore';
  if (age < DAY || (isSafety && age < 31 * DAY)) return id;
  const [name, length] =
    age < 7 * DAY
      ? ['hour', HOUR]
      : age < 31 * DAY
        ? ['day', DAY]
        : age < 366 * DAY
          ? ['week', 7 * DAY]
          : ['four weeks', 28 * DAY];
  return `${name} ${String(Math.floor(at / length))}`;
}

function nearest<T extends VersionNote>(versions: readonly T[], now: number, most: number): readonly T[] {
  const byAge = (a: T, b: T): number => ageOf(a, now) - ageOf(b, now) || (a.id < b.id ? 1 : -1);
  return versions.toSorted(byAge).slice(0, most);
}

export function keptVersions<T extends VersionNote>(versions: readonly T[], now: number): readonly T[] {
  const named = nearest(
    versions.filter(({ name }) => name !== null),
    now,
    KEPT.named,
  );
  const milestones = nearest(
    versions.filter(({ why }) => why === 'finished' || why === 'signed'),
    now,
    KEPT.milestones,
  );
  const buckets = new Map<string, T>();
  // The farthest first: the nearest of each bucket stays.
  for (const version of nearest(versions, now, versions.length).toReversed()) {
    buckets.set(bucketOf(version, now), version);
  }
  const automatic = nearest([...buckets.values()], now, KEPT.automatic);
  const kept = new Set([...named, ...milestones, ...automatic].map(({ id }) => id));
  return versions.filter(({ id }) => kept.has(id));
}
