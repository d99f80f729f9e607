import { describe, expect, it } from 'vitest';
import { ownerWords, renewWords } from '../../../../../renderer/features/sharing/owner';

describe('what new invites mean', () => {
  it.each([
    [[], /Nobody is connected now\./],
    [['Chris'], /Chris is connected now and goes on/],
    [['Chris', 'Lee'], /Chris and Lee are connected now and go on/],
    [['Chris', 'Lee', 'Sam'], /Chris, Lee, and Sam are connected now/],
  ] as const)('with %j connected is told before', (connected, words) => {
    expect(renewWords(connected)).toMatch(/^Invites that were sent before stop working/);
    expect(renewWords(connected)).toMatch(words);
    expect(renewWords(connected)).toMatch(/needs a new invite to meet you again\.$/);
  });

  it.each([
    [{ kind: 'me' }, /only you, on this device/],
    [{ kind: 'other', name: 'Renee' }, /the owner of this notebook, Renee,/],
    [{ kind: 'other', name: null }, /Only the owner of this notebook can/],
    [{ kind: 'unknown' }, /cannot be renewed/],
  ] as const)('for %j is said who may make them', (owner, words) => {
    expect(ownerWords(owner)).toMatch(words);
  });
});
