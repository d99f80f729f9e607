/** How a conversation that is too long for one discussion is divided. Pure. */
import { type Calendar, dayWords, mondayOf, monthOf, monthWords } from './calendar';

export const DIVISIONS = ['whole', 'month', 'week', 'day', 'count'] as const;
export type Division = (typeof DIVISIONS)[number];

/**
 * Posts of one discussion. With 2,000 a thread opens in 1.2 s, its longest task takes half a second, on a machine of two
 * cores that is four times as busy as it can be (`npm run bench -- thread`); with 5,000 both are twice as long.
 */
export const COMFORTABLE_POSTS = 2000;
/** Whoever wants everything in one place may have this many. */
export const MOST_POSTS = 10_000;

/** What stands together: `from` up to but not including `to` of the messages that were divided. */
export interface Piece {
  /** `August 2009`, `1 of 3`; '' for everything. */
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

type Times = readonly (number | null)[];

interface Run {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** Stretches of equal keys. What has no time, or one that goes back, stands with what was before it. */
function runs(times: Times, keyOf: (at: number) => number, words: (key: number) => string): Run[] {
  const found: { label: string; from: number; to: number }[] = [];
  let key = Number.NEGATIVE_INFINITY;
  for (const [index, at] of times.entries()) {
    const own = at === null ? key : keyOf(at);
    const last = found.at(-1);
    if (last !== undefined && own <= key) last.to = index + 1;
    else if (last !== undefined && key === Number.NEGATIVE_INFINITY) {
      // Those without a time at the very beginning belong to the first that has one.
      last.label = words(own);
      last.to = index + 1;
    } else found.push({ label: own === Number.NEGATIVE_INFINITY ? '' : words(own), from: index, to: index + 1 });
    key = Math.max(key, own);
  }
  return found;
}

function runsBy(times: Times, by: Exclude<Division, 'count'>, { dayOf }: Calendar): Run[] {
  switch (by) {
    case 'whole':
      return times.length === 0 ? [] : [{ label: '', from: 0, to: times.length }];
    case 'month':
      return runs(times, (at) => monthOf(dayOf(at)), monthWords);
    case 'week':
      return runs(
        times,
        (at) => mondayOf(dayOf(at)),
        (key) => `Week of ${dayWords(key)}`,
      );
    case 'day':
      return runs(times, dayOf, dayWords);
  }
}

/** Nearly equal parts, each no longer than `most`. */
function cut({ label, from, to }: Run, most: number): Piece[] {
  const parts = Math.ceil((to - from) / most);
  if (parts <= 1) return [{ label, from, to }];
  const size = (to - from) / parts;
  return Array.from({ length: parts }, (_, part) => ({
    label: `${label}${label === '' ? '' : ', '}${String(part + 1)} of ${String(parts)}`,
    from: from + Math.round(part * size),
    to: from + Math.round((part + 1) * size),
  }));
}

/** The pieces in order; every message is in exactly one. Whatever is too long is cut further. */
export function divide(times: Times, by: Division, calendar: Calendar): Piece[] {
  const most = by === 'whole' ? MOST_POSTS : COMFORTABLE_POSTS;
  return runsBy(times, by === 'count' ? 'whole' : by, calendar).flatMap((run) => cut(run, most));
}

/** What fits: the coarsest division in which nothing has to be cut. */
export function suggestDivision(conversations: readonly Times[], calendar: Calendar): Division {
  const fits = (by: Exclude<Division, 'count'>): boolean =>
    conversations.every((times) => runsBy(times, by, calendar).every(({ from, to }) => to - from <= COMFORTABLE_POSTS));
  return (['whole', 'month', 'week', 'day'] as const).find(fits) ?? 'count';
}
