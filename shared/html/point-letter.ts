/** A point for a letter or a word processor, where style sheets are lost: its kind in bold before its words. */
import type { PointWriting } from '../markdown';
import { type RecapPoint, readPoint } from '../model/point';
import type { RichTextNode } from '../model/rich-text';
import { assertNever } from '../util/assert-never';
import { type BlockLook, blocks, inline, mdastOf, outwardLink } from './blocks';
import { element, type Html, join, NOTHING, text } from './markup';
import { detailWords } from './point-figure';
import { type PointPart, pointParts } from './point-parts';
import { DETAIL_LABELS, day, pointLabel } from './words';

const strong = (words: string): Html => element('strong', null, text(words));
const emphasis = (words: Html): Html => element('em', null, words);

/** What follows the first words: owner and day of an action, author and address of a source. */
function tail(point: RecapPoint): Html {
  if (point.kind === 'action') {
    const owner = point.ownerName === '' ? [] : [strong(point.ownerName)];
    const due = point.due === '' ? [] : [join([text('due '), day(point.due)])];
    return owner.length + due.length === 0 ? NOTHING : join([text(' — '), join([...owner, ...due], text(', '))]);
  }
  if (point.kind !== 'source') return NOTHING;
  const author = point.author === '' ? [] : [text(point.author)];
  const link = point.link === '' ? [] : [outwardLink(point.link, null, text(point.link))];
  return join([...author, ...link].map((part) => join([text(', '), part])));
}

function partHtml(part: PointPart, isQuote: boolean, look: BlockLook): Html {
  switch (part.kind) {
    case 'blocks': {
      const words = blocks(part.nodes, look);
      return isQuote ? element('blockquote', null, words) : words;
    }
    case 'detail':
      return element('p', null, strong(`${DETAIL_LABELS[part.role]}:`), text(' '), detailWords(part.node, look));
    case 'line':
      return element('p', null, emphasis(part.words));
    default:
      return assertNever(part);
  }
}

/** A canonical point. */
export function pointLetter(node: RichTextNode, writing: PointWriting, look: BlockLook): Html {
  const point = readPoint(node, 0, '');
  const { kind } = point;
  const isQuote = kind === 'quote';
  const content = node.content ?? [];
  const [first, ...rest] = content;
  const [paragraph] = first?.type === 'paragraph' && !isQuote ? mdastOf([first]) : [];
  const led = paragraph?.type === 'paragraph';
  const words = led ? inline(paragraph.children, look) : NOTHING;
  const box = kind === 'action' ? join([look.box(point.done), text(' ')]) : NOTHING;
  const gap = words === NOTHING ? NOTHING : text(' ');
  const head = element('p', null, box, strong(`${pointLabel(point)}:`), gap, words, tail(point));
  const parts = pointParts(led ? rest : content, isQuote, writing).map((part) => partHtml(part, isQuote, look));
  const counts = writing.counts(point.id);
  return join([head, ...parts, ...(counts === null ? [] : [element('p', null, emphasis(text(counts)))])]);
}
