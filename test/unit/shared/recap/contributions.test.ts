import { describe, expect, it } from 'vitest';
import type { StanceRecord } from '../../../../shared/model/discussion-parts';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { type Contribution, contributions } from '../../../../shared/recap/contributions';
import type { ParticipantId } from '../../../../shared/util/brand';

/** `chris:Weak |renee:ties` as text with authors. */
const words = (parts: string): RichTextNode[] =>
  parts.split('|').map((part) => {
    const [by = '', text = ''] = part.split(':');
    return { type: 'text', text, ...(by === '' ? {} : { marks: [{ type: 'author', attrs: { by } }] }) };
  });
const p = (parts: string): RichTextNode => ({ type: 'paragraph', content: words(parts) });
const point = (id: string, parts: string, ...cites: string[]): RichTextNode => ({
  type: 'point',
  attrs: { id, kind: 'takeaway' },
  content: [p(parts), ...cites.map((post) => ({ type: 'cite', attrs: { post } }))],
});
const post = (id: string, author: string, deleted = false) => ({ id, author: { id: author }, deleted });
const stance = (person: string, on: string): StanceRecord => ({
  point: on,
  person: person as ParticipantId,
  stance: 'agree',
  reason: '',
  at: 1,
});
const row = (person: string, more: Partial<Contribution>): Contribution => ({
  person,
  words: 0,
  points: 0,
  posts: 0,
  cited: 0,
  stances: 0,
  ...more,
});

describe('contributions', () => {
  it.each<[string, RichTextNode[], Contribution[]]>([
    ['nothing', [], []],
    [
      'words of each author',
      [p('chris:Weak ties |renee:matter')],
      [row('chris', { words: 2 }), row('renee', { words: 1 })],
    ],
    [
      'a word begun by one and ended by another',
      [p('chris:wea|renee:k ties')],
      [row('chris', { words: 1 }), row('renee', { words: 1 })],
    ],
    ['words of nobody known', [p(':Start here')], []],
    [
      'lists and points',
      [
        { type: 'bulletList', content: [{ type: 'listItem', content: [p('chris:One two')] }] },
        point('a', 'chris:Three'),
      ],
      [row('chris', { words: 3, points: 1 })],
    ],
    [
      'a point by who wrote most of it',
      [point('a', 'renee:So |chris:start with a small crew')],
      [row('chris', { words: 5, points: 1 }), row('renee', { words: 1 })],
    ],
  ])('[WH8] count %s', (_, blocks, expected) => {
    expect(contributions({ blocks, posts: [], stances: [] })).toEqual(expected);
  });

  it('[WH8] count posts, citations of them, and stances on points that are there', () => {
    const blocks = [point('a', 'renee:Crew', 'one', 'one', 'two', 'gone'), point('b', ':Ties', 'one')];
    const posts = [post('one', 'chris'), post('two', 'lurker', true), post('three', 'renee')];
    const stances = [stance('lurker', 'a'), stance('lurker', 'b'), stance('chris', 'deleted')];
    expect(contributions({ blocks, posts, stances })).toEqual([
      row('renee', { words: 1, points: 1, posts: 1 }),
      row('chris', { posts: 1, cited: 2 }),
      row('lurker', { cited: 1, stances: 2 }),
    ]);
  });
});
