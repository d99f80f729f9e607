/** Markdown to rich text. */
import type { Nodes, Root } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import type { RichText } from '../model/rich-text';
import { pictureAddress } from './addresses';
import { fromMdast } from './from-mdast';
import { isDeeplyNested } from './nesting';
import { normaliseRichText } from './normalise';
import { overloadOf } from './overload';
import { type PointComment, readPointComment } from './point-comments';
import { quickParse } from './quick-parse';
import { taskItems } from './task-items';

export interface ParseOptions {
  /** The `src` for a picture's address, or null when there is none: then the picture's source stays as text. */
  readonly imageSrc?: (url: string) => string | null;
  /** The shift that the text was written with: see `SerialiseOptions.headingShift`. */
  readonly headingShift?: number;
}

// Addresses typed as words stay words: the autolink-literal extension is left out on purpose.
const SYNTAX: Options['extensions'] = [gfmTable(), gfmStrikethrough({ singleTilde: false }), gfmTaskListItem()];
const MDAST: Options['mdastExtensions'] = [gfmTableFromMarkdown(), gfmStrikethroughFromMarkdown(), taskItems()];

const NO_NESTING = { disable: { null: ['blockQuote', 'list'] } };
const NO_INLINE = { disable: { null: ['attention', 'labelStartLink', 'labelStartImage', 'codeText'] } };
const NO_HTML = { disable: { null: ['htmlText'] } };

/** The tree of a text with line feeds only; what would take the parser too long is words in it. */
export function parseMdast(source: string): Root {
  const overload = overloadOf(source);
  const inline = overload === null ? (SYNTAX ?? []) : [gfmTable(), gfmTaskListItem(), NO_INLINE];
  const html = overload?.html === true ? [NO_HTML] : [];
  const extensions = [...inline, ...html, ...(isDeeplyNested(source) ? [NO_NESTING] : [])];
  return fromMarkdown(source, { extensions, mdastExtensions: MDAST });
}

/**
 * The normalised document of GFM Markdown. Raw HTML, unknown constructs and pictures that are not available stay as
 * literal text; `<br>` is a hard break. A line break inside a paragraph is a space.
 */
export function parseRichText(markdown: string, options: ParseOptions = {}): RichText {
  const plain = quickParse(markdown);
  return plain === null ? parseSlowly(markdown, options) : normaliseRichText({ type: 'doc', content: plain });
}

/** Whether a text is read without the parser, in hardly any time. */
export const isPlainMarkdown = (markdown: string): boolean => quickParse(markdown) !== null;

/** By the parser alone: what `parseRichText` must equal. */
export function parseSlowly(markdown: string, options: ParseOptions = {}): RichText {
  const source = markdown.replace(/\r\n?/g, '\n');
  const root = parseMdast(source);
  const imageSrc = (url: string) => pictureAddress(options.imageSrc === undefined ? url : options.imageSrc(url));
  return normaliseRichText(fromMdast(root, { source, imageSrc, headingShift: options.headingShift ?? 0 }));
}

/** The comments of ours in a piece of Markdown, wherever they stand, in their order; text and code only look like them. */
export function readComments(markdown: string): PointComment[] {
  const result: PointComment[] = [];
  const waiting: Nodes[] = [parseMdast(markdown)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const comment = node.type === 'html' ? readPointComment(node.value) : null;
    if (comment !== null) result.push(comment);
    if ('children' in node) waiting.push(...node.children.toReversed());
  }
  return result;
}
