import { describe, expect, test } from 'vitest';
import { normaliseRichText, parseRichText, serialiseRichText } from '../../../../shared/markdown';
import type { RichText } from '../../../../shared/model/rich-text';
import {
  a,
  b,
  br,
  c,
  code,
  doc,
  h,
  hr,
  i,
  img,
  li,
  ol,
  p,
  quote,
  row,
  s,
  table,
  task,
  tasks,
  td,
  th,
  ul,
} from './build';
import { isWrittenAlike } from './properties';

/** Document and the Markdown it is written as; every one is read back as itself. */
const EXACT: readonly (readonly [string, RichText, string])[] = [
  ['nothing', doc(), ''],
  ['a paragraph', doc(p('Hello.')), 'Hello.\n'],
  ['marks', doc(p(b('b'), ' ', i('i'), ' ', s('s'), ' ', c('c'))), '**b** *i* ~~s~~ `c`\n'],
  ['the longest mark outermost', doc(p(b('a '), i(b('b')))), '**a _b_**\n'],
  ['marks inside a word', doc(p('un', b('believ'), 'able')), 'un**believ**able\n'],
  ['a link', doc(p(a('https://a.b/c_d', 'text', 'title'))), '[text](https://a.b/c_d "title")\n'],
  ['a link that shows its address', doc(p(a('https://a.b', 'https://a.b'))), '<https://a.b>\n'],
  [
    'a link that shows its address and then something marked',
    doc(p(a('https://a.b', 'https://a.b'), b(a('https://a.b', 'c')))),
    '[https://a.b**c**](https://a.b)\n',
  ],
  ['a typed address stays words', doc(p('see www.x.y and http://a.b/c_d')), 'see www.x.y and http://a.b/c_d\n'],
  ['a hard break', doc(p('a', br, 'b')), 'a\\\nb\n'],
  ['headings of every level', doc(h(1, 'a'), h(6, 'b')), '# a\n\n###### b\n'],
  ['a hard break in a heading', doc(h(3, 'a', br, 'b')), '### a<br>b\n'],
  ['an empty heading', doc(h(2)), '##\n'],
  ['a heading that ends in signs', doc(h(2, 'C#')), '## C\\#\n'],
  ['a list', doc(ul(li(p('a')), li(p('b')))), '- a\n- b\n'],
  ['an empty item', doc(ul(li(p()), li(p('b')))), '-\n- b\n'],
  ['neighbouring lists', doc(ul(li(p('a'))), ul(li(p('b'))), ul(li(p('c')))), '- a\n\n* b\n\n- c\n'],
  ['neighbouring numbered lists', doc(ol(1, li(p('a'))), ol(1, li(p('b')))), '1. a\n\n1) b\n'],
  ['a numbered list from 7', doc(ol(7, li(p('a')), li(p('b')))), '7. a\n8. b\n'],
  ['a list in a list', doc(ul(li(p('a'), ol(1, li(p('b')))))), '- a\n  1. b\n'],
  ['an item of two paragraphs', doc(ul(li(p('a'), p('b')))), '- a\n\n  b\n'],
  ['an item that begins with code', doc(ul(li(p(), code('js', 'x')))), '- ```js\n  x\n  ```\n'],
  ['an item that begins with a rule', doc(ul(li(p('a'))), ul(li(p(), hr))), '- a\n\n* ___\n'],
  ['tasks', doc(tasks(task(true, p('a')), task(false, p('b')))), '- [x] a\n- [ ] b\n'],
  ['empty items in empty items', doc(ul(li(p(), ul(li(p(), ul(li(p()))))))), '- - *\n'],
  [
    'empty items in empty items after a list',
    doc(ul(li(p('a'))), ul(li(p(), ul(li(p(), ul(li(p()))))))),
    '- a\n\n* * -\n',
  ],
  [
    'four empty items in each other after a list',
    doc(ul(li(p('a'))), ul(li(p(), ul(li(p(), ul(li(p(), ul(li(p()))))))))),
    '- a\n\n* * * -\n',
  ],
  ['an empty task', doc(tasks(task(false, p()))), '- [ ] &#x20;\n'],
  ['tasks beside a list', doc(ul(li(p('a'))), tasks(task(false, p('b')))), '- a\n\n* [ ] b\n'],
  ['a quote', doc(quote(p('a'), ul(li(p('b'))))), '> a\n>\n> - b\n'],
  ['neighbouring quotes', doc(quote(p('a')), quote(p('b'))), '> a\n\n> b\n'],
  ['code with fences in it', doc(code(null, '```\nx\n```')), '````\n```\nx\n```\n````\n'],
  ['code with more than a language', doc(code('js title="x y"', 'x')), '```js title="x y"\nx\n```\n'],
  ['code that begins and ends with a line break', doc(code(null, '\nx\n')), '```\n\nx\n\n```\n'],
  ['a rule at the top', doc(hr, p('a'), hr), '***\n\na\n\n***\n'],
  ['a picture', doc(img('https://a.b/c.png', 'alt', 'title')), '![alt](https://a.b/c.png "title")\n'],
  [
    'pictures beside each other',
    doc(img('https://a.b/1'), img('https://a.b/2')),
    '![](https://a.b/1)\n\n![](https://a.b/2)\n',
  ],
  ['a table', doc(table(row(th(p('a')), th(p())), row(td(p('b')), td(p('c'))))), '| a | |\n| - | - |\n| b | c |\n'],
  ['pipes in a table', doc(table(row(th(p('a|b', c('c|d')))))), '| a\\|b`c\\|d` |\n| - |\n'],
  ['breaks and paragraphs in a cell', doc(table(row(th(p('a', br, 'b'), p('c'))))), '| a<br>b<br><br>c |\n| - |\n'],
  ['tags that were typed in a cell', doc(table(row(th(p('a<br>b'))))), '| a\\<br>b |\n| - |\n'],
  ['HTML that was typed', doc(p('<b>x</b> & &amp; <!-- y -->')), '\\<b>x\\</b> & \\&amp; \\<!-- y -->\n'],
  [
    'signs of blocks that were typed',
    doc(p('# a'), p('- b'), p('1. c'), p('> d'), p('---'), p('```')),
    '\\# a\n\n\\- b\n\n1\\. c\n\n\\> d\n\n\\---\n\n\\`\\`\\`\n',
  ],
  [
    'directives that were typed',
    doc(p(':::note'), p('note:important'), p('10:30')),
    ':::note\n\nnote:important\n\n10:30\n',
  ],
  ['footnotes that were typed', doc(p('[^1]: x [^1]')), '\\[^1]: x \\[^1]\n'],
  ['spaces at the ends', doc(p(' a ')), '&#x20;a&#x20;\n'],
  ['a backslash at the end', doc(p('a\\'), p('b\\', br, 'c')), 'a\\\\\n\nb\\\\\\\nc\n'],
  [
    'an underscore beside an emoji beside marks',
    doc(p(b('a'), '😀_b', i(b('c')), 'd')),
    '**a**😀\\_&#x62;**_c_**&#x64;\n',
  ],
  ['a byte order mark', doc(p('\uFEFFa')), '&#xFEFF;a\n'],
  ['wide spaces at the ends', doc(p('\u3000a'), p('b\\\u00A0')), '&#x3000;a\n\nb\\\\&#xA0;\n'],
  [
    'an underscore beside a letter beside marks',
    doc(p(b('*'), i('c_d_e'), { type: 'text', text: 'x', marks: [{ type: 'italic' }, { type: 'strike' }] })),
    '**\\***_c\\_d\\_e~~x~~_\n',
  ],
  ['what looks like an address of mail', doc(p('<.@ann> <1@b.c> <3')), '\\<.@ann> \\<1@b.c> <3\n'],
  ['what a mark makes an address of mail', doc(p('<', b('1'), '@b.c>')), '\\<**1**@b.c>\n'],
  ['scripts and joined signs', doc(p('שלום e\u0301 👨‍👩‍👧 漢字')), 'שלום e\u0301 👨‍👩‍👧 漢字\n'],
];

test.each([
  ['a list in a quote after a list', doc(ul(li(p('a'))), quote(ul(li(p('b')))))],
  ['a list in quotes after a list', doc(ul(li(p('a'))), quote(quote(ul(li(p())))))],
  ['a quote between lists', doc(ul(li(p('a'))), quote(p('b')), ul(li(p('c'))))],
  ['a quote of a list between lists', doc(ul(li(p('a'))), quote(ul(li(p('b')))), ul(li(p('c'))))],
])('what is written quickly is what mdast-util-to-markdown writes: %s', (_, document) => {
  isWrittenAlike(document);
});

describe('written and read back exactly', () => {
  test.each(EXACT)('%s', (_, document, markdown) => {
    expect(serialiseRichText(document)).toBe(markdown);
    expect(parseRichText(markdown)).toEqual(document);
    expect(normaliseRichText(document)).toEqual(document);
  });
});

/** Document and its normal form. */
const NORMAL: readonly (readonly [string, RichText, RichText])[] = [
  ['equal neighbours become one text', doc(p('a', 'b', b('c'), b('d'))), doc(p('ab', b('cd')))],
  ['empty paragraphs go', doc(p(), p(' \t'), p(br), p('a')), doc(p('a'))],
  ['breaks at the end go', doc(p('a', br, br)), doc(p('a'))],
  ['empty lists and quotes go', doc(ul(), ol(1), tasks(), quote(p()), p('a')), doc(p('a'))],
  ['marks leave the spaces at their ends', doc(p('a', b(' b '), 'c')), doc(p('a ', b('b'), ' c'))],
  ['marks on nothing but spaces go', doc(p('a', i(' '), 'b')), doc(p('a b'))],
  ['bad links keep their words', doc(p(a('javascript:alert(1)', 'x'), a('java\nscript:y', 'z'))), doc(p('xz'))],
  ['bad pictures keep their description', doc(img('file:///etc/passwd', 'alt'), img('', null)), doc(p('alt'))],
  ['line breaks in text are hard breaks', doc(p('a\nb')), doc(p('a', br, 'b'))],
  ['an item begins with a paragraph', doc(ul(li(code(null, 'x')))), doc(ul(li(p(), code(null, 'x'))))],
  [
    'the first row is the header',
    doc(table(row(td(p('a'))), row(th(p('b'))))),
    doc(table(row(th(p('a'))), row(td(p('b'))))),
  ],
  [
    'rows are filled up',
    doc(table(row(th(p('a'))), row(td(p('b')), td(p('c'))))),
    doc(table(row(th(p('a')), th(p())), row(td(p('b')), td(p('c'))))),
  ],
  [
    'cells hold only paragraphs',
    doc(table(row(th(h(1, 'a'), ul(li(p('b'))), code(null, 'c'))))),
    doc(table(row(th(p('a'), p('b'), p(c('c')))))),
  ],
  [
    'two breaks in a cell part paragraphs',
    doc(table(row(th(p(br, 'a', br, br, 'b', br))))),
    doc(table(row(th(p('a'), p('b'))))),
  ],
  ['levels outside 1 to 6 are brought in', doc(h(0, 'a'), h(9, 'b')), doc(h(1, 'a'), h(6, 'b'))],
  ['unknown blocks give their content', doc({ type: 'takeaway', content: [p('a')] }, { type: 'chart' }), doc(p('a'))],
  [
    'unknown marks and attributes go',
    doc({ type: 'paragraph', attrs: { x: 1 }, content: [{ type: 'text', text: 'a', marks: [{ type: 'glow' }] }] }),
    doc(p('a')),
  ],
  ['halves of surrogate pairs and NUL are replaced', doc(p('a\uD83Db\0')), doc(p('a\uFFFDb\uFFFD'))],
  ['control characters go', doc(p('a\u0007b\u000Bc')), doc(p('ab c'))],
];

describe('normal form', () => {
  test.each(NORMAL)('%s', (_, document, normal) => {
    expect(normaliseRichText(document)).toEqual(normal);
    expect(normaliseRichText(normal)).toEqual(normal);
    expect(parseRichText(serialiseRichText(document))).toEqual(normal);
  });

  test('merged cells are followed by empty ones', () => {
    const cell = (text: string, attrs: Record<string, number>) => ({ type: 'tableCell', attrs, content: [p(text)] });
    const document = doc(
      table(row(cell('a', { rowspan: 2 }), cell('b', { colspan: 2 })), row(cell('c', {}), cell('d', {}))),
    );
    expect(serialiseRichText(document)).toBe('| a | b | |\n| - | - | - |\n| | c | d |\n');
  });

  test('20,000 nested quotes end in paragraphs', () => {
    let inner = p('x');
    for (let depth = 0; depth < 20_000; depth++) inner = quote(inner);
    expect(serialiseRichText(doc(inner))).toMatch(/^(?:> ){40,41}x\n$/);
  });
});
