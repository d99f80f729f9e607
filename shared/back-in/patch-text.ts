/** Changes a shared text into another one by as little as possible: letters that stay keep who wrote them. [BI8] */
import type * as Y from 'yjs';
import type { RichTextNode } from '../model/rich-text';
import { AUTHOR_MARK } from '../recap/attribution';
import { wordChanges } from '../recap/versions';

type Attributes = Readonly<Record<string, unknown>>;
type Run = { readonly text: string; readonly attributes: Attributes };

function attributesOf(node: RichTextNode): Attributes {
  return Object.fromEntries((node.marks ?? []).map(({ type, attrs }) => [type, attrs ?? {}]));
}

const shown = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(
          Object.entries(one)
            .filter(([, part]) => part !== null && part !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : one,
  );

/** The run that holds each place of the text, and how much of it is left from there. */
class Runs {
  private at = 0;
  private used = 0;
  constructor(private readonly runs: readonly Run[]) {}

  take(length: number): { length: number; attributes: Attributes } {
    let run = this.runs[this.at];
    while (run !== undefined && this.used >= run.text.length) {
      this.at += 1;
      this.used = 0;
      run = this.runs[this.at];
    }
    const taken = run === undefined ? length : Math.min(length, run.text.length - this.used);
    this.used += taken;
    return { length: taken, attributes: run?.attributes ?? {} };
  }
}

function formatChange(old: Attributes, next: Attributes): Record<string, unknown> | null {
  const change: Record<string, unknown> = {};
  for (const key of Object.keys(old)) if (key !== AUTHOR_MARK && next[key] === undefined) change[key] = null;
  // Who wrote a letter that stays is known from the letter.
  for (const [key, value] of Object.entries(next))
    if (key !== AUTHOR_MARK && shown(old[key]) !== shown(value)) change[key] = value;
  return Object.keys(change).length === 0 ? null : change;
}

/** To be called inside a transaction; `nodes` are texts. */
export function patchText(text: Y.Text, nodes: readonly RichTextNode[]): void {
  const delta = text.toDelta() as { insert: unknown; attributes?: Attributes }[];
  const old = delta.flatMap(({ insert, attributes = {} }): Run[] =>
    typeof insert === 'string' ? [{ text: insert, attributes }] : [],
  );
  const next = nodes.map((node): Run => ({ text: node.text ?? '', attributes: attributesOf(node) }));
  const joined = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');
  const [oldRuns, nextRuns] = [new Runs(old), new Runs(next)];
  const steps: { retain?: number; delete?: number; insert?: string; attributes?: Attributes }[] = [];
  for (const { kind, text: words } of wordChanges(joined(old), joined(next))) {
    for (let left = words.length; left > 0; ) {
      if (kind === 'added') {
        const { length, attributes } = nextRuns.take(left);
        const insert = words.slice(words.length - left, words.length - left + length);
        steps.push({ insert, attributes });
        left -= length;
        continue;
      }
      const before = oldRuns.take(left);
      if (kind === 'removed') {
        steps.push({ delete: before.length });
        left -= before.length;
        continue;
      }
      for (let rest = before.length; rest > 0; ) {
        const { length, attributes } = nextRuns.take(rest);
        const change = formatChange(before.attributes, attributes);
        steps.push(change === null ? { retain: length } : { retain: length, attributes: change });
        rest -= length;
      }
      left -= before.length;
    }
  }
  if (steps.some((step) => step.retain === undefined || step.attributes !== undefined)) text.applyDelta(steps);
}
