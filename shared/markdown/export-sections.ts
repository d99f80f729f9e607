/** What follows the recap in an export: recaps of single participants, what people think of the points, who signed. */
import type { PhrasingContent, TableRow } from 'mdast';
import type { ExportDocument } from '../model/export-document';
import { readPoints } from '../model/point';
import { groupBy } from '../util/group-by';
import type { Normalise } from './normalise';
import { oneLine } from './normalise-inline';
import { pointComment } from './point-comments';
import type { PointWriting } from './point-to-mdast';
import { anchorLine, pointAnchor, recapAnchor } from './post-anchor';
import { serialiseCanonical } from './serialise';
import { shortQuote } from './short-quote';
import { exactTime, timeText } from './time-text';
import { writeMdast } from './write-mdast';

/** They stand below a heading of level 2. */
export const OWN_RECAP_HEADING_SHIFT = 2;

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const html = (value: string): PhrasingContent => ({ type: 'html', value });
const link = (url: string, value: string): PhrasingContent => ({ type: 'link', url, children: [text(value)] });
const nameOf = (name: string): string => oneLine(name) ?? 'Someone';

const headingLine = (title: string): string => writeMdast([{ type: 'heading', depth: 2, children: [text(title)] }]);

/** The beginning of a part: what is in it is in comments as well, or is for the reader only. */
export function section(kind: string, anchor: string, title: string, attrs: Record<string, string> = {}): string {
  return `${pointComment('part', kind, attrs)}${anchorLine(anchor)}\n\n${headingLine(title)}`;
}

export function ownRecaps(
  document: ExportDocument,
  imageUrl: (src: string) => string,
  points: Partial<PointWriting>,
  normalise: Normalise,
): string[] {
  return document.parts.recaps.map(({ person, name, recap }) => {
    const heading = section('recap', recapAnchor(person), `${nameOf(name)}’s recap`, { person, name });
    return `${heading}\n${serialiseCanonical(normalise(recap), { imageUrl, headingShift: OWN_RECAP_HEADING_SHIFT, points })}`;
  });
}

/** Words of several lines in a cell. */
function cellLines(value: string): PhrasingContent[] {
  const lines = value.split(/\r\n|[\r\n]/).flatMap((line) => oneLine(line) ?? []);
  return lines.flatMap((line, index) => [...(index > 0 ? [html('<br>')] : []), text(line)]);
}

/** The stances on points in the file, and the words of the points. */
function stancesShown({ recap, parts }: ExportDocument, withOwnRecaps: boolean) {
  if (parts.stances.length === 0) return { texts: new Map<string, string>(), stances: [] };
  const own = withOwnRecaps ? parts.recaps : [];
  const points = [recap, ...own.map((one) => one.recap)].flatMap(readPoints);
  const texts = new Map(points.map((point) => [point.id, shortQuote(point.text)]));
  return { texts, stances: parts.stances.filter(({ point }) => texts.has(point)) };
}

export const stanceCount = (document: ExportDocument, withOwnRecaps: boolean): number =>
  stancesShown(document, withOwnRecaps).stances.length;

/** A table of everybody's stance on the points in the file; '' when there is none. Without marks nothing leads anywhere. */
export function stanceTable(document: ExportDocument, withOwnRecaps: boolean, marks: boolean): string {
  const { texts, stances } = stancesShown(document, withOwnRecaps);
  if (stances.length === 0) return '';
  const shown = (point: string) => texts.get(point) || 'A point';
  const row = (...cells: PhrasingContent[][]): TableRow => ({
    type: 'tableRow',
    children: cells.map((children) => ({ type: 'tableCell', children })),
  });
  const rows = stances.map(({ point, person, name, stance, reason, at }) =>
    row(
      [marks ? link(`#${pointAnchor(point)}`, shown(point)) : text(shown(point))],
      [text(nameOf(name))],
      [text(stance)],
      [
        ...cellLines(reason),
        ...(marks ? [html(pointComment('stance', stance, { point, person, name, reason, at: exactTime(at) }))] : []),
      ],
    ),
  );
  const head = row([text('Point')], [text('Person')], [text('Stance')], [text('Reason')]);
  const begin = marks ? section('stances', 'part-stances', 'Stances') : headingLine('Stances');
  return `${begin}\n${writeMdast([{ type: 'table', children: [head, ...rows] }])}`;
}

/** Who signed off the recap; '' when nobody did. */
export function signoffList(document: ExportDocument, marks: boolean): string {
  const { signoffs } = document.parts;
  if (signoffs.length === 0) return '';
  const items = signoffs.map(({ person, name, at, version, changed }) => ({
    type: 'listItem' as const,
    spread: false,
    children: [
      {
        type: 'paragraph' as const,
        children: [
          text([nameOf(name), timeText(at), changed ? 'changed since' : null].filter(Boolean).join(', ')),
          ...(marks ? [html(pointComment('signoff', '', { person, name, version, at: exactTime(at) }))] : []),
        ],
      },
    ],
  }));
  const list = writeMdast([{ type: 'list', ordered: false, spread: false, children: items }]);
  return `${marks ? section('signoffs', 'part-signoffs', 'Signed off') : headingLine('Signed off')}\n${list}`;
}

export interface PostNotes {
  readonly aside: ReadonlyMap<string, ExportDocument['parts']['aside'][number]>;
  readonly reactions: ReadonlyMap<string, ExportDocument['parts']['reactions']>;
  /** The points that cite a post. */
  readonly cited: ReadonlyMap<string, readonly { readonly id: string; readonly text: string }[]>;
  /** The file that these points stand in; '' for the same one. */
  readonly recapUrl: string;
}

export const CITED_MARK = '<!--cited-->';

function reactionLine(reactions: ExportDocument['parts']['reactions']): PhrasingContent[] {
  const groups = groupBy(reactions, ({ emoji }) => emoji);
  return [...groups].flatMap(([emoji, given], group) =>
    given.flatMap(({ person, name, at }, index) => [
      text(index > 0 ? `, ${nameOf(name)}` : `${group > 0 ? ' · ' : ''}${oneLine(emoji) ?? '?'} ${nameOf(name)}`),
      html(pointComment('reaction', '', { emoji, person, name, at: exactTime(at) })),
    ]),
  );
}

/** The lines below a post: reactions, where it is in the recap, why it need not be. Each ends in a comment. */
export function postNotes(post: string, { aside, reactions, cited, recapUrl }: PostNotes): string[] {
  const lines: PhrasingContent[][] = [];
  const given = reactions.get(post) ?? [];
  if (given.length > 0) lines.push(reactionLine(given));
  const points = cited.get(post) ?? [];
  if (points.length > 0) {
    const links = points.flatMap((point, index) => [
      text(index === 0 ? 'In the recap: ' : ' · '),
      link(`${recapUrl}#${pointAnchor(point.id)}`, shortQuote(point.text) || 'a point'),
    ]);
    lines.push([...links, html(CITED_MARK)]);
  }
  const set = aside.get(post);
  if (set !== undefined) {
    const { person, name, reason, at } = set;
    const words = oneLine(reason);
    lines.push([
      { type: 'emphasis', children: [text(`Set aside by ${nameOf(name)}${words === null ? '' : `: ${words}`}`)] },
      html(pointComment('aside', '', { person, name, reason, at: exactTime(at) })),
    ]);
  }
  return lines.map((children) => writeMdast([{ type: 'paragraph', children }]));
}
