/** A text for the clipboard, as mail programs and word processors take it: plain elements, no classes, no style sheet. */
import { normaliseRichText, type PointWriting } from '../markdown';
import type { ExportDocument } from '../model/export-document';
import type { RichText } from '../model/rich-text';
import { type BlockLook, blocks } from './blocks';
import { element, type Html, join, LINE, text } from './markup';
import type { Pictures } from './pictures';
import { pointLetter } from './point-letter';
import { signoffItems, stanceRows } from './recap-parts';

export interface LetterOptions {
  readonly pictures: Pictures;
  readonly points: PointWriting;
  /** How many levels deeper headings are written. */
  readonly headingShift?: number;
}

const table = (rows: Html): Html => element('table', { border: '1' }, rows);

function letterBlocks(body: RichText, { pictures, points, headingShift = 0 }: LetterOptions): Html[] {
  const look: BlockLook = {
    pictures,
    headingLevel: (level) => level + headingShift,
    box: (checked) => text(checked ? '☑' : '☐'),
    table,
  };
  const nodes = normaliseRichText(body).content ?? [];
  return nodes.map((node) => (node.type === 'point' ? pointLetter(node, points, look) : blocks([node], look)));
}

export function letterHtml(body: RichText, options: LetterOptions): string {
  return join(letterBlocks(body, options), LINE);
}

/** Our recap as a whole: title, text, what people think of its points, who signed it. */
export function recapLetter(document: ExportDocument, options: LetterOptions): string {
  const heading = (words: string): Html => element('h2', null, text(words));
  const stances = stanceRows(document, 'recap', false);
  const signoffs = signoffItems(document);
  return join(
    [
      element('h1', null, text(document.title)),
      ...letterBlocks(document.recap, { ...options, headingShift: 1 }),
      ...(stances === null ? [] : [heading('Stances'), table(stances)]),
      ...(signoffs.length === 0 ? [] : [heading('Signed off'), element('ul', null, ...signoffs)]),
    ],
    LINE,
  );
}
