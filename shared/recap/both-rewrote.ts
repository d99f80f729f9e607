/**
 * Sentences that two sides rewrote while they were apart. A text is given character by character in the order of the
 * shared document, those that were removed among them, so that nothing has to be guessed from likeness. Pure. [SL13]–[SL17]
 */

export interface Strand {
  /** One character. */
  readonly text: string;
  /** It was there when the two sides parted. */
  readonly base: boolean;
  /** It was there on this side just before the other's changes came. */
  readonly mine: boolean;
  readonly now: boolean;
  /** Who wrote it. */
  readonly by: string;
}

export interface BothRewrote {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  readonly now: string;
  /** Where the sentence stands in the text now. */
  readonly from: number;
  readonly to: number;
  /** The others who wrote in it; none when they only removed words. */
  readonly by: readonly string[];
}

/**
 * Which characters the other side had. One that this side removed may have been removed there too, and nobody writes
 * that down: it counts as removed there when words were put in its place, that is, right beside it without a space. [SL15]
 */
function theirs(strands: readonly Strand[]): boolean[] {
  const had = strands.map((one) => (one.base ? one.now || !one.mine : !one.mine && one.now));
  const isTheirs = (at: number): boolean => {
    const one = strands[at];
    return one !== undefined && !one.base && !one.mine && one.now;
  };
  for (let at = 0; at < strands.length; at += 1) {
    const one = strands[at];
    if (one === undefined || !one.base || one.mine || one.now) continue;
    let end = at;
    for (let next = strands[end]; next?.base === true && !next.mine && !next.now; next = strands[end]) end += 1;
    // Between the two may stand what this side wrote in its place.
    let [left, right] = [at - 1, end];
    while (strands[left]?.mine === true && strands[left]?.base === false) left -= 1;
    while (strands[right]?.mine === true && strands[right]?.base === false) right += 1;
    const touches = (place: number, edge: number): boolean =>
      isTheirs(place) && !/\s/u.test(strands[place]?.text ?? ' ') && !/\s/u.test(strands[edge]?.text ?? ' ');
    if (touches(left, at) || touches(right, end - 1)) had.fill(false, at, end);
    at = end - 1;
  }
  return had;
}

function sentencesOf(text: string): number[] {
  const starts: number[] = [];
  for (const { index } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) starts.push(index);
  return starts;
}

/** Where in the strands each sentence of the base begins. */
function sections(strands: readonly Strand[]): number[] {
  const places: number[] = [];
  strands.forEach((one, at) => {
    if (one.base) places.push(at);
  });
  const base = places.map((at) => strands[at]?.text).join('');
  return sentencesOf(base).map((start, index) => {
    const place = places[start] ?? 0;
    if (index === 0) return 0;
    // What was put in the place of a sentence belongs to it, also where it stands before what was removed.
    const first = strands[place];
    let begin = place;
    const gone = first !== undefined && !(first.now && first.mine);
    while (gone && begin > 0 && strands[begin - 1]?.base === false) begin -= 1;
    return begin;
  });
}

/** The sentences that this side and the other both changed, each to something else. */
export function bothRewrote(strands: readonly Strand[], me: string): readonly BothRewrote[] {
  if (!strands.some((one) => one.base)) return [];
  const had = theirs(strands);
  const starts = sections(strands);
  const offsets: number[] = [];
  let length = 0;
  for (const one of strands) {
    offsets.push(length);
    if (one.now) length += one.text.length;
  }
  const found: BothRewrote[] = [];
  starts.forEach((start, index) => {
    const end = starts[index + 1] ?? strands.length;
    const part = strands.slice(start, end);
    const read = (seen: (one: Strand, at: number) => boolean): string =>
      part
        .filter((one, at) => seen(one, at))
        .map((one) => one.text)
        .join('');
    const now = read((one) => one.now);
    const sides = {
      base: read((one) => one.base).trim(),
      mine: read((one) => one.mine).trim(),
      theirs: read((_one, at) => had[start + at] === true).trim(),
      now: now.trim(),
    };
    if (sides.mine === sides.base || sides.theirs === sides.base || sides.mine === sides.theirs) return;
    const by = new Set(part.flatMap((one) => (!one.base && !one.mine && one.now && one.by !== me ? [one.by] : [])));
    const before = now.length - now.trimStart().length;
    const from = (offsets[start] ?? length) + before;
    found.push({ ...sides, from, to: from + sides.now.length, by: [...by] });
  });
  return found;
}
