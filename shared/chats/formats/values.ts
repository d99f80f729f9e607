/** Values out of JSON that may be anything. */
import { isObject, type JsonObject } from '../reading/json-repair';
import type { ChatTime } from '../types';

export const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** An id: a string, or a number that is written as one. */
export function id(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : null;
}

export const object = (value: unknown): JsonObject => (isObject(value) ? value : {});

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const objects = (value: unknown, most = Number.POSITIVE_INFINITY): JsonObject[] =>
  list(value)
    .slice(0, most)
    .filter((item) => isObject(item));

export function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.trunc(value) : 0;
}

/** The time that a date can hold, as everywhere in the app. */
const MOST_MS = 8.64e15;

export function instant(ms: number): ChatTime | null {
  return Number.isFinite(ms) && Math.abs(ms) <= MOST_MS ? { kind: 'instant', at: Math.trunc(ms) } : null;
}

/** Seconds since 1970 as text or number, `1250108073.000200` too. */
export function unixSeconds(value: unknown): ChatTime | null {
  const seconds = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : NaN;
  return instant(seconds * 1000);
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(Z|[+-]\d\d:?\d\d))?$/;

/** An ISO 8601 time; without a zone it is what a clock on the wall showed. */
export function isoTime(value: unknown): ChatTime | null {
  const parts = typeof value === 'string' ? ISO.exec(value) : null;
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const clock = { year, month, day, hour, minute, second: Math.min(second, 59) };
  if (!isClock(clock)) return null;
  const zone = parts[8];
  if (zone === undefined) return { kind: 'wall', clock };
  const ms = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  return instant(Date.UTC(year, month - 1, day, hour, minute, second, ms) - zoneMinutes(zone) * 60_000);
}

/** `Z`, `+02:00`, `-0530` in minutes. */
export function zoneMinutes(zone: string): number {
  const parts = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (parts === null) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return parts[1] === '-' ? -minutes : minutes;
}

export function isClock(clock: {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}): boolean {
  const { year, month, day, hour, minute, second } = clock;
  if (
    !(
      year >= 1970 &&
      year <= 9999 &&
      month >= 1 &&
      month <= 12 &&
      day >= 1 &&
      hour <= 23 &&
      minute <= 59 &&
      second <= 59
    )
  )
    return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
