/** Who contributed what to a discussion and its recap. Pure; rule WH8. */
import type { StanceRecord } from '../model/discussion-parts';
import { blockText, type RecapPoint, readPoint } from '../model/point';
import type { RichTextNode } from '../model/rich-text';
import { AUTHOR_MARK, authorInMark } from './attribution';
import { standingStances } from './stances';

export interface ContributionFacts {
  /** The blocks of our recap, every text with its author (`authoredBlock`). */
  readonly blocks: readonly RichTextNode[];
  readonly posts: readonly {
    readonly id: string;
    readonly author: { readonly id: string };
    readonly deleted: boolean;
  }[];
  readonly stances: readonly StanceRecord[];
}

export interface Contribution {
  readonly person: string;
  readonly words: number;
  readonly points: number;
  readonly posts: number;
  /** How often points cite posts of theirs. */
  readonly cited: number;
  readonly stances: number;
}

type Counts = { -readonly [key in Exclude<keyof Contribution, 'person'>]: number };

function authorOf(node: RichTextNode): string {
  const mark = (node.marks ?? []).find(({ type }) => type === AUTHOR_MARK);
  return authorInMark(mark?.attrs) ?? '';
}

const SPACE = /\s/u;

/** Words by who wrote their first letter, and letters by author, added to the tallies. */
function countText(block: RichTextNode, words: Map<string, number>, letters: Map<string, number>): void {
  let inWord = false;
  for (const node of block.content ?? []) {
    if (node.type !== 'text') {
      inWord = false;
      if (node.content !== undefined) countText(node, words, letters);
      continue;
    }
    const by = authorOf(node);
    for (const letter of node.text ?? '') {
      if (SPACE.test(letter)) inWord = false;
      else {
        letters.set(by, (letters.get(by) ?? 0) + 1);
        if (!inWord) words.set(by, (words.get(by) ?? 0) + 1);
        inWord = true;
      }
    }
  }
}

/** Who wrote most of a point; '' when nobody is known. */
function mainAuthor(letters: ReadonlyMap<string, number>): string {
  const known = [...letters].filter(([by]) => by !== '');
  return known.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

/** Those who contributed anything; most words first, then points, posts and the rest. */
export function contributions({ blocks, posts, stances }: ContributionFacts): Contribution[] {
  const all = new Map<string, Counts>();
  const of = (person: string): Counts => {
    const known = all.get(person) ?? { words: 0, points: 0, posts: 0, cited: 0, stances: 0 };
    all.set(person, known);
    return known;
  };
  const authors = new Map(posts.map((post) => [post.id, post.author.id]));
  const points: RecapPoint[] = [];
  for (const [index, block] of blocks.entries()) {
    const [words, letters] = [new Map<string, number>(), new Map<string, number>()];
    countText(block, words, letters);
    for (const [by, amount] of words) if (by !== '') of(by).words += amount;
    if (block.type !== 'point') continue;
    const point = readPoint(block, index, '');
    points.push(point);
    const main = blockText(block) === '' ? '' : mainAuthor(letters);
    if (main !== '') of(main).points += 1;
    for (const post of new Set(point.cites.filter((cite) => cite.discussion === null).map((cite) => cite.post))) {
      const author = authors.get(post);
      if (author !== undefined) of(author).cited += 1;
    }
  }
  for (const post of posts) if (!post.deleted) of(post.author.id).posts += 1;
  for (const { person } of standingStances(stances, new Set(points.map(({ id }) => id)))) of(person).stances += 1;
  return [...all]
    .map(([person, counts]) => ({ person, ...counts }))
    .sort(
      (a, b) =>
        b.words - a.words ||
        b.points - a.points ||
        b.posts - a.posts ||
        b.cited - a.cited ||
        b.stances - a.stances ||
        (a.person < b.person ? -1 : 1),
    );
}
