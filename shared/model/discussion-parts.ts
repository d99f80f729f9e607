/**
 * What a discussion holds beside posts and the recap. All maps are flat with one key per person and thing, so that two
 * people who write at the same time, apart, never overwrite each other:
 *
 * - `recaps` Map<participant, XmlFragment>: each participant's own recap;
 * - `stances` Map<`point/participant`, {stance, reason, at}>;
 * - `aside` Map<post, {reason, by, at}>: posts that need not be in the recap;
 * - `signoffs` Map<participant, {at, version}>: who approved which version of the recap;
 * - `merges` Map<point, {into, by, at, brought, recap, node}>: a point that is gone, and the one that took it in;
 * - `apart` Map<`point/point`, {by, at}>: two points that look alike and are not the same, the smaller id first;
 * - `reactions` Map<`post/participant/emoji`, time>;
 * - `times` Map<`client.clock`, time>: when a session's text was written, for `authors`.
 *
 * Whatever is in them a peer may have written: the readers drop what has the wrong shape.
 */
import * as Y from 'yjs';
import type { ParticipantId, PostId } from '../util/brand';
import { timeOrNull } from './discussion-doc';
import { isEmoji } from './emoji';
import type { RichTextNode } from './rich-text';

export const recapsOf = (doc: Y.Doc): Y.Map<Y.XmlFragment> => doc.getMap('recaps');
export const stancesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('stances');
export const asideOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('aside');
export const signoffsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('signoffs');
export const apartOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('apart');
export const mergesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('merges');
export const reactionsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('reactions');
export const timesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('times');

export const STANCES = ['agree', 'disagree', 'unsure'] as const;
export type Stance = (typeof STANCES)[number];

export interface StanceRecord {
  readonly point: string;
  readonly person: ParticipantId;
  readonly stance: Stance;
  /** At most 2,000 characters; '' for none. */
  readonly reason: string;
  readonly at: number;
}

/** Why a post need not be in the recap. */
export interface Aside {
  readonly post: PostId;
  readonly reason: string;
  readonly by: ParticipantId;
  readonly at: number;
}

export interface Signoff {
  readonly person: ParticipantId;
  readonly at: number;
  /** `recapVersion` of what was approved. */
  readonly version: string;
}

export interface Reaction {
  readonly post: PostId;
  readonly person: ParticipantId;
  readonly emoji: string;
  readonly at: number;
}

const MAX_REASON = 2000;
const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const words = (value: unknown): string => (typeof value === 'string' ? value.slice(0, MAX_REASON) : '');

/** Ids hold no slash (they are UUIDs, or `guest:` and a UUID), so a key parts at the last ones. */
export const stanceKey = (point: string, person: string): string => `${point}/${person}`;
export const reactionKey = (post: string, person: string, emoji: string): string => `${post}/${person}/${emoji}`;

export function readStances(doc: Y.Doc): StanceRecord[] {
  const found: StanceRecord[] = [];
  for (const [key, value] of stancesOf(doc)) {
    const cut = key.lastIndexOf('/');
    const { stance, reason, at } = fields(value);
    const known = STANCES.find((name) => name === stance);
    if (cut <= 0 || known === undefined) continue;
    const person = key.slice(cut + 1) as ParticipantId;
    found.push({ point: key.slice(0, cut), person, stance: known, reason: words(reason), at: timeOrNull(at) ?? 0 });
  }
  return found.sort((a, b) => a.at - b.at || (a.person < b.person ? -1 : 1));
}

/** The same key either way round. */
export const apartKey = (a: string, b: string): string => (a < b ? `${a}/${b}` : `${b}/${a}`);

export function readApart(doc: Y.Doc): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [key, value] of apartOf(doc)) {
    const { by, at } = fields(value);
    if (typeof by === 'string' && by !== '' && timeOrNull(at) !== null) found.add(key);
  }
  return found;
}

/** The longest id of a point, as `readPoint` reads it. */
const MAX_ID = 500;

/** A point went into another. */
export interface MergeNote {
  readonly into: string;
  readonly by: string;
  /** What had gone into it before, as far as whoever merged it knew. */
  readonly brought: readonly string[];
  /** `ours`, or whose own recap it was in. */
  readonly recap: string;
  /** The point as it was, unchecked; null when it was too long to be kept. */
  readonly node: unknown;
}

const ids = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.slice(0, 1000).filter((one) => typeof one === 'string') : [];

/** By the id of a point that is gone. What they come to is told by shared/recap/merges.ts. */
export function readMerges(doc: Y.Doc): ReadonlyMap<string, MergeNote> {
  const found = new Map<string, MergeNote>();
  for (const [gone, value] of mergesOf(doc)) {
    const { into, by, brought, recap, node } = fields(value);
    if (typeof into !== 'string' || into === '' || into === gone || into.length > MAX_ID) continue;
    if (gone === '' || gone.length > MAX_ID) continue;
    const text = (one: unknown): string => (typeof one === 'string' ? one : '');
    found.set(gone, { into, by: text(by), brought: ids(brought), recap: text(recap), node: node ?? null });
  }
  return found;
}

/** A longer point is not kept with the note of its merge. */
const MAX_KEPT = 20_000;

/** In a transaction of the recap's undo, so that taking the merge back takes this back too. */
export function noteMerge(
  doc: Y.Doc,
  note: { readonly kept: string; readonly gone: string; readonly by: string; readonly recap: string },
  point: RichTextNode | null = null,
): void {
  const { kept, gone, by, recap } = note;
  if (kept === '' || gone === '' || kept === gone) return;
  const merges = mergesOf(doc);
  // It is there, whatever was noted of it before.
  merges.delete(kept);
  const brought = [...readMerges(doc)].flatMap(([id, { into }]) => (into === gone ? [id] : []));
  const node = point !== null && JSON.stringify(point).length <= MAX_KEPT ? point : null;
  merges.set(gone, { into: kept, by, at: Date.now(), brought, recap, ...(node !== null && { node }) });
}

export function readAside(doc: Y.Doc): ReadonlyMap<PostId, Aside> {
  const found = new Map<PostId, Aside>();
  for (const [post, value] of asideOf(doc)) {
    const { reason, by, at } = fields(value);
    if (typeof by !== 'string' || by === '') continue;
    const id = post as PostId;
    found.set(id, { post: id, reason: words(reason), by: by as ParticipantId, at: timeOrNull(at) ?? 0 });
  }
  return found;
}

export function readSignoffs(doc: Y.Doc): Signoff[] {
  const found: Signoff[] = [];
  for (const [person, value] of signoffsOf(doc)) {
    const { at, version } = fields(value);
    const time = timeOrNull(at);
    if (time === null || typeof version !== 'string') continue;
    found.push({ person: person as ParticipantId, at: time, version: version.slice(0, 200) });
  }
  return found.sort((a, b) => a.at - b.at || (a.person < b.person ? -1 : 1));
}

export function readReactions(doc: Y.Doc): Reaction[] {
  const found: Reaction[] = [];
  for (const [key, value] of reactionsOf(doc)) {
    const [post, person, ...rest] = key.split('/');
    const emoji = rest.join('/');
    const at = timeOrNull(value);
    if (!post || !person || !isEmoji(emoji) || at === null) continue;
    found.push({ post: post as PostId, person: person as ParticipantId, emoji, at });
  }
  return found.sort((a, b) => a.at - b.at || (a.person < b.person ? -1 : 1));
}

/** Own recaps that hold a fragment, by participant. */
export function readRecaps(doc: Y.Doc): ReadonlyMap<ParticipantId, Y.XmlFragment> {
  const found = new Map<ParticipantId, Y.XmlFragment>();
  for (const [person, fragment] of recapsOf(doc)) {
    if ((fragment as unknown) instanceof Y.XmlFragment) found.set(person as ParticipantId, fragment);
  }
  return found;
}
