import {
  dropPost,
  type ImportDraft,
  mergeWithPrevious,
  restorePost,
  setAuthor,
  setText,
  setTime,
  splitPost,
} from '../../../shared/import';
import { placeAfterDrop } from './draft-place';
import { DraftPostRow } from './draft-post-row';
import type { PlaceWish } from './use-place-wish';

export interface DraftPostsProps {
  readonly draft: ImportDraft;
  /** Names to suggest. */
  readonly authors: readonly string[];
  /** One step for Undo; `field`: where it was typed, null for a change that stands alone. */
  readonly onStep: (draft: ImportDraft, field: string | null) => void;
  readonly goTo: PlaceWish;
}

/** The preview: one row for each post, those left out as a quiet line. */
export function DraftPosts({ draft, authors, onStep, goTo }: DraftPostsProps) {
  const split = (id: string, at: number): void => {
    const next = splitPost(draft, id, at);
    if (next === draft) return;
    const place = next.posts.findIndex((post) => post.id === id);
    goTo({ id: next.posts[place + 1]?.id ?? id, control: 'text', at: 0 });
    onStep(next, null);
  };
  const merge = (id: string): void => {
    const next = mergeWithPrevious(draft, id);
    if (next === draft) return;
    const place = draft.posts.findIndex((post) => post.id === id);
    const before = draft.posts.findLast((post, at) => at < place && !post.furniture);
    if (before !== undefined) goTo({ id: before.id, control: 'text', at: before.text.length });
    onStep(next, null);
  };

  const drop = (id: string): void => {
    const next = dropPost(draft, id);
    goTo(placeAfterDrop(next, id));
    onStep(next, null);
  };
  const keep = (id: string): void => {
    goTo({ id, control: 'text', at: 0 });
    onStep(restorePost(draft, id), null);
  };

  const recapId = draft.recapPostIndex === undefined ? null : draft.posts[draft.recapPostIndex]?.id;
  const kept = draft.posts.filter((post) => !post.furniture && post.id !== recapId);
  const numbers = new Map(kept.map((post, place) => [post.id, place + 1]));
  return (
    <>
      <datalist id="imp-authors">
        {authors.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <ol className="imp-posts">
        {draft.posts.map((post) => (
          <DraftPostRow
            key={post.id}
            post={post}
            number={post.id === recapId && !post.furniture ? 'recap' : (numbers.get(post.id) ?? null)}
            onText={(text) => onStep(setText(draft, post.id, text), `text:${post.id}`)}
            onAuthor={(name) => onStep(setAuthor(draft, post.id, name), `author:${post.id}`)}
            onTime={(time) => onStep(setTime(draft, post.id, time), `time:${post.id}`)}
            onSplit={(at) => split(post.id, at)}
            onMerge={() => merge(post.id)}
            onDrop={() => drop(post.id)}
            onKeep={() => keep(post.id)}
          />
        ))}
      </ol>
    </>
  );
}
