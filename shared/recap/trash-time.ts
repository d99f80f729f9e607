/**
 * When the time of what lies in the trash is over. Its days are counted twice: from the time that whoever deleted it wrote
 * down, and by this device, from when it first saw it there, in days on which it ran. Nothing goes before both are over, so a
 * clock that is ahead, here or there, takes nothing away early. Rules TR8 and TR9 in README.md.
 */
import { DAY_MS, KEPT_DAYS } from '../model/trash';

export interface TrashCalendar {
  /** How many days were noted before those that are kept. */
  readonly before: number;
  /** The days on which this device ran, in the order in which they came, by its clock; a clock can be set back. */
  readonly days: readonly number[];
  /** What lies in the trash: which of the days was the first on which it was seen there. */
  readonly seen: Readonly<Record<string, number>>;
}

export const NO_CALENDAR: TrashCalendar = { before: 0, days: [], seen: {} };

/** A device that is used once a week counts whole weeks; what is longer may be a clock that was set ahead. */
const LONGEST_GAP = 7;
const MOST_DAYS = 400;

/** A calendar that was kept on this device; an empty one for anything else. */
export function readCalendar(value: unknown): TrashCalendar {
  const { before, days, seen } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (!Number.isSafeInteger(before) || !Array.isArray(days) || typeof seen !== 'object' || seen === null)
    return NO_CALENDAR;
  if (!days.every(Number.isSafeInteger)) return NO_CALENDAR;
  const known = Object.entries(seen).filter(([, at]) => Number.isSafeInteger(at));
  return {
    before: before as number,
    days: days as number[],
    seen: Object.fromEntries(known) as Record<string, number>,
  };
}

/** Today is noted, and what lies in the trash; what does not any more is forgotten. */
export function noteDay(calendar: TrashCalendar, lying: readonly string[], now: number): TrashCalendar {
  const today = Math.floor(now / DAY_MS);
  const all = calendar.days.at(-1) === today ? calendar.days : [...calendar.days, today];
  const dropped = Math.max(0, all.length - MOST_DAYS);
  const last = calendar.before + all.length - 1;
  const seen = Object.fromEntries(lying.map((key) => [key, calendar.seen[key] ?? last]));
  return { before: calendar.before + dropped, days: all.slice(dropped), seen };
}

/** How many days this device knows to have passed since it first saw it there. The longest stretch without it does not count. */
export function daysSeen({ before, days, seen }: TrashCalendar, key: string): number {
  const first = seen[key];
  if (first === undefined) return 0;
  let [sum, longest] = [0, 0];
  for (let at = Math.max(1, first - before + 1); at < days.length; at += 1) {
    const gap = Math.min(LONGEST_GAP, Math.max(0, (days[at] ?? 0) - (days[at - 1] ?? 0)));
    sum += gap;
    longest = Math.max(longest, gap);
  }
  return sum - longest;
}

export function isOver(calendar: TrashCalendar, key: string, keptFrom: number, now: number): boolean {
  return keptFrom + KEPT_DAYS * DAY_MS <= now && daysSeen(calendar, key) >= KEPT_DAYS;
}
