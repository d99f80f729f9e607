/** The door of shared/markdown: rich text to Markdown and back. Format and limits: README.md. */

export { linkAddress } from './addresses';
export { blockMark } from './block-mark';
export {
  type BaseBlock,
  bodyMark,
  COUNTED_PARTS,
  type CountedPart,
  type ExportBase,
  isBaseLine,
  readBase,
  recapMarks,
  titleMark,
} from './export-base';
export { baseFileName, exportFileName, fileNameKey, safeFileName } from './export-file-name';
export {
  EMPTY_RECAP_LINE,
  EMPTY_THREAD_LINE,
  type ExportOptions,
  exportMarkdown,
  RECAP_HEADING_SHIFT,
  UNTITLED,
} from './export-markdown';
export type { ExportNote, NoteCode } from './export-note';
export { citingPoints, pointWriting } from './export-points';
export { DELETED_LINE, POST_HEADING_SHIFT } from './export-post';
export { OWN_RECAP_HEADING_SHIFT } from './export-sections';
export { exportFidelity, noteLine } from './fidelity';
export { isFootnoteLine } from './footnotes';
export { readFrontMatter } from './front-matter';
export { normaliseRichText } from './normalise';
export { cleanCode, oneLine } from './normalise-inline';
export { MOST_TOLD, type NotExpressed, notExpressed } from './not-expressed';
export { isPlainMarkdown, type ParseOptions, parseRichText, readComments } from './parse';
export { plainText } from './plain-text';
export { type PointComment, readPointComment } from './point-comments';
export { LINE_GAPS, LINE_STARTS, PLAIN_POINTS, type PointWriting } from './point-to-mdast';
export { ANCHOR_LINE, OLD_THREAD_ANCHOR, pointAnchor, postAnchor, recapAnchor, THREAD_ANCHOR } from './post-anchor';
export { type SerialiseOptions, serialiseRichText } from './serialise';
export { shortQuote } from './short-quote';
export { isoTime, readTimeText, timeText } from './time-text';
export { toMdast } from './to-mdast';
