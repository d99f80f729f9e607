/** What holds for every document, for the test run and for `npm run fuzz -- markdown`. Each check throws with the Markdown. */
import { deepStrictEqual } from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { normaliseRichText, parseRichText, serialiseRichText } from '../../../../shared/markdown';
import { parseSlowly } from '../../../../shared/markdown/parse';
import { PLAIN_POINTS } from '../../../../shared/markdown/point-to-mdast';
import { toMdast } from '../../../../shared/markdown/to-mdast';
import { writeMdast, writeSlowly } from '../../../../shared/markdown/write-mdast';
import type { RichText, RichTextNode } from '../../../../shared/model/rich-text';
import { awkwardText } from './rich-text-arbitrary';

/** Shows the difference, and the Markdown that it is in. */
export function expectSame(actual: unknown, expected: unknown, markdown: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  try {
    deepStrictEqual(actual, expected);
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : ''}\n${JSON.stringify(markdown)}`, { cause });
  }
}

/** A document comes back from Markdown as its normal form, and that is stable. */
export function comesBack(doc: RichText): void {
  const normal = normaliseRichText(doc);
  const markdown = serialiseRichText(doc);
  expectSame(parseRichText(markdown), normal, markdown);
  expectSame(normaliseRichText(normal), normal, markdown);
}

export function comesBackShifted(doc: RichText, headingShift: number): void {
  const markdown = serialiseRichText(doc, { headingShift });
  expectSame(parseRichText(markdown, { headingShift }), normaliseRichText(doc), markdown);
}

/** What is written quickly is what mdast-util-to-markdown writes. */
export function isWrittenAlike(doc: RichText): void {
  const nodes = normaliseRichText(doc).content ?? [];
  const blocks = toMdast(nodes, { imageUrl: (src) => src, headingShift: 0, points: PLAIN_POINTS });
  const slow = writeSlowly(blocks);
  expectSame(writeMdast(blocks), slow, slow);
}

/** What is read quickly is what the parser reads. */
export function isReadAlike(source: string): void {
  expectSame(parseRichText(source), parseSlowly(source), source);
}

/** Any text, read as Markdown, is written so that it is read the same again, and from then on stays as it is. */
export function isStable(source: string): void {
  const doc = parseRichText(source);
  const markdown = serialiseRichText(doc);
  const again = parseRichText(markdown);
  expectSame(again, doc, markdown);
  expectSame(serialiseRichText(again), markdown, markdown);
}

const mark = fc.constantFrom('bold', 'italic', 'strike', 'code');
const markedPiece = fc
  .tuple(fc.constantFrom('a', ' ', 'b.', '*', '_', '`', '“', '😀', '  c'), fc.uniqueArray(mark, { maxLength: 4 }))
  .map(([text, marks]): RichTextNode => ({ type: 'text', text, marks: marks.map((type) => ({ type })) }));

/** Paragraphs in which many marks begin, end and touch. */
export const denselyMarked = fc
  .array(markedPiece, { minLength: 2, maxLength: 14 })
  .map((content): RichText => ({ type: 'doc', content: [{ type: 'paragraph', content }] }));

const line = fc.array(awkwardText, { maxLength: 3 }).map((parts) => parts.join(''));
/** Lines that look like Markdown of any program. */
export const anyMarkdown = fc.array(fc.oneof(line, fc.constant('')), { maxLength: 8 }).map((lines) => lines.join('\n'));

const PLAIN_PIECES = [
  ...[
    'word',
    'é',
    '漢字',
    '“so”',
    "it's",
    '(a)',
    'a:',
    '10:30',
    '1986. ',
    '3) ',
    '- ',
    '+ ',
    '# ',
    '#5',
    '= ',
    '===',
    '---',
    '!',
    '$x$',
    '%',
  ],
  ...[
    ' ',
    '  ',
    '\\',
    '\n',
    '\n\n',
    '\\\n',
    ' \n',
    '  \n',
    '\t',
    '\u00A0',
    '\uFEFF',
    '\u2028',
    '😀',
    '\r\n',
    'http://a.b',
    ':::',
    '[',
    '|',
  ],
];
/** Lines in which hardly anything means anything. */
export const plainLines = fc.array(fc.constantFrom(...PLAIN_PIECES), { maxLength: 8 }).map((pieces) => pieces.join(''));

/** Both can be set to look further; the test run is pinned. */
export const SEED = Number(process.env.MARKDOWN_SEED ?? 20_090_812);
/** Documents that come back in one test run, in two files of half of them each. */
export const RUNS = Number(process.env.MARKDOWN_RUNS ?? 20_000);
/** Only for what never ends: many times what the runs take on a machine with nothing else to do. */
export const TIMEOUT = 120_000 + RUNS * 20;
