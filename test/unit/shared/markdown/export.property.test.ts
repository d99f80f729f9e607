import fc from 'fast-check';
import { test } from 'vitest';
import { discussions, isReadBack, recapIsReadBack } from './export-properties';
import { RUNS, SEED, TIMEOUT } from './properties';

test.each([
  ['discussion', isReadBack, 40],
  ['recap', recapIsReadBack, 80],
] as const)(
  'every %s that is exported is read back as it was',
  (_, check, share) => {
    fc.assert(fc.property(discussions, check), { seed: SEED, numRuns: Math.ceil(RUNS / share) });
  },
  TIMEOUT,
);
