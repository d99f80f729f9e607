/** Two people began with the same template at the same time, apart: which of the two is still empty. Pure. [TM11] */
import { blockText } from '../model/point';
import type { RichText, RichTextNode } from '../model/rich-text';
import { signedBlocks } from './versions';

/** Blocks of a recap, from the first place to before the last. */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}

/** Shorter repetitions are a coincidence: two meetings in one recap may both have actions. */
const LEAST_HEADINGS = 2;
/** No template has as many; looking for longer ones would cost a pause in a long recap. */
const MOST_HEADINGS = 60;

const isHeading = (node: RichTextNode): boolean => node.type === 'heading';
const isBlank = (node: RichTextNode): boolean =>
  isHeading(node) || (blockText(node).trim() === '' && !(node.content ?? []).some((part) => part.type === 'cite'));

function sameBlock(a: RichTextNode | undefined, b: RichTextNode | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [one, other] = [a, b].map((node) => signedBlocks({ type: 'doc', content: [node] })[0]?.mark ?? '');
  return one !== '' && one === other;
}

/** A number for each title, the same for equal ones; -1 for those without words. */
function numbered(titles: readonly string[]): readonly number[] {
  const known = new Map<string, number>();
  return titles.map((title) => {
    if (title === '') return -1;
    const number = known.get(title) ?? known.size;
    known.set(title, number);
    return number;
  });
}

/** Places at which so many headings are repeated by those right behind them; one walk over all headings. */
function* repeatedAt(titles: readonly number[], length: number): Generator<number> {
  let run = 0;
  for (let at = 0; at + length < titles.length; at += 1) {
    run = titles[at] !== -1 && titles[at] === titles[at + length] ? run + 1 : 0;
    if (run >= length) yield at - length + 1;
  }
}

/** The blocks of the empty one of two equal templates that stand one behind the other; null when there are none. */
export function emptyTwin(recap: RichText): BlockRange | null {
  const blocks = recap.content ?? [];
  const headings = [...blocks.keys()].filter((at) => isHeading(blocks[at] as RichTextNode));
  const titles = numbered(headings.map((at) => blockText(blocks[at] as RichTextNode).trim()));
  // The usual case, and asked after every change of a recap.
  if (new Set(titles).size === titles.length) return null;
  for (let length = Math.min(MOST_HEADINGS, headings.length >> 1); length >= LEAST_HEADINGS; length -= 1) {
    for (const first of repeatedAt(titles, length)) {
      const starts = [headings[first] ?? 0, headings[first + length] ?? 0] as const;
      let lead = 0;
      while (sameBlock(blocks[starts[0] - lead - 1], blocks[starts[1] - lead - 1])) lead += 1;
      const [one, other] = [starts[0] - lead, starts[1] - lead];
      const next = headings[first + 2 * length] ?? blocks.length;
      // What follows the last heading of the second one may be somebody’s own text.
      const written = blocks.slice(starts[1], next).findIndex((node) => !isBlank(node));
      const inSecond = written === -1 ? next : starts[1] + written;
      if (inSecond > (headings[first + 2 * length - 1] ?? 0)) return { from: other, to: inSecond };
      if (blocks.slice(starts[0], other).every(isBlank)) return { from: one, to: other };
    }
  }
  return null;
}
