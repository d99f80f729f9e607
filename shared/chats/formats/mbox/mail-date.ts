/** The time of a mail (RFC 5322, 3.3), which says its zone; one that does not is a clock on the wall. */
import type { ChatTime } from '../../types';
import { instant, isClock, zoneMinutes } from '../values';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DATE =
  /^(?:[A-Za-z]{3,9},?\s{1,3})?(\d{1,2})\s{1,3}([A-Za-z]{3,9})\s{1,3}(\d{2,4})\s{1,3}(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s{0,3}([+-]\d{4}|[A-Z]{1,5}))?/;
/** Minutes ahead of UTC of the names that RFC 5322 lists as obsolete. */
const ZONES: Readonly<Record<string, number>> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

export function mailTime(value: string): ChatTime | null {
  const parts = DATE.exec(value.trim());
  if (parts === null) return null;
  const [, day, monthName = '', shortYear = '', hour, minute, second, zone] = parts;
  const month = MONTHS.indexOf(monthName.toLowerCase().slice(0, 3)) + 1;
  const given = Number(shortYear);
  const year = shortYear.length > 2 ? given : given < 50 ? 2000 + given : 1900 + given;
  const clock = {
    year,
    month,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Math.min(59, Number(second ?? 0)),
  };
  if (!isClock(clock)) return null;
  const minutes = zone === undefined ? undefined : /^[+-]/.test(zone) ? zoneMinutes(zone) : ZONES[zone];
  if (minutes === undefined) return { kind: 'wall', clock };
  return instant(
    Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute, clock.second) - minutes * 60_000,
  );
}
