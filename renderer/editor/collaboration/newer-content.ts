/** Watches a bound fragment for content that our schema does not know, and unbinds the editor before it sees it. */
import type * as Y from 'yjs';
import { unknownContent, unknownInEvents } from '../fragment/known-content';

export interface BindingGuard {
  /** Names of unknown content; empty while an editor may be bound. */
  readonly unknown: readonly string[];
  stop(): void;
}

/**
 * Calls `unbind` at most once. Must be made before the editor is bound: Yjs calls observers in the order in which
 * they were added, and the binding deletes what it does not know in its own.
 */
export function guardBinding(fragment: Y.XmlFragment, unbind: (unknown: readonly string[]) => void): BindingGuard {
  const unknown = unknownContent(fragment);
  if (unknown.length > 0) return { unknown, stop: () => undefined };
  const check = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    if (transaction.local) return;
    const arrived = unknownInEvents(events, fragment);
    if (arrived.length === 0) return;
    stop();
    unbind(arrived);
  };
  let watching = true;
  const stop = (): void => {
    if (watching) fragment.unobserveDeep(check);
    watching = false;
  };
  fragment.observeDeep(check);
  return { unknown, stop };
}
