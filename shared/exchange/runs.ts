/** Runs of clocks put together. */
import type { Runs } from './scan-update';

export function collect(into: Runs, from: Runs): void {
  for (const [client, runs] of from) {
    const known = into.get(client);
    if (!known) into.set(client, [...runs]);
    else for (const value of runs) known.push(value);
  }
}

/** In order, none empty, and neighbours made one. */
export function inOrder(runs: readonly number[]): number[] {
  const pairs: [number, number][] = [];
  for (let index = 0; index < runs.length; index += 2) {
    const [start, length] = [runs[index] ?? 0, runs[index + 1] ?? 0];
    if (length > 0) pairs.push([start, start + length]);
  }
  pairs.sort(([a], [b]) => a - b);
  const result: number[] = [];
  let [from, to] = [-1, -1];
  for (const [start, end] of pairs) {
    if (start <= to) to = Math.max(to, end);
    else {
      if (to >= 0) result.push(from, to - from);
      [from, to] = [start, end];
    }
  }
  if (to >= 0) result.push(from, to - from);
  return result;
}
