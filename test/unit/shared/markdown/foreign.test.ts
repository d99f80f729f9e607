import { describe, expect, test } from 'vitest';
import { parseRichText, plainText, serialiseRichText } from '../../../../shared/markdown';
import type { RichText } from '../../../../shared/model/rich-text';
import { a, b, br, c, code, doc, h, img, li, ol, p, row, s, table, task, tasks, td, th, ul } from './build';

const FOREIGN: readonly (readonly [string, string, RichText])[] = [
  ['HTML blocks are text', '<div>\n<b>x</b>\n</div>\n', doc(p('<div>', br, '<b>x</b>', br, '</div>'))],
  ['HTML inside text is text', 'a <script>x</script> b', doc(p('a <script>x</script> b'))],
  ['comments are text', '<!-- a -->', doc(p('<!-- a -->'))],
  ['<br> is a hard break', 'a<br>b<BR />c', doc(p('a', br, 'b', br, 'c'))],
  [
    'links that are no addresses stay as written',
    '[x](javascript:alert(1)) [*y*](../z.md)',
    doc(p('[x](javascript:alert(1)) [*y*](../z.md)')),
  ],
  ['links to places in the text keep their words', '[x](#y) [z]()', doc(p('x z'))],
  ['references become links', '[x][1]\n\n[1]: https://a.b "t"', doc(p(a('https://a.b', 'x', 't')))],
  ['references that lead nowhere stay as written', '[^1] x\n\n[^1]: note', doc(p('[^1] x'), p('[^1]: note'))],
  ['definitions without a use stay', '[//]: # (a comment)', doc(p('[//]: # (a comment)'))],
  ['soft line breaks are spaces', 'a\nb', doc(p('a b'))],
  ['other signs', '__b__ ~~s~~ ~x~ ``c``', doc(p(b('b'), ' ', s('s'), ' ~x~ ', c('c')))],
  ['other headings', 'a\n===\n\nb\n---\n\n# c #', doc(h(1, 'a'), h(2, 'b'), h(1, 'c'))],
  ['indented code', '    x\n    y', doc(code(null, 'x\ny'))],
  [
    'mixed tasks and items',
    '- a\n- [ ] b\n- [X] c',
    doc(ul(li(p('a'))), tasks(task(false, p('b')), task(true, p('c')))),
  ],
  ['a box outside an item stays', '-\n[ ] a', doc(ul(li(p())), p('[ ] a'))],
  ['numbered tasks keep number and box', '3. [x] a\n4. b', doc(ol(3, li(p('[x] a')), li(p('b'))))],
  ['pictures leave their paragraph', 'a ![x](https://a.b/x.png) b', doc(p('a'), img('https://a.b/x.png', 'x'), p('b'))],
  ['pictures that are not available stay as written', 'a ![x](x.png "t") b', doc(p('a ![x](x.png "t") b'))],
  [
    'pictures in cells stay as written',
    '| ![x](https://a.b/x.png) |\n| - |',
    doc(table(row(th(p('![x](https://a.b/x.png)'))))),
  ],
  [
    'short and long rows',
    '| a | b |\n| :-: | - |\n| c |\n| d | e | f |',
    doc(
      table(
        row(th(p('a')), th(p('b')), th(p())),
        row(td(p('c')), td(p()), td(p())),
        row(td(p('d')), td(p('e')), td(p('f'))),
      ),
    ),
  ],
  ['Windows line ends', 'a\r\n\r\n- b\r\n', doc(p('a'), ul(li(p('b'))))],
  ['rules at the top are no front matter here', '---\n\na', doc({ type: 'horizontalRule' }, p('a'))],
];

describe('Markdown from elsewhere', () => {
  test.each(FOREIGN)('%s', (_, markdown, document) => {
    const read = parseRichText(markdown);
    expect(read).toEqual(document);
    expect(parseRichText(serialiseRichText(read)), 'stable').toEqual(read);
  });

  test('pictures go through the functions of the caller', () => {
    const hash = '0a'.repeat(32);
    const markdown = serialiseRichText(doc(img(`asset:${hash}`, 'x')), {
      imageUrl: (src) => src.replace('asset:', 'assets/'),
    });
    expect(markdown).toBe(`![x](assets/${hash})\n`);
    const read = (url: string) => (url.startsWith('assets/') ? url.replace('assets/', 'asset:') : null);
    expect(parseRichText(markdown, { imageSrc: read })).toEqual(doc(img(`asset:${hash}`, 'x')));
  });

  test.each(['*a '.repeat(30_000), `${'*'.repeat(30_000)}a`, '[a](b'.repeat(20_000), '**a'.repeat(30_000)])(
    'a paragraph of thousands of signs is read as words',
    (markdown) => {
      expect(plainText(parseRichText(`- x\n\n${markdown}`)).startsWith('x\n')).toBe(true);
    },
    5000,
  );
});

describe('plain text', () => {
  test('has a line for each block and row', () => {
    const document = doc(
      h(1, 'T'),
      p('a', br, b('b')),
      ul(li(p('c'), ul(li(p('d'))))),
      table(row(th(p('e')), th(p('f'), p('g')))),
      img('https://a.b', 'h'),
      code(null, 'i\nj'),
    );
    expect(plainText(document)).toBe('T\na\nb\nc\nd\ne\tf g\nh\ni\nj');
  });
});
