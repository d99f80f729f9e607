/** Half of the documents; the others are in round-trip-more.property.test.ts, so that two processors work on them. */
import fc from 'fast-check';
import { test } from 'vitest';
import { comesBack, RUNS, SEED, TIMEOUT } from './properties';
import { richText } from './rich-text-arbitrary';

test(
  'every document comes back from Markdown as its normal form, and that is stable',
  () => {
    fc.assert(fc.property(richText, comesBack), { seed: SEED, numRuns: RUNS / 2 });
  },
  TIMEOUT,
);
