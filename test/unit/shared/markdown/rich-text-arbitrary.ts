/** Random documents of the whole schema, with text that looks like Markdown, HTML, entities and directives. */
import fc from 'fast-check';
import type { RichText, RichTextMark, RichTextNode } from '../../../../shared/model/rich-text';

const PIECES = [
  ...'*_[]()<>#-+1.|`~&;:!\\=$%^{}"\'/?,@x ',
  '  ',
  '\t',
  '**',
  '***',
  '__',
  '~~',
  '``',
  '```',
  '~~~',
  '---',
  '***',
  '===',
  '# ',
  '###### ',
  '- ',
  '* ',
  '+ ',
  '1. ',
  '2) ',
  '> ',
  '[ ] ',
  '[x] ',
  '[^1]',
  '[a]: b',
  '![a](b)',
  '[a](b)',
  '](',
  '<br>',
  '<br/>',
  '<div>',
  '</div>',
  '<!-- c -->',
  '<!--h3-->',
  '<!--point decision id="x"-->',
  '<!--/point-->',
  '<!--:-->',
  '<!--;-->',
  '<!--why-->',
  '<!--cite post="x"-->',
  '<!--part stances-->',
  '<!--stance agree point="x"-->',
  '<!--cited-->',
  '<!---->',
  '<!-- ',
  ' -->',
  '-->',
  '[^1]: a',
  '[^c1]',
  '<a id="post-x"></a>',
  '**Decision:** ',
  'Agreed by ',
  ' — ',
  '<?php',
  '<a@b.c>',
  '<http://a.b>',
  '&amp;',
  '&#x20;',
  '&lt;b&gt;',
  '&copy',
  ':::note',
  '::a',
  ':b[c]',
  'note:important',
  '10:30',
  'www.x.y',
  'http://a.b/c_d_e',
  'a@b.de',
  'word',
  'a|b',
  'snake_case_word',
  '2*3*4',
  'é',
  'e\u0301',
  '😀',
  '👨‍👩‍👧',
  'שלום',
  'مرحبا',
  '漢字',
  '。',
  '\u00A0',
  '\u3000',
  '\u200B',
  '\u200E',
  '\uFEFF',
  '\u2028',
  '“q”',
  '…',
  '¿',
  'end.',
  'A',
  'b',
  '1',
  '12',
  '1.',
  '7)',
  '\\*',
  '\\\\',
  '\u0007',
  '\u0085',
  '\u00AD',
  '\u202E',
  '\u2066',
  '\u200D',
  '\uFE0F',
  '\uD83D',
  '\uFFFE',
  'ﷺ',
  'नमस्ते',
  'Z̴͑',
  '@ann',
  '#tag',
];

export const awkwardText = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(''));

const plainMark = fc.constantFrom<RichTextMark>(
  { type: 'bold' },
  { type: 'italic' },
  { type: 'strike' },
  { type: 'code' },
);

const href = fc.constantFrom(
  'https://example.org',
  'http://a.b/c_(d)?e=1&amp;f=*x*#g',
  'mailto:ann@example.org',
  'https://a.b/ with space',
  'https://a.b/<x>',
  'https://a.b/\\x',
  'https://ü.de/"q"',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'HTTPS://EXAMPLE.ORG',
  'https://',
  'http://a.b/|c`d',
);
const ORDINARY = [
  ...[
    'we start small',
    'it’s',
    'a',
    'I',
    'and',
    'see #5',
    '(yes)',
    '“so”',
    'x_y_z',
    '2 < 3',
    'R&D',
    'R & D',
    'a*b',
    '[1]',
  ],
  ...[
    'end.',
    'why?',
    'No!',
    '10:30',
    '1.',
    '2)',
    '12. May',
    '-',
    '– so',
    '…',
    'café',
    '漢字',
    'שלום',
    '😀',
    '`x`',
    '~',
    '|',
    '\\',
  ],
];

/** What people write: little in it means anything in Markdown. */
const ordinaryText = fc
  .array(fc.constantFrom(...ORDINARY), { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join(' '));

/** Documents of the whole schema with the given text in them. */
function documentsOf(words: fc.Arbitrary<string>): fc.Arbitrary<RichText> {
  const link = fc
    .record({ href, title: fc.option(words, { freq: 3 }) })
    .map((attrs): RichTextMark => ({ type: 'link', attrs }));

  const author: RichTextMark = { type: 'author', attrs: { by: 'p-1' } };
  const marks = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<RichTextMark[]>([], [], [], [author]) },
    { weight: 4, arbitrary: fc.uniqueArray(plainMark, { minLength: 1, maxLength: 3, selector: (mark) => mark.type }) },
    {
      weight: 1,
      arbitrary: fc.tuple(link, fc.array(plainMark, { maxLength: 2 })).map(([first, rest]) => [first, ...rest]),
    },
  );

  const text = fc.tuple(words, marks).map(([value, own]): RichTextNode => ({ type: 'text', text: value, marks: own }));
  /** A link whose text is its address, as pasting makes it. */
  const bareLink = href.map(
    (url): RichTextNode => ({ type: 'text', text: url, marks: [{ type: 'link', attrs: { href: url } }] }),
  );

  const inline = fc.array(
    fc.oneof(
      { weight: 12, arbitrary: text },
      { weight: 2, arbitrary: fc.constant<RichTextNode>({ type: 'hardBreak' }) },
      { weight: 1, arbitrary: bareLink },
    ),
    { maxLength: 5 },
  );

  const paragraph = inline.map((content): RichTextNode => ({ type: 'paragraph', content }));
  const heading = fc
    .tuple(fc.integer({ min: 1, max: 6 }), inline)
    .map(([level, content]): RichTextNode => ({ type: 'heading', attrs: { level }, content }));

  const codeText = fc.array(fc.oneof(words, fc.constantFrom('\n', '\n\n', '```\n', '    x', '\n~~~~\n', ' \n')), {
    maxLength: 5,
  });
  const codeBlock = fc
    .tuple(fc.option(fc.oneof(fc.constantFrom('js', 'c++', 'js title="a b"'), words)), codeText)
    .map(([language, parts]): RichTextNode => {
      const value = parts.join('');
      return { type: 'codeBlock', attrs: { language }, content: value === '' ? [] : [{ type: 'text', text: value }] };
    });

  const image = fc
    .record({
      src: fc.constantFrom(
        `asset:${'0a'.repeat(32)}`,
        'https://a.b/c d.png',
        'data:image/png;base64,AAAA+/=',
        'javascript:x',
        '',
      ),
      alt: fc.option(words),
      title: fc.option(words),
    })
    .map((attrs): RichTextNode => ({ type: 'image', attrs }));

  const cell = (type: string) =>
    fc
      .array(paragraph, { maxLength: 3 })
      .map((content): RichTextNode => ({ type, content, attrs: { colspan: 1, rowspan: 1, colwidth: null } }));
  const table = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 3 }), fc.boolean())
    .chain(([columns, rows, headed]) => {
      const row = (type: string) =>
        fc
          .array(cell(type), { minLength: columns, maxLength: columns })
          .map((content): RichTextNode => ({ type: 'tableRow', content }));
      return fc.tuple(
        row(headed ? 'tableHeader' : 'tableCell'),
        fc.array(row('tableCell'), { minLength: rows, maxLength: rows }),
      );
    })
    .map(([head, rows]): RichTextNode => ({ type: 'table', content: [head, ...rows] }));

  const rule = fc.constant<RichTextNode>({ type: 'horizontalRule' });

  const { block } = fc.letrec<{ block: RichTextNode; blocks: RichTextNode[] }>((tie) => {
    const blocks = tie('blocks');
    const item = (type: string) =>
      fc.tuple(fc.boolean(), paragraph, blocks, fc.boolean()).map(
        ([checked, first, rest, bare]): RichTextNode => ({
          type,
          ...(type === 'taskItem' ? { attrs: { checked } } : {}),
          content: bare ? rest : [first, ...rest],
        }),
      );
    const items = (type: string) => fc.array(item(type), { maxLength: 3 });
    return {
      blocks: fc.array(tie('block'), { maxLength: 2 }),
      block: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { weight: 5, arbitrary: paragraph },
        { weight: 2, arbitrary: heading },
        { weight: 1, arbitrary: codeBlock },
        { weight: 1, arbitrary: image },
        { weight: 1, arbitrary: rule },
        { weight: 2, arbitrary: table },
        { weight: 2, arbitrary: items('listItem').map((content): RichTextNode => ({ type: 'bulletList', content })) },
        {
          weight: 2,
          arbitrary: fc
            .tuple(fc.constantFrom(0, 1, 2, 7, 10, 99, 999_999_999, -1), items('listItem'))
            .map(([start, content]): RichTextNode => ({ type: 'orderedList', attrs: { start }, content })),
        },
        { weight: 2, arbitrary: items('taskItem').map((content): RichTextNode => ({ type: 'taskList', content })) },
        { weight: 1, arbitrary: blocks.map((content): RichTextNode => ({ type: 'blockquote', content })) },
      ),
    };
  });

  const line = fc.oneof(fc.constant(''), fc.constantFrom('Ann', 'Bob *B*', 'p-1', 'Ann, due 2026-12-01'), words);
  /** What a participant's device, or a hostile one, may have written. */
  const detail = fc
    .tuple(fc.constantFrom('why', 'answer', 'note', 'other'), inline)
    .map(([role, content]): RichTextNode => ({ type: 'detail', attrs: { role }, content }));
  const cite = fc
    .record({
      post: fc.oneof(fc.constantFrom('0b9f', '"><script>'), words),
      passage: fc.oneof(line, fc.constant('two\nlines -- and --> \uD83D\0')),
      seen: line,
      role: fc.constantFrom('source', 'answer', 'x'),
      discussion: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: words }),
      label: line,
    })
    .map((attrs): RichTextNode => ({ type: 'cite', attrs }));
  const credit = fc
    .record({ role: fc.constantFrom('agreed', 'credit', 'x'), person: line, name: line })
    .map((attrs): RichTextNode => ({ type: 'credit', attrs }));
  const pointAttrs = fc.record(
    {
      kind: fc.constantFrom('takeaway', 'decision', 'action', 'question', 'quote', 'source', 'other'),
      id: line,
      owner: line,
      ownerName: line,
      due: fc.constantFrom('', '2026-12-01', 'soon'),
      done: fc.boolean(),
      author: line,
      link: fc.oneof(fc.constant(''), href, words),
      origin: line,
    },
    { requiredKeys: [] },
  );
  const inPoint = fc.oneof(
    { weight: 4, arbitrary: block },
    { weight: 2, arbitrary: detail },
    { weight: 3, arbitrary: cite },
    { weight: 2, arbitrary: credit },
    { weight: 1, arbitrary: text },
  );
  const point = fc
    .tuple(pointAttrs, fc.array(inPoint, { maxLength: 4 }))
    .map(([attrs, content]): RichTextNode => ({ type: 'point', attrs, content }));
  /** Parts of points where no point may be. */
  const stray = fc
    .tuple(fc.constantFrom('blockquote', 'bulletList', 'point', 'doc'), fc.oneof(point, detail, cite, credit))
    .map(([type, part]): RichTextNode => (type === 'doc' ? part : { type, content: [part] }));

  const rootBlock = fc.oneof(
    { weight: 12, arbitrary: block },
    { weight: 5, arbitrary: point },
    { weight: 1, arbitrary: stray },
  );
  return fc.array(rootBlock, { maxLength: 3 }).map((content): RichText => ({ type: 'doc', content }));
}

export const richText = documentsOf(awkwardText);
export const ordinaryRichText = documentsOf(ordinaryText);
