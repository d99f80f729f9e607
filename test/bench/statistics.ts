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

/** One figure that was measured once, or is the sum of a run. */
export const single = (value: number): Spread => ({ median: value, p95: value });

type Unit = 'ms' | 'MB/s' | 'MB' | '%' | '';

/**
 * What the figures should be: the ratio of the medians at most, or at least; our median at most, with or without our
 * 95th percentile; nothing, where a figure only stands beside another.
 */
type Aim =
  | { readonly ratio: number }
  | { readonly share: number }
  | { readonly most: number; readonly p95?: number }
  | { readonly least: number }
  | null;

export interface Row {
  readonly what: string;
  readonly ours: Spread;
  readonly floor: Spread | null;
  readonly aim: Aim;
  /** Of all figures of the row; milliseconds unless told. */
  readonly unit?: Unit;
}

function shown(value: number, unit: Unit): string {
  const digits = unit === '' ? 0 : value < 100 ? 1 : 0;
  return `${Number.isInteger(value) ? value : value.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`;
}

export function meetsAim({ ours, floor, aim }: Row): boolean {
  if (aim === null) return true;
  const ratio = ours.median / (floor?.median ?? Number.NaN);
  if ('ratio' in aim) return ratio <= aim.ratio;
  if ('share' in aim) return ratio >= aim.share;
  if ('least' in aim) return ours.median >= aim.least;
  return ours.median <= aim.most && ours.p95 <= (aim.p95 ?? Number.POSITIVE_INFINITY);
}

function aimWords(aim: Aim, unit: Unit): string {
  if (aim === null) return '';
  if ('ratio' in aim) return `≤ ${aim.ratio}`;
  if ('share' in aim) return `≥ ${aim.share}`;
  if ('least' in aim) return `≥ ${shown(aim.least, unit)}`;
  return `≤ ${shown(aim.most, unit)}${aim.p95 === undefined ? '' : `, p95 ≤ ${shown(aim.p95, unit)}`}`;
}

export function table(rows: readonly Row[]): string {
  const cells = [
    ['', 'median', 'p95', 'floor', 'floor p95', 'ratio', 'aim', ''],
    ...rows.map((row) => {
      const { ours, floor, aim, unit = 'ms' } = row;
      return [
        row.what,
        shown(ours.median, unit),
        shown(ours.p95, unit),
        floor === null ? '' : shown(floor.median, unit),
        floor === null ? '' : shown(floor.p95, unit),
        floor === null ? '' : (ours.median / floor.median).toFixed(2),
        aimWords(aim, unit),
        aim === null ? '' : meetsAim(row) ? 'met' : 'missed',
      ];
    }),
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
