/** The text of our own export as what it says of its discussion. */
import {
  type ImportDraft,
  type ImportedPost,
  isReadWhole,
  type ReadOptions,
  splitText,
  toNewPosts,
  toParts,
  toRecap,
} from '../import';
import { titleMark, UNTITLED } from '../markdown';
import type { BackFile, BackPost } from './types';
import { unreadEdits } from './unread';

function withReplies(posts: readonly ImportedPost[]): BackPost[] {
  return posts.map(({ replyToIndex, ...post }) => ({
    ...post,
    replyTo: replyToIndex === null ? null : (posts[replyToIndex]?.id ?? null),
  }));
}

/** Which title was changed: that in the front matter, or that in the heading. */
function titleIn({ title, parts }: ImportDraft): string {
  const heading = parts?.heading ?? '';
  if (heading === '' || (heading === UNTITLED && title === '')) return title;
  return parts?.base?.title === titleMark(title) ? heading : title;
}

/** Null when the file does not say of which discussion it is. */
export function readBackFile(text: string, fileName = '', options: ReadOptions = {}): BackFile | null {
  const draft = splitText(text, { fileName });
  const { parts } = draft;
  if (parts === undefined || parts.discussion === null || parts.exported === null) return null;
  const { exported } = parts;
  const own = toParts(draft, options)?.recaps ?? [];
  return {
    discussion: parts.discussion,
    title: titleIn(draft),
    recap: exported === 'thread' ? null : (toRecap(draft, options)?.content ?? []),
    own: new Map(own.flatMap(({ recap }, at) => [[parts.recaps[at]?.person ?? '', recap.content ?? []]])),
    posts: exported === 'recap' ? null : withReplies(toNewPosts(draft, { ...options, withRecap: false })),
    base: parts.base,
    unread: unreadEdits(text, parts.base),
    whole: isReadWhole(draft),
  };
}
