/** Which backups stay: the newest of each of the last days, weeks and months in which there is one. */

/** Agree with the README. */
const KEPT = { days: 7, weeks: 4, months: 12 } as const;

const two = (number: number): string => String(number).padStart(2, '0');
export const dayOf = (at: number): string => {
  const date = new Date(at);
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};
const monthOf = (at: number): string => dayOf(at).slice(0, 7);
/** The Monday that it begins with. */
const weekOf = (at: number): string => {
  const date = new Date(at);
  // At noon, so that summer time moves nothing to another day.
  return dayOf(new Date(date.getFullYear(), date.getMonth(), date.getDate() - ((date.getDay() + 6) % 7), 12).getTime());
};

/** @param all of one notebook */
export function keptBackups<T extends { readonly at: number }>(all: readonly T[]): Set<T> {
  // Of two with one time, the one that was added later.
  const newestFirst = [...all].reverse().sort((a, b) => b.at - a.at);
  const kept = new Set(newestFirst.slice(0, 1));
  const keep = (most: number, spanOf: (at: number) => string): void => {
    const spans = new Set<string>();
    for (const one of newestFirst) {
      const span = spanOf(one.at);
      if (spans.has(span) || spans.size >= most) continue;
      spans.add(span);
      kept.add(one);
    }
  };
  keep(KEPT.days, dayOf);
  keep(KEPT.weeks, weekOf);
  keep(KEPT.months, monthOf);
  return kept;
}
