/** A draft to the posts of a new discussion. */
import { isPlainMarkdown, OWN_RECAP_HEADING_SHIFT, parseRichText, postAnchor } from '../markdown';
import type { ImportedParts } from '../model/imported-parts';
import { EMPTY_RICH_TEXT, type RichText, type RichTextNode } from '../model/rich-text';
import type { ImportDraft, ImportPost } from './draft';

export interface ImportedPost {
  /** The id that it had in the discussion that was exported: citations and stances know it by that. */
  readonly id?: string;
  readonly body: RichText;
  readonly authorName?: string;
  /** Milliseconds since 1970; null when unknown. */
  readonly createdAt: number | null;
  /** Index in the same list of the post it replies to. */
  readonly replyToIndex: number | null;
}

/** Characters of Markdown that are read as such in one post, and in a recap or one draft: reading takes about 7 s per million. */
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

/** Whether all of the draft is short enough to be read as Markdown. */
export function isReadWhole({ posts, recapPostIndex, parts }: ImportDraft): boolean {
  const read = posts.filter((post, at) => !post.furniture && at !== recapPostIndex).map(({ text }) => text.length);
  const recaps = [posts[recapPostIndex ?? -1]?.text ?? '', ...(parts?.recaps ?? []).map(({ text }) => text)];
  return (
    read.every((length) => length <= MAX_POST_MARKDOWN) &&
    read.reduce((sum, length) => sum + length, 0) <= MAX_DRAFT_MARKDOWN &&
    recaps.every((text) => text.length <= MAX_DRAFT_MARKDOWN)
  );
}

export interface ReadOptions {
  /** The `src` for a picture's address, or null when there is none: see `ParseOptions.imageSrc`. */
  readonly imageSrc?: (url: string) => string | null;
  /** Told after each text that was read, with its length. */
  readonly onRead?: (length: number) => void;
}

/** Bodies of one draft; a draft has room for only so much Markdown, the rest is taken as plain text. */
function bodyReader(
  draft: ImportDraft,
  options: ReadOptions,
  most = MAX_POST_MARKDOWN,
): (post: ImportPost) => RichText {
  const { imageSrc, onRead } = options;
  let room = draft.format === 'markdown' ? MAX_DRAFT_MARKDOWN : 0;
  return ({ text, headingShift }) => {
    // What is plain text takes no time worth counting.
    const costs = isPlainMarkdown(text) ? 0 : text.length;
    const isRead = text.length <= most && costs <= room && draft.format === 'markdown';
    if (isRead) room -= costs;
    const body = isRead ? parseRichText(text, { imageSrc, headingShift }) : textToRichText(text);
    onRead?.(text.length);
    return body;
  };
}

/** What an anchor of an export stands for: `post-<id>`. */
const POST_ANCHOR = /^post-([\w-]{1,200})$/;

/** The posts that are imported, each with the id that it is to have, if the text names one that no earlier post has. */
function keptPosts(
  draft: ImportDraft,
  withRecap: boolean,
): { readonly post: ImportPost; readonly id: string | null }[] {
  const recap = withRecap ? undefined : draft.recapPostIndex;
  const used = new Set<string>();
  return draft.posts.flatMap((post, index): { post: ImportPost; id: string | null }[] => {
    if (post.furniture || index === recap || post.text.trim() === '') return [];
    const id = POST_ANCHOR.exec(post.anchors?.[0] ?? '')?.[1] ?? null;
    if (id === null || used.has(id)) return [{ post, id: null }];
    used.add(id);
    return [{ post, id }];
  });
}

/**
 * The posts that are kept, in order. Equal times that follow each other are told apart by a millisecond, so that the
 * order of the text stays; an export of ours says them exactly. With `withRecap: false` the post that is the recap is left to `toRecap`.
 */
export function toNewPosts(
  draft: ImportDraft,
  { withRecap, ...options }: ReadOptions & { readonly withRecap?: boolean } = {},
): ImportedPost[] {
  const read = bodyReader(draft, options);
  const kept = keptPosts(draft, withRecap !== false);
  const indexes = new Map(kept.map(({ post }, index) => [post.id, index]));
  let lastTime: number | null = null;
  let lastShown: number | null = null;
  return kept.map(({ post, id }) => {
    let createdAt: number | null = post.createdAt;
    if (createdAt !== null) {
      const repeated = post.anchors === undefined && createdAt === lastShown && lastTime !== null;
      lastShown = createdAt;
      if (repeated && lastTime !== null) createdAt = lastTime + 1;
      lastTime = createdAt;
    }
    return {
      ...(id === null ? {} : { id }),
      body: read(post),
      ...(post.author === null ? {} : { authorName: post.author }),
      createdAt,
      replyToIndex: post.replyTo === null ? null : (indexes.get(post.replyTo) ?? null),
    };
  });
}

/** The new id of each post that the file names; posts that were joined share one. */
function newIds(draft: ImportDraft): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { post, id } of keptPosts(draft, false))
    for (const anchor of post.anchors ?? []) if (id !== null && !ids.has(anchor)) ids.set(anchor, id);
  return ids;
}

/** A recap whose citations lead to the posts as they are now; those of posts that were left out stay as they were. */
function recited(recap: RichText, ids: ReadonlyMap<string, string>): RichText {
  const cite = (node: RichTextNode): RichTextNode => {
    if (node.type !== 'cite' || node.attrs?.discussion !== '') return node;
    const post = ids.get(postAnchor(String(node.attrs.post)));
    return post === undefined ? node : { ...node, attrs: { ...node.attrs, post } };
  };
  const content = (recap.content ?? []).map((node) =>
    node.type === 'point' && node.content !== undefined ? { ...node, content: node.content.map(cite) } : node,
  );
  return { type: 'doc', content };
}

/** The recap that the text holds, or null. */
export function toRecap(draft: ImportDraft, options: ReadOptions = {}): RichText | null {
  const post = draft.recapPostIndex === undefined ? undefined : draft.posts[draft.recapPostIndex];
  return post === undefined || post.furniture
    ? null
    : recited(bodyReader(draft, options, MAX_DRAFT_MARKDOWN)(post), newIds(draft));
}

/** What the text says beside posts and recap, for the posts that are imported; null when it says nothing. */
export function toParts(draft: ImportDraft, options: ReadOptions = {}): ImportedParts | null {
  if (draft.parts === undefined) return null;
  const { stances, aside, reactions, signoffs, recaps, status, createdAt, finished } = draft.parts;
  const ids = newIds(draft);
  const placed = <T extends { anchor: string }>({ anchor, ...rest }: T) => {
    const post = ids.get(anchor);
    return post === undefined ? [] : [{ ...rest, post }];
  };
  return {
    stances,
    signoffs,
    status,
    createdAt,
    finished,
    aside: aside.flatMap(placed),
    reactions: reactions.flatMap(placed),
    recaps: recaps.map(({ name, text }) => ({
      name,
      recap: recited(
        text.length > MAX_DRAFT_MARKDOWN
          ? textToRichText(text)
          : parseRichText(text, { imageSrc: options.imageSrc, headingShift: OWN_RECAP_HEADING_SHIFT }),
        ids,
      ),
    })),
  };
}
