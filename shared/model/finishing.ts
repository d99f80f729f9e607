/**
 * How a discussion was brought to an end, and what it handed on. In the document:
 *
 * - `meta.review` {at, by}: who asked the participants to sign off;
 * - `meta.finished` {at, by, version, leftOut}: who finished it, which version, and what was missing then;
 * - `meta.carriedFrom` {discussion, title, at}: where the points at its beginning come from;
 * - `signed` Map<version, [id, mark, text][]>: what a signed version said, block by block, while somebody's name stands to it;
 * - `carried` Map<`point/discussion`, {title, at}>: which points went on into which discussion.
 *
 * Whatever is in them a peer may have written: the readers drop what has the wrong shape.
 */
import type * as Y from 'yjs';
import * as z from 'zod';
import type { DiscussionId, ParticipantId } from '../util/brand';
import { metaOf, timeOrNull } from './discussion-doc';
import { readSignoffs } from './discussion-parts';

export const signedOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('signed');
export const carriedOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('carried');

/** One block of a signed version; `id` is '' for what is not a point. */
export interface SignedBlock {
  readonly id: string;
  readonly mark: string;
  readonly text: string;
}

/** How much was missing when it was finished. */
export interface LeftOut {
  readonly posts: number;
  readonly people: number;
  readonly actions: number;
  readonly questions: number;
  readonly decisions: number;
}

export interface Ending {
  readonly review: { readonly at: number; readonly by: ParticipantId } | null;
  readonly finished: {
    readonly at: number;
    readonly by: ParticipantId;
    readonly version: string;
    readonly leftOut: LeftOut;
  } | null;
  readonly carriedFrom: { readonly discussion: DiscussionId; readonly title: string; readonly at: number } | null;
}

export interface Carried {
  readonly point: string;
  readonly discussion: DiscussionId;
  readonly title: string;
  readonly at: number;
}

/** Longer recaps are compared by their marks alone beyond this: a signed version stays about as small as its recap. */
export const SIGNED_LIMITS = { blocks: 5_000, block: 2_000, text: 200_000 } as const;
const MAX_VERSION = 200;
const MAX_TITLE = 300;

const time = z.number().refine((value) => timeOrNull(value) !== null);
const who = z.string().min(1).max(200);
const amount = z.number().int().min(0).max(1_000_000).catch(0);
const NOTHING_LEFT_OUT: LeftOut = { posts: 0, people: 0, actions: 0, questions: 0, decisions: 0 };

const reviewSchema = z.object({ at: time, by: who });
const finishedSchema = z.object({
  at: time,
  by: who,
  version: z.string().max(MAX_VERSION).catch(''),
  leftOut: z
    .object({ posts: amount, people: amount, actions: amount, questions: amount, decisions: amount })
    .catch(NOTHING_LEFT_OUT),
});
const carriedFromSchema = z.object({ discussion: who, title: z.string().max(MAX_TITLE).catch(''), at: time });
const carriedSchema = z.object({ title: z.string().max(MAX_TITLE).catch(''), at: time });
const signedSchema = z
  .array(z.tuple([z.string().max(500), z.string().max(64), z.string().max(SIGNED_LIMITS.block)]))
  .max(SIGNED_LIMITS.blocks);

export function readEnding(doc: Y.Doc): Ending {
  const meta = metaOf(doc);
  const known = <T>(schema: z.ZodType<T>, key: string): T | null => schema.safeParse(meta.get(key)).data ?? null;
  return {
    review: known(reviewSchema, 'review') as Ending['review'],
    finished: known(finishedSchema, 'finished') as Ending['finished'],
    carriedFrom: known(carriedFromSchema, 'carriedFrom') as Ending['carriedFrom'],
  };
}

/** What a signed version said; null when it was not kept. */
export function readSigned(doc: Y.Doc, version: string): readonly SignedBlock[] | null {
  const parsed = signedSchema.safeParse(signedOf(doc).get(version));
  return parsed.success ? parsed.data.map(([id, mark, text]) => ({ id, mark, text })) : null;
}

/** Keeps what a version says, and forgets the versions to which nobody's name stands any more. In a transaction. */
export function keepSigned(doc: Y.Doc, version: string | null, blocks: readonly SignedBlock[]): void {
  const signed = signedOf(doc);
  if (version !== null && !signed.has(version)) {
    let left: number = SIGNED_LIMITS.text;
    const rows = blocks.slice(0, SIGNED_LIMITS.blocks).map(({ id, mark, text }) => {
      const kept = text.slice(0, Math.min(left, SIGNED_LIMITS.block));
      left -= kept.length;
      return [id, mark, kept];
    });
    signed.set(version, rows);
  }
  const named = new Set(readSignoffs(doc).map((one) => one.version));
  const { finished } = readEnding(doc);
  for (const key of [...signed.keys()]) {
    if (key !== version && key !== finished?.version && !named.has(key)) signed.delete(key);
  }
}

/** Which points of this discussion went on into others, the latest last. */
export function readCarried(doc: Y.Doc): readonly Carried[] {
  const found: Carried[] = [];
  for (const [key, value] of carriedOf(doc)) {
    const cut = key.lastIndexOf('/');
    const parsed = carriedSchema.safeParse(value);
    if (cut <= 0 || !parsed.success) continue;
    found.push({ point: key.slice(0, cut), discussion: key.slice(cut + 1) as DiscussionId, ...parsed.data });
  }
  return found.sort((a, b) => a.at - b.at || (a.discussion < b.discussion ? -1 : 1));
}
