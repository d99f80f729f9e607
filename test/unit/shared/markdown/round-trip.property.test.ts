import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseRichText, parseRichText, serialiseRichText } from '../../../../shared/markdown';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { awkwardText, richText } from './rich-text-arbitrary';

/** Much quicker than `toEqual`, which tells the difference once there is one. */
function expectSame(actual: unknown, expected: unknown, markdown: string): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual, markdown).toEqual(expected);
}

/**
 * Both can be set to look further; the test run is pinned. 20,000 documents take about 40 s of one core:
 * `MARKDOWN_SEED=7 MARKDOWN_RUNS=1000000 npx vitest run --config build/vitest.config.ts --project=unit round-trip.property`
 */
const SEED = Number(process.env.MARKDOWN_SEED ?? 20_090_812);
const RUNS = Number(process.env.MARKDOWN_RUNS ?? 20_000);
/** Only for what never ends: many times what the runs take on a machine with nothing else to do. */
const TIMEOUT = 120_000 + RUNS * 20;

test(
  'every document comes back from Markdown as its normal form, and that is stable',
  () => {
    fc.assert(
      fc.property(richText, (doc) => {
        const normal = normaliseRichText(doc);
        const markdown = serialiseRichText(doc);
        expectSame(parseRichText(markdown), normal, markdown);
        expectSame(normaliseRichText(normal), normal, markdown);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  },
  TIMEOUT,
);

test.each([1, 3])(
  'every document comes back with its headings shifted by %i',
  (headingShift) => {
    fc.assert(
      fc.property(richText, (doc) => {
        const markdown = serialiseRichText(doc, { headingShift });
        expectSame(parseRichText(markdown, { headingShift }), normaliseRichText(doc), markdown);
      }),
      { seed: SEED, numRuns: Math.ceil(RUNS / 20) },
    );
  },
  TIMEOUT,
);

test(
  'densely marked text comes back',
  () => {
    const mark = fc.constantFrom('bold', 'italic', 'strike', 'code');
    const piece = fc
      .tuple(fc.constantFrom('a', ' ', 'b.', '*', '_', '`', '“', '😀', '  c'), fc.uniqueArray(mark, { maxLength: 4 }))
      .map(([text, marks]): RichTextNode => ({ type: 'text', text, marks: marks.map((type) => ({ type })) }));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 2, maxLength: 14 }), (content) => {
        const doc = { type: 'doc' as const, content: [{ type: 'paragraph', content }] };
        const markdown = serialiseRichText(doc);
        expectSame(parseRichText(markdown), normaliseRichText(doc), markdown);
      }),
      { seed: SEED, numRuns: Math.ceil(RUNS / 20) },
    );
  },
  TIMEOUT,
);

test(
  'any text read as Markdown is written so that it is read the same again',
  () => {
    const line = fc.array(awkwardText, { maxLength: 3 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.constant('')), { maxLength: 8 }), (lines) => {
        const doc = parseRichText(lines.join('\n'));
        const markdown = serialiseRichText(doc);
        expectSame(parseRichText(markdown), doc, markdown);
        expect(serialiseRichText(parseRichText(markdown))).toBe(markdown);
      }),
      { seed: SEED, numRuns: Math.ceil(RUNS / 20) },
    );
  },
  TIMEOUT,
);
