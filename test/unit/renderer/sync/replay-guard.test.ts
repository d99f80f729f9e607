import { describe, expect, test } from 'vitest';
import { ReplayGuard } from '../../../../renderer/sync/replay-guard';

describe('the replay guard', () => {
  test.each<[string, number[], boolean[]]>([
    ['lets each count through once', [1, 2, 2, 1, 3], [true, true, false, false, true]],
    ['takes what was overtaken on another route', [5, 3, 4, 3], [true, true, true, false]],
    ['drops what is too old to tell', [2000, 900, 1500], [true, false, true]],
    ['begins with whatever is heard first', [77, 77], [true, false]],
  ])('%s', (_name, counts, expected) => {
    const guard = new ReplayGuard();
    expect(counts.map((count) => guard.isNew('peer', count))).toEqual(expected);
  });

  test('counts each sender by itself', () => {
    const guard = new ReplayGuard();
    expect([guard.isNew('a', 1), guard.isNew('b', 1), guard.isNew('a', 1)]).toEqual([true, true, false]);
    expect(guard.size).toBe(2);
  });

  test('remembers a bounded number of senders and messages, the latest ones', () => {
    const guard = new ReplayGuard();
    for (let count = 1; count <= 10_000; count++) guard.isNew('busy', count);
    expect(guard.isNew('busy', 9500)).toBe(false);
    for (let sender = 0; sender < 5000; sender++) guard.isNew(`peer-${sender}`, 1);
    expect(guard.size).toBe(4096);
    expect(guard.isNew('peer-4999', 1)).toBe(false);
  });
});
