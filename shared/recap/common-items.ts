/** What two lists have in common, in order: the longest common subsequence. Pure. */

export interface Common {
  /** Places in the list before, and in the list after, that are common. */
  readonly before: ReadonlySet<number>;
  readonly after: ReadonlySet<number>;
  /** Place after → place before. */
  readonly pairs: ReadonlyMap<number, number>;
}

/** A table of this many numbers takes a few milliseconds and 8 MB; longer stretches count as wholly different. */
const MAX_CELLS = 2_000_000;

export function commonItems<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): Common {
  const [a, b] = [before.map(keyOf), after.map(keyOf)];
  const pairs = new Map<number, number>();
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) pairs.set(start, start++);
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) pairs.set(--endB, --endA);

  const [rows, columns] = [endA - start, endB - start];
  if (rows > 0 && columns > 0 && rows * columns <= MAX_CELLS) {
    const width = columns + 1;
    const lengths = new Uint32Array((rows + 1) * width);
    const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
    for (let row = rows - 1; row >= 0; row -= 1) {
      for (let column = columns - 1; column >= 0; column -= 1) {
        lengths[row * width + column] =
          a[start + row] === b[start + column]
            ? at(row + 1, column + 1) + 1
            : Math.max(at(row + 1, column), at(row, column + 1));
      }
    }
    for (let row = 0, column = 0; row < rows && column < columns; ) {
      if (a[start + row] === b[start + column]) pairs.set(start + column++, start + row++);
      else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
      else column += 1;
    }
  }
  return { before: new Set(pairs.values()), after: new Set(pairs.keys()), pairs };
}
