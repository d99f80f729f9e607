import { describe, expect, it } from 'vitest';
import { dayWords, fromLocalInput, listTime, postTime, toLocalInput } from '../../../../renderer/ui/date-words';

/** Local time, so that the tests mean the same in every zone. */
function at(year: number, month: number, day: number, hour = 12, minute = 0): number {
  return new Date(year, month - 1, day, hour, minute).getTime();
}

const NOW = at(2026, 8, 14, 10, 30);

describe('the time of a post', () => {
  it.each([
    ['today', at(2026, 8, 14, 8, 2), 'Today 08:02'],
    ['a minute before midnight', at(2026, 8, 13, 23, 59), 'Yesterday 23:59'],
    ['within the last week', at(2026, 8, 12, 20, 14), 'Wed 20:14'],
    ['exactly a week ago', at(2026, 8, 7, 20, 14), '7 Aug 20:14'],
    ['this year', at(2026, 1, 3, 7, 5), '3 Jan 07:05'],
    ['another year', at(2009, 8, 12, 20, 14), '12 Aug 2009 20:14'],
    ['a clock that runs ahead', at(2026, 8, 15, 9, 0), '15 Aug 09:00'],
  ])('says %s', (_, time, words) => {
    expect(postTime(time, NOW)).toBe(words);
  });

  it('counts calendar days, not hours, over a change of summer time', () => {
    expect(postTime(at(2026, 3, 28, 23, 30), at(2026, 3, 29, 0, 30))).toBe('Yesterday 23:30');
    expect(postTime(at(2026, 10, 24, 0, 30), at(2026, 10, 25, 23, 30))).toBe('Yesterday 00:30');
  });
});

describe('the time in the library', () => {
  it.each([
    [at(2026, 8, 14, 8, 2), '08:02'],
    [at(2026, 8, 13, 0, 1), 'Yesterday'],
    [at(2026, 8, 12), 'Aug 12'],
    [at(2009, 8, 12), 'Aug 12, 2009'],
  ])('%i is %s', (time, words) => {
    expect(listTime(time, NOW)).toBe(words);
  });
});

describe('a day in a heading', () => {
  it('has its year only when it is another one', () => {
    expect(dayWords(at(2026, 8, 12), NOW)).toBe('Wed 12 Aug');
    expect(dayWords(at(2009, 8, 12), NOW)).toBe('Wed 12 Aug 2009');
  });
});

describe('the time in a form field', () => {
  it('comes back as it went in, to the minute', () => {
    const time = at(2009, 8, 12, 20, 14);
    expect(toLocalInput(time)).toBe('2009-08-12T20:14');
    expect(fromLocalInput(toLocalInput(time))).toBe(time);
  });

  it('is nothing when the field is empty or not a time', () => {
    expect(fromLocalInput('')).toBeNull();
    expect(fromLocalInput('yesterday')).toBeNull();
  });
});
