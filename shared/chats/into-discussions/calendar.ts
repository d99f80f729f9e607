/** Days, weeks and months as the clock of one time zone shows them. Pure. */
import { makeToInstant, type Zone } from '../choosing/zone';

const DAY = 86_400_000;
/** Zones change their clocks at whole quarters of an hour. */
const QUARTER = 900_000;

export interface Calendar {
  /** Days since 1 January 1970 on that clock. */
  dayOf(at: number): number;
  /** The moment when the day begins. */
  startOf(day: number): number;
}

/** Formatting is slow: one look per quarter of an hour that has messages. */
export function calendarOf(name: string): Calendar {
  const zone: Zone = { kind: 'place', name };
  const toInstant = makeToInstant(zone);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const known = new Map<number, number>();
  const look = (at: number): number => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (of: Intl.DateTimeFormatPartTypes): number => parts.get(of) ?? 1;
    return Math.floor(Date.UTC(part('year'), part('month') - 1, part('day')) / DAY);
  };
  return {
    dayOf(at) {
      const quarter = Math.floor(at / QUARTER);
      const day = known.get(quarter) ?? look(quarter * QUARTER);
      known.set(quarter, day);
      return day;
    },
    startOf(day) {
      const date = new Date(day * DAY);
      const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
      const clock = { year, month, day: date.getUTCDate(), hour: 0, minute: 0, second: 0 };
      return toInstant(clock, Number.NEGATIVE_INFINITY);
    },
  };
}

/** Weeks begin on Monday. 1 January 1970 was a Thursday. */
export const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7);

/** Months since January of the year 0. */
export function monthOf(day: number): number {
  const date = new Date(day * DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** `2009-08-12` as a day; null for anything else. */
export function parseDay(value: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) ? null : at / DAY;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

export const monthWords = (month: number): string => `${MONTHS[month % 12] ?? ''} ${String(Math.floor(month / 12))}`;

export const dayWords = (day: number): string =>
  `${String(new Date(day * DAY).getUTCDate())} ${monthWords(monthOf(day))}`;
