/** Dates and times in the headers of chats and forums. */

/** Date and time as numbers of a wall clock to milliseconds since 1970. `month` is 1-12. */
export type ToTime = (year: number, month: number, day: number, hour: number, minute: number, second: number) => number;

/** The clock of this machine: a saved chat shows the time of the one who saved it. */
export const localTime: ToTime = (year, month, day, hour, minute, second) =>
  new Date(year, month - 1, day, hour, minute, second).getTime();

/** Source of a regular expression with named groups a, b, c (date) and h, m, s, half (time). */
export const DATE = String.raw`(?<a>\d{1,4})[./-](?<b>\d{1,2})[./-](?<c>\d{1,4})`;
export const CLOCK = String.raw`(?<h>\d{1,2})[:.](?<m>\d\d)(?:[:.](?<s>\d\d))?(?: ?(?<half>[AaPp])\.?[Mm]\.?)?`;

export interface HeaderTime {
  readonly date: readonly [number, number, number] | null;
  readonly clock: readonly [number, number, number];
  /** Written with am or pm. */
  readonly halves: boolean;
}

export function readHeaderTime(groups: Readonly<Record<string, string | undefined>>): HeaderTime | null {
  const half = groups.half?.toLowerCase();
  let hour = Number(groups.h);
  const minute = Number(groups.m);
  const second = Number(groups.s ?? 0);
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  if (half !== undefined) hour = (hour % 12) + (half === 'p' ? 12 : 0);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null;
  const date = groups.a === undefined ? null : ([Number(groups.a), Number(groups.b), Number(groups.c)] as const);
  return { date, clock: [hour, minute, second], halves: half !== undefined };
}

/** In which order the numbers of all these dates make sense; day before month unless they say otherwise. */
function monthFirst(times: readonly HeaderTime[]): boolean {
  const short = times.flatMap(({ date }) => (date !== null && date[0] <= 31 ? [date] : []));
  if (short.some(([first]) => first > 12)) return false;
  return short.some(([, second]) => second > 12) || times.some(({ halves }) => halves);
}

function fullYear(year: number): number {
  if (year >= 100) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** A function that turns the times of one text into milliseconds; null where there is no date or no such day. */
export function timeReader(times: readonly HeaderTime[], toTime: ToTime): (time: HeaderTime) => number | null {
  const american = monthFirst(times);
  return ({ date, clock }) => {
    if (date === null) return null;
    const [a, b, c] = date;
    const [year, month, day] = a > 31 ? [a, b, c] : american ? [fullYear(c), a, b] : [fullYear(c), b, a];
    if (month < 1 || month > 12 || day < 1 || day > 31) return null;
    const ms = toTime(year, month, day, ...clock);
    return Number.isFinite(ms) ? ms : null;
  };
}
