import { describe, expect, it } from 'vitest';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { emptyTwin } from '../../../../shared/recap/twice';
import { doc, h, p } from '../markdown/build';
import { cite, point } from './build-points';

/** A template of three blocks and more, with what was written into it. */
const template = (id: string, takeaway = '', question = ''): RichTextNode[] => [
  p('Present: Renee'),
  h(2, 'Takeaways'),
  point('takeaway', `${id}t`, takeaway),
  h(2, 'Open'),
  point('question', `${id}q`, question),
];

describe('[TM11] a template that two put in at once', () => {
  it.each<[string, RichTextNode[], { from: number; to: number } | null]>([
    ['is not there in one alone', template('a'), null],
    ['is the second when both are empty', [...template('a'), ...template('b')], { from: 5, to: 10 }],
    [
      'is the second, with the empty line behind it',
      [...template('a', 'One'), ...template('b'), p()],
      { from: 5, to: 11 },
    ],
    [
      'is the first when the second is written in',
      [...template('a'), ...template('b', 'Two', 'Who?')],
      { from: 0, to: 5 },
    ],
    ['is none when both are written in', [...template('a', 'One'), ...template('b', 'Two')], null],
    [
      'leaves a text that stands behind it',
      [...template('a', 'One'), ...template('b'), p('Ours')],
      { from: 5, to: 10 },
    ],
    ['leaves a text that stands before both', [p('Intro'), ...template('a'), ...template('b')], { from: 6, to: 11 }],
    ['leaves a heading that stands behind it', [...template('a'), ...template('b'), h(2, 'More')], { from: 5, to: 10 }],
    [
      'is not empty when a point of it cites',
      [...template('a', 'One'), h(2, 'Takeaways'), point('takeaway', 'x', '', {}, cite('p')), h(2, 'Open')],
      null,
    ],
    ['is not one heading that comes twice', [h(2, 'Actions'), point('action', 'a', 'Do'), h(2, 'Actions')], null],
    ['is not there without headings', [p('a'), p('a'), p('a'), p('a')], null],
  ])('%s', (_what, blocks, range) => {
    expect(emptyTwin(doc(...blocks))).toEqual(range);
  });
});
