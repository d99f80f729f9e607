/** The door of shared/markdown: rich text to Markdown and back. Format and limits: README.md. */
export { exportFileName } from './export-file-name';
export { type ExportOptions, exportMarkdown } from './export-markdown';
export { normaliseRichText } from './normalise';
export { type ParseOptions, parseRichText } from './parse';
export { plainText } from './plain-text';
export { type SerialiseOptions, serialiseRichText } from './serialise';
