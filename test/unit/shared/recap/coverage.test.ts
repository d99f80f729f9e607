import { describe, expect, it } from 'vitest';
import type { Aside } from '../../../../shared/model/discussion-parts';
import { type RecapPoint, readPoint } from '../../../../shared/model/point';
import {
  type Coverage,
  type CoverageInput,
  coverageCounter,
  coverageWords,
  standingWords,
} from '../../../../shared/recap/coverage';
import type { DiscussionId, ParticipantId, PostId } from '../../../../shared/util/brand';

const HERE = 'here' as DiscussionId;

/** `a1 b1 -b2`: posts by a and b, the last one deleted. */
function posts(line: string): CoverageInput['posts'] {
  return line.split(' ').map((word) => {
    const id = word.replace('-', '');
    return { id: id as PostId, author: { id: id.charAt(0) as ParticipantId }, deleted: word.startsWith('-') };
  });
}

/** `p1:a1,b1 p2:a1 p3`: points with the posts they cite; `elsewhere/a1` is in another discussion. */
function points(line: string): RecapPoint[] {
  const words = line === '' ? [] : line.split(' ');
  return words.map((word, index) => {
    const [id = '', cited = ''] = word.split(':');
    const cites = cited === '' ? [] : cited.split(',');
    const content = cites.map((cite) => {
      const [post, discussion = ''] = cite.split('/').reverse();
      return { type: 'cite', attrs: { post, discussion } };
    });
    return readPoint({ type: 'point', attrs: { id }, content }, index, '');
  });
}

function aside(line: string): ReadonlyMap<PostId, Aside> {
  const words = line === '' ? [] : line.split(' ');
  return new Map(
    words.map((word) => {
      const [post, reason = ''] = word.split(':') as [PostId, string?];
      return [post, { post, reason, by: 'a' as ParticipantId, at: 1 }];
    }),
  );
}

interface Case {
  readonly posts?: string;
  readonly ours?: string;
  readonly own?: Readonly<Record<string, string>>;
  readonly aside?: string;
}

const input = (given: Case): CoverageInput => ({
  discussion: HERE,
  posts: posts(given.posts ?? 'a1 b1 a2 c1'),
  ours: points(given.ours ?? ''),
  own: Object.entries(given.own ?? {}).map(([key, line]) => ({ key, points: points(line) })),
  aside: aside(given.aside ?? ''),
});
const covering = (given: Case): Coverage => coverageCounter()(input(given));

/** `a1=in×2 b1=missing`, in the order of the posts. */
function standings({ posts: all }: Coverage): string {
  return [...all]
    .map(([id, { standing, points: places }]) => `${id}=${standing}${places.length > 1 ? `×${places.length}` : ''}`)
    .join(' ');
}

describe('a post', () => {
  it.each<[string, Case, string]>([
    ['[CV1] is in when a point cites it', { ours: 'p:a1' }, 'a1=in b1=missing a2=missing c1=missing'],
    ['[CV1] is in as often as points cite it', { ours: 'p:a1,b1 q:a1' }, 'a1=in×2 b1=in a2=missing c1=missing'],
    [
      '[CV1] counts once for a point that cites two passages',
      { ours: 'p:a1,a1' },
      'a1=in b1=missing a2=missing c1=missing',
    ],
    [
      '[CV2] of another discussion is not this one',
      { ours: 'p:other/a1 q:gone' },
      'a1=missing b1=missing a2=missing c1=missing',
    ],
    ['[CV2] may name its own discussion', { ours: 'p:here/a1,a1' }, 'a1=in b1=missing a2=missing c1=missing'],
    ['[CV3] that was deleted does not count', { posts: 'a1 -b1', ours: 'p:b1' }, 'a1=missing'],
    ['[CV4] in an own recap only is told apart', { own: { b: 'p:a1' } }, 'a1=own b1=missing a2=missing c1=missing'],
    ['[CV5] set aside is not missing', { aside: 'a1:thanks' }, 'a1=aside b1=missing a2=missing c1=missing'],
    ['[CV5] cited is in, though set aside', { ours: 'p:a1', aside: 'a1:x' }, 'a1=in b1=missing a2=missing c1=missing'],
  ])('%s', (_, given, expected) => {
    expect(standings(covering(given))).toBe(expected);
  });

  it('[CV4] names the points of ours and of own recaps with their places', () => {
    const found = covering({ ours: 'p:a1 q:a1', own: { b: 'r:a1' } }).posts.get('a1' as PostId);
    expect(found?.points).toEqual([
      { recap: 'ours', id: 'p' },
      { recap: 'ours', id: 'q' },
    ]);
    expect(found?.own).toEqual([{ recap: 'b', id: 'r' }]);
  });
});

describe('what is missing', () => {
  it.each<[string, Case, Partial<Coverage>]>([
    [
      '[CV7] is listed in the order of the posts',
      { ours: 'p:b1' },
      { missing: ['a1', 'a2', 'c1'] as PostId[], covered: 1 },
    ],
    ['[CV4] includes what only own recaps cite', { posts: 'a1', own: { b: 'p:a1' } }, { missing: ['a1'] as PostId[] }],
    ['[CV5] leaves out what was set aside', { posts: 'a1 b1', aside: 'b1' }, { missing: ['a1'] as PostId[], aside: 1 }],
    ['[CV6] names people none of whose posts is in', { ours: 'p:a1' }, { unheard: ['b', 'c'] as ParticipantId[] }],
    ['[CV6] hears whoever is in once', { ours: 'p:a2,b1' }, { unheard: ['c'] as ParticipantId[] }],
    ['[CV6] does not wait for posts set aside', { ours: 'p:a1', aside: 'b1 c1' }, { unheard: [] }],
    ['[CV3] does not wait for deleted posts', { posts: 'a1 -b1', ours: 'p:a1' }, { unheard: [], total: 1 }],
    [
      '[CV7] names people in the order of their posts',
      { posts: 'c1 a1 b1' },
      { unheard: ['c', 'a', 'b'] as ParticipantId[] },
    ],
  ])('%s', (_, given, expected) => {
    expect(covering(given)).toMatchObject(expected);
  });
});

describe('[CV8] in words', () => {
  it.each<[Case, string]>([
    [{ posts: '-a1' }, 'No posts yet'],
    [{ posts: 'a1' }, '0 of 1 post in · one person not heard yet'],
    [{ posts: 'a1', ours: 'p:a1' }, 'The one post is in'],
    [{ ours: 'p:a1' }, '1 of 4 posts in · two people not heard yet'],
    [{ ours: 'p:a1,b1,c1' }, '3 of 4 posts in'],
    [{ ours: 'p:a1', aside: 'b1' }, '1 of 4 posts in · 1 set aside · one not heard yet'],
    [{ ours: 'p:a1,b1,a2', aside: 'c1:thanks' }, '3 of 4 posts in · 1 set aside · nothing is missing'],
    [{ ours: 'p:a1,b1,a2,c1' }, 'All 4 posts are in'],
    [{ posts: 'a1 b1 c1 d1 e1 f1 g1 h1 i1 j1 k1' }, '0 of 11 posts in · 11 people not heard yet'],
  ])('%j is “%s”', (given, expected) => {
    expect(coverageWords(covering(given))).toBe(expected);
  });

  it.each<[Case, string]>([
    [{ ours: 'p:a1' }, 'in the recap'],
    [{ ours: 'p:a1 q:a1 r:a1' }, 'in the recap ×3'],
    [{ aside: 'a1:thanks' }, 'set aside: thanks'],
    [{ aside: 'a1' }, 'set aside'],
    [{ own: { b: 'p:a1' } }, 'not in our recap yet'],
    [{}, 'not in the recap yet'],
  ])('the head of a post with %j says “%s”', (given, expected) => {
    const post = covering(given).posts.get('a1' as PostId);
    expect(post && standingWords(post)).toBe(expected);
  });
});

describe('[CV9] counting again', () => {
  it('gives the same object when nothing changed that anybody sees', () => {
    const counter = coverageCounter();
    const given = { ours: 'p:a1 q', own: { b: 'r:b1' }, aside: 'c1:x' };
    expect(counter(input(given))).toBe(counter(input(given)));
  });

  it('gives the same object for each post that did not change', () => {
    const counter = coverageCounter();
    const before = counter(input({ ours: 'p:a1' }));
    const after = counter(input({ ours: 'p:a1 q:b1' }));
    expect(after).not.toBe(before);
    expect(after.posts.get('a1' as PostId)).toBe(before.posts.get('a1' as PostId));
    expect(after.posts.get('b1' as PostId)).not.toBe(before.posts.get('b1' as PostId));
  });

  it.each<[string, Case, Case]>([
    ['a post was added', { posts: 'a1' }, { posts: 'a1 a2' }],
    ['posts changed places', { posts: 'a1 b1' }, { posts: 'b1 a1' }],
    ['a reason changed', { aside: 'a1:x' }, { aside: 'a1:y' }],
    ['another point cites it', { ours: 'p:a1' }, { ours: 'q:a1' }],
  ])('gives another when %s', (_, first, second) => {
    const counter = coverageCounter();
    expect(counter(input(first))).not.toBe(counter(input(second)));
  });
});
