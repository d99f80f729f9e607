/** How much is in a discussion, in what people count, and what one state of it has that another has not. */
import type * as Y from 'yjs';
import { readPosts, recapOf, titleOf } from '../model/discussion-doc';
import { readRecaps } from '../model/discussion-parts';
import { blockText, readPoint } from '../model/point';
import { readRichText } from '../model/rich-text-yjs';

export interface Counts {
  readonly posts: number;
  readonly points: number;
  readonly words: number;
}

export const NO_COUNTS: Counts = { posts: 0, points: 0, words: 0 };

/** What is there that was not before, and what was there that is no more. */
export interface Difference {
  readonly gains: Counts;
  readonly loses: Counts;
}

/** Words of each thing, by an id that lasts. */
export interface Inventory {
  readonly posts: ReadonlyMap<string, number>;
  readonly points: ReadonlyMap<string, number>;
  /** The title, and what stands in a recap outside of points. */
  readonly rest: ReadonlyMap<string, number>;
}

/** As the catalog cuts it. */
const MAX_TITLE = 300;
export const titleIn = (doc: Y.Doc): string => titleOf(doc).toString().slice(0, MAX_TITLE);

export function inventoryOf(doc: Y.Doc): Inventory {
  const there = readPosts(doc).filter(({ deletedAt }) => deletedAt === null);
  const posts = new Map(there.map(({ id, body }) => [String(id), wordsIn(blockText(readRichText(body)))]));
  const points = new Map<string, number>();
  const rest = new Map([['title', wordsIn(titleIn(doc))]]);
  for (const [whose, fragment] of [['', recapOf(doc)] as const, ...readRecaps(doc)]) {
    let beside = 0;
    for (const [index, node] of (readRichText(fragment).content ?? []).entries()) {
      const words = wordsIn(blockText(node));
      if (node.type !== 'point') {
        beside += words;
        continue;
      }
      const { id, details } = readPoint(node, index, '');
      // Two may have one id until somebody puts them right.
      const key = [`${whose}/${id}`, `${whose}/${id}/${String(index)}`].find((one) => !points.has(one)) ?? '';
      points.set(key, words + Object.values(details).reduce((sum, text) => sum + wordsIn(text), 0));
    }
    rest.set(`recap/${whose}`, beside);
  }
  return { posts, points, rest };
}

export function countsOf(doc: Y.Doc): Counts {
  return differenceOf(inventoryOf(doc), { posts: new Map(), points: new Map(), rest: new Map() }).gains;
}

/** Where words came into one thing and went out of it, what is left of that is counted. */
export function differenceOf(after: Inventory, before: Inventory): Difference {
  return { gains: more(after, before), loses: more(before, after) };
}

function more(one: Inventory, other: Inventory): Counts {
  const without = (key: 'posts' | 'points'): number => [...one[key].keys()].filter((id) => !other[key].has(id)).length;
  let words = 0;
  for (const key of ['posts', 'points', 'rest'] as const)
    for (const [id, many] of one[key]) words += Math.max(0, many - (other[key].get(id) ?? 0));
  return { posts: without('posts'), points: without('points'), words };
}

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
