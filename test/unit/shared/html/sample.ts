/** A discussion with everything that a page can show. */
import type { ExportDocument } from '../../../../shared/model/export-document';
import {
  a,
  agreed,
  b,
  c,
  cite,
  code,
  credited,
  detail,
  doc,
  h,
  hr,
  i,
  img,
  li,
  ol,
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
} from '../markdown/build';
import { discussion, post } from '../markdown/export-document';

export { PICTURE } from '../../../support/picture';

export const PICTURE_HASH = '0a'.repeat(32);

const AT = Date.UTC(2009, 7, 12, 20, 20);
const who = (name: string) => ({ person: `u-${name}`, name, at: AT });

const LONG =
  'When people who work in different silos get to know one another by a small habit, they begin to ask each other for help long before anybody draws an organisation chart. ';

export const SAMPLE: ExportDocument = discussion({
  title: 'Cultures of collaboration: what helps people work together?',
  notebookName: 'Social media chat',
  status: 'finished',
  participants: ['Renee', 'Chris', 'Ann'],
  contributors: ['Renee', 'Ann'],
  posts: [
    post('p-1', 'Renee', 'What is the one small habit that changed how your group works?'),
    post('p-2', 'Chris', '', {
      replyTo: 'p-1',
      editedAt: AT + 3_600_000,
      body: doc(
        p('We ', b('eat together'), ' every Wednesday. ', i('Nobody'), ' brings slides. ', LONG, LONG),
        ul(li(p('one table')), li(p('no agenda'), ol(3, li(p('third')), li(p('fourth')))), li(p('everybody'))),
        tasks(task(true, p('book the room')), task(false, p('ask the cook'))),
        quote(p('Culture eats strategy for breakfast.')),
        code('js', 'const silos = teams.filter((team) => team.ties === 0);\nconsole.log("<silos>", silos);'),
        table(
          row(th(p('Habit')), th(p('Cost'))),
          row(td(p('Lunch')), td(p('low'))),
          row(td(p('Offsite')), td(p('high'))),
        ),
        hr,
        p(
          'See ',
          a('https://example.org/ties', 'the study'),
          ' and ',
          a('https://example.org', 'https://example.org'),
          ', ',
          c('ties > 3'),
          '.',
        ),
        img(`asset:${PICTURE_HASH}`, 'A green map'),
        img('https://elsewhere.example/x.png', 'a picture elsewhere'),
      ),
    }),
    post('p-3', 'Ann', 'Thanks!', { replyTo: 'p-2' }),
    post('p-4', 'Ann', 'gone', { deleted: true }),
    post('p-5', 'דנה', 'שלום לכולם', { createdAt: null }),
  ],
  recap: doc(
    h(2, 'Key takeaways'),
    p('Small habits beat large programmes. ', LONG),
    point(
      'takeaway',
      { id: 't1' },
      p('Weak ties are made at lunch, not in workshops.'),
      cite('p-2', 'Chris, Wed 20:14'),
    ),
    h(3, 'What we decided'),
    point(
      'decision',
      { id: 'd1' },
      p('We meet every Wednesday.'),
      detail('why', 'It worked for two years.'),
      agreed('u-Renee', 'Renee'),
      agreed('u-Chris', 'Chris'),
      cite('p-1', 'Renee, Wed 20:14', { passage: 'one small habit' }),
      cite('p-2', 'Chris, Wed 20:16'),
      credited('u-Ann', 'Ann'),
    ),
    point('action', { id: 'a1', ownerName: 'Ann', due: '2026-12-01' }, p('Book the room.')),
    point('action', { id: 'a2', ownerName: 'Chris', done: true }, p('Ask the cook.')),
    point(
      'question',
      { id: 'q1' },
      p('Who pays for lunch?'),
      detail('answer', 'The house.'),
      cite('p-3', 'Ann', { role: 'answer' }),
    ),
    point('quote', { id: 'c1' }, p('Nobody brings slides.'), cite('p-2', 'Chris')),
    point(
      'source',
      { id: 's1', author: 'Granovetter', link: 'https://example.org/weak-ties' },
      p('The Strength of Weak Ties'),
      detail('note', 'The classic.'),
    ),
  ),
  parts: {
    stances: [
      { point: 'd1', ...who('Renee'), stance: 'agree', reason: 'It costs nothing.' },
      { point: 'd1', ...who('Chris'), stance: 'agree', reason: '' },
      { point: 'd1', ...who('Ann'), stance: 'disagree', reason: 'Wednesdays are full.\nTuesday?' },
    ],
    aside: [{ post: 'p-3', ...who('Renee'), reason: 'thanks only' }],
    reactions: [
      { post: 'p-2', ...who('Renee'), emoji: '👍' },
      { post: 'p-2', ...who('Ann'), emoji: '👍' },
      { post: 'p-2', ...who('Ann'), emoji: '🎉' },
    ],
    signoffs: [
      { ...who('Renee'), version: 'v', changed: false },
      { ...who('Chris'), version: 'v', changed: true },
    ],
    recaps: [{ person: 'u-Chris', name: 'Chris', recap: doc(p('What I take home: cook more.')) }],
    finished: who('Renee'),
  },
});
