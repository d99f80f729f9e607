/**
 * The difference between two lists of lines, as a list of steps that make the second out of the first: `[from, count]` takes
 * lines over, a string is a new line, `[at, head, tail, middle]` is a line of which only the middle is new. Pure. [VE2]
 */
import { VERSION_LIMITS } from './limits';

export type DeltaStep = string | readonly [from: number, count: number] | readonly [number, number, number, string];

/** What names a line as long as its words change: the id of a post or a point; '' for a block without one. */
function nameOf(line: string): string {
  if (line.startsWith('["p","') || line.startsWith('["w","')) return line.slice(0, line.indexOf('"', 6));
  if (!line.startsWith('["r",{"type":"point"') && !line.startsWith('["o",')) return '';
  return /^.{0,300}?"id":"([^"]{1,200})"/.exec(line)?.[1] ?? '';
}

/** Below this a line that has little in common with another one is written out. */
const LEAST_COMMON = 12;

function changedLine(at: number, before: string, line: string): DeltaStep {
  const most = Math.min(before.length, line.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === line.charCodeAt(head)) head += 1;
  let tail = 0;
  while (tail < most - head && before.charCodeAt(before.length - 1 - tail) === line.charCodeAt(line.length - 1 - tail))
    tail += 1;
  return head + tail < LEAST_COMMON ? line : [at, head, tail, line.slice(head, line.length - tail)];
}

export function deltaOf(before: readonly string[], after: readonly string[]): readonly DeltaStep[] {
  const [places, names] = [new Map<string, number>(), new Map<string, number>()];
  before.forEach((line, at) => {
    if (!places.has(line)) places.set(line, at);
    const name = nameOf(line);
    if (name !== '') names.set(name, at);
  });
  const steps: DeltaStep[] = [];
  let run: [number, number] | null = null;
  // Where in `before` the line behind the last one stands.
  let next = 0;
  for (const line of after) {
    if (run !== null && before[run[0] + run[1]] === line) {
      run[1] += 1;
      next = run[0] + run[1];
      continue;
    }
    const same: number | undefined = before[next] === line ? next : places.get(line);
    if (same !== undefined) {
      run = [same, 1];
      steps.push(run);
      next = same + 1;
      continue;
    }
    run = null;
    const name = nameOf(line);
    const at = name === '' ? next : names.get(name);
    const old = at === undefined ? undefined : before[at];
    if (at === undefined || old === undefined) steps.push(line);
    else {
      const step = changedLine(at, old, line);
      steps.push(step);
      if (typeof step !== 'string') next = at + 1;
    }
  }
  return steps;
}

const isPlace = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** Null for steps that nobody of us wrote, or that would make more than a version may hold. */
export function applyDelta(before: readonly string[], steps: unknown): readonly string[] | null {
  if (!Array.isArray(steps)) return null;
  const lines: string[] = [];
  let length = 0;
  const add = (line: string | undefined): boolean => {
    if (line === undefined || line.includes('\n')) return false;
    length += line.length + 1;
    lines.push(line);
    return length <= VERSION_LIMITS.text && lines.length <= VERSION_LIMITS.lines;
  };
  for (const step of steps as readonly unknown[]) {
    if (typeof step === 'string') {
      if (!add(step)) return null;
      continue;
    }
    if (!Array.isArray(step)) return null;
    const [at, second, tail, middle] = step as readonly unknown[];
    if (!isPlace(at) || !isPlace(second)) return null;
    if (step.length === 2) {
      for (let line = at; line < at + second; line += 1) if (!add(before[line])) return null;
      continue;
    }
    const old = before[at];
    if (old === undefined || !isPlace(tail) || typeof middle !== 'string' || second + tail > old.length) return null;
    if (!add(old.slice(0, second) + middle + old.slice(old.length - tail))) return null;
  }
  return lines;
}
