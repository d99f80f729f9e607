import type { ImportDraft } from '../../../shared/import';
import { count } from '../../ui/words';

export interface DraftFacts {
  /** Parts that become posts, and those that are left out. */
  readonly kept: number;
  readonly left: number;
  /** Names used in the draft, each once, most frequent first. */
  readonly authors: readonly string[];
}

/** What the draft would become. Pure. */
export function draftFacts(draft: ImportDraft): DraftFacts {
  const kept = draft.posts.filter((post) => !post.furniture);
  const uses = new Map<string, number>();
  for (const { author } of kept) if (author !== null) uses.set(author, (uses.get(author) ?? 0) + 1);
  const authors = [...uses].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name);
  return { kept: kept.length, left: draft.posts.length - kept.length, authors };
}

/** Names to suggest while `field` is being typed in: half a name is no suggestion. Pure. */
export function suggestedAuthors(draft: ImportDraft, field: string | null): readonly string[] {
  return draftFacts({ ...draft, posts: draft.posts.filter((post) => field !== `author:${post.id}`) }).authors;
}

/** `11 posts by 2 people · 3 left out`. */
export function factsWords({ kept, left, authors }: DraftFacts): string {
  const by = authors.length === 0 ? ' by unknown authors' : ` by ${count(authors.length, 'person', 'people')}`;
  return `${count(kept, 'post')}${by}${left > 0 ? ` · ${String(left)} left out` : ''}`;
}
