/** The other half of the documents of round-trip.property.test.ts, and what else holds for each. */
import fc from 'fast-check';
import { test } from 'vitest';
import {
  anyMarkdown,
  comesBack,
  comesBackShifted,
  denselyMarked,
  isReadAlike,
  isStable,
  isWrittenAlike,
  plainLines,
  RUNS,
  SEED,
  TIMEOUT,
} from './properties';
import { ordinaryRichText, richText } from './rich-text-arbitrary';

const few = { seed: SEED, numRuns: Math.ceil(RUNS / 20) };

test.each([
  ['awkward', richText, 8],
  ['ordinary', ordinaryRichText, 2],
] as const)(
  'every document with %s text comes back from Markdown as its normal form, and that is stable',
  (_, documents, tenths) => {
    fc.assert(fc.property(documents, comesBack), { seed: SEED + 1, numRuns: (RUNS / 20) * tenths });
  },
  TIMEOUT,
);

test.each([1, 3])(
  'every document comes back with its headings shifted by %i',
  (shift) => {
    fc.assert(
      fc.property(richText, (doc) => comesBackShifted(doc, shift)),
      few,
    );
  },
  TIMEOUT,
);

test.each([
  ['awkward', richText],
  ['ordinary', ordinaryRichText],
] as const)(
  'what is written quickly is what mdast-util-to-markdown writes of %s text',
  (_, documents) => {
    fc.assert(fc.property(documents, isWrittenAlike), few);
  },
  TIMEOUT,
);

test.each([
  ['lines of plain text', plainLines],
  ['any Markdown', anyMarkdown],
] as const)(
  'what is read quickly is what the parser reads of %s',
  (_, sources) => {
    fc.assert(fc.property(sources, isReadAlike), few);
  },
  TIMEOUT,
);

test(
  'densely marked text comes back',
  () => {
    fc.assert(fc.property(denselyMarked, comesBack), few);
  },
  TIMEOUT,
);

test(
  'any text read as Markdown is written so that it is read the same again',
  () => {
    fc.assert(fc.property(anyMarkdown, isStable), few);
  },
  TIMEOUT,
);
