/** Open questions and actions that go on in a new discussion. Pure. [CO1]–[CO5] */
import { type Cite, POINT_ATTRS, type RecapPoint } from '../model/point';
import type { RichText, RichTextNode } from '../model/rich-text';
import type { DiscussionId } from '../util/brand';
import { isAnswered } from './finishing';

/** What may go on: questions without an answer and actions that are not done, that say something. [CO1] */
export function carryable(points: readonly RecapPoint[]): readonly RecapPoint[] {
  return points.filter(
    (point) =>
      point.text !== '' &&
      ((point.kind === 'question' && !isAnswered(point)) || (point.kind === 'action' && !point.done)),
  );
}

export interface CarryFrom {
  readonly discussion: DiscussionId;
  readonly title: string;
  /** Author and time of a cited post as shown; '' when the post is not known. */
  readonly labelOf: (cite: Cite) => string;
}

/** The points lead on to the posts of the discussion that they come from. [CO3] */
function carriedNode(point: RecapPoint, from: CarryFrom, newId: () => string): RichTextNode {
  let place = 0;
  const content = (point.node.content ?? []).map((part): RichTextNode => {
    if (part.type !== 'cite') return part;
    const cite = point.cites[place++];
    if (cite === undefined || cite.discussion !== null) return part;
    const label = from.labelOf(cite) || cite.label;
    return { ...part, attrs: { ...part.attrs, discussion: from.discussion, label } };
  });
  return {
    ...point.node,
    attrs: { ...POINT_ATTRS, ...point.node.attrs, id: newId(), origin: point.id },
    ...(content.length > 0 && { content }),
  };
}

/** The recap that the new discussion begins with. [CO2] */
export function carriedRecap(points: readonly RecapPoint[], from: CarryFrom, newId: () => string): RichText {
  const title = from.title.trim() === '' ? 'an earlier discussion' : `“${from.title.trim()}”`;
  const heading: RichTextNode = {
    type: 'heading',
    attrs: { level: 2 },
    content: [{ type: 'text', text: `Carried over from ${title}` }],
  };
  return {
    type: 'doc',
    content: [heading, ...points.map((point) => carriedNode(point, from, newId)), { type: 'paragraph' }],
  };
}

/** A title to begin with: the same one, `(2)`, `(3)` and so on behind it. [CO4] */
export function nextTitle(title: string): string {
  const words = title.trim();
  if (words === '') return '';
  const numbered = /^(.*\S)\s*\((\d{1,4})\)$/.exec(words);
  if (numbered === null) return `${words} (2)`;
  return `${numbered[1] ?? ''} (${String(Number(numbered[2]) + 1)})`;
}
