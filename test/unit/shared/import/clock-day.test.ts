import { describe, expect, test } from 'vitest';
import {
  type ImportDraft,
  mergeWithPrevious,
  setFirstDay,
  setTime,
  splitPost,
  splitText,
} from '../../../../shared/import';

const utc = (year: number, month: number, day: number, hour: number, minute: number, second: number) =>
  Date.UTC(year, month - 1, day, hour, minute, second);
const split = (text: string, fileName?: string) => splitText(text, { toTime: utc, fileName, today: '2026-11-23' });
const times = (draft: ImportDraft) =>
  draft.posts.flatMap(({ createdAt, author }) =>
    author === null
      ? []
      : [createdAt === null ? null : new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ')],
  );
const log = (...clocks: string[]) =>
  clocks.map((clock, index) => `[${clock}] ${index % 2 ? 'Chris' : 'Renee'}: x`).join('\n');

describe('times without a date', () => {
  test.each([
    ['of one day', log('20:14', '20:15'), ['2026-11-23 20:14', '2026-11-23 20:15']],
    [
      'past midnight',
      log('23:59', '0:01', '23:00', '09:00'),
      ['2026-11-23 23:59', '2026-11-24 00:01', '2026-11-24 23:00', '2026-11-25 09:00'],
    ],
    [
      'a little out of order',
      log('20:14', '20:12', '20:15'),
      ['2026-11-23 20:14', '2026-11-23 20:12', '2026-11-23 20:15'],
    ],
    [
      'a little out of order at midnight',
      log('23:58', '00:01', '23:59', '00:02'),
      ['2026-11-23 23:58', '2026-11-24 00:01', '2026-11-23 23:59', '2026-11-24 00:02'],
    ],
    ['over the end of a year', `31.12.2009\n${log('23:59', '0:01')}`, ['2009-12-31 23:59', '2010-01-01 00:01']],
    ['with am and pm', log('11:58 PM', '12:02 AM'), ['2026-11-23 23:58', '2026-11-24 00:02']],
    ['behind the name', 'Renee (20:14): a\nChris (20:15): b', ['2026-11-23 20:14', '2026-11-23 20:15']],
    ['before nicks', '20:14 <renee> a\n20:15 <chris> b', ['2026-11-23 20:14', '2026-11-23 20:15']],
  ])('%s', (_, text, expected) => {
    expect(times(split(text))).toEqual(expected);
  });

  test('below one with a date are of that day', () => {
    const draft = splitText('[2009-08-12 23:14] Renee: a\n[23:15] Chris: b\n[0:10] Renee: c');
    const local = (day: number, hour: number, minute: number) => new Date(2009, 7, day, hour, minute).getTime();
    expect(draft.posts.map((post) => post.createdAt)).toEqual([local(12, 23, 14), local(12, 23, 15), local(13, 0, 10)]);
    expect(draft.firstDay).toBeUndefined();
  });

  test.each([
    ['Chat of 2009-08-12', undefined, '2009-08-12'],
    ['Chat of August 12, 2009', undefined, '2009-08-12'],
    ['12th Aug 2009, in the evening', undefined, '2009-08-12'],
    ['8/13/2009', undefined, '2009-08-13'],
    ['A chat', 'chat-2009-08-12.txt', '2009-08-12'],
    ['WEDS 8/12', undefined, '2026-11-23'],
    ['Version 1.2.3', undefined, '2026-11-23'],
    ['2009-02-31', undefined, '2026-11-23'],
  ])('%j in file %j makes the first day %s', (above, fileName, day) => {
    expect(split(`${above}\n${log('20:14', '20:15')}`, fileName).firstDay).toBe(day);
  });

  test('follow the first day, but not where a time was set by hand', () => {
    const draft = setTime(split(log('23:59', '0:01', '0:02')), 'p3', Date.UTC(2001, 0, 1));
    const moved = setFirstDay(draft, '2009-08-12', utc);
    expect(times(moved)).toEqual(['2009-08-12 23:59', '2009-08-13 00:01', '2001-01-01 00:00']);
    expect(setFirstDay(moved, '', utc)).toBe(moved);
    expect(setFirstDay(moved, '2009-02-31', utc)).toBe(moved);
    expect(times(setFirstDay(mergeWithPrevious(moved, 'p2'), '2009-08-14', utc))[0]).toBe('2009-08-14 23:59');
  });

  test('a post split off has no time of its own', () => {
    const draft = splitPost(split('[20:14] Renee: one two\n[20:15] Chris: b'), 'p1', 4);
    expect(draft.posts.map((post) => post.clock?.minute)).toEqual([14, undefined, 15]);
  });

  test('a text without such times asks for no day', () => {
    expect(split('[2009-08-12 20:14] Ann: a\n[2009-08-12 20:15] Bob: b').firstDay).toBeUndefined();
    expect(split('One\n\nTwo').firstDay).toBeUndefined();
  });
});
