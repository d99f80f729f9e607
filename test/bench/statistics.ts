/** What is printed of many measurements, and the table. */

export interface Spread {
  readonly median: number;
  readonly p95: number;
}

/** Nearest rank; `values` must not be empty. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

export interface Row {
  readonly what: string;
  readonly ours: Spread;
  readonly floor: Spread;
  /** The most that the ratio of the medians, or our median in ms, should be. */
  readonly aim: { readonly ratio: number } | { readonly ms: number };
}

const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;

export function meetsAim({ ours, floor, aim }: Row): boolean {
  return 'ms' in aim ? ours.median <= aim.ms : ours.median / floor.median <= aim.ratio;
}

export function table(rows: readonly Row[]): string {
  const cells = [
    ['', 'median', 'p95', 'floor', 'floor p95', 'ratio', 'aim', ''],
    ...rows.map((row) => [
      row.what,
      ms(row.ours.median),
      ms(row.ours.p95),
      ms(row.floor.median),
      ms(row.floor.p95),
      (row.ours.median / row.floor.median).toFixed(2),
      'ms' in row.aim ? `≤ ${row.aim.ms} ms` : `≤ ${row.aim.ratio}`,
      meetsAim(row) ? 'met' : 'missed',
    ]),
  ];
  return columns(cells);
}

/** The first column to the left, the others to the right. */
export function columns(cells: readonly (readonly string[])[]): string {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return cells.map((row) => line(row).trimEnd()).join('\n');
}
