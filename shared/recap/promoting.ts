/** Points of own recaps that are taken into ours, and points that are brought together. Pure; nothing is ever left behind. */
import {
  blockText,
  type Cite,
  CREDIT_ATTRS,
  type Credit,
  type DetailRole,
  POINT_ATTRS,
  type RecapPoint,
  readCite,
  readCredit,
  readPoint,
} from '../model/point';
import type { RichTextNode } from '../model/rich-text';
import type { ParticipantId } from '../util/brand';
import { writtenBy } from './citing';
import { isSaid } from './said';

/** Whose recap a point is from. */
export interface PointOwner {
  readonly id: ParticipantId;
  readonly name: string;
}

/** For each point that went into ours, by its id: the id of the point of ours that holds it. */
export function takenInto(ours: readonly RecapPoint[]): ReadonlyMap<string, string> {
  const taken = new Map<string, string>();
  for (const { id, origin, credits } of ours) {
    const credited = credits.filter((credit) => credit.role === 'credit').map((credit) => credit.from);
    for (const source of [origin, ...credited]) if (source !== '' && !taken.has(source)) taken.set(source, id);
  }
  return taken;
}

const isText = ({ type }: RichTextNode): boolean => type !== 'detail' && type !== 'cite' && type !== 'credit';

function creditFor(owner: PointOwner, from: string): RichTextNode {
  return { type: 'credit', attrs: { ...CREDIT_ATTRS, person: owner.id, name: owner.name, from } };
}

const sameCite = (a: Cite, b: Cite): boolean =>
  a.post === b.post && a.passage === b.passage && a.role === b.role && a.discussion === b.discussion;
const sameCredit = (a: Credit, b: Credit): boolean => a.role === b.role && a.person === b.person && a.from === b.from;

/** The words of another, when they are taken over by `me`, keep saying whose they are. */
function wordsOf(point: RecapPoint, owner: PointOwner | null, me: ParticipantId): RichTextNode[] {
  const blocks = (point.node.content ?? []).filter(isText);
  return owner === null || owner.id === me ? blocks : blocks.map((block) => writtenBy(owner.id, block));
}

/** The copy of a point that goes into ours: whole, with credit, and knowing what it was taken from. */
export function promotedPoint(point: RecapPoint, owner: PointOwner, id: string, me: ParticipantId): RichTextNode {
  const rest = (point.node.content ?? []).filter((part) => !isText(part));
  const details = rest.filter((part) => part.type === 'detail');
  const credit = creditFor(owner, point.id);
  const credited = point.credits.some((one) => sameCredit(one, readCredit(credit)));
  return {
    type: 'point',
    attrs: { ...POINT_ATTRS, ...point.node.attrs, id, origin: point.id },
    content: [
      ...wordsOf(point, owner, me),
      ...(owner.id === me ? details : details.map((detail) => writtenBy(owner.id, detail))),
      ...rest.filter((part) => part.type !== 'detail'),
      ...(credited ? [] : [credit]),
    ],
  };
}

/** What a point gains from another. It only ever gains: two people who merge at once lose nothing. */
export interface MergePlan {
  /** Blocks that come first: the wording that leads. */
  readonly first: readonly RichTextNode[];
  /** Behind the text and the details that are there: pictures, and details. */
  readonly details: readonly RichTextNode[];
  /** At the end: citations and credits. */
  readonly parts: readonly RichTextNode[];
  /** Fields that were empty. */
  readonly attrs: Readonly<Record<string, string>>;
}

export interface Merge {
  readonly into: RecapPoint;
  readonly from: RecapPoint;
  /** Whose recap the other point is from; null when it is one of ours. */
  readonly owner: PointOwner | null;
  /** Whose words come first. */
  readonly lead: 'into' | 'from';
  readonly me: ParticipantId;
}

const plain = (words: string): string => words.replace(/\s+/g, ' ').trim().toLowerCase();

/** Everything that a reader can read in a point. */
const allWords = (point: RecapPoint): readonly string[] => [point.text, ...Object.values(point.details)];

const LEAVES_OF_WORDS: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock', 'hardBreak', 'text']);
const holdsMore = ({ type, content = [] }: RichTextNode): boolean =>
  content.length === 0 ? !LEAVES_OF_WORDS.has(type) : content.some(holdsMore);

const picturesIn = (node: RichTextNode): RichTextNode[] =>
  node.type === 'image' ? [node] : (node.content ?? []).flatMap(picturesIn);

/**
 * Blocks that say something without words, as pictures do, and pictures of blocks whose words may become a note; none of
 * which there is an equal one.
 */
export function wordless({ into, from }: Pick<Merge, 'into' | 'from'>): RichTextNode[] {
  const blocks = into.node.content ?? [];
  const there = new Set([...blocks, ...blocks.flatMap(picturesIn)].map((block) => JSON.stringify(block)));
  return (from.node.content ?? [])
    .filter(isText)
    .flatMap((block) => (blockText(block) !== '' ? picturesIn(block) : holdsMore(block) ? [block] : []))
    .filter((block) => !there.has(JSON.stringify(block)));
}

function inline(lines: readonly string[]): RichTextNode[] {
  return lines.flatMap((line, at): RichTextNode[] => [
    ...(at === 0 ? [] : [{ type: 'hardBreak' }]),
    { type: 'text', text: line },
  ]);
}

const FIELDS = [
  ['ownerName', 'Owner'],
  ['due', 'Due'],
  ['author', 'Author'],
  ['link', 'Link'],
] as const;

/** Fields that both have filled in, and not alike: the other's, in words. */
function otherFields(into: RecapPoint, from: RecapPoint): string[] {
  return FIELDS.flatMap(([field, label]) =>
    from[field] !== '' && into[field] !== '' && into[field] !== from[field] ? [`${label}: ${from[field]}`] : [],
  );
}

function gainedAttrs(into: RecapPoint, from: RecapPoint): Record<string, string> {
  const attrs: Record<string, string> = {};
  if (into.owner === null && into.ownerName === '' && (from.owner !== null || from.ownerName !== '')) {
    attrs.owner = from.owner ?? '';
    attrs.ownerName = from.ownerName;
  }
  for (const field of ['due', 'author', 'link', 'origin'] as const) {
    if (into[field] === '' && from[field] !== '') attrs[field] = from[field];
  }
  return attrs;
}

function gainedDetails({ into, from, owner, lead, me }: Merge): RichTextNode[] {
  const there = allWords(into);
  const isNew = (words: string): boolean => !isSaid(words, there);
  const kept = (from.node.content ?? []).filter(
    (part) => part.type === 'detail' && isNew((part.content ?? []).map(blockText).join('')),
  );
  const own = owner === null || owner.id === me ? kept : kept.map((detail) => writtenBy(owner.id, detail));
  const lines = [
    ...(lead === 'into' && isNew(from.text) ? from.text.split('\n') : []),
    ...otherFields(into, from).filter(isNew),
  ];
  if (lines.length === 0) return own;
  const note: RichTextNode = { type: 'detail', attrs: { role: 'note' satisfies DetailRole }, content: inline(lines) };
  return [...own, owner === null || owner.id === me ? note : writtenBy(owner.id, note)];
}

export function mergePlan(merge: Merge): MergePlan {
  const { into, from, owner, lead, me } = merge;
  const cites = (from.node.content ?? []).filter(
    (part) => part.type === 'cite' && !into.cites.some((cite) => sameCite(cite, readCite(part))),
  );
  const credits = [
    ...(from.node.content ?? []).filter((part) => part.type === 'credit'),
    ...(owner === null ? [] : [creditFor(owner, from.id)]),
  ].filter(
    (part, at, all) =>
      !into.credits.some((credit) => sameCredit(credit, readCredit(part))) &&
      all.findIndex((one) => one.type === 'credit' && sameCredit(readCredit(one), readCredit(part))) === at,
  );
  const first = lead === 'from' && !isSaid(from.text, allWords(into)) ? wordsOf(from, owner, me) : [];
  return {
    first,
    details: [...(first.length === 0 ? wordless(merge) : []), ...gainedDetails(merge)],
    parts: [...cites, ...credits],
    attrs: gainedAttrs(into, from),
  };
}

export const isNothing = ({ first, details, parts, attrs }: MergePlan): boolean =>
  first.length + details.length + parts.length + Object.keys(attrs).length === 0;

/** Where details go in a point: behind what is read, before the citations and credits that end it. */
export function detailsPlace(types: readonly string[]): number {
  return types.findLastIndex((type) => type !== 'cite' && type !== 'credit') + 1;
}

/** The point with what it gains, as plain data. */
export function merged(node: RichTextNode, { first, details, parts, attrs }: MergePlan): RichTextNode {
  const content = [...(node.content ?? [])];
  content.splice(detailsPlace(content.map(({ type }) => type)), 0, ...details);
  return { ...node, attrs: { ...node.attrs, ...attrs }, content: [...first, ...content, ...parts] };
}

/** A point of ours made of two that are in own recaps. */
export function promotedTogether(
  lead: RecapPoint,
  leadOwner: PointOwner,
  other: RecapPoint,
  otherOwner: PointOwner,
  id: string,
  me: ParticipantId,
): RichTextNode {
  const node = promotedPoint(lead, leadOwner, id, me);
  const into = readPoint(node, 0, '');
  return merged(node, mergePlan({ into, from: other, owner: otherOwner, lead: 'into', me }));
}

/**
 * Which of two points of ours stays when they are merged: the same one on every device, so that two people who merge at
 * the same time, apart, do not take away one each.
 */
export const stays = <T extends { readonly id: string }>(a: T, b: T): T => (a.id < b.id ? a : b);

const isEmptyParagraph = (node: RichTextNode | undefined): boolean =>
  node?.type === 'paragraph' && (node.content ?? []).length === 0;

/** Where a point goes in ours: at the end of the section with the same heading, else at the end of all. */
export function placeForPoint(blocks: readonly RichTextNode[], section: string): number {
  const last = blocks.length - (isEmptyParagraph(blocks.at(-1)) ? 1 : 0);
  const wanted = plain(section);
  if (wanted === '') return last;
  const start = blocks.findIndex((block) => block.type === 'heading' && plain(blockText(block)) === wanted);
  if (start < 0) return last;
  const level = Number(blocks[start]?.attrs?.level);
  const next = blocks.findIndex(
    (block, at) => at > start && block.type === 'heading' && Number(block.attrs?.level) <= level,
  );
  const end = next < 0 ? blocks.length : next;
  return blocks.findLastIndex((block, at) => at < end && at >= start && !isEmptyParagraph(block)) + 1;
}
