/** How likely two points say the same, as a number from 0 to 1. The thresholds are proved by the table of pairs in the test. */
import type { RecapPoint } from '../model/point';
import { pointWords } from './point-words';

/** What a point is compared by; stems and pairs are numbers, sorted, each once. */
export interface PointTraits {
  readonly stems: readonly number[];
  /** Neighbouring stems, in any order, one word between them allowed: what the search for candidates goes by. */
  readonly pairs: readonly number[];
  readonly numbers: readonly string[];
  readonly negated: boolean;
  readonly asks: boolean;
  readonly posts: ReadonlySet<string>;
  readonly passages: ReadonlySet<string>;
  readonly link: string;
}

/** At or above this two points are likely the same. */
export const LIKELY = 0.6;
/** With fewer words than this in one of them, one common word weighs too much: then nearly all must agree. */
const FEW_WORDS = 4;
const LIKELY_FEW = 0.8;

/** Words weigh more than their neighbourhood: whoever says the same again often changes the order. */
const WORDS_SHARE = 0.75;
/** A short point that is a part of a longer one: a little less than the same. */
const INSIDE_SHARE = 0.85;
/** Both rest on the same post, or on the same words of it; only for texts that are not about something else. */
const SAME_POST = 0.1;
const SAME_PASSAGE = 0.2;
const NOT_ANOTHER_THING = 0.35;
/** One says "not" and the other does not, they name different numbers, or one of them asks. */
const OPPOSITE = 0.45;
const OTHER_NUMBERS = 0.35;
const ONE_ASKS = 0.15;

/** Numbers for words, the same for the same word as long as it lives. */
export function wordNumbers(): (word: string) => number {
  const known = new Map<string, number>();
  return (word) => {
    const number = known.get(word) ?? known.size;
    if (number === known.size) known.set(word, number);
    return number;
  };
}

/** Room for 2^26 words beside each other in a number that stays exact. */
const WIDE = 2 ** 26;
const pairOf = (a: number, b: number): number => (a < b ? a * WIDE + b : b * WIDE + a);

const sortedOnce = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);

export function pointTraits(point: RecapPoint, numberOf: (word: string) => number): PointTraits {
  const { stems, numbers, negated } = pointWords(point.text);
  const ids = stems.map(numberOf);
  const pairs: number[] = [];
  for (const [at, id] of ids.entries()) {
    for (const next of ids.slice(at + 1, at + 3)) pairs.push(pairOf(id, next));
  }
  const [only] = ids;
  if (pairs.length === 0 && only !== undefined) pairs.push(pairOf(only, only));
  const asks = point.kind === 'question' || point.text.trim().endsWith('?');
  const sources = point.cites.filter((cite) => cite.discussion === null);
  return {
    stems: sortedOnce(ids),
    pairs: sortedOnce(pairs),
    numbers: [...new Set(numbers)].sort(),
    negated,
    asks,
    posts: new Set(sources.map((cite) => cite.post)),
    passages: new Set(sources.filter((cite) => cite.passage !== '').map((cite) => `${cite.post} ${cite.passage}`)),
    link: point.kind === 'source' ? point.link.toLowerCase().replace(/\/+$/, '') : '',
  };
}

function common(a: readonly number[], b: readonly number[]): number {
  let [left, right, found] = [0, 0, 0];
  while (left < a.length && right < b.length) {
    const difference = (a[left] as number) - (b[right] as number);
    if (difference === 0) found += 1;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return found;
}

const meets = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((one) => b.has(one));

export function likeness(a: PointTraits, b: PointTraits): number {
  if (a.link !== '' && a.link === b.link) return 1;
  const [least, most] = [Math.min(a.stems.length, b.stems.length), Math.max(a.stems.length, b.stems.length)];
  if (least === 0) return 0;
  const words = common(a.stems, b.stems);
  const both = (2 * words) / (least + most);
  const pairs = (2 * common(a.pairs, b.pairs)) / (a.pairs.length + b.pairs.length);
  const inside = least >= FEW_WORDS ? (INSIDE_SHARE * words) / least : 0;
  const text = Math.max(WORDS_SHARE * both + (1 - WORDS_SHARE) * pairs, inside * inside);
  let sum = text;
  if (text >= NOT_ANOTHER_THING) {
    if (meets(a.passages, b.passages)) sum += SAME_PASSAGE;
    else if (meets(a.posts, b.posts)) sum += SAME_POST;
  }
  if (a.negated !== b.negated) sum -= OPPOSITE;
  if (a.numbers.length > 0 && b.numbers.length > 0 && a.numbers.join(' ') !== b.numbers.join(' ')) sum -= OTHER_NUMBERS;
  if (a.asks !== b.asks) sum -= ONE_ASKS;
  return Math.min(1, Math.max(0, sum));
}

export function isLikely(a: PointTraits, b: PointTraits, how = likeness(a, b)): boolean {
  const few = Math.min(a.stems.length, b.stems.length) < FEW_WORDS;
  return how >= (few ? LIKELY_FEW : LIKELY);
}
