import { expect, test } from 'vitest';
import { failureOf, type RoomFailure, withFailure } from '../../../../renderer/sync/link-facts';

test.each([
  ['signaling', 0, 'link/no-answer'],
  ['signaling', 1, 'link/no-answer'],
  ['checking', 0, 'link/no-candidates'],
  ['checking', 1, 'link/no-path'],
  ['securing', 1, 'link/not-opened'],
] as const)('a connection that came to %s with %i kinds of candidates failed with %s', (stage, gathered, _code) => {
  expect(failureOf(stage, gathered)).toBe(_code);
});

test('a few failures are kept, newest first, the same one only once', () => {
  const failure = (peerId: string, code: string, at: number): RoomFailure => ({ peerId, code, at, stage: 'checking' });
  let kept: readonly RoomFailure[] = [];
  for (let at = 0; at < 100; at++) kept = withFailure(kept, failure(`p${at % 3}`, 'link/no-path', at));
  expect(kept.map(({ peerId, at }) => [peerId, at])).toEqual([
    ['p0', 99],
    ['p2', 98],
    ['p1', 97],
  ]);
  for (let at = 0; at < 100; at++) kept = withFailure(kept, failure(`q${at}`, 'link/no-path', at));
  expect(kept).toHaveLength(20);
});
