/** Days, weeks and months as the clock of one time zone shows them. Pure. */

export interface Calendar {
  /** Days since 1 January 1970 on that clock. */
  dayOf(at: number): number;
}

const DAY = 86_400_000;
/** Zones change their clocks at whole quarters of an hour. */
const QUARTER = 900_000;

/** Formatting is slow and zones change rarely: one look per quarter of an hour that has messages. */
export function calendarOf(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const known = new Map<number, number>();
  return {
    dayOf(at) {
      const quarter = Math.floor(at / QUARTER);
      const day = known.get(quarter) ?? Math.floor(wallTime(format, quarter * QUARTER) / DAY);
      known.set(quarter, day);
      return day;
    },
  };
}

function wallTime(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
}

/** Weeks begin on Monday. 1 January 1970 was a Thursday. */
export const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7);

export function monthOf(day: number): { readonly year: number; readonly month: number } {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() };
}

const MONTHS =
  'January February March April May June July August September October November December'.split(' ');

export const monthWords = (day: number): string => {
  const { year, month } = monthOf(day);
  return `${MONTHS[month] ?? ''} ${String(year)}`;
};

export const dayWords = (day: number): string => `${String(new Date(day * DAY).getUTCDate())} ${monthWords(day)}`;
