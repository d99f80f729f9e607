/** What a person does to a draft in the preview. Every operation returns a new draft, or the same one if nothing changes. */
import { clockMs } from './clock-day';
import type { Gap, ImportDraft, ImportPost } from './draft';
import { localTime, type ToTime } from './header-time';
import { signerReader } from './signature';

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

/** The gaps after one post are those after another now. */
function moveGap(gap: Gap | null, from: string, to: string): Gap | null {
  return gap?.after === from ? { ...gap, after: to } : gap;
}

/** Parts a post at a character offset of its text. A name that it was signed with goes to the part that is signed. */
export function splitPost(draft: ImportDraft, id: string, offset: number): ImportDraft {
  const index = draft.posts.findIndex((post) => post.id === id);
  const post = draft.posts[index];
  const text = post?.text ?? '';
  const head = text.slice(0, Math.max(0, offset)).trimEnd();
  const tail = text.slice(Math.max(0, offset)).trimStart();
  if (post === undefined || head.trim() === '' || tail.trim() === '') return draft;
  const signer = signerReader(() => draft.posts.map((other) => other.text));
  const signed = post.author !== null && post.author === signer(text);
  const first: ImportPost = { ...post, text: head, author: signed ? signer(head) : post.author };
  const { anchors: _, ...unnamed } = post;
  const second: ImportPost = {
    ...unnamed,
    id: freshId(draft.posts),
    text: tail,
    author: signer(tail),
    createdAt: null,
    clock: null,
    gap: { after: id, text: text.slice(head.length, text.length - tail.length) },
    replyTo: null,
  };
  const rest = draft.posts.slice(index + 1).map((other) => {
    const gap = moveGap(other.gap, id, second.id);
    return gap === other.gap ? other : { ...other, gap };
  });
  const posts = [...draft.posts.slice(0, index), first, second, ...rest];
  return withPosts(draft, posts, recapIdOf(draft));
}

/**
 * Joins a post to the nearest one before it that is kept, as it stood before a split, else as a paragraph of its own.
 * Furniture between them stays where it is.
 */
export function mergeWithPrevious(draft: ImportDraft, id: string): ImportDraft {
  const index = draft.posts.findIndex((post) => post.id === id);
  const before = draft.posts.findLastIndex((post, at) => at < index && !post.furniture);
  const post = draft.posts[index];
  const previous = draft.posts[before];
  if (post === undefined || previous === undefined) return draft;
  const merged: ImportPost = {
    ...previous,
    text: `${previous.text}${post.gap?.after === previous.id ? post.gap.text : '\n\n'}${post.text}`,
    author: previous.author ?? post.author,
    createdAt: previous.createdAt ?? post.createdAt,
    clock: previous.createdAt === null ? post.clock : previous.clock,
    replyTo: previous.replyTo === id ? null : previous.replyTo,
    ...(previous.anchors || post.anchors ? { anchors: [...(previous.anchors ?? []), ...(post.anchors ?? [])] } : {}),
  };
  const posts = draft.posts
    .filter((other) => other.id !== id)
    .map((other) => {
      if (other.id === merged.id) return merged;
      const gap = moveGap(other.gap, id, merged.id);
      if (other.replyTo !== id && gap === other.gap) return other;
      return { ...other, gap, replyTo: other.replyTo === id ? merged.id : other.replyTo };
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

/** `ms`: milliseconds since 1970, null for unknown. The post does not follow the draft's first day any more. */
export function setTime(draft: ImportDraft, id: string, ms: number | null): ImportDraft {
  return change(draft, id, { createdAt: ms !== null && Number.isFinite(ms) ? ms : null, clock: null });
}

/**
 * `day`: `2009-08-12`; anything else changes nothing. Moves the posts that have a time of day but no date in the text,
 * except those whose time was set by hand. `toTime`: the clock of this machine when absent.
 */
export function setFirstDay(draft: ImportDraft, day: string, toTime: ToTime = localTime): ImportDraft {
  if (clockMs({ day: 0, hour: 12, minute: 0, second: 0 }, day, toTime) === null) return draft;
  const posts = draft.posts.map((post) =>
    post.clock === null ? post : { ...post, createdAt: clockMs(post.clock, day, toTime) },
  );
  return { ...draft, firstDay: day, posts };
}

export function setText(draft: ImportDraft, id: string, text: string): ImportDraft {
  return change(draft, id, { text });
}

export function setTitle(draft: ImportDraft, title: string): ImportDraft {
  return { ...draft, title };
}
