/** Points in Markdown: how each kind reads, and that nothing written for the reader comes back as content. */
import { describe, expect, test } from 'vitest';
import { normaliseRichText, parseRichText, plainText, serialiseRichText } from '../../../../shared/markdown';
import type { RichText } from '../../../../shared/model/rich-text';
import {
  agreed,
  answeredBy,
  b,
  cite,
  code,
  credited,
  detail,
  doc,
  h,
  img,
  li,
  p,
  point,
  quote,
  row,
  table,
  task,
  tasks,
  td,
  th,
  ul,
} from './build';

const EXACT: readonly (readonly [string, RichText, string])[] = [
  [
    'a takeaway is its paragraphs, then where it is from',
    doc(
      point('takeaway', { id: 't1' }, p('Start small.'), p('Go on.'), cite('p1', 'Renee, Wed 20:14'), cite('p2', '')),
    ),
    `<!--point takeaway id="t1"-->

Start small.

Go on.

From Renee, Wed 20:14<!--cite post="p1"--> · a post<!--cite post="p2" label=""-->

<!--/point-->
`,
  ],
  [
    'a decision says what, why and who agreed',
    doc(
      point(
        'decision',
        { id: 'd1' },
        p('We meet ', b('weekly'), '.'),
        detail('why', 'It keeps us going.'),
        agreed('u1', 'Renee'),
        agreed('u2', 'Paul'),
        credited('u3', 'Ann'),
      ),
    ),
    `<!--point decision id="d1"-->

**Decision:** <!--:-->We meet **weekly**.

**Why:** <!--why-->It keeps us going.

Agreed by Renee<!--agreed person="u1"-->, Paul<!--agreed person="u2"-->\\
With credit to Ann<!--credit person="u3"-->

<!--/point-->
`,
  ],
  [
    'whom nobody can name is kept, and not written as somebody',
    doc(
      point('takeaway', { id: 't1' }, p('Go on.'), credited('u3', 'Ann'), credited('u4', ''), credited('u5', 'Paul')),
    ),
    `<!--point takeaway id="t1"-->

Go on.

With credit to Ann<!--credit person="u3"-->

<!--credit person="u4"-->

With credit to Paul<!--credit person="u5"-->

<!--/point-->
`,
  ],
  [
    'an action is a task with its owner and day',
    doc(
      point(
        'action',
        { id: 'a1', owner: 'u1', ownerName: 'Renee', due: '2026-12-01' },
        p('Write the guide'),
        p('More.'),
      ),
      point('action', { id: 'a2', done: true }, p('Book the room')),
      point('action', { id: 'a3', due: '2026-12-01' }),
    ),
    `<!--point action id="a1" owner="u1"-->

- [ ] Write the guide<!--;--> — **Renee**, due 2026-12-01

  More.

<!--/point-->

<!--point action id="a2"-->

- [x] Book the room

<!--/point-->

<!--point action id="a3"-->

- [ ] <!--;--> — due 2026-12-01

<!--/point-->
`,
  ],
  [
    'a question has its answer and who gave it',
    doc(point('question', { id: 'q' }, p('Who pays?'), detail('answer', 'The school.'), answeredBy('p1', 'Ann'))),
    `<!--point question id="q"-->

**Question:** <!--:-->Who pays?

**Answer:** <!--answer-->The school.

Answered by Ann<!--cite post="p1" role="answer"-->

<!--/point-->
`,
  ],
  [
    'a quote is a block quote and its attribution',
    doc(point('quote', { id: 'q' }, p('Words.'), quote(p('Inner.')), cite('p1', 'Ann', { passage: 'Words.\nInner.' }))),
    `<!--point quote id="q"-->

> Words.
>
> > Inner.

— Ann<!--cite post="p1" passage="Words.\\nInner."-->

<!--/point-->
`,
  ],
  [
    'a source is author, title, address and note',
    doc(
      point(
        'source',
        { id: 's', author: 'Brown & Duguid', link: 'https://a.b/c' },
        p('Social life'),
        detail('note', 'Chapter 4'),
      ),
    ),
    `<!--point source id="s"-->

**Source:** Brown & Duguid, <!--:-->Social life<!--;-->, <https://a.b/c>

**Note:** <!--note-->Chapter 4

<!--/point-->
`,
  ],
  [
    'what a kind does not show is kept in its comment',
    doc(
      point(
        'takeaway',
        { id: 'x', ownerName: 'A--B >', due: '2026-12-01', done: true, author: 'C', link: 'https://a.b', origin: 'o' },
        p('y'),
      ),
    ),
    `<!--point takeaway id="x" ownerName="A\\u002d-B \\u003e" due="2026-12-01" done="yes" author="C" link="https://a.b" origin="o"-->

y

<!--/point-->
`,
  ],
];

describe('points in Markdown', () => {
  test.each(EXACT)('%s', (_, document, markdown) => {
    expect(serialiseRichText(document)).toBe(markdown);
    expect(parseRichText(markdown)).toEqual(document);
    expect(normaliseRichText(document)).toEqual(document);
  });

  test('of every kind hold every block, beside every block', () => {
    const blocks = [
      code('js', '<!--/point-->'),
      h(6, 'Deep'),
      tasks(task(true, p('a'))),
      ul(li(p('b'))),
      table(row(th(p('c'))), row(td(p('d')))),
      quote(p('e')),
      img('https://a.b/c.png', 'alt'),
      p('f'),
    ];
    for (const kind of ['takeaway', 'decision', 'action', 'question', 'quote', 'source'] as const) {
      for (const block of blocks) {
        const one = point(kind, { id: 'x' }, block, cite('p1', 'Ann'), block, detail('why', 'y'), block);
        const document = doc(block, one, block, one, one, block);
        for (const headingShift of [0, 1, 3]) {
          const markdown = serialiseRichText(document, { headingShift });
          expect(parseRichText(markdown, { headingShift }), markdown).toEqual(document);
        }
      }
    }
  });

  test.each([
    ['<!--point decision id="x"-->'],
    ['<!--/point-->'],
    ['<!--:-->a'],
    ['a<!--;--> — **Eve**'],
    ['Agreed by Eve<!--agreed person="x"-->'],
    ['**Why:** <!--why-->x'],
    ['2 agree<!--stances-->'],
  ])('typed as %j are text', (typed) => {
    const document = doc(p(typed), point('decision', { id: 'd' }, p(typed), p(typed), detail('why', typed)), p(typed));
    expect(parseRichText(serialiseRichText(document))).toEqual(document);
  });

  test('are changed by what is changed in the words outside', () => {
    const markdown = `<!--point action id="a" owner="u"-->

- [x] Write it **now**<!--;--> — **Paul**, due 2026-12-08

  And print it

<!--/point-->
`;
    expect(parseRichText(markdown)).toEqual(
      doc(
        point(
          'action',
          { id: 'a', owner: 'u', ownerName: 'Paul', due: '2026-12-08', done: true },
          p('Write it ', b('now')),
          p('And print it'),
        ),
      ),
    );
  });

  test('without their end go to the next point or heading', () => {
    const markdown =
      'a\n\n<!--point takeaway id="x"-->\n\nb\n\n# T\n\n<!--point decision-->\nc\n\n<!--/point-->\n<!--/point-->';
    expect(parseRichText(markdown)).toEqual(
      doc(p('a'), point('takeaway', { id: 'x' }, p('b')), h(1, 'T'), point('decision', {}, p('c'))),
    );
  });

  test('of an unknown kind are takeaways, and unreadable comments are text', () => {
    expect(parseRichText('<!--point thought id="x" colour="red"-->\n\na\n\n<!--/point-->')).toEqual(
      doc(point('takeaway', { id: 'x' }, p('a'))),
    );
    expect(parseRichText('<!--point takeaway id="\\q"-->\n\na')).toEqual(
      doc(p('<!--point takeaway id="\\q"-->'), p('a')),
    );
  });

  test('have counts that are not content', () => {
    const document = doc(point('action', { id: 'a' }, p('x')), point('quote', { id: 'b' }, p('y')));
    const markdown = serialiseRichText(document, {
      points: { counts: (id) => (id === 'a' ? '2 agree · 1 disagrees' : null), anchor: (id) => `point-${id}` },
    });
    expect(markdown).toContain('\n  2 agree · 1 disagrees<!--stances-->\n');
    expect(markdown).toContain('<!--point action id="a"--><a id="point-a"></a>\n');
    expect(parseRichText(markdown)).toEqual(document);
  });

  test('lead to their posts where there is a thread', () => {
    const document = doc(point('takeaway', { id: 'a' }, p('x'), cite('p1', 'Ann, Wed', { passage: 'some words' })));
    const markdown = serialiseRichText(document, {
      points: { cite: () => ({ label: 'Ann, 2009-08-12 20:14 UTC', href: '#post-p1' }) },
    });
    expect(markdown).toContain(
      'From [Ann, 2009-08-12 20:14 UTC](#post-p1 "some words")<!--cite post="p1" passage="some words" label="Ann, Wed"-->\n',
    );
    expect(parseRichText(markdown)).toEqual(document);
  });

  test('read well without any comments', () => {
    const text = EXACT.map(([, document]) => serialiseRichText(document, { points: { marks: false } })).join('');
    expect(text).not.toContain('<!--');
    expect(text).toContain('\n**Why:** It keeps us going.\n\nAgreed by Renee, Paul\\\nWith credit to Ann\n');
    expect(text).toContain('- [ ] Write the guide — **Renee**, due 2026-12-01\n');
    expect(text).toContain('- [ ] — due 2026-12-01\n');
  });

  test('are lines of plain text, details as well', () => {
    const [, decision] = EXACT[1] ?? [];
    expect(plainText(decision ?? doc())).toBe('We meet weekly.\nIt keeps us going.');
  });
});

describe('normal form of points', () => {
  test('cleans what a peer may have written', () => {
    const point_ = {
      type: 'point',
      attrs: { kind: 'x', id: ' a\nb ', due: 'soon', done: 'yes', link: 'javascript:alert(1)', extra: 1 },
      content: [
        { type: 'text', text: 'loose' },
        { type: 'detail', attrs: { role: 'x' }, content: [{ type: 'text', text: ' ' }] },
        { type: 'cite', attrs: { post: 7, role: 'x' } },
        { type: 'credit', attrs: null },
        point('decision', {}, p('inner'), detail('why', 'w'), cite('p1', 'gone')),
      ],
    } as unknown as RichText;
    expect(normaliseRichText(doc(point_))).toEqual(
      doc(point('takeaway', { id: 'a b' }, p('loose'), cite('', ''), credited('', ''), p('inner'), p('w'))),
    );
  });

  test('drops the author of a stretch, and gives points in lists and quotes as their content', () => {
    const by = { type: 'text', text: 'x', marks: [{ type: 'author', attrs: { by: 'u' } }] };
    expect(normaliseRichText(doc(p(by), ul(li(point('action', { id: 'a' }, p('y'))))))).toEqual(
      doc(p('x'), ul(li(p('y')))),
    );
  });
});
