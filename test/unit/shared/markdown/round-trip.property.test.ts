import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseRichText } from '../../../../shared/markdown/normalise';
import { parseRichText } from '../../../../shared/markdown/parse';
import { serialiseRichText } from '../../../../shared/markdown/serialise';
import { richText } from './rich-text-arbitrary';

const RUNS = Number(process.env.MARKDOWN_RUNS ?? 3000);
const SEED = Number(process.env.MARKDOWN_SEED ?? 20_090_812);

test('every document comes back from Markdown as its normal form', () => {
  fc.assert(
    fc.property(richText, (doc) => {
      const normal = normaliseRichText(doc);
      const markdown = serialiseRichText(doc);
      expect(parseRichText(markdown), markdown).toEqual(normal);
    }),
    { seed: SEED, numRuns: RUNS },
  );
}, 60_000);
