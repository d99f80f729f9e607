/** The head of a page: title, the facts that front matter gives in Markdown, and the way to the parts. */
import { oneLine, UNTITLED } from '../markdown';
import type { ExportDocument } from '../model/export-document';
import { element, type Html, join, LINE, NOTHING, text } from './markup';
import { nameOf } from './recap-parts';
import { directionOf, moment, STATUS_LABELS } from './words';

export const titleOf = ({ title }: Pick<ExportDocument, 'title'>): string => oneLine(title) ?? UNTITLED;

const names = (list: readonly string[]): string => list.flatMap((name) => oneLine(name) ?? []).join(', ');

function facts(document: ExportDocument): Html {
  const { finished, signoffs } = document.parts;
  const end = finished === null ? null : moment(finished.at);
  const rows: readonly (readonly [string, Html | null])[] = [
    ['Begun', moment(document.createdAt)],
    ['Status', text(STATUS_LABELS[document.status])],
    ['Participants', text(names(document.participants))],
    ['Recap by', text(names([...new Set(document.contributors)].sort()))],
    ['Finished', finished === null || end === null ? null : join([end, text(`, by ${nameOf(finished.name)}`)])],
    ['Signed off by', text(names(signoffs.map(({ name }) => name)))],
  ];
  const shown = rows.flatMap(([label, value]) =>
    value === null || value === NOTHING
      ? []
      : [element('div', null, element('dt', null, text(label)), element('dd', null, value))],
  );
  return element('dl', null, ...shown);
}

export interface Part {
  readonly anchor: string;
  readonly label: string;
}

/** `parts` are offered when there are several. */
export function front(document: ExportDocument, parts: readonly Part[]): Html {
  const title = titleOf(document);
  const notebook = oneLine(document.notebookName);
  const links = parts.map(({ anchor, label }) =>
    element('li', null, element('a', { href: `#${anchor}` }, text(label))),
  );
  return element(
    'header',
    { class: 'front' },
    notebook === null ? NOTHING : element('p', { class: 'notebook' }, text(notebook)),
    element('h1', { dir: directionOf(title) }, text(title)),
    LINE,
    facts(document),
    links.length < 2 ? NOTHING : element('nav', { 'aria-label': 'Contents' }, element('ul', null, ...links)),
  );
}
