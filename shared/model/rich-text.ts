/**
 * The rich text that posts and recaps are made of, as plain data (ProseMirror's JSON).
 *
 * Nodes: doc, paragraph, heading {level 1-6}, bulletList, orderedList {start}, listItem, taskList, taskItem {checked},
 * blockquote, codeBlock {language}, horizontalRule, table, tableRow, tableHeader, tableCell, image {src, alt, title},
 * hardBreak, text, and the parts of a recap: point {kind, id, …}, detail {role}, cite {post, …}, credit {role, …}, described
 * in point.ts. Marks: bold, italic, strike, code, link {href, title}, author {by}.
 *
 * Points stand at the root only; they hold blocks, details, cites and credits. The `author` mark names the participant who
 * wrote a stretch that somebody else moved; all other text belongs to whoever's session inserted it (`authors`).
 *
 * A table cell holds paragraphs. An image is a block; its `src` is `asset:<hash>` for a picture kept in the
 * discussion's `assets`, or an http(s) or data address.
 */
export interface RichTextMark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

export interface RichTextNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly RichTextNode[];
  readonly marks?: readonly RichTextMark[];
  readonly text?: string;
}

/** The root node: `{type: 'doc', content: […]}`. */
export type RichText = RichTextNode & { readonly type: 'doc' };

export const NODE_NAMES = [
  'doc',
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'taskList',
  'taskItem',
  'blockquote',
  'codeBlock',
  'horizontalRule',
  'table',
  'tableRow',
  'tableHeader',
  'tableCell',
  'image',
  'hardBreak',
  'text',
  'point',
  'detail',
  'cite',
  'credit',
] as const;

export const MARK_NAMES = ['bold', 'italic', 'strike', 'code', 'link', 'author'] as const;

export const EMPTY_RICH_TEXT: RichText = { type: 'doc', content: [] };
