/** Which posts are in the recap, which are not, and who has not been heard. Pure; the rules are in README.md. */
import type { Aside } from '../model/discussion-parts';
import type { RecapPoint } from '../model/point';
import type { DiscussionId, ParticipantId, PostId } from '../util/brand';

/** A point that covers a post: `recap` is the key of the recap it stands in, `id` may be '' when a peer left it out. */
export interface PointPlace {
  readonly recap: string;
  readonly id: string;
}

/** `own`: only in recaps that participants have of their own. */
export type Standing = 'in' | 'own' | 'aside' | 'missing';

export interface PostCoverage {
  readonly standing: Standing;
  /** The points of our recap that cite it, in their order. */
  readonly points: readonly PointPlace[];
  /** Those of own recaps. */
  readonly own: readonly PointPlace[];
  readonly aside: Aside | null;
}

export interface Coverage {
  /** Every post that counts; a deleted one is not in it. */
  readonly posts: ReadonlyMap<PostId, PostCoverage>;
  readonly total: number;
  readonly covered: number;
  readonly aside: number;
  /** Neither in our recap nor set aside, in the order of the posts. */
  readonly missing: readonly PostId[];
  /** In the order of their first post. */
  readonly unheard: readonly ParticipantId[];
}

export interface CoverageInput {
  readonly discussion: DiscussionId;
  readonly posts: readonly {
    readonly id: PostId;
    readonly author: { readonly id: ParticipantId };
    readonly deleted: boolean;
  }[];
  readonly ours: readonly RecapPoint[];
  readonly own: readonly { readonly key: string; readonly points: readonly RecapPoint[] }[];
  readonly aside: ReadonlyMap<PostId, Aside>;
}

/** The key of our recap among the recaps of a discussion. */
export const OURS = 'ours';

const NONE: readonly PointPlace[] = [];

function place(
  into: Map<PostId, PointPlace[]>,
  input: CoverageInput,
  recap: string,
  points: readonly RecapPoint[],
): void {
  for (const { id, cites } of points) {
    let spot: PointPlace | null = null;
    for (const { post, discussion } of cites) {
      if (discussion !== null && discussion !== input.discussion) continue;
      spot ??= { recap, id };
      const known = into.get(post);
      if (known === undefined) into.set(post, [spot]);
      else if (known.at(-1) !== spot) known.push(spot);
    }
  }
}

function samePlaces(a: readonly PointPlace[], b: readonly PointPlace[]): boolean {
  return a === b || (a.length === b.length && a.every((one, at) => one.id === b[at]?.id && one.recap === b[at]?.recap));
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}

interface Counted {
  readonly input: CoverageInput;
  /** For each post, in their order; null for a deleted one. */
  readonly list: readonly (PostCoverage | null)[];
  readonly coverage: Coverage;
}

/** A calculation that gives back the objects of the time before where nothing changed. */
export function coverageCounter(): (input: CoverageInput) => Coverage {
  let before: Counted | null = null;
  return (input) => {
    before = count(input, before);
    return before.coverage;
  };
}

/** Most edits of a recap change no citation: then the posts are only compared, and nothing is built anew. */
function count(input: CoverageInput, before: Counted | null): Counted {
  const ours = new Map<PostId, PointPlace[]>();
  const own = new Map<PostId, PointPlace[]>();
  place(ours, input, OURS, input.ours);
  for (const { key, points } of input.own) place(own, input, key, points);

  const samePosts = before?.input.posts === input.posts;
  let same = samePosts;
  const list = input.posts.map((post, index): PostCoverage | null => {
    if (post.deleted) return null;
    const old = samePosts ? before?.list[index] : before?.coverage.posts.get(post.id);
    const aside = input.aside.size === 0 ? undefined : input.aside.get(post.id);
    const one = coverageOf(ours.get(post.id), own.size === 0 ? undefined : own.get(post.id), aside, old ?? undefined);
    if (one !== old) same = false;
    return one;
  });
  if (same && before !== null) return { input, list: before.list, coverage: before.coverage };
  const coverage = summed(input, list);
  return { input, list, coverage: before !== null && alike(before.coverage, coverage) ? before.coverage : coverage };
}

function summed(input: CoverageInput, list: readonly (PostCoverage | null)[]): Coverage {
  const posts = new Map<PostId, PostCoverage>();
  const missing: PostId[] = [];
  const waiting = new Set<ParticipantId>();
  const heard = new Set<ParticipantId>();
  let [covered, aside] = [0, 0];
  for (const [index, { id, author }] of input.posts.entries()) {
    const one = list[index];
    if (one == null) continue;
    posts.set(id, one);
    if (one.standing === 'in') {
      covered += 1;
      heard.add(author.id);
    } else if (one.standing === 'aside') aside += 1;
    else {
      missing.push(id);
      waiting.add(author.id);
    }
  }
  const unheard = [...waiting].filter((person) => !heard.has(person));
  return { posts, total: posts.size, covered, aside, missing, unheard };
}

function alike(a: Coverage, b: Coverage): boolean {
  if (a.posts.size !== b.posts.size || !sameList(a.missing, b.missing) || !sameList(a.unheard, b.unheard)) return false;
  for (const [id, one] of b.posts) if (a.posts.get(id) !== one) return false;
  return true;
}

function coverageOf(
  points: readonly PointPlace[] = NONE,
  own: readonly PointPlace[] = NONE,
  aside: Aside | null = null,
  before?: PostCoverage,
): PostCoverage {
  const standing: Standing = points.length > 0 ? 'in' : aside !== null ? 'aside' : own.length > 0 ? 'own' : 'missing';
  if (
    before?.standing === standing &&
    before.aside?.reason === aside?.reason &&
    samePlaces(before.points, points) &&
    samePlaces(before.own, own)
  ) {
    return before;
  }
  return { standing, points, own, aside };
}

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const amount = (value: number): string => SMALL[value] ?? String(value);

/** `9 of 12 posts in · two people not heard yet`, or shorter `… · 2 set aside · two not heard yet`. */
export function coverageWords({ total, covered, aside, missing, unheard }: Coverage): string {
  if (total === 0) return 'No posts yet';
  const who = aside > 0 ? '' : unheard.length === 1 ? 'person ' : 'people ';
  const people = `${amount(unheard.length)} ${who}not heard yet`;
  const parts = [
    covered === total
      ? total === 1
        ? 'The one post is in'
        : `All ${String(total)} posts are in`
      : `${String(covered)} of ${String(total)} ${total === 1 ? 'post' : 'posts'} in`,
    ...(aside > 0 ? [`${String(aside)} set aside`] : []),
    ...(unheard.length > 0 ? [people] : []),
    ...(missing.length === 0 && aside > 0 ? ['nothing is missing'] : []),
  ];
  return parts.join(' · ');
}

/** What stands at the head of a post: `in the recap ×3`, `set aside: thanks only`. */
export function standingWords({ standing, points, aside }: PostCoverage): string {
  switch (standing) {
    case 'in':
      return points.length === 1 ? 'in the recap' : `in the recap ×${String(points.length)}`;
    case 'aside':
      return aside === null || aside.reason === '' ? 'set aside' : `set aside: ${aside.reason}`;
    case 'own':
      return 'not in our recap yet';
    case 'missing':
      return 'not in the recap yet';
  }
}
