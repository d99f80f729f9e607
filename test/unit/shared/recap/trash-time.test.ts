/** When the time of what lies in the trash is over. */
import { describe, expect, it } from 'vitest';
import { DAY_MS, daysLeft, KEPT_DAYS } from '../../../../shared/model/trash';
import { daysSeen, isOver, NO_CALENDAR, noteDay, readCalendar } from '../../../../shared/recap/trash-time';

/** The calendar of a device that ran on these days, with one thing in the trash since the first of them. */
const ranOn = (days: readonly number[]) =>
  days.reduce((calendar, day) => noteDay(calendar, ['x'], day * DAY_MS + 5), NO_CALENDAR);
const every = (step: number, count: number, from = 100): number[] =>
  Array.from({ length: count }, (_, at) => from + at * step);

describe('days in the trash', () => {
  it.each<[string, readonly number[], number]>([
    ['the day on which it was first seen', [100], 0],
    ['every day', every(1, 31), 29],
    ['every day, one more', every(1, 32), 30],
    ['every week', every(7, 6), 28],
    ['every week, one more', every(7, 7), 35],
    ['a clock that is set ahead by a year', [100, 101, 466], 1],
    ['and set right again', [100, 101, 466, 102, 103, 104], 3],
    ['a month away', [100, 130, 131, 132], 2],
    ['twice a day', [100, 100, 101, 101, 102], 1],
  ])('[TR9] %s', (_name, days, expected) => {
    expect(daysSeen(ranOn(days), 'x')).toBe(expected);
  });

  it('[TR8] [TR9] are over only when both counts are, and what was deleted by a clock that is behind stays as well', () => {
    const calendar = ranOn(every(1, 40));
    const now = 139 * DAY_MS;
    expect(isOver(calendar, 'x', 100 * DAY_MS, now)).toBe(true);
    expect(isOver(calendar, 'x', 110 * DAY_MS, now)).toBe(false);
    expect(isOver(ranOn([100, 139]), 'x', 0, now)).toBe(false);
    expect(isOver(calendar, 'new', 0, now)).toBe(false);
  });

  it('[TR9] of what was put back and deleted again begin anew, and a calendar never grows without end', () => {
    const long = ranOn(every(1, 1000));
    expect(long.days.length).toBe(400);
    expect(daysSeen(long, 'x')).toBe(398);
    const without = noteDay(long, [], 2000 * DAY_MS);
    expect(daysSeen(noteDay(without, ['x'], 2001 * DAY_MS), 'x')).toBe(0);
  });

  it.each([null, 5, {}, { before: 0, days: ['x'], seen: {} }, { before: 0.5, days: [], seen: {} }])(
    'what is no calendar counts nothing: %j',
    (value) => expect(readCalendar(value)).toEqual(NO_CALENDAR),
  );

  it.each([
    ['just now', 0, KEPT_DAYS],
    ['by a clock that is ahead', -5 * DAY_MS, KEPT_DAYS],
    ['yesterday', DAY_MS + 1, 29],
    ['a month ago', 30 * DAY_MS, 0],
    ['long ago', 900 * DAY_MS, 0],
  ])('left of what was deleted %s', (_name, ago, left) => {
    expect(daysLeft(1e12, 1e12 + ago)).toBe(left);
  });
});
