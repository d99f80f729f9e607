/** How much is in a discussion, in what people count. */
import type * as Y from 'yjs';
import { readPosts, recapOf, titleOf } from '../model/discussion-doc';
import { readRecaps } from '../model/discussion-parts';
import { blockText, readPoints } from '../model/point';
import { readRichText } from '../model/rich-text-yjs';

export interface Counts {
  readonly posts: number;
  readonly points: number;
  readonly words: number;
}

export const NO_COUNTS: Counts = { posts: 0, points: 0, words: 0 };

/** As the catalog cuts it. */
const MAX_TITLE = 300;
export const titleIn = (doc: Y.Doc): string => titleOf(doc).toString().slice(0, MAX_TITLE);

export function countsOf(doc: Y.Doc): Counts {
  const posts = readPosts(doc).filter(({ deletedAt }) => deletedAt === null);
  const recaps = [recapOf(doc), ...readRecaps(doc).values()].map(readRichText);
  const texts = [titleIn(doc), ...posts.map(({ body }) => blockText(readRichText(body)))];
  let points = 0;
  for (const recap of recaps) {
    const found = readPoints(recap);
    points += found.length;
    texts.push(blockText(recap), ...found.flatMap(({ details }) => Object.values(details)));
  }
  return { posts: posts.length, points, words: texts.reduce((sum, text) => sum + wordsIn(text), 0) };
}

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

export const difference = (after: Counts, before: Counts): Counts => ({
  posts: after.posts - before.posts,
  points: after.points - before.points,
  words: after.words - before.words,
});
