import { describe, expect, it } from 'vitest';
import { blockText, type Cite, readPoint, textMark } from '../../../../shared/model/point';
import type { RichText, RichTextNode } from '../../../../shared/model/rich-text';
import { type Cited, changedWords, citeOf, kindFor, nearestWords, pointFrom } from '../../../../shared/recap/citing';
import type { ParticipantId, PostId } from '../../../../shared/util/brand';

const p = (...words: string[]): RichTextNode => ({
  type: 'paragraph',
  content: words.map((text) => ({ type: 'text', text })),
});
const doc = (...content: RichTextNode[]): RichText => ({ type: 'doc', content });
const ME = 'renee' as ParticipantId;

const TEXT = 'Find a small crew.\nStart there, and learn.';
const post = (given: Partial<Cited> = {}): Cited => ({
  id: 'a1' as PostId,
  author: 'chris' as ParticipantId,
  body: doc(p('Find a small crew.'), p('Start there, and learn.')),
  text: TEXT,
  label: 'Chris, Wed 20:41',
  ...given,
});
const point = (passage: string, given: Partial<Cited> = {}) =>
  pointFrom({ id: 'x', kind: kindFor(passage), post: post(given), passage, me: ME });
const said = (node: RichTextNode) => blockText(node).split('\n');

describe('what a post becomes', () => {
  it.each<[string, string, string, string[]]>([
    ['[CI1] chosen words are a quote', 'a small crew', 'quote', ['a small crew']],
    ['[CI1] words of two lines are two paragraphs', 'crew.\nStart there', 'quote', ['crew.', 'Start there']],
    ['[CI1] a whole post is a takeaway', '', 'takeaway', ['Find a small crew.', 'Start there, and learn.']],
  ])('%s', (_, passage, kind, lines) => {
    const made = readPoint(point(passage), 0, '');
    expect(made).toMatchObject({ id: 'x', kind });
    expect(said(made.node)).toEqual(lines);
  });

  it('[CI1] keeps the form of a whole post', () => {
    const list = { type: 'bulletList', content: [{ type: 'listItem', content: [p('one')] }] };
    const blocks = (point('', { body: doc(list, p()) }).content ?? []).map((block) => block.type);
    expect(blocks).toEqual(['bulletList', 'cite']);
  });

  it('is an empty point when there is nothing in it', () => {
    expect(point('', { body: doc() }).content?.[0]).toEqual({ type: 'paragraph' });
  });

  it('[CI3] belongs to whoever wrote it', () => {
    const text = (node: RichTextNode) => node.content?.[0]?.content?.[0];
    expect(text(point('crew'))?.marks).toEqual([{ type: 'author', attrs: { by: 'chris' } }]);
    expect(text(point('crew', { author: ME }))?.marks).toBeUndefined();
    const moved = { type: 'text', text: 'hers', marks: [{ type: 'author', attrs: { by: 'lurker' } }] };
    expect(text(point('', { body: doc({ type: 'paragraph', content: [moved] }) }))?.marks).toEqual(moved.marks);
  });

  it('[CI4] has no point inside a point', () => {
    const inner = { type: 'point', attrs: { id: 'old' }, content: [p('said before'), { type: 'detail' }] };
    const made = point('', { body: doc(inner) });
    expect((made.content ?? []).map((part) => part.type)).toEqual(['paragraph', 'cite']);
    expect(said(made)).toEqual(['said before']);
  });
});

describe('[CI2] the citation', () => {
  it.each([
    ['a small crew', 'a small crew'],
    ['crew.\nStart', 'crew.\nStart'],
    ['a large crew', ''],
    ['', ''],
  ])('of “%s” keeps “%s”', (passage, kept) => {
    expect(citeOf(post(), passage).attrs).toMatchObject({
      post: 'a1',
      passage: kept,
      seen: textMark(TEXT),
      label: 'Chris, Wed 20:41',
    });
  });
});

describe('[CI5] an edited post', () => {
  const cite = (passage: string): Cite => ({
    post: 'a1' as PostId,
    passage,
    seen: textMark(TEXT),
    role: 'source',
    discussion: null,
    label: '',
  });

  it.each<[string, string, string, string]>([
    ['that reads as it did says nothing', '', TEXT, ''],
    ['cited as a whole says so', '', `${TEXT}!`, 'The post was edited after it was cited.'],
    ['whose cited words stand says nothing', 'a small crew', `${TEXT} More.`, ''],
    [
      'shows the words then and now',
      'Find a small crew.',
      'Find a large crew.\nStart there.',
      'The words were changed, and read now: “Find a large crew.”',
    ],
    [
      'says when nothing like them is left',
      'a small crew',
      'Something else.',
      'The words that were cited are no longer there.',
    ],
  ])('%s', (_, passage, now, expected) => {
    expect(changedWords(cite(passage), now)).toBe(expected);
  });

  it.each([
    ['Weak ties help. Find a small crew, now!', 'find a small crew', 'Find a small crew, now!'],
    ['Nothing of it.', 'find a small crew', ''],
    ['Whatever', '…', ''],
  ])('in “%s” the words nearest to “%s” are “%s”', (text, passage, expected) => {
    expect(nearestWords(text, passage)).toBe(expected);
  });
});
