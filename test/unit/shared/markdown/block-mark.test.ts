import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockMark, normaliseRichText } from '../../../../shared/markdown';
import { textMark } from '../../../../shared/model/point';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { recapVersion, signedBlocks, versionOf } from '../../../../shared/recap/versions';
import { doc, p } from './build';
import { richText } from './rich-text-arbitrary';

/** What a mark is of, in words that are put together first: files that were exported before hold marks of these. */
function words(node: RichTextNode): string {
  const attributes = (attrs: Readonly<Record<string, unknown>> = {}): string =>
    Object.keys(attrs)
      .filter((key) => attrs[key] !== null && attrs[key] !== undefined)
      .sort()
      .map((key) => `${key}=${JSON.stringify(attrs[key])}`)
      .join(' ');
  const marks = (node.marks ?? []).map(({ type, attrs }) => `^${type} ${attributes(attrs)}`).join('');
  const text = node.text === undefined ? '' : JSON.stringify(node.text);
  return `(${node.type} ${attributes(node.attrs)}${marks}${text}${(node.content ?? []).map(words).join('')})`;
}

const marked = (nodes: readonly RichTextNode[]): string => textMark(nodes.map(words).join('')).slice(0, 12);

describe('blockMark', () => {
  it('is of all that a block says, whatever it holds', () => {
    fc.assert(
      fc.property(richText, (text) => {
        const { content = [] } = normaliseRichText(text);
        for (const node of content) expect(blockMark([node])).toBe(marked([node]));
        expect(blockMark(content)).toBe(marked(content));
      }),
      { numRuns: 200, seed: 900_000 },
    );
  });

  it.each(['"', '\\', '\n', '\u0000', '\u007f', '\ud800', '\udc00 x', '😀', '\u2028', '\uffff', '“é”'])(
    'is of %j as JSON writes it',
    (text) => {
      const { content = [] } = doc(p(`a${text}b`));
      expect(blockMark(content)).toBe(marked(content));
    },
  );
});

it('the version of a recap is that of its blocks', () => {
  fc.assert(
    fc.property(richText, (text) => {
      expect(recapVersion(text)).toBe(versionOf(signedBlocks(text)));
    }),
    { numRuns: 100, seed: 900_000 },
  );
});
