/** A discussion with everything in it, and with names and words that look like Markdown. */
import type { ExportDocument } from '../../../../shared/model/export-document';
import {
  a,
  agreed,
  answeredBy,
  b,
  br,
  c,
  cite,
  code,
  credited,
  detail,
  doc,
  h,
  hr,
  i,
  li,
  ol,
  p,
  point,
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
import { discussion, post } from './export-document';

const AT = Date.UTC(2009, 7, 12, 20, 20, 7, 123);
const AWKWARD = 'Bob *B* [x](y) <b> | `c`';

export function fullDiscussion(): ExportDocument {
  const blocks = [
    p(b('bold'), ' ', i('italic'), ' ', s('gone'), ' ', c('code'), ' ', a('https://example.org/a_b', 'a link')),
    p('one', br, 'two'),
    ul(li(p('a'), ol(3, li(p('b')), li(p('c')))), li(p('d'))),
    tasks(task(true, p('done')), task(false, p('to do'))),
    quote(p('said'), quote(p('before'))),
    code('js', 'const a = `<!--x-->`;\n```\n'),
    table(row(th(p('A')), th(p('B | C'))), row(td(p(c('x|y'))), td(p('1'), p('2')))),
    hr,
    p('<!--point decision-->', br, '[^1] :::note', br, '<a id="post-p-1"></a>'),
  ];
  const recap = doc(
    h(1, 'Points'),
    point(
      'takeaway',
      { id: 't1' },
      p('Start *small*.'),
      ...blocks.slice(0, 4),
      cite('p-1', 'Ann'),
      credited('u2', AWKWARD),
    ),
    point('decision', { id: 'd1' }, p('We meet.'), detail('why', 'It works.'), agreed('u1', 'Ann'), cite('p-2', 'x')),
    point('action', { id: 'a1', ownerName: AWKWARD, due: '2026-12-01' }, p('Write it'), p('down'), cite('p-2', 'x')),
    point('action', { id: 'a2', done: true }, p('Done')),
    point('question', { id: 'k1' }, p('Who?'), detail('answer', 'Ann.'), answeredBy('p-1', 'Ann')),
    point('question', { id: 'k2' }, p('When?')),
    point('quote', { id: 'q1' }, p('Let us meet'), cite('p-1', 'Ann', { passage: 'Let us meet' })),
    point('source', { id: 's1', author: AWKWARD, link: 'https://a.b/c_d' }, p('A book'), detail('note', 'Good.')),
    h(2, 'Blocks'),
    ...blocks,
    h(6, 'Deep'),
    point('source', { id: 's2', link: 'https://a.b' }),
  );
  const who = { person: 'u1', name: AWKWARD, at: AT };
  return discussion({
    title: 'A title with # and *signs*',
    status: 'finished',
    recap,
    posts: [
      post('p-1', 'Ann', 'Let us meet weekly'),
      post('p-2', AWKWARD, '', { replyTo: 'p-1', editedAt: AT, body: doc(h(1, 'Answer'), ...blocks) }),
      post('p-3', 'Ann', 'gone', { deleted: true, replyTo: 'p-2' }),
      post('p-4', 'Cem', 'No time is known', { createdAt: null }),
    ],
    parts: {
      stances: [
        { ...who, point: 'd1', stance: 'agree', reason: '' },
        { ...who, person: 'u2', point: 'd1', stance: 'disagree', reason: 'Too *often* | for me\n--> really' },
      ],
      aside: [{ ...who, post: 'p-4', reason: 'no *time*' }],
      reactions: [{ ...who, post: 'p-1', emoji: '👍' }],
      signoffs: [{ ...who, version: 'abc', changed: true }],
      recaps: [{ person: 'u2', name: AWKWARD, recap: doc(h(1, 'Mine'), point('takeaway', { id: 't9' }, p('Own.'))) }],
      finished: who,
    },
  });
}
