import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { carriedOf, readCarried } from '../../../../shared/model/finishing';
import { readPoints } from '../../../../shared/model/point';
import { type CarryFrom, carriedRecap, carryable, nextTitle } from '../../../../shared/recap/carry-over';
import { doc, h } from '../markdown/build';
import { cite, detail, point } from './build-points';

const recap = doc(
  point(
    'question',
    'q1',
    'Who needs which?',
    {},
    cite('p1', { label: 'old' }),
    cite('p2', { discussion: 'd0', label: 'L, Mon' }),
  ),
  point('question', 'q2', 'When?', {}, detail('answer', 'Now.')),
  point('question', 'q3', ''),
  point('action', 'a1', 'Book the room', { owner: 'c', ownerName: 'Chris', due: '2026-08-12' }),
  point('action', 'a2', 'Tell all', { done: true }),
  point('takeaway', 't', 'Small crews'),
);
const points = readPoints(recap);
const from: CarryFrom = {
  discussion: 'd1' as CarryFrom['discussion'],
  title: ' Weak ties ',
  labelOf: (one) => (one.post === 'p1' ? 'Renee, Wed' : ''),
};

describe('carrying over', () => {
  it('[CO1] is offered for open questions and open actions that say something', () => {
    expect(carryable(points).map((one) => one.id)).toEqual(['q1', 'a1']);
  });

  it('[CO2] makes a recap that names where the points come from', () => {
    let last = 0;
    const made = carriedRecap(carryable(points), from, () => `new${++last}`);
    expect(made.content?.[0]).toEqual(h(2, 'Carried over from “Weak ties”'));
    expect(readPoints(made).map(({ id, origin, text, ownerName, due }) => [id, origin, text, ownerName, due])).toEqual([
      ['new1', 'q1', 'Who needs which?', '', ''],
      ['new2', 'a1', 'Book the room', 'Chris', '2026-08-12'],
    ]);
    expect(made.content?.at(-1)).toEqual({ type: 'paragraph' });
    expect(carriedRecap([], { ...from, title: '' }, () => '').content?.[0]).toEqual(
      h(2, 'Carried over from an earlier discussion'),
    );
  });

  it('[CO3] keeps citations leading to the discussion of their post', () => {
    const [first] = readPoints(carriedRecap(carryable(points), from, () => 'new'));
    expect(first?.cites.map(({ post, discussion, label }) => [post, discussion, label])).toEqual([
      ['p1', 'd1', 'Renee, Wed'],
      ['p2', 'd0', 'L, Mon'],
    ]);
  });

  it.each([
    ['Weak ties', 'Weak ties (2)'],
    ['Weak ties (2)', 'Weak ties (3)'],
    ['Weak ties(9) ', 'Weak ties (10)'],
    ['Call (August)', 'Call (August) (2)'],
    ['', ''],
  ])('[CO4] proposes for %j the title %j', (title, next) => {
    expect(nextTitle(title)).toBe(next);
  });

  it('[CO5] is noted with the old points, by discussion', () => {
    const old = new Y.Doc();
    carriedOf(old).set('q1/d2', { title: 'Weak ties (2)', at: 2 });
    carriedOf(old).set('a1/d3', { title: 'Other', at: 1 });
    carriedOf(old).set('nothing', { title: 'x', at: 1 });
    expect(readCarried(old)).toEqual([
      { point: 'a1', discussion: 'd3', title: 'Other', at: 1 },
      { point: 'q1', discussion: 'd2', title: 'Weak ties (2)', at: 2 },
    ]);
  });
});
