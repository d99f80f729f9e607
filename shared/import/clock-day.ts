/** Days for times of day: which day a message falls on, and what the draft's first day is. */
import type { ClockTime } from './draft';
import { DATE, type HeaderTime, type ToTime, timeReader } from './header-time';
import { HEAD_LENGTH } from './lines';

const DAY_SECONDS = 86_400;
/** Messages may stand a little out of order; what goes back further is of the next day. */
const DISORDER_SECONDS = 300;
const SAMPLE = 2000;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = String.raw`(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}{0,6}\.?`;
const NUMBERS = new RegExp(String.raw`(?<!\d[./-]?)${DATE}(?![./-]?\d)`, 'gu');
const MONTH_FIRST = new RegExp(String.raw`\b${MONTH} (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})\b`, 'iu');
const DAY_FIRST = new RegExp(String.raw`\b(?<day>\d{1,2})(?:st|nd|rd|th|\.)? ${MONTH},? (?<year>\d{4})\b`, 'iu');

/** The times of a log without dates, in order: a time that goes back is of the next day. */
export function dayCounter(): (time: HeaderTime) => ClockTime {
  let day = 0;
  let last: number | null = null;
  return ({ clock: [hour, minute, second] }) => {
    const now = hour * 3600 + minute * 60 + second;
    const back = last === null ? 0 : last - now;
    if (back > DISORDER_SECONDS) day += 1;
    const late = day > 0 && back < DISORDER_SECONDS - DAY_SECONDS;
    // Just before midnight, but written after what came just after it: of the day before, and no new beginning.
    if (late) return { day: day - 1, hour, minute, second };
    last = now;
    return { day, hour, minute, second };
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `2009-08-12`, or null when there is no such day. */
function dayText(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = year >= 1900 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? `${String(year)}-${two(month)}-${two(day)}` : null;
}

/** Today by the clock of this machine, `2009-08-12`. */
export function localToday(): string {
  const now = new Date();
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function utcDay(groups: Readonly<Record<string, string | undefined>>): string | null {
  const date = [Number(groups.a), Number(groups.b), Number(groups.c)] as const;
  if (!date.some((part) => part > 1000)) return null;
  const time: HeaderTime = { date, clock: [0, 0, 0], halves: false };
  // A day that does not exist is no time.
  const toTime: ToTime = (year, month, day) =>
    dayText(year, month, day) === null ? Number.NaN : Date.UTC(year, month - 1, day);
  const ms = timeReader([time], toTime)(time);
  if (ms === null) return null;
  const read = new Date(ms);
  return dayText(read.getUTCFullYear(), read.getUTCMonth() + 1, read.getUTCDate());
}

function dayIn(line: string): string | null {
  const head = line.slice(0, HEAD_LENGTH);
  for (const { groups } of head.matchAll(NUMBERS)) {
    const day = utcDay(groups ?? {});
    if (day !== null) return day;
  }
  const named = (MONTH_FIRST.exec(head) ?? DAY_FIRST.exec(head))?.groups;
  if (named === undefined) return null;
  const month = MONTHS.indexOf((named.month ?? '').toLowerCase()) + 1;
  return dayText(Number(named.year), month, Number(named.day));
}

/** The first day with a year that one of the first lines names, `2009-08-12`, or null. */
export function dayInText(lines: readonly string[]): string | null {
  for (const line of lines.slice(0, SAMPLE)) {
    const day = dayIn(line);
    if (day !== null) return day;
  }
  return null;
}

/** Milliseconds since 1970 of a time of day counted from `firstDay`; null when that is no day. */
export function clockMs(clock: ClockTime, firstDay: string, toTime: ToTime): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(firstDay);
  if (parts === null) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (dayText(year, month, day) === null) return null;
  const that = new Date(Date.UTC(year, month - 1, day + clock.day));
  const { hour, minute, second } = clock;
  const ms = toTime(that.getUTCFullYear(), that.getUTCMonth() + 1, that.getUTCDate(), hour, minute, second);
  return Number.isFinite(ms) ? ms : null;
}
