/** A draft to the posts of a new discussion. */
import { parseRichText } from '../markdown';
import { EMPTY_RICH_TEXT, type RichText, type RichTextNode } from '../model/rich-text';
import type { ImportDraft, ImportPost } from './draft';

export interface ImportedPost {
  readonly body: RichText;
  readonly authorName?: string;
  /** Milliseconds since 1970; null when unknown. */
  readonly createdAt: number | null;
  /** Index in the same list of the post it replies to. */
  readonly replyToIndex: number | null;
}

/** Characters of Markdown that are read as such in one post and in one draft: reading takes about 7 s per million. */
const MAX_POST_MARKDOWN = 200_000;
const MAX_DRAFT_MARKDOWN = 1_000_000;

/** Blank lines part paragraphs, single line breaks stay line breaks. Nothing in it is taken for Markdown. */
function textToRichText(text: string): RichText {
  const content: RichTextNode[] = [];
  let inline: RichTextNode[] = [];
  const close = () => {
    if (inline.length > 0) content.push({ type: 'paragraph', content: inline });
    inline = [];
  };
  for (const line of text.split(/\r\n|[\r\n]/)) {
    const words = line.trimEnd();
    if (words.trim() === '') close();
    else inline.push(...(inline.length > 0 ? [{ type: 'hardBreak' }] : []), { type: 'text', text: words });
  }
  close();
  return content.length === 0 ? EMPTY_RICH_TEXT : { type: 'doc', content };
}

/** Bodies of one draft; a draft has room for only so much Markdown, the rest is taken as plain text. */
function bodyReader(draft: ImportDraft): (post: ImportPost) => RichText {
  let room = draft.format === 'markdown' ? MAX_DRAFT_MARKDOWN : 0;
  return ({ text, headingShift }) => {
    if (text.length > MAX_POST_MARKDOWN || text.length > room) return textToRichText(text);
    room -= text.length;
    return parseRichText(text, { headingShift });
  };
}

/**
 * The posts that are kept, in order. Equal times that follow each other are told apart by a millisecond, so that the
 * order of the text stays. With `withRecap: false` the post that is the recap is left to `toRecap`.
 */
export function toNewPosts(draft: ImportDraft, options: { readonly withRecap?: boolean } = {}): ImportedPost[] {
  const read = bodyReader(draft);
  const recap = options.withRecap === false ? draft.recapPostIndex : undefined;
  const kept = draft.posts.filter((post, index) => !post.furniture && index !== recap && post.text.trim() !== '');
  const indexes = new Map(kept.map((post, index) => [post.id, index]));
  let lastTime: number | null = null;
  let lastShown: number | null = null;
  return kept.map((post) => {
    let createdAt: number | null = post.createdAt;
    if (createdAt !== null) {
      const repeated = createdAt === lastShown && lastTime !== null;
      lastShown = createdAt;
      if (repeated && lastTime !== null) createdAt = lastTime + 1;
      lastTime = createdAt;
    }
    return {
      body: read(post),
      ...(post.author === null ? {} : { authorName: post.author }),
      createdAt,
      replyToIndex: post.replyTo === null ? null : (indexes.get(post.replyTo) ?? null),
    };
  });
}

/** The recap that the text holds, or null. */
export function toRecap(draft: ImportDraft): RichText | null {
  const post = draft.recapPostIndex === undefined ? undefined : draft.posts[draft.recapPostIndex];
  return post === undefined || post.furniture ? null : bodyReader(draft)(post);
}
