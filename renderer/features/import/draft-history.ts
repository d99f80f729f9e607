/** One line of steps through a draft: every change is a step, typing in one field is one step. Pure. */
import type { ImportDraft, ImportPost } from '../../../shared/import';

export interface DraftHistory {
  readonly past: readonly ImportDraft[];
  readonly now: ImportDraft;
  /** What was undone, the next to redo last. */
  readonly future: readonly ImportDraft[];
  /** The field that the last step is being typed in; null when the next change is a step of its own. */
  readonly field: string | null;
}

/** Enough steps to undo a wrong turn; drafts share their posts, so they cost little. */
const MOST_STEPS = 200;

export function startHistory(draft: ImportDraft): DraftHistory {
  return { past: [], now: draft, future: [], field: null };
}

function samePost(a: ImportPost, b: ImportPost | undefined): boolean {
  if (a === b) return true;
  return a.id === b?.id && a.text === b.text && a.author === b.author && a.createdAt === b.createdAt;
}

function sameFields(a: ImportDraft, b: ImportDraft): boolean {
  if (a.title !== b.title || a.firstDay !== b.firstDay || a.posts.length !== b.posts.length) return false;
  return a.posts.every((post, index) => samePost(post, b.posts[index]));
}

/** `field`: where it was typed, `text:p1`; null for a change that stands alone. A draft equal to `now` is no step. */
export function step(history: DraftHistory, draft: ImportDraft, field: string | null): DraftHistory {
  const { past, now } = history;
  if (draft === now) return history;
  const before = past.at(-1);
  if (field === null || field !== history.field || before === undefined) {
    if (field !== null && sameFields(draft, now)) return history;
    return { past: [...past, now].slice(-MOST_STEPS), now: draft, future: [], field };
  }
  // Typed and taken back by hand: nothing is left to undo.
  if (sameFields(draft, before)) return { past: past.slice(0, -1), now: before, future: [], field: null };
  return { ...history, now: draft, future: [] };
}

/** The field is left: what is typed there later is another step. */
export function settle(history: DraftHistory): DraftHistory {
  return history.field === null ? history : { ...history, field: null };
}

/** The same history when there is nothing to undo. */
export function undo(history: DraftHistory): DraftHistory {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), now: before, future: [...history.future, history.now], field: null };
}

/** The same history when there is nothing to redo. */
export function redo(history: DraftHistory): DraftHistory {
  const after = history.future.at(-1);
  if (after === undefined) return history;
  return { past: [...history.past, history.now], now: after, future: history.future.slice(0, -1), field: null };
}
