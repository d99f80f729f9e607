/** Reactions on posts as they are shown: one group per emoji. Pure; rules RE in README.md. */
import type { Reaction } from '../model/discussion-parts';
import type { ParticipantId, PostId } from '../util/brand';

export interface ReactionGroup {
  readonly emoji: string;
  /** In the order in which they reacted. */
  readonly people: readonly ParticipantId[];
}

export type ReactionIndex = ReadonlyMap<PostId, readonly ReactionGroup[]>;

/** More are not shown on a post: somebody's program gave them, not people. */
export const MOST_EMOJI = 40;

const NONE: readonly ReactionGroup[] = [];

function same(a: readonly ReactionGroup[], b: readonly ReactionGroup[] | undefined): boolean {
  const key = (groups: readonly ReactionGroup[]): string =>
    groups.map((group) => [group.emoji, ...group.people].join(' ')).join('\n');
  return b !== undefined && a.length === b.length && key(a) === key(b);
}

/** Posts whose reactions did not change keep the very list that they had in `before`. */
export function reactionsByPost(reactions: readonly Reaction[], before: ReactionIndex | null = null): ReactionIndex {
  const posts = new Map<PostId, Map<string, Set<ParticipantId>>>();
  for (const { post, emoji, person } of reactions.toSorted((a, b) => a.at - b.at || (a.person < b.person ? -1 : 1))) {
    const groups = posts.get(post) ?? new Map<string, Set<ParticipantId>>();
    posts.set(post, groups);
    const people = groups.get(emoji);
    if (people === undefined) groups.set(emoji, new Set([person]));
    else people.add(person);
  }
  const index = new Map<PostId, readonly ReactionGroup[]>();
  for (const [post, groups] of posts) {
    const now = [...groups].slice(0, MOST_EMOJI).map(([emoji, people]) => ({ emoji, people: [...people] }));
    const known = before?.get(post);
    index.set(post, known !== undefined && same(now, known) ? known : now);
  }
  return index;
}

export const reactionsOn = (index: ReactionIndex, post: PostId): readonly ReactionGroup[] => index.get(post) ?? NONE;
