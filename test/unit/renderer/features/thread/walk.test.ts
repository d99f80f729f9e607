import { describe, expect, it } from 'vitest';
import { beginWalk, joinMissing, stepWalk, type Walk, walkWords } from '../../../../../renderer/features/thread/walk';
import type { PostId } from '../../../../../shared/util/brand';

const ids = (line: string): PostId[] => (line === '' ? [] : (line.split(' ') as PostId[]));
const walk = (list: string, at: string | null): Walk => ({ list: ids(list), at: at as PostId | null, only: true });

describe('a walk through what is missing', () => {
  it.each([
    ['at the first', 'b d', 'a b c d', null, 'b'],
    ['where one reads', 'b d', 'a b c d', 'c', 'd'],
    ['at the first after the last', 'b', 'a b c', 'c', 'b'],
  ])('begins %s', (_, missing, order, from, at) => {
    expect(beginWalk(ids(missing), ids(order), from as PostId | null)).toEqual(walk(missing, at));
  });

  it('does not begin when nothing is missing', () => {
    expect(beginWalk([], ids('a'), null)).toBeNull();
  });

  it.each<[string, string, string | null, string, 1 | -1, string | null]>([
    ['on', 'a b c', 'a', 'a b c', 1, 'b'],
    ['past what was dealt with meanwhile', 'a b c', 'a', 'a c', 1, 'c'],
    ['to the end', 'a b c', 'c', 'a b', 1, null],
    ['back', 'a b c', 'c', 'a b', -1, 'b'],
    ['back from the end', 'a b c', null, 'a b', -1, 'b'],
    ['nowhere before the first', 'a b c', 'b', 'b c', -1, 'b'],
  ])('steps %s', (_, list, at, missing, step, expected) => {
    expect(stepWalk(walk(list, at), ids(missing), step).at).toBe(expected);
  });

  it('keeps what was dealt with and takes in what is new, in the order of the posts', () => {
    expect(joinMissing(walk('b d', 'd'), ids('a d e'), ids('a b c d e'))).toEqual(walk('a b d e', 'd'));
    const same = walk('b d', 'd');
    expect(joinMissing(same, ids('d'), ids('a b c d'))).toBe(same);
  });

  it.each<[Walk, string, string]>([
    [walk('a b c', 'b'), 'b c', '2 of 3'],
    [walk('a b c', null), '', 'Everything is in or set aside'],
    [walk('a b c', null), 'b', 'That was the last. One is left for later'],
    [walk('a b c', null), 'a b', 'That was the last. 2 are left for later'],
  ])('says where it stands', (given, missing, expected) => {
    expect(walkWords(given, ids(missing))).toBe(expected);
  });
});
