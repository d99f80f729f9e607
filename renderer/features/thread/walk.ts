/** A walk through the posts that are missing from the recap. Pure. */
import type { PostId } from '../../../shared/util/brand';

export interface Walk {
  /** What was missing when it began or since, in the order of the posts; what is dealt with stays, so that nothing jumps. */
  readonly list: readonly PostId[];
  /** The post it stands at; null after the last. */
  readonly at: PostId | null;
  /** Only these posts are shown. */
  readonly only: boolean;
}

/** Begins at the first missing post that is `from` or comes after it, else at the first; null when nothing is missing. */
export function beginWalk(missing: readonly PostId[], order: readonly PostId[], from: PostId | null): Walk | null {
  const [first] = missing;
  if (first === undefined) return null;
  const wanted = from === null ? -1 : order.indexOf(from);
  const at = missing.find((id) => order.indexOf(id) >= wanted) ?? first;
  return { list: missing, at, only: true };
}

/** The list with what became missing since; the same walk when nothing did. */
export function joinMissing(walk: Walk, missing: readonly PostId[], order: readonly PostId[]): Walk {
  const known = new Set(walk.list);
  if (missing.every((id) => known.has(id))) return walk;
  const all = new Set([...walk.list, ...missing]);
  return { ...walk, list: order.filter((id) => all.has(id)) };
}

/** One step to a post that is still missing: past the last one to the end, before the first one nowhere. */
export function stepWalk(walk: Walk, missing: readonly PostId[], step: 1 | -1): Walk {
  const open = new Set(missing);
  const here = walk.at === null ? walk.list.length : walk.list.indexOf(walk.at);
  const rest = step === 1 ? walk.list.slice(here + 1) : walk.list.slice(0, here);
  const next = step === 1 ? rest.find((id) => open.has(id)) : rest.findLast((id) => open.has(id));
  if (next !== undefined) return { ...walk, at: next };
  return step === 1 ? { ...walk, at: null } : walk;
}

/** `2 of 5`; at the end what is left, in words. */
export function walkWords(walk: Walk, missing: readonly PostId[]): string {
  if (walk.at !== null) return `${String(walk.list.indexOf(walk.at) + 1)} of ${String(walk.list.length)}`;
  if (missing.length === 0) return 'Everything is in or set aside';
  return missing.length === 1
    ? 'That was the last. One is left for later'
    : `That was the last. ${String(missing.length)} are left for later`;
}
