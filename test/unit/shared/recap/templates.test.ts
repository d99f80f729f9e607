import { describe, expect, it } from 'vitest';
import { readPoints } from '../../../../shared/model/point';
import type { RichText, RichTextNode } from '../../../../shared/model/rich-text';
import { BUILT_IN_TEMPLATES, type TemplateFacts, type TemplatePost } from '../../../../shared/recap/built-in-templates';
import {
  asTemplate,
  freshBlocks,
  isBlankRecap,
  readTemplate,
  readTemplateBody,
  TEMPLATE_LIMITS,
  templateOutline,
  templateSections,
} from '../../../../shared/recap/templates';
import { doc, h, p, task, tasks } from '../markdown/build';
import { agreed, cite, detail, point } from './build-points';

const NOTHING: TemplateFacts = { posts: [], people: [], nameOf: () => '' };
const posts = (...lines: [string, string][]): TemplatePost[] =>
  lines.map(
    ([author, text], at) =>
      ({ id: `p${at}`, author, text, replyTo: null, label: `${author}, Wed` }) as unknown as TemplatePost,
  );
const builtIn = (id: string, facts = NOTHING): RichText => {
  const found = BUILT_IN_TEMPLATES.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found.make(facts);
};
const counter = () => {
  let last = 0;
  return () => `id${++last}`;
};

describe('the templates of the app', () => {
  it.each(BUILT_IN_TEMPLATES.map((one) => one.id))(
    '[TM1] %s is plain data that the catalog would take as well',
    (id) => {
      const body = builtIn(id);
      expect(readTemplateBody(JSON.parse(JSON.stringify(body)))).toEqual(body);
      expect(templateOutline(body).length).toBeGreaterThan(1);
      expect(readPoints(body).length).toBeGreaterThan(0);
    },
  );

  it('show what they hold: the kinds of points below each heading', () => {
    expect(templateSections(builtIn('meeting'))).toEqual([
      { heading: 'Key takeaways', kinds: ['takeaway'] },
      { heading: 'Decisions', kinds: ['decision'] },
      { heading: 'Actions', kinds: ['action'] },
      { heading: 'Open questions', kinds: ['question'] },
    ]);
    const body = doc(p('Hello'), point('quote', 'a', ''), h(2, ''), point('source', 'b', ''), point('source', 'c', ''));
    expect(templateSections(body)).toEqual([
      { heading: '', kinds: ['quote'] },
      { heading: '', kinds: ['source'] },
    ]);
    expect(templateSections(doc(p('Hello')))).toEqual([]);
  });

  it('[TM2] get new ids each time they are used', () => {
    const newId = counter();
    const ids = () =>
      freshBlocks(builtIn('meeting'), newId).flatMap((node) => (node.type === 'point' ? [node.attrs?.id] : []));
    expect([...ids(), ...ids()]).toEqual(['id1', 'id2', 'id3', 'id4', 'id5', 'id6', 'id7', 'id8']);
  });

  it('[TM10] for a chat has a section for each question, with its post cited', () => {
    const facts = {
      ...NOTHING,
      posts: posts(
        ['mod', 'Q2: When?'],
        ['mod', 'q1) Who needs seminars?'],
        ['chris', 'A1 Beginners'],
        ['chris', 'A3 Odd'],
      ),
      nameOf: () => 'Renee',
    };
    const body = builtIn('chat', facts);
    expect(templateOutline(body)).toEqual([
      'Key takeaways',
      'Q1: Who needs seminars?',
      'Q2: When?',
      'Q3',
      'Still open',
    ]);
    expect(body.content?.[0]).toEqual(p('Questions asked by Renee.'));
    const asked = readPoints(body).filter((one) => one.kind === 'question' && one.cites.length > 0);
    expect(asked.map((one) => [one.text, one.cites[0]?.post, one.cites[0]?.label])).toEqual([
      ['Who needs seminars?', 'p1', 'mod, Wed'],
      ['When?', 'p0', 'mod, Wed'],
    ]);
  });

  it('[TM10] for a chat without numbers has three to fill in', () => {
    expect(templateOutline(builtIn('chat'))).toEqual(['Key takeaways', 'Q1', 'Q2', 'Q3', 'Still open']);
  });
});

describe('a recap as a template', () => {
  const by: RichTextNode = { type: 'text', text: 'Renee wrote it', marks: [{ type: 'author', attrs: { by: 'r' } }] };
  const recap = doc(
    h(2, 'Actions'),
    point(
      'action',
      'a',
      'Book the room',
      { owner: 'c', ownerName: 'Chris', due: '2026-08-12', done: true },
      cite('p1'),
    ),
    point('action', 'b', 'Tell all'),
    h(2, 'Decisions'),
    point('decision', 'd', 'We go', { origin: 'x' }, detail('why', 'Because'), agreed('r', 'Renee')),
    p(by),
    { type: 'image', attrs: { src: 'asset:1' } },
    tasks(task(true, p('x'))),
  );

  it('[TM3] keeps its words when asked to, and nothing that belongs to one discussion', () => {
    expect(asTemplate(recap, true)).toEqual(
      doc(
        h(2, 'Actions'),
        point('action', '', 'Book the room'),
        point('action', '', 'Tell all'),
        h(2, 'Decisions'),
        point('decision', '', 'We go', {}, detail('why', 'Because')),
        p('Renee wrote it'),
        tasks(task(false, p('x'))),
      ),
    );
  });

  it('[TM3] without its words keeps headings and one point of a kind in a row', () => {
    const shape = asTemplate(recap, false).content?.map((node) =>
      `${node.type} ${String(node.attrs?.kind ?? '')}`.trim(),
    );
    expect(shape).toEqual(['heading', 'point action', 'heading', 'point decision', 'paragraph']);
    expect(JSON.stringify(asTemplate(recap, false))).not.toMatch(/Book|Because|Renee/);
    expect(templateOutline(asTemplate(recap, false))).toEqual(['Actions', 'Decisions']);
  });

  it.each<[boolean, RichTextNode[]]>([
    [true, []],
    [true, [p()]],
    [true, [h(1), p('  ')]],
    [false, [p('a')]],
    [false, [point('takeaway', 'x', '')]],
    [false, [{ type: 'horizontalRule' }]],
  ])('is offered to an empty recap: %s for %j', (blank, content) => {
    expect(isBlankRecap(doc(...content))).toBe(blank);
  });
});

describe('a template in the catalog', () => {
  const entry = { name: 'Ours', body: doc(h(2, 'Topics')), by: 'renee', at: 1 };

  it('[TM4] [TM5] is read as it was written', () => {
    expect(readTemplate('t', entry)).toEqual({ id: 't', ...entry });
    expect(readTemplate('t', { ...entry, more: 1 })).toEqual({ id: 't', ...entry });
  });

  const deep = (levels: number): RichTextNode =>
    levels === 0 ? p('x') : { type: 'blockquote', content: [deep(levels - 1)] };
  it.each<[string, unknown]>([
    ['nothing', null],
    ['no name', { ...entry, name: ' ' }],
    ['a long name', { ...entry, name: 'x'.repeat(81) }],
    ['no body', { ...entry, body: undefined }],
    ['a body of text', { ...entry, body: 'Topics' }],
    ['an empty body', { ...entry, body: doc() }],
    ['another root', { ...entry, body: p('x') }],
    ['a block of a newer version', { ...entry, body: doc({ type: 'board' }) }],
    ['a mark of a newer version', { ...entry, body: doc(p({ type: 'text', text: 'x', marks: [{ type: 'glow' }] })) }],
    ['a mark that is no object', { ...entry, body: doc(p({ type: 'text', text: 'x', marks: [null as never] })) }],
    ['an attribute that is a tree', { ...entry, body: doc({ type: 'heading', attrs: { level: { a: 1 } } }) }],
    ['words in a block', { ...entry, body: doc({ type: 'paragraph', text: 'x' }) }],
    ['content that is no list', { ...entry, body: { type: 'doc', content: 'x' } }],
    ['too deep nesting', { ...entry, body: doc(deep(80)) }],
    ['too many blocks', { ...entry, body: doc(...Array.from({ length: TEMPLATE_LIMITS.nodes }, () => p())) }],
    ['too much text', { ...entry, body: doc(p('x'.repeat(TEMPLATE_LIMITS.text + 1))) }],
    ['a time before all times', { ...entry, at: -1 }],
  ])('[TM4] is not there where a peer wrote %s', (_what, value) => {
    expect(readTemplate('t', value)).toBeNull();
  });
});
