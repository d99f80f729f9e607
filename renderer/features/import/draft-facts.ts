import type { ImportDraft } from '../../../shared/import';
import { count } from '../../ui/words';

export interface DraftFacts {
  /** Parts that become posts, and those that are left out. */
  readonly kept: number;
  readonly left: number;
  /** One of the parts becomes the recap; it is not counted as a post. */
  readonly recap: boolean;
  /** Names used in the draft, each once, most frequent first. */
  readonly authors: readonly string[];
}

/** What the draft would become. Pure. */
export function draftFacts(draft: ImportDraft): DraftFacts {
  const all = draft.posts.filter((post) => !post.furniture);
  const kept = all.filter((post) => post !== draft.posts[draft.recapPostIndex ?? -1]);
  const uses = new Map<string, number>();
  for (const { author } of kept) if (author !== null) uses.set(author, (uses.get(author) ?? 0) + 1);
  const authors = [...uses].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name);
  const recap = all.length > kept.length;
  return { kept: kept.length, left: draft.posts.length - all.length, recap, authors };
}

/** Names to suggest while `field` is being typed in: half a name is no suggestion. Pure. */
export function suggestedAuthors(draft: ImportDraft, field: string | null): readonly string[] {
  return draftFacts({ ...draft, posts: draft.posts.filter((post) => field !== `author:${post.id}`) }).authors;
}

/** `11 posts by 2 people · 3 left out`. */
export function factsWords({ kept, left, recap, authors }: DraftFacts): string {
  const by = authors.length === 0 ? ' by unknown authors' : ` by ${count(authors.length, 'person', 'people')}`;
  const posts = kept === 0 && recap ? '' : `${count(kept, 'post')}${by}`;
  const parts = [recap ? 'A recap' : '', posts].filter((part) => part !== '').join(', ');
  return `${parts}${left > 0 ? ` · ${String(left)} left out` : ''}`;
}
