/** What a person does to a draft in the preview. Every operation returns a new draft, or the same one if nothing changes. */
import type { ImportDraft, ImportPost } from './draft';
import { signatureName } from './signature';

function change(draft: ImportDraft, id: string, patch: Partial<Omit<ImportPost, 'id'>>): ImportDraft {
  if (!draft.posts.some((post) => post.id === id)) return draft;
  return { ...draft, posts: draft.posts.map((post) => (post.id === id ? { ...post, ...patch } : post)) };
}

function withPosts(draft: ImportDraft, posts: readonly ImportPost[], recapId: string | undefined): ImportDraft {
  const { recapPostIndex: _, ...rest } = draft;
  const recap = posts.findIndex((post) => post.id === recapId);
  return { ...rest, posts, ...(recap < 0 ? {} : { recapPostIndex: recap }) };
}

function recapIdOf(draft: ImportDraft): string | undefined {
  return draft.recapPostIndex === undefined ? undefined : draft.posts[draft.recapPostIndex]?.id;
}

function freshId(posts: readonly ImportPost[]): string {
  const numbers = posts.map((post) => Number(post.id.slice(1))).filter(Number.isFinite);
  return `p${numbers.reduce((most, number) => Math.max(most, number), 0) + 1}`;
}

/** Parts a post at a character offset of its text. A name that it was signed with goes to the part that is signed. */
export function splitPost(draft: ImportDraft, id: string, offset: number): ImportDraft {
  const index = draft.posts.findIndex((post) => post.id === id);
  const post = draft.posts[index];
  const head = post?.text.slice(0, Math.max(0, offset)).trimEnd() ?? '';
  const tail = post?.text.slice(Math.max(0, offset)).trimStart() ?? '';
  if (post === undefined || head.trim() === '' || tail.trim() === '') return draft;
  const signed = post.author !== null && post.author === signatureName(post.text);
  const first: ImportPost = { ...post, text: head, author: signed ? signatureName(head) : post.author };
  const second: ImportPost = {
    ...post,
    id: freshId(draft.posts),
    text: tail,
    author: signatureName(tail),
    createdAt: null,
    replyTo: null,
  };
  const posts = [...draft.posts.slice(0, index), first, second, ...draft.posts.slice(index + 1)];
  return withPosts(draft, posts, recapIdOf(draft));
}

/** Joins a post to the nearest one before it that is kept. Furniture between them stays where it is. */
export function mergeWithPrevious(draft: ImportDraft, id: string): ImportDraft {
  const index = draft.posts.findIndex((post) => post.id === id);
  const before = draft.posts.findLastIndex((post, at) => at < index && !post.furniture);
  const post = draft.posts[index];
  const previous = draft.posts[before];
  if (post === undefined || previous === undefined) return draft;
  const merged: ImportPost = {
    ...previous,
    text: `${previous.text}\n\n${post.text}`,
    author: previous.author ?? post.author,
    createdAt: previous.createdAt ?? post.createdAt,
    replyTo: previous.replyTo === id ? null : previous.replyTo,
  };
  const posts = draft.posts
    .filter((other) => other.id !== id)
    .map((other) => {
      if (other.id === merged.id) return merged;
      return other.replyTo === id ? { ...other, replyTo: merged.id } : other;
    });
  const recap = recapIdOf(draft);
  return withPosts(draft, posts, recap === id ? merged.id : recap);
}

/** Leaves a post out of the import. */
export function dropPost(draft: ImportDraft, id: string): ImportDraft {
  return change(draft, id, { furniture: true });
}

/** Takes a dropped post, or a part of the page around the discussion, in again. */
export function restorePost(draft: ImportDraft, id: string): ImportDraft {
  return change(draft, id, { furniture: false });
}

export function setAuthor(draft: ImportDraft, id: string, name: string): ImportDraft {
  const author = name.trim();
  return change(draft, id, { author: author === '' ? null : author });
}

/** `ms`: milliseconds since 1970, null for unknown. */
export function setTime(draft: ImportDraft, id: string, ms: number | null): ImportDraft {
  return change(draft, id, { createdAt: ms !== null && Number.isFinite(ms) ? ms : null });
}

export function setText(draft: ImportDraft, id: string, text: string): ImportDraft {
  return change(draft, id, { text });
}

export function setTitle(draft: ImportDraft, title: string): ImportDraft {
  return { ...draft, title };
}
