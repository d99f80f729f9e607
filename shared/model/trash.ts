/**
 * What was deleted in a discussion and can come back. A deleted post lies where it was (`deletedAt`, `deletedBy` in its map); a
 * point that was taken out of a recap lies in `trash`, Map<key, Map{point, recap, from, at, by, upTo, body: XmlFragment}>, one
 * entry for each deletion, and `spare` copies of points that went because they stood elsewhere. What was deleted for ever is `gone` in a post's map, or in `gone`, Map<point, {at, by}>. Rules TR in
 * shared/recap/README.md. Whatever is in them a peer may have written: the readers drop what has not its shape.
 */
import * as Y from 'yjs';
import { type PostRecord, readPosts, recapOf, timeOrNull } from './discussion-doc';
import { mergesOf, readRecaps } from './discussion-parts';
import { elementAt, movedTo } from './moved-notes';
import { blockText } from './point';
import type { RichTextNode } from './rich-text';
import { readBlock, readRichText } from './rich-text-yjs';

export const DAY_MS = 86_400_000;
/** How long what was deleted can come back. */
export const KEPT_DAYS = 30;

/** `ours`, or the participant whose own recap it is. */
type RecapKey = string;

export interface TrashEntry {
  readonly key: string;
  readonly point: string;
  readonly recap: RecapKey;
  /** The block that went, as shared/model/moved-notes.ts names it: its place is known as long as the document lives. */
  readonly from: string;
  readonly at: number;
  readonly by: string;
  /** How many of its session's operations were made when it lay there whole: what came later are words that others brought. */
  readonly upTo: number;
  /** It counts only when the point is nowhere else: each of several copies may have gone for the sake of another one. [TR5] */
  readonly spare: boolean;
  /** The point; its children may have been written on. */
  readonly element: Y.XmlElement;
}

export interface Trashed {
  readonly kind: 'post' | 'point';
  readonly id: string;
  readonly at: number;
  /** Who deleted it; '' when nobody knows. */
  readonly by: string;
  /** Who may bring it back: the participant whose post or recap it is; '' for everybody. */
  readonly whose: string;
  /** The first words. */
  readonly words: string;
}

export interface Gone {
  readonly kind: 'post' | 'point';
  readonly id: string;
  readonly at: number;
  /** '' when its time was over. */
  readonly by: string;
}

export const trashOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('trash');
export const goneOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('gone');

/** Agrees with `readPoint`. */
const MAX_ID = 500;
const MAX_WORDS = 140;

const text = (value: unknown): string => (typeof value === 'string' && value.length <= MAX_ID ? value : '');

/** The first words of something, on one line. */
export function firstWords(node: RichTextNode): string {
  const words = blockText(node).replace(/\s+/g, ' ').trim();
  return words.length <= MAX_WORDS ? words : `${words.slice(0, MAX_WORDS).replace(/[\ud800-\udbff]$/, '')}…`;
}

export function readEntry(key: string, value: unknown): TrashEntry | null {
  if (!(value instanceof Y.Map)) return null;
  const body: unknown = value.get('body');
  const [point, recap, from] = [text(value.get('point')), text(value.get('recap')), text(value.get('from'))];
  const [at, upTo] = [timeOrNull(value.get('at')), timeOrNull(value.get('upTo'))];
  if (!(body instanceof Y.XmlFragment) || point === '' || recap === '' || at === null || upTo === null) return null;
  const element = body.toArray().find((one) => one instanceof Y.XmlElement && one.nodeName === 'point');
  if (!(element instanceof Y.XmlElement)) return null;
  const spare = value.get('spare') === true;
  return { key, point, recap, from, at, by: text(value.get('by')), upTo, spare, element };
}

/** All, also of points that stand in a recap again; the earliest first, the same order on every device. Not spare ones. */
export const readEntries = (doc: Y.Doc): readonly TrashEntry[] => allEntries(doc).filter(({ spare }) => !spare);

/** Those of a point, the one that the trash shows last: a spare one when there is no other. */
export const entriesOf = (doc: Y.Doc, id: string): readonly TrashEntry[] =>
  allEntries(doc).filter(({ point }) => point === id);

/** Spare ones first. */
export function allEntries(doc: Y.Doc): readonly TrashEntry[] {
  const found: TrashEntry[] = [];
  for (const [key, value] of trashOf(doc)) {
    const entry = readEntry(key, value);
    if (entry !== null) found.push(entry);
  }
  return found.sort((a, b) => Number(b.spare) - Number(a.spare) || a.at - b.at || (a.key < b.key ? -1 : 1));
}

/** The ids of the points of a recap, each with its block. */
export function pointsIn(fragment: Y.XmlFragment, into = new Map<string, Y.XmlElement>()): Map<string, Y.XmlElement> {
  for (const block of fragment.toArray()) {
    if (!(block instanceof Y.XmlElement) || block.nodeName !== 'point') continue;
    const id: unknown = block.getAttribute('id');
    if (typeof id === 'string' && id !== '' && !into.has(id)) into.set(id, block);
  }
  return into;
}

export function allPoints(doc: Y.Doc): ReadonlyMap<string, Y.XmlElement> {
  const found = pointsIn(recapOf(doc));
  for (const fragment of readRecaps(doc).values()) pointsIn(fragment, found);
  return found;
}

/** A block that a spare copy was made of, or the one that it went for, stands in a recap, be it under another id by now. */
export function standsApart(doc: Y.Doc, from: string): boolean {
  const block = elementAt(doc, from);
  const now = block?._item?.deleted === false ? block : movedTo(doc, from)?.element;
  return now !== undefined && [recapOf(doc), ...readRecaps(doc).values()].some((recap) => now.parent === recap);
}

/** A note of a deletion for ever; null for none. */
export function readGone(value: unknown): { readonly at: number; readonly by: string } | null {
  if (typeof value !== 'object' || value === null) return null;
  const { at, by } = value as Record<string, unknown>;
  const time = timeOrNull(at);
  return time === null ? null : { at: time, by: text(by) };
}

function trashedPost(post: PostRecord): Trashed[] {
  if (post.deletedAt === null || post.gone !== null) return [];
  const words = firstWords(readRichText(post.body));
  return [{ kind: 'post', id: post.id, at: post.deletedAt, by: post.deletedBy, whose: post.addedBy, words }];
}

/** What lies in the trash, the latest first. What stands in a recap does not, whatever was noted of it. [TR3] */
export function readTrash(doc: Y.Doc): readonly Trashed[] {
  const found = readPosts(doc).flatMap(trashedPost);
  const entries = allEntries(doc);
  if (entries.length > 0) {
    const there = allPoints(doc);
    const seen = new Set<string>();
    // Deleted by several, apart, its time begins with the last of them. [TR5] [TR8]
    for (const { point, recap, from, at, by, spare, element } of entries.toReversed()) {
      if (there.has(point) || seen.has(point) || readGone(goneOf(doc).get(point)) !== null) continue;
      if (spare && (mergesOf(doc).has(point) || standsApart(doc, from))) continue;
      seen.add(point);
      const whose = recap === 'ours' ? '' : recap;
      found.push({ kind: 'point', id: point, at, by, whose, words: firstWords(readBlock(element)) });
    }
  }
  return found.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

/** What somebody deleted for ever, the latest first. */
export function readGoneForever(doc: Y.Doc): readonly Gone[] {
  const found: Gone[] = readPosts(doc).flatMap(({ id, gone }) =>
    gone === null ? [] : [{ kind: 'post', id, at: gone.at, by: gone.by }],
  );
  const there = goneOf(doc).size === 0 ? null : allPoints(doc);
  for (const [id, value] of goneOf(doc)) {
    const gone = readGone(value);
    if (gone !== null && there?.has(id) !== true) found.push({ kind: 'point', id, ...gone });
  }
  return found.filter(({ by }) => by !== '').sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

/** How many days are left, by the clock of whoever deleted it; a clock that is behind or ahead makes it no more than all. */
export function daysLeft(at: number, now: number): number {
  return Math.min(KEPT_DAYS, Math.max(0, Math.ceil((at + KEPT_DAYS * DAY_MS - now) / DAY_MS)));
}
