import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseRichText } from '../../../../shared/markdown';
import { PLAIN_POINTS } from '../../../../shared/markdown/point-to-mdast';
import { toMdast } from '../../../../shared/markdown/to-mdast';
import { writeMdast, writeSlowly } from '../../../../shared/markdown/write-mdast';
import { ordinaryRichText, richText } from './rich-text-arbitrary';

const SEED = Number(process.env.MARKDOWN_SEED ?? 20_090_812);
const RUNS = Number(process.env.MARKDOWN_RUNS ?? 20_000);
const TIMEOUT = 120_000 + RUNS * 20;

test.each([
  ['awkward', richText],
  ['ordinary', ordinaryRichText],
] as const)(
  'what is written quickly is what mdast-util-to-markdown writes of %s text',
  (_, documents) => {
    fc.assert(
      fc.property(documents, (doc) => {
        const nodes = normaliseRichText(doc).content ?? [];
        const blocks = toMdast(nodes, { imageUrl: (src) => src, headingShift: 0, points: PLAIN_POINTS });
        const [quick, slow] = [writeMdast(blocks), writeSlowly(blocks)];
        if (quick !== slow) expect(quick).toBe(slow);
      }),
      { seed: SEED, numRuns: RUNS / 10 },
    );
  },
  TIMEOUT,
);
