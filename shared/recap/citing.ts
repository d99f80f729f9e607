/** What a post or words of it become in a recap: a point with the text, and the citation that keeps where it came from. */
import { CITE_ATTRS, type Cite, type PointKind, textMark } from '../model/point';
import type { RichText, RichTextNode } from '../model/rich-text';
import type { ParticipantId, PostId } from '../util/brand';

/** A post as citations see it. */
export interface Cited {
  readonly id: PostId;
  readonly author: ParticipantId;
  readonly body: RichText;
  /** Its words, `plainText` of the body. */
  readonly text: string;
  /** Author and time as shown. */
  readonly label: string;
}

/** The citation of a post; words that are not exactly in it cite the whole post. */
export function citeOf(post: Cited, passage: string): RichTextNode {
  const exact = passage !== '' && post.text.includes(passage) ? passage : '';
  return {
    type: 'cite',
    attrs: { ...CITE_ATTRS, post: post.id, passage: exact, seen: textMark(post.text), label: post.label },
  };
}

/** A quote for words that were chosen; a takeaway, to be shortened, for a whole post. */
export const kindFor = (passage: string): PointKind => (passage === '' ? 'takeaway' : 'quote');

/** Blocks that may stand in a point as they are; agrees with the editor's `block` group. */
const BLOCKS = new Set([
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'taskList',
  'blockquote',
  'codeBlock',
  'horizontalRule',
  'table',
  'image',
]);

function paragraphs(text: string): RichTextNode[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line.trim() }] }));
}

function wordsOf(node: RichTextNode): string {
  return node.text ?? (node.content ?? []).map(wordsOf).join(node.type === 'paragraph' ? '' : '\n');
}

/** Whoever takes text over did not write it. A mark of somebody whose text it already was stays. */
export function writtenBy(author: ParticipantId, node: RichTextNode): RichTextNode {
  if (node.type === 'text') {
    const marks = node.marks ?? [];
    if (marks.some((mark) => mark.type === 'author')) return node;
    return { ...node, marks: [...marks, { type: 'author', attrs: { by: author } }] };
  }
  if (node.content === undefined) return node;
  return { ...node, content: node.content.map((child) => writtenBy(author, child)) };
}

export interface NewPoint {
  readonly id: string;
  readonly kind: PointKind;
  readonly post: Cited;
  /** The words that were chosen; '' for the whole post. */
  readonly passage: string;
  /** Who adds it. */
  readonly me: ParticipantId;
}

export function pointFrom({ id, kind, post, passage, me }: NewPoint): RichTextNode {
  const whole = (post.body.content ?? []).flatMap((block) =>
    BLOCKS.has(block.type) ? [block] : paragraphs(wordsOf(block)),
  );
  const said = (passage === '' ? whole : paragraphs(passage)).filter(
    (block) => block.type !== 'paragraph' || (block.content ?? []).length > 0,
  );
  const text = said.length > 0 ? said : [{ type: 'paragraph' }];
  const kept = post.author === me ? text : text.map((block) => writtenBy(post.author, block));
  return { type: 'point', attrs: { kind, id }, content: [...kept, citeOf(post, passage)] };
}

/** Words compared by: letters and digits only, so that a comma does not make another sentence of it. */
function bagOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Below this share of common words a sentence is another one: half of what was cited should still be there. */
const LIKENESS = 0.5;

/** The sentence of a text that now stands for words which were changed; '' when none is like them. */
export function nearestWords(text: string, passage: string): string {
  const wanted = bagOf(passage);
  if (wanted.size === 0) return '';
  let best = { share: 0, words: '' };
  for (const sentence of text.split(/(?<=[.!?…])\s+|\n+/)) {
    const bag = bagOf(sentence);
    const common = [...bag].filter((word) => wanted.has(word)).length;
    const share = common / Math.max(wanted.size, bag.size);
    if (share > best.share) best = { share, words: sentence.trim() };
  }
  return best.share >= LIKENESS ? best.words : '';
}

/** What a reader is told about a citation whose post was edited afterwards; '' when it reads as it did. */
export function changedWords(cite: Cite, text: string): string {
  if (cite.passage === '') {
    return cite.seen === '' || cite.seen === textMark(text) ? '' : 'The post was edited after it was cited.';
  }
  if (text.includes(cite.passage)) return '';
  const now = nearestWords(text, cite.passage);
  return now === ''
    ? 'The words that were cited are no longer there.'
    : `The words were changed, and read now: “${now}”`;
}
