import { describe, expect, test } from 'vitest';
import {
  calendarOf,
  dayWords,
  monthOf,
  monthWords,
  parseDay,
} from '../../../../../shared/chats/into-discussions/calendar';
import { COMFORTABLE_POSTS, divide, suggestDivision } from '../../../../../shared/chats/into-discussions/divide';

const berlin = calendarOf('Europe/Berlin');
const at = (text: string): number => Date.parse(text);
const many = (count: number, from: string, stepMinutes: number): number[] =>
  Array.from({ length: count }, (_, index) => at(from) + index * stepMinutes * 60_000);

describe('the calendar of a zone', () => {
  test.each([
    ['2009-08-12T21:59:00Z', 'Europe/Berlin', '12 August 2009'],
    ['2009-08-12T22:01:00Z', 'Europe/Berlin', '13 August 2009'],
    ['2009-08-12T00:10:00Z', 'America/Los_Angeles', '11 August 2009'],
    ['2026-03-29T00:30:00Z', 'Europe/Berlin', '29 March 2026'],
    ['1969-12-31T23:30:00Z', 'UTC', '31 December 1969'],
    ['2026-01-01T18:20:00Z', 'Asia/Kathmandu', '2 January 2026'],
  ])('%s in %s is on %s', (moment, zone, day) => {
    expect(dayWords(calendarOf(zone).dayOf(at(moment)))).toBe(day);
  });

  test('days begin when the clock there says so', () => {
    expect(new Date(berlin.startOf(parseDay('2009-08-12') ?? 0)).toISOString()).toBe('2009-08-11T22:00:00.000Z');
    expect(parseDay('12.8.2009')).toBeNull();
    expect(monthWords(monthOf(parseDay('2009-08-12') ?? 0))).toBe('August 2009');
  });
});

describe('a conversation is divided', () => {
  const times = ['2009-08-31T21:00Z', '2009-08-31T21:59Z', '2009-08-31T22:01Z', '2009-10-01T10:00Z'].map(at);

  test.each([
    ['whole', [['', 0, 4]]],
    [
      'month',
      [
        ['August 2009', 0, 2],
        ['September 2009', 2, 3],
        ['October 2009', 3, 4],
      ],
    ],
    [
      'week',
      [
        ['Week of 31 August 2009', 0, 3],
        ['Week of 28 September 2009', 3, 4],
      ],
    ],
    [
      'day',
      [
        ['31 August 2009', 0, 2],
        ['1 September 2009', 2, 3],
        ['1 October 2009', 3, 4],
      ],
    ],
    ['count', [['', 0, 4]]],
  ] as const)('by %s', (by, pieces) => {
    expect(divide(times, by, berlin).map(({ label, from, to }) => [label, from, to])).toEqual(pieces);
  });

  test('[CD2] what has no time stands with what was before it, or with the first that has one', () => {
    const pieces = divide([null, ...times.slice(0, 1), null, ...times.slice(2, 3)], 'month', berlin);
    expect(pieces.map(({ label, from, to }) => [label, from, to])).toEqual([
      ['August 2009', 0, 3],
      ['September 2009', 3, 4],
    ]);
    expect(divide([null, null], 'day', berlin)).toEqual([{ label: '', from: 0, to: 2 }]);
    expect(divide([], 'day', berlin)).toEqual([]);
  });

  test('[CD1] what is still too long is cut into equal parts, and nothing is lost', () => {
    const long = many(2 * COMFORTABLE_POSTS + 1, '2009-08-01T00:00Z', 1);
    const pieces = divide(long, 'month', berlin);
    expect(pieces.map(({ label }) => label)).toEqual([1, 2, 3].map((part) => `August 2009, ${part} of 3`));
    expect(pieces.map(({ from }) => from)).toEqual([0, ...pieces.slice(0, -1).map(({ to }) => to)]);
    expect(pieces.at(-1)?.to).toBe(long.length);
  });

  test.each([
    ['one discussion when it fits', many(COMFORTABLE_POSTS, '2009-08-01T00:00Z', 60), 'whole'],
    ['months when they fit', many(6000, '2009-08-01T00:00Z', 60), 'month'],
    ['weeks when months are too long', many(6000, '2009-08-01T00:00Z', 10), 'week'],
    ['days when weeks are too long', many(6000, '2009-08-01T00:00Z', 2), 'day'],
    ['equal parts when one day has it all', many(6000, '2009-08-01T00:00Z', 0), 'count'],
  ] as const)('suggests %s', (_, long, division) => {
    expect(suggestDivision([long], berlin)).toBe(division);
  });
});
