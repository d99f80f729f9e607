/** Markdown to rich text. */
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import type { RichText } from '../model/rich-text';
import { pictureAddress } from './addresses';
import { fromMdast } from './from-mdast';
import { normaliseRichText } from './normalise';

export interface ParseOptions {
  /** The `src` for a picture's address, or null when there is none: then the picture's source stays as text. */
  readonly imageSrc?: (url: string) => string | null;
  /** The shift that the text was written with: see `SerialiseOptions.headingShift`. */
  readonly headingShift?: number;
}

// Addresses typed as words stay words: the autolink-literal extension is left out on purpose.
const SYNTAX: Options['extensions'] = [gfmTable(), gfmStrikethrough({ singleTilde: false }), gfmTaskListItem()];
const MDAST: Options['mdastExtensions'] = [
  gfmTableFromMarkdown(),
  gfmStrikethroughFromMarkdown(),
  gfmTaskListItemFromMarkdown(),
];

/**
 * The normalised document of GFM Markdown. Raw HTML, unknown constructs and pictures that are not available stay as
 * literal text; `<br>` is a hard break. A line break inside a paragraph is a space.
 */
export function parseRichText(markdown: string, options: ParseOptions = {}): RichText {
  const source = markdown.replace(/\r\n?/g, '\n');
  const root = fromMarkdown(source, { extensions: SYNTAX, mdastExtensions: MDAST });
  const imageSrc = (url: string) => pictureAddress(options.imageSrc === undefined ? url : options.imageSrc(url));
  return normaliseRichText(fromMdast(root, { source, imageSrc, headingShift: options.headingShift ?? 0 }));
}
