/**
 * The only way to listen to a document's updates. One exception in any listener stops every later update event of that
 * document (yjs#799, open): nothing would be saved or sent while the person types on. Listeners added here catch.
 */
import type * as Y from 'yjs';

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

/**
 * Starts the document's events again after an exception in some listener stopped them.
 * @returns true if they had stopped: the updates since then told nobody, so the whole state must be stored and compared
 */
export function unstick(doc: Y.Doc): boolean {
  if (doc._transaction !== null || doc._transactionCleanups.length === 0) return false;
  doc._transactionCleanups = [];
  return true;
}
