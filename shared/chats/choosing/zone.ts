/** What a clock on the wall showed, as a moment: the person says which place's clock it was. */
import type { WallClock } from '../types';

export type Zone =
  /** `Europe/Berlin`, with its summer times. */
  | { readonly kind: 'place'; readonly name: string }
  /** Minutes ahead of UTC, all year. */
  | { readonly kind: 'fixed'; readonly minutes: number };

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Whether this system knows a zone by that name. */
export function isZoneName(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}

function makeClock(name: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

/** Milliseconds that a place is ahead of UTC at a moment. Clocks change twice a year: two looks per day are enough. */
function makeOffsets(name: string): (at: number) => number {
  const clock = makeClock(name);
  const days = new Map<number, number>();
  const exact = (at: number) => clock(at) - Math.floor(at / 1000) * 1000;
  const ofDay = (day: number) => {
    const known = days.get(day);
    if (known !== undefined) return known;
    const offset = exact(day * DAY);
    days.set(day, offset);
    return offset;
  };
  return (at) => {
    const day = Math.floor(at / DAY);
    const offset = ofDay(day);
    return offset === ofDay(day + 1) ? offset : exact(at);
  };
}

export type ToInstant = (clock: WallClock, notBefore: number) => number;

/**
 * A function from clocks to milliseconds since 1970. A time that the clock skipped is taken as if it had not been put
 * forward yet (02:30 becomes 03:30); one that it showed twice is the first, unless that is before `notBefore`, the time
 * of the message that stands above. Throws nothing for a name that is known.
 */
export function makeToInstant(zone: Zone): ToInstant {
  const utc = ({ year, month, day, hour, minute, second }: WallClock) =>
    Date.UTC(year, month - 1, day, hour, minute, second);
  if (zone.kind === 'fixed') return (clock) => utc(clock) - zone.minutes * MINUTE;
  const offsetAt = makeOffsets(zone.name);
  return (clock, notBefore) => {
    const shown = utc(clock);
    const before = shown - offsetAt(shown - DAY);
    const after = shown - offsetAt(shown + DAY);
    if (before === after) return before;
    const real = [before, after].filter((at) => at + offsetAt(at) === shown).sort((a, b) => a - b);
    const [first = before, second] = real;
    return second !== undefined && first < notBefore ? second : first;
  };
}
