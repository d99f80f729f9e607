/** A point on a page: a figure with its kind as the caption, so that it is seen, heard and found as what it is. */
import type { PointWriting } from '../markdown';
import { type RecapPoint, readPoint } from '../model/point';
import type { RichTextNode } from '../model/rich-text';
import { assertNever } from '../util/assert-never';
import { type BlockLook, blocks, inline, mdastOf, outwardLink } from './blocks';
import { element, type Html, join, NOTHING, text } from './markup';
import { type PointPart, pointParts } from './point-parts';
import { DETAIL_LABELS, day, directionOf, pointLabel } from './words';

/** The words of a detail, as inline text. */
export function detailWords(node: RichTextNode, look: BlockLook): Html {
  const [paragraph] = mdastOf([{ ...node, type: 'paragraph' }]);
  return paragraph?.type === 'paragraph' ? inline(paragraph.children, look) : NOTHING;
}

/** Who does it, and by when. */
function actionFacts(point: RecapPoint): Html[] {
  return [
    ...(point.ownerName === '' ? [] : [element('span', { class: 'owner' }, text(point.ownerName))]),
    ...(point.due === '' ? [] : [join([text('due '), day(point.due)])]),
  ];
}

function sourceFacts({ author, link }: RecapPoint): Html[] {
  const by = author === '' ? [] : [text(author)];
  const at = link === '' ? [] : [outwardLink(link, null, text(link))];
  return by.length + at.length === 0 ? [] : [element('p', { class: 'line' }, join([...by, ...at], text(', ')))];
}

function partHtml(part: PointPart, isQuote: boolean, look: BlockLook): Html {
  switch (part.kind) {
    case 'blocks': {
      const words = blocks(part.nodes, look);
      return isQuote ? element('blockquote', null, words) : words;
    }
    case 'detail': {
      const words = detailWords(part.node, look);
      const label = element('strong', null, text(`${DETAIL_LABELS[part.role]}:`));
      return element('p', { class: 'detail', dir: directionOf(words) }, label, text(' '), words);
    }
    case 'line':
      return element('p', { class: 'line' }, part.words);
    default:
      return assertNever(part);
  }
}

/** A canonical point. */
export function pointFigure(node: RichTextNode, writing: PointWriting, look: BlockLook): Html {
  const point = readPoint(node, 0, '');
  const { kind } = point;
  const label = element('span', { class: 'kind' }, text(pointLabel(point)));
  const caption = kind === 'action' ? [join([label, look.box(point.done)], text(' ')), ...actionFacts(point)] : [label];
  const isQuote = kind === 'quote';
  const body = pointParts(node.content ?? [], isQuote, writing).map((part) => partHtml(part, isQuote, look));
  const counts = writing.counts(point.id);
  return element(
    'figure',
    { class: `point ${kind}`, id: writing.anchor(point.id) },
    element('figcaption', null, join(caption, text(' · '))),
    ...body,
    ...(kind === 'source' ? sourceFacts(point) : []),
    ...(counts === null ? [] : [element('p', { class: 'line counts' }, text(counts))]),
  );
}
