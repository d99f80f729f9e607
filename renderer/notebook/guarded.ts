/**
 * The only way to listen to a document's updates. One exception in any listener stops every later update event of that
 * document (yjs#799, open): nothing would be saved or sent while the person types on. Listeners added here catch.
 */
import type * as Y from 'yjs';
import { ORIGIN } from '../../shared/model/origins';

/** For observers of types: an exception in one stops the update events of the document just the same. */
export function caught<A extends readonly unknown[]>(
  run: (...args: A) => void,
  onError: (error: unknown) => void,
): (...args: A) => void {
  return (...args) => {
    try {
      run(...args);
    } catch (error) {
      onError(error);
    }
  };
}

export type UpdateListener = (update: Uint8Array, origin: unknown, transaction: Y.Transaction) => void;

/** @returns the function that ends the subscription */
export function onUpdate(doc: Y.Doc, listener: UpdateListener, onError: (error: unknown) => void): () => void {
  const guarded = (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    try {
      listener(update, origin, transaction);
    } catch (error) {
      onError(error);
    }
  };
  doc.on('update', guarded);
  return () => doc.off('update', guarded);
}

/** The same for the end of each transaction, whether or not it changed anything. */
export function onTransaction(
  doc: Y.Doc,
  listener: (transaction: Y.Transaction) => void,
  onError: (error: unknown) => void,
): () => void {
  const guarded = (transaction: Y.Transaction) => {
    try {
      listener(transaction);
    } catch (error) {
      onError(error);
    }
  };
  doc.on('afterTransaction', guarded);
  return () => doc.off('afterTransaction', guarded);
}

/** An exception in some listener stopped the document's events: what changed since then told nobody. */
export function isStuck(doc: Y.Doc): boolean {
  return doc._transaction === null && doc._transactionCleanups.length > 0;
}

/**
 * Starts the document's events again, and tells those who listen of every change that they were not told of: an editor
 * that missed one would take it back with the next key.
 * @returns true if they had stopped: the whole state must be stored and compared
 */
export function unstick(doc: Y.Doc): boolean {
  if (!isStuck(doc)) return false;
  // The one at which it stopped was told to some; those behind it were told to nobody.
  const untold = doc._transactionCleanups.filter(({ afterState }) => afterState.size === 0);
  doc._transactionCleanups = [];
  if (untold.length === 0) return true;
  try {
    // They end with the one that is under way, each with its own events.
    doc.transact(() => doc._transactionCleanups.push(...untold), ORIGIN.bookkeeping);
  } catch (error) {
    // The same listener once more: what was told by then is told, and the rest is tried again.
    console.error(error);
    unstick(doc);
  }
  return true;
}
