/** In which order the numbers of dates stand, from all dates of an export together. */
import type { Chat, DateOrder, WallClock } from '../../types';
import { isClock } from '../values';
import type { RawDate } from './header';

/** Years of the Buddhist calendar, which phones in Thailand write, are this much more. */
const BUDDHIST = 543;

function fullYear(year: number): number {
  if (year >= 2400 && year < 2700) return year - BUDDHIST;
  if (year >= 100) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** The clock of a date, read in this order; null when there is no such day. */
export function clockOf(date: RawDate, order: DateOrder): WallClock | null {
  const [a, b, c] = date.numbers;
  const [year, month, day] = date.yearFirst || order === 'ymd' ? [a, b, c] : order === 'mdy' ? [c, a, b] : [c, b, a];
  const clock = { year: fullYear(year), month, day, hour: date.hour, minute: date.minute, second: date.second };
  return isClock(clock) ? clock : null;
}

/** How often dates are no days, and how often time would go back by more than a day. */
function misfits(dates: readonly RawDate[], order: DateOrder): { readonly impossible: number; readonly back: number } {
  let impossible = 0;
  let back = 0;
  let last = 0;
  for (const date of dates) {
    const clock = clockOf(date, order);
    if (clock === null) {
      impossible += 1;
      continue;
    }
    const day = Date.UTC(clock.year, clock.month - 1, clock.day) / 86_400_000;
    if (day < last - 1) back += 1;
    last = day;
  }
  return { impossible, back };
}

/**
 * The order in which dates are read. Certain when only one order makes days of all of them; else the one in which time
 * does not go back, and last what is usual with such separators. What the person says goes before everything.
 */
export function decideOrder(dates: readonly RawDate[], wanted: DateOrder | null): Chat['dateOrder'] {
  const open = dates.filter(({ yearFirst }) => !yearFirst);
  if (open.length === 0) return null;
  if (wanted !== null) return { used: wanted, certain: true };
  const [first] = open;
  const american = first?.separator === '/' && open.some(({ halves }) => halves);
  const usual: DateOrder[] = american ? ['mdy', 'dmy'] : ['dmy', 'mdy'];
  const candidates = [...usual, 'ymd' as const].map((order) => ({ order, ...misfits(open, order) }));
  const least = Math.min(...candidates.map(({ impossible }) => impossible));
  const possible = candidates.filter(({ impossible }) => impossible === least);
  const plausible = possible.filter(({ order }) => order !== 'ymd');
  const best = (plausible.length > 0 ? plausible : possible).toSorted((a, b) => a.back - b.back)[0];
  if (best === undefined) return null;
  const others = plausible.filter(({ order }) => order !== best.order);
  return { used: best.order, certain: others.length === 0 };
}
