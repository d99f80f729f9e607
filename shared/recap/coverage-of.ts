import type { Aside } from '../model/discussion-parts';
import type { RecapPoint } from '../model/point';
import type { ParticipantId, PostId } from '../util/brand';

interface CoverageInput {
  readonly posts: readonly {
    readonly id: PostId;
    readonly author: { readonly id: ParticipantId };
    readonly deleted: boolean;
  }[];
  readonly ours: readonly RecapPoint[];
  readonly aside: ReadonlyMap<PostId, Aside>;
}

export function coverageOf({ posts, ours, aside }: CoverageInput): {
  readonly missing: readonly PostId[];
  readonly unheard: readonly ParticipantId[];
} {
  const cited = new Set(
    ours.flatMap((point) => point.cites.filter((cite) => cite.discussion === null).map((cite) => cite.post)),
  );
  const here = posts.filter((post) => !post.deleted);
  const missing = here.filter((post) => !cited.has(post.id) && !aside.has(post.id));
  const heard = new Set(here.filter((post) => cited.has(post.id)).map((post) => post.author.id));
  const unheard = [...new Set(missing.map((post) => post.author.id))].filter((person) => !heard.has(person));
  return { missing: missing.map((post) => post.id), unheard };
}
