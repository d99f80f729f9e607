/** Places in the preview that the focus can go to. */
import type { ImportDraft, ImportPost } from '../../../shared/import';

export interface DraftPlace {
  /** The post it belongs to; null for the fields above the posts. */
  readonly id: string | null;
  readonly control: 'title' | 'day' | 'text' | 'author' | 'time' | 'drop' | 'keep';
  /** Where the caret goes in a text, the end without it. */
  readonly at?: number;
}

/** The attribute by which `findPlace` knows the controls. */
export function placeMark(control: DraftPlace['control']): { readonly 'data-control': string } {
  return { 'data-control': control };
}

export function findPlace(root: HTMLElement, { id, control }: DraftPlace): HTMLElement | null {
  const row = id === null ? root : root.querySelector(`[data-draft="${CSS.escape(id)}"]`);
  return row?.querySelector<HTMLElement>(`[data-control="${control}"]`) ?? null;
}

/** Where the caret goes; nothing happens to a place that is gone. */
export function focusPlace(root: HTMLElement, place: DraftPlace): void {
  const found = findPlace(root, place);
  found?.focus();
  if (!(found instanceof HTMLTextAreaElement)) return;
  const at = place.at ?? found.value.length;
  found.setSelectionRange(at, at);
}

function placeIn(before: ImportPost | undefined, after: ImportPost): DraftPlace {
  const { id } = after;
  if (after.furniture) return { id, control: 'keep' };
  if (before?.id === id && before.text === after.text && before.furniture === after.furniture) {
    if (before.author !== after.author) return { id, control: 'author' };
    if (before.createdAt !== after.createdAt) return { id, control: 'time' };
  }
  return { id, control: 'text' };
}

/** Where two drafts differ first, as a place in the second one. Pure. */
export function changedPlace(before: ImportDraft, after: ImportDraft): DraftPlace {
  if (before.title !== after.title) return { id: null, control: 'title' };
  if (before.firstDay !== after.firstDay) return { id: null, control: 'day' };
  const index = after.posts.findIndex((post, at) => post !== before.posts[at]);
  const post = after.posts[index] ?? after.posts.at(-1);
  return post === undefined ? { id: null, control: 'title' } : placeIn(before.posts[index], post);
}

/** Where to go on when a post is dropped: the next one that is kept, else the one before, else the dropped one. Pure. */
export function placeAfterDrop(draft: ImportDraft, id: string): DraftPlace {
  const index = draft.posts.findIndex((post) => post.id === id);
  const kept = (post: ImportPost): boolean => !post.furniture;
  const next = draft.posts.slice(index + 1).find(kept) ?? draft.posts.slice(0, Math.max(0, index)).findLast(kept);
  return next === undefined ? { id, control: 'keep' } : { id: next.id, control: 'drop' };
}
