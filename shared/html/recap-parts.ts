/** What belongs to a recap beside its text: the table of stances, and who signed it. */
import { oneLine, pointAnchor, shortQuote } from '../markdown';
import type { ExportDocument, ExportKind } from '../model/export-document';
import { readPoints } from '../model/point';
import { element, type Html, join, text } from './markup';
import { directionOf, moment } from './words';

export const nameOf = (name: string): string => oneLine(name) ?? 'Someone';

const UNNAMED_POINT = 'A point';

function lines(value: string): Html {
  const said = value.split(/\r\n|[\r\n]/).flatMap((line) => oneLine(line) ?? []);
  return join(said.map(text), element('br', null));
}

/** The rows of everybody's stance on the points that are in the file; null when there is none. */
export function stanceRows(document: ExportDocument, kind: ExportKind, linked: boolean): Html | null {
  const own = kind === 'discussion' ? document.parts.recaps : [];
  const points = [document.recap, ...own.map(({ recap }) => recap)].flatMap(readPoints);
  const texts = new Map(points.map((point) => [point.id, shortQuote(point.text)]));
  const stances = document.parts.stances.filter(({ point }) => texts.has(point));
  if (stances.length === 0) return null;
  const cell = (words: Html, said = ''): Html => element('td', { dir: directionOf(said) }, words);
  const rows = stances.map(({ point, name, stance, reason }) => {
    const shown = texts.get(point) || UNNAMED_POINT;
    const place = linked && point !== '' ? element('a', { href: `#${pointAnchor(point)}` }, text(shown)) : text(shown);
    return element(
      'tr',
      null,
      cell(place, shown),
      cell(text(nameOf(name))),
      cell(text(stance)),
      cell(lines(reason), reason),
    );
  });
  const head = ['Point', 'Person', 'Stance', 'Reason'].map((words) => element('th', { scope: 'col' }, text(words)));
  return join([element('thead', null, element('tr', null, ...head)), element('tbody', null, ...rows)]);
}

/** Who signed off the recap, and when. */
export function signoffItems({ parts }: ExportDocument): Html[] {
  return parts.signoffs.map(({ name, at, changed }) => {
    const when = moment(at);
    const words = [text(nameOf(name)), ...(when === null ? [] : [when]), ...(changed ? [text('changed since')] : [])];
    return element('li', null, join(words, text(', ')));
  });
}
