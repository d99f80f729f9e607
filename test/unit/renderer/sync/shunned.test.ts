import { describe, expect, test } from 'vitest';
import { Shunned } from '../../../../renderer/sync/shunned';

describe('whom this copy cannot talk with', () => {
  test.each([
    ['sync/version', 29_000, true],
    ['sync/version', 31_000, false],
    ['sync/bad-frame', 4000, true],
    ['sync/bad-frame', 6000, false],
    ['link/closed', 1, false],
  ])('%s is remembered %i ms later: %s', (code, later, shunned) => {
    const peers = new Shunned();
    peers.add('a', code, 1000);
    expect(peers.has('a', 1000 + later)).toBe(shunned);
    expect(peers.has('b', 1000 + later)).toBe(false);
  });

  test('is a list that no flood of strangers makes longer than it may be', () => {
    const peers = new Shunned();
    for (let index = 0; index < 3000; index++) peers.add(`p${index}`, 'sync/version', 0);
    expect(peers.has('p0', 1)).toBe(false);
    expect(peers.has('p2999', 1)).toBe(true);
  });
});
