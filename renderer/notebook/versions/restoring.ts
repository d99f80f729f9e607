/** A version brought back into its discussion, whole or a block of it, as edits like any other. [VE13]–[VE15] */
import { planBack } from '../../../shared/back-in';
import { blockChoices, prepareVersion } from '../../../shared/versions/restore';
import type { VersionContent } from '../../../shared/versions/types';
import { type BackIn, openBackIn } from '../back-in';
import type { Discussion } from '../types';

export interface Restoring extends BackIn {
  /** A block of the version's recap does not stand here as it did, and this person may write it. `where`: `ours`, or whose recap. */
  canBringBack(where: string, at: number): boolean;
  /** Returns what takes it back; null when there was nothing to do. */
  bringBack(where: string, at: number): (() => void) | null;
}

export function openRestoring(
  discussion: Discussion,
  content: VersionContent,
  onError: (error: unknown) => void,
): Restoring {
  const { doc, parts } = discussion;
  const me = parts.me.id;
  const version = prepareVersion(discussion.id, content, me);
  const file = () => version.file(doc);
  const back = openBackIn(discussion, { file, full: version.full, pictures: new Map() }, onError);
  const nameOf = (person: string): string => parts.person(person).name;
  let plan = planBack(doc, file(), me, { nameOf });
  const replan = back.changes.subscribe(() => {
    plan = planBack(doc, file(), me, { nameOf });
  });
  const choicesFor = (where: string, at: number) => {
    const block = version.blockOf(where, at);
    return block === undefined ? new Map() : blockChoices(plan, where, block);
  };
  return {
    ...back,
    canBringBack: (where, at) => choicesFor(where, at).size > 0,
    bringBack(where, at) {
      plan = planBack(doc, file(), me, { nameOf });
      const { count, undo } = back.apply(choicesFor(where, at));
      return count === 0 ? null : undo;
    },
    dispose() {
      replan();
      back.dispose();
    },
  };
}
