/** The door of shared/html: discussions as pages, and texts for letters and word processors. */
export { exportHtml, type HtmlOptions } from './export-html';
export { type LetterOptions, letterHtml, recapLetter } from './letter-html';
export { dataPictures, type Pictures } from './pictures';
