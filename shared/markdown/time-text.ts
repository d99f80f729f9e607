/** Times as exports show them: UTC, to the minute, the same on every machine. */

const SHOWN = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d) UTC$/;

function valid(ms: number | null): ms is number {
  return ms !== null && Number.isFinite(ms) && Math.abs(ms) <= 8.64e15;
}

/** `2009-08-12 20:14 UTC`, or null for no time and for one outside the calendar. */
export function timeText(ms: number | null): string | null {
  return valid(ms) ? `${new Date(ms).toISOString().slice(0, -8).replace('T', ' ')} UTC` : null;
}

/** `2009-08-12T20:14:00Z`, or null. */
export function isoTime(ms: number | null): string | null {
  return valid(ms) ? `${new Date(ms).toISOString().slice(0, -5)}Z` : null;
}

/** `2009-08-12T20:14:05.123Z`, which `Date.parse` reads back exactly; '' for a time outside the calendar. */
export function exactTime(ms: number): string {
  return valid(ms) ? new Date(ms).toISOString() : '';
}

/** Milliseconds of a time written by `timeText`, or null. */
export function readTimeText(text: string): number | null {
  const parts = SHOWN.exec(text);
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1).map(Number);
  return month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59
    ? null
    : Date.UTC(year, month - 1, day, hour, minute);
}
