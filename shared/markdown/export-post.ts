/** One post of an exported thread: anchor, heading, what it replies to, body. */
import type { PhrasingContent } from 'mdast';
import type { ExportPost } from '../model/export-document';
import { type PostNotes, postNotes } from './export-sections';
import type { Normalise } from './normalise';
import { oneLine } from './normalise-inline';
import { plainText } from './plain-text';
import { pointComment } from './point-comments';
import { anchorLine, postAnchor } from './post-anchor';
import { serialiseCanonical } from './serialise';
import { shortQuote } from './short-quote';
import { exactTime, timeText } from './time-text';
import { writeMdast } from './write-mdast';

/** Posts have headings of level 3, so the headings of their bodies begin at 4. */
export const POST_HEADING_SHIFT = 3;
export const DELETED_LINE = '*This post was deleted.*';
export const REPLY_PREFIX = 'In reply to ';

const text = (value: string): PhrasingContent => ({ type: 'text', value });

function title(post: ExportPost): string {
  const edited = post.deleted ? null : timeText(post.editedAt);
  const parts = [oneLine(post.authorName) ?? 'Unknown', timeText(post.createdAt), edited && `edited ${edited}`];
  return parts.filter(Boolean).join(' · ');
}

/** The heading shows the time to the minute: the rest of it is kept out of sight. */
function place({ id, createdAt }: ExportPost): string {
  const exact = createdAt === null || createdAt % 60_000 === 0 ? '' : exactTime(createdAt);
  return `${exact === '' ? '' : pointComment('post', '', { at: exact })}${anchorLine(postAnchor(id))}`;
}

function replyLine(target: ExportPost): string {
  const quote = target.deleted ? '' : shortQuote(plainText(target.body));
  const link: PhrasingContent = {
    type: 'link',
    url: `#${postAnchor(target.id)}`,
    children: [text(oneLine(target.authorName) ?? 'Unknown')],
  };
  const children = [text(REPLY_PREFIX), link, ...(quote === '' ? [] : [text(`: “${quote}”`)])];
  return writeMdast([{ type: 'paragraph', children }]);
}

/** Markdown of one post. `target` is the post it replies to, when that is part of the discussion. */
export function exportPost(
  post: ExportPost,
  target: ExportPost | undefined,
  imageUrl: (src: string) => string,
  notes: PostNotes,
  normalise: Normalise,
): string {
  const heading = writeMdast([{ type: 'heading', depth: 3, children: [text(title(post))] }]);
  const body = post.deleted
    ? `${DELETED_LINE}\n`
    : serialiseCanonical(normalise(post.body), { imageUrl, headingShift: POST_HEADING_SHIFT });
  const parts = [
    `${place(post)}\n\n${heading}`,
    target === undefined ? '' : replyLine(target),
    body,
    ...(post.deleted ? [] : postNotes(post.id, notes)),
  ];
  return parts.filter((part) => part !== '').join('\n');
}
