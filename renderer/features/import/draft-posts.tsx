import { useEffect, useRef } from 'react';
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
import { DraftPostRow } from './draft-post-row';

export interface DraftPostsProps {
  readonly draft: ImportDraft;
  /** Names to suggest. */
  readonly authors: readonly string[];
  /** A change of words, names or times: no step of its own for Undo. */
  readonly onText: (draft: ImportDraft) => void;
  /** A change of what is a post: one step for Undo. */
  readonly onStep: (draft: ImportDraft) => void;
}

interface CaretWish {
  readonly id: string;
  readonly at: number;
}

/** The preview: one row for each post, those left out as a quiet line. */
export function DraftPosts({ draft, authors, onText, onStep }: DraftPostsProps) {
  const list = useRef<HTMLOListElement>(null);
  const caret = useRef<CaretWish | null>(null);

  useEffect(() => {
    const wish = caret.current;
    if (wish === null) return;
    caret.current = null;
    const field = list.current?.querySelector<HTMLTextAreaElement>(`[data-draft="${CSS.escape(wish.id)}"] textarea`);
    field?.focus();
    field?.setSelectionRange(wish.at, wish.at);
  });

  const split = (id: string, at: number): void => {
    const next = splitPost(draft, id, at);
    if (next === draft) return;
    const place = next.posts.findIndex((post) => post.id === id);
    caret.current = { id: next.posts[place + 1]?.id ?? id, at: 0 };
    onStep(next);
  };
  const merge = (id: string): void => {
    const next = mergeWithPrevious(draft, id);
    if (next === draft) return;
    const place = draft.posts.findIndex((post) => post.id === id);
    const before = draft.posts.findLast((post, at) => at < place && !post.furniture);
    if (before !== undefined) caret.current = { id: before.id, at: before.text.length };
    onStep(next);
  };

  const numbers = new Map(draft.posts.filter((post) => !post.furniture).map((post, place) => [post.id, place + 1]));
  const recapId = draft.recapPostIndex === undefined ? null : draft.posts[draft.recapPostIndex]?.id;
  return (
    <>
      <datalist id="imp-authors">
        {authors.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <ol className="imp-posts" ref={list}>
        {draft.posts.map((post) => (
          <DraftPostRow
            key={post.id}
            post={post}
            number={numbers.get(post.id) ?? null}
            isRecap={post.id === recapId}
            onText={(text) => onText(setText(draft, post.id, text))}
            onAuthor={(name) => onText(setAuthor(draft, post.id, name))}
            onTime={(time) => onText(setTime(draft, post.id, time))}
            onSplit={(at) => split(post.id, at)}
            onMerge={() => merge(post.id)}
            onDrop={() => onStep(dropPost(draft, post.id))}
            onKeep={() => onStep(restorePost(draft, post.id))}
          />
        ))}
      </ol>
    </>
  );
}
