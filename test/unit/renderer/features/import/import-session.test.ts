import { describe, expect, test } from 'vitest';
import { step } from '../../../../../renderer/features/import/draft-history';
import {
  bringBack,
  changeHistory,
  EMPTY_SESSION,
  finishWork,
  type ImportSession,
  leave,
  startAnew,
  takeText,
} from '../../../../../renderer/features/import/import-session';
import { setTitle } from '../../../../../shared/import';

const take = (session: ImportSession, text: string) => takeText(session, text, '');
const edit = (session: ImportSession) =>
  changeHistory(session, (history) => step(history, setTitle(history.now, 'Mine'), 'title'));
const shown = ({ work, aside }: ImportSession) => [work?.source ?? null, ...aside.map((one) => one.source)];

describe('a text on its way to a discussion', () => {
  const one = take(EMPTY_SESSION, 'One');
  const mine = edit(one);

  test('is shown again as it was left once somebody worked on it, else waits aside', () => {
    expect(leave(mine)).toBe(mine);
    expect(shown(leave(one))).toEqual([null, 'One']);
    expect(bringBack(leave(one)).work).toEqual(one.work);
  });

  test('is put aside by a new beginning or another text, and comes back', () => {
    expect(bringBack(startAnew(mine)).work).toEqual(mine.work);
    const two = take(mine, 'Two');
    expect(shown(two)).toEqual(['Two', 'One']);
    expect(shown(bringBack(two))).toEqual(['One', 'Two']);
    expect(bringBack(two).work?.history.now.title).toBe('Mine');
  });

  test('goes on where it was when the same text comes again', () => {
    expect(take(mine, 'One')).toBe(mine);
    expect(take(startAnew(mine), 'One').work).toEqual(mine.work);
    expect(shown(take(take(mine, 'Two'), 'One'))).toEqual(['One', 'Two']);
  });

  test('outlives many others that nobody worked on', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].reduce(take, mine);
    expect(shown(many)).toContain('One');
    expect(many.aside.length).toBeLessThanOrEqual(5);
  });

  test('is done with when its discussion is made; an empty one is none', () => {
    expect(shown(finishWork(take(mine, 'Two'), 2))).toEqual([null, 'One']);
    expect(take(mine, '  ')).toBe(mine);
  });
});
