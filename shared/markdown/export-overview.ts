/** Lists at the end of a recap that gather what stands in its points. For the reader only: the points are what is read back. */
import type { PhrasingContent } from 'mdast';
import type { ExportDocument } from '../model/export-document';
import { type RecapPoint, readPoints } from '../model/point';
import { carryable } from '../recap/carry-over';
import { linkAddress } from './addresses';
import { section } from './export-sections';
import { oneLine } from './normalise-inline';
import { pointAnchor } from './post-anchor';
import { shortQuote } from './short-quote';
import { writeMdast } from './write-mdast';

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const link = (url: string, value: string): PhrasingContent => ({ type: 'link', url, children: [text(value)] });

const toPoint = (point: RecapPoint): PhrasingContent => {
  const words = oneLine(shortQuote(point.text)) ?? 'A point';
  return point.id === '' ? text(words) : link(`#${pointAnchor(point.id)}`, words);
};

/** `**Renee**, due 2009-09-01: [Find them](#point-a1)` */
function openItem(point: RecapPoint): PhrasingContent[] {
  if (point.kind === 'question') return [text('Question: '), toPoint(point)];
  const owner = oneLine(point.ownerName);
  const due = point.due === '' ? '' : `due ${point.due}`;
  if (owner === null) return [text(due === '' ? 'Action: ' : `Action, ${due}: `), toPoint(point)];
  return [{ type: 'strong', children: [text(owner)] }, text(`${due === '' ? '' : `, ${due}`}: `), toPoint(point)];
}

function sourceItem(point: RecapPoint): PhrasingContent[] {
  const author = oneLine(point.author);
  const words = oneLine(shortQuote(point.text));
  const address = linkAddress(point.link);
  const title = address === null ? text(words ?? 'A source') : link(address, words ?? address);
  return [...(author === null ? [] : [text(`${author}, `)]), title];
}

function list(kind: string, title: string, items: readonly PhrasingContent[][]): string {
  const mark: PhrasingContent = { type: 'html', value: `<!--${kind}-->` };
  const children = items.map((item) => ({
    type: 'listItem' as const,
    spread: false,
    children: [{ type: 'paragraph' as const, children: [...item, mark] }],
  }));
  const body = writeMdast([{ type: 'list', ordered: false, spread: false, children }]);
  return `${section(kind, `part-${kind}`, title)}\n${body}`;
}

/**
 * What is still open, and the sources where they are not together already; '' for nothing. Without boxes: an action is
 * ticked off at its point.
 */
export function overviews({ recap }: ExportDocument): string[] {
  const points = readPoints(recap);
  const open = carryable(points);
  const sources = points.filter(({ kind, text: words, link: address }) => kind === 'source' && words + address !== '');
  const scattered = new Set(sources.map((source) => source.section)).size > 1;
  return [
    open.length === 0 ? '' : list('open', 'Still open', open.map(openItem)),
    scattered ? list('sources', 'Sources', sources.map(sourceItem)) : '',
  ];
}
