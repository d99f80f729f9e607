/** One hash over what a reader sees of a discussion: equal hashes, the same content, whatever device, ids of people or history. */
import { normaliseRichText, plainText } from '../../shared/markdown';
import type { ExportDocument } from '../../shared/model/export-document';
import type { RichText } from '../../shared/model/rich-text';
import { sha256Hex } from '../../shared/util/hex';

/** Front matter has times to the second. */
const second = (ms: number): number => Math.floor(ms / 1000);

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
};

const body = (text: RichText): unknown => normaliseRichText(text).content;

/** Not in it: who wrote which letters, when a post was edited, deleted posts, the notebook and the discussion's own id. */
export function contentOf(document: ExportDocument): unknown {
  const { parts } = document;
  const there = new Set(document.posts.flatMap((post) => (post.deleted ? [] : [post.id])));
  return sorted({
    title: document.title,
    status: document.status,
    createdAt: second(document.createdAt),
    participants: document.participants,
    posts: document.posts
      .filter((post) => there.has(post.id))
      .map(({ id, authorName, createdAt, replyTo, body: text }) => ({
        id,
        authorName,
        createdAt,
        replyTo: replyTo !== null && there.has(replyTo) ? replyTo : null,
        body: body(text),
        words: plainText(text),
      })),
    recap: body(document.recap),
    recaps: parts.recaps.map(({ name, recap }) => ({ name, recap: body(recap) })),
    stances: parts.stances.map(({ point, name, stance, reason, at }) => ({ point, name, stance, reason, at })),
    aside: parts.aside.map(({ post, name, reason, at }) => ({ post, name, reason, at })),
    reactions: parts.reactions.map(({ post, name, emoji, at }) => ({ post, name, emoji, at })),
    signoffs: parts.signoffs.map(({ name, at, version, changed }) => ({ name, at, version, changed })),
    finished: parts.finished === null ? null : { name: parts.finished.name, at: second(parts.finished.at) },
  });
}

export const contentDigest = (document: ExportDocument): string =>
  sha256Hex(new TextEncoder().encode(JSON.stringify(contentOf(document))));
