/**
 * A discussion as one HTML file that needs nothing else: pictures inside, no script, no request to anywhere. What stands in
 * it is what Markdown says (shared/markdown/README.md), laid out for reading on a screen and on paper.
 */
import { toBase64 } from 'lib0/buffer';
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';
import { PLAIN_POINTS, pointWriting, recapAnchor, THREAD_ANCHOR } from '../markdown';
import type { ExportDocument, ExportKind } from '../model/export-document';
import { front, type Part, titleOf } from './front';
import { element, type Html, join, LINE, page, styleElement, text } from './markup';
import { pageText, wideTable } from './page-text';
import type { Pictures } from './pictures';
import { nameOf, signoffItems, stanceRows } from './recap-parts';
import { PAGE_STYLE } from './style';
import { threadSection } from './thread-html';

export interface HtmlOptions {
  readonly pictures: Pictures;
}

/** Nothing is loaded or run, whatever a reader of this file forgot to refuse; the style sheet is known by its hash. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${toBase64(digest(encodeUtf8(PAGE_STYLE)))}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const RECAP_ANCHOR = 'the-recap';
const STANCES_ANCHOR = 'stances';
const SIGNOFFS_ANCHOR = 'signoffs';

interface Section extends Part {
  readonly html: Html;
}

function section(anchor: string, label: string, body: Html, kind = 'recap'): Section {
  const heading = element('h2', { id: `${anchor}-heading` }, text(label));
  const attributes = { id: anchor, class: kind, 'aria-labelledby': `${anchor}-heading` };
  return { anchor, label, html: element('section', attributes, heading, LINE, body) };
}

function recapSections(document: ExportDocument, kind: ExportKind, { pictures }: HtmlOptions): Section[] {
  const points = { ...PLAIN_POINTS, ...pointWriting(document, kind === 'discussion' ? '' : null) };
  const body = pageText(document.recap, { pictures, points, top: 3 });
  const nothing = element('p', { class: 'nothing' }, text('There is no recap yet.'));
  const stances = stanceRows(document, kind, true);
  const signoffs = signoffItems(document);
  const own = kind === 'discussion' ? document.parts.recaps : [];
  return [
    section(RECAP_ANCHOR, 'Recap', body.length === 0 ? nothing : body),
    ...own.map(({ person, name, recap }) =>
      section(recapAnchor(person), `${nameOf(name)}’s recap`, pageText(recap, { pictures, points, top: 3 })),
    ),
    ...(stances === null ? [] : [section(STANCES_ANCHOR, 'Stances', wideTable(stances), 'notes')]),
    ...(signoffs.length === 0
      ? []
      : [section(SIGNOFFS_ANCHOR, 'Signed off', element('ul', null, ...signoffs), 'notes')]),
  ];
}

function head(document: ExportDocument): Html {
  return element(
    'head',
    null,
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('title', null, text(titleOf(document))),
    styleElement(PAGE_STYLE),
  );
}

/** Two equal documents give equal bytes, as in Markdown. */
export function exportHtml(document: ExportDocument, kind: ExportKind, options: HtmlOptions): string {
  const sections: Section[] = kind === 'thread' ? [] : recapSections(document, kind, options);
  if (kind !== 'recap') {
    const html = threadSection(document, kind, options.pictures);
    sections.push({ anchor: THREAD_ANCHOR, label: 'Thread', html });
  }
  const body = element(
    'body',
    { class: kind },
    front(document, sections),
    LINE,
    element('main', null, ...sections.flatMap(({ html }) => [LINE, html])),
  );
  return page(element('html', { lang: 'en' }, join([head(document), body], LINE)));
}
