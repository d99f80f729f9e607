/** Which versions are kept. Pure; equal versions and times give equal answers, in whatever order and portions they came. [VE6] [VE7] */
import { KEPT } from './limits';
import type { VersionNote } from './types';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Versions that came with files, and so say what they like about their time. */
export interface Brought {
  /** Those that were here before the last file: they come before what it brings. */
  readonly here: ReadonlySet<string>;
}

type ByRank = (a: VersionNote, b: VersionNote) => number;

/** A clock that was wrong may have made a version tomorrow: what is as far away counts the same. */
const ageOf = ({ at }: VersionNote, now: number): number => Math.abs(now - at);

/** The one that is to be kept rather first. */
export function byRank(now: number, brought: Brought | null): ByRank {
  /** Clocks of other devices may be wrong by a day; what a file puts further ahead comes last. */
  const isAhead = ({ at }: VersionNote): boolean => brought !== null && at > now + DAY;
  const isNew = ({ id }: VersionNote): boolean => brought !== null && !brought.here.has(id);
  return (a, b) =>
    Number(isNew(a)) - Number(isNew(b)) ||
    Number(isAhead(a)) - Number(isAhead(b)) ||
    ageOf(a, now) - ageOf(b, now) ||
    (a.id < b.id ? 1 : -1);
}

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

/** @param brought null for versions that were made here */
export function keptVersions<T extends VersionNote>(
  versions: readonly T[],
  now: number,
  brought: Brought | null = null,
): readonly T[] {
  const ranked = versions.toSorted(byRank(now, brought));
  const named = ranked.filter(({ name }) => name !== null).slice(0, KEPT.named);
  const milestones = ranked.filter(({ why }) => why === 'finished' || why === 'signed').slice(0, KEPT.milestones);
  const buckets = new Map<string, T>();
  for (const version of ranked) {
    const bucket = bucketOf(version, now);
    if (!buckets.has(bucket)) buckets.set(bucket, version);
  }
  const automatic = [...buckets.values()].slice(0, KEPT.automatic);
  const kept = new Set([...named, ...milestones, ...automatic].map(({ id }) => id));
  return versions.filter(({ id }) => kept.has(id));
}
