/**
 * The only way to listen to a document's updates. One exception in any listener stops every later update event of that
 * document (yjs#799, open): nothing would be saved or sent while the person types on. Listeners added here catch.
 */
import * as Y from 'yjs';
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

/** Of the listeners for updates those that only want to know that something was loaded. */
const loadListeners = new WeakMap<object, () => void>();

/**
 * @param loaded called in the place of `listener` for what `load` loads, if nobody else wants to be told what it is
 * @returns the function that ends the subscription
 */
export function onUpdate(
  doc: Y.Doc,
  listener: UpdateListener,
  onError: (error: unknown) => void,
  loaded?: () => void,
): () => void {
  const guarded = (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    try {
      listener(update, origin, transaction);
    } catch (error) {
      onError(error);
    }
  };
  if (loaded !== undefined) loadListeners.set(guarded, caught(loaded, onError));
  doc.on('update', guarded);
  return () => {
    loadListeners.delete(guarded);
    doc.off('update', guarded);
  };
}

/**
 * Runs a transaction that loads what is stored. To make an update of it, for listeners, takes as long as to load it: none is
 * made as long as all who listen only want to know that it was loaded. What others do because of it, in the same turn, is told.
 */
export function load(doc: Y.Doc, origin: unknown, run: () => void): void {
  const listeners = doc._observers.get('update') ?? new Set();
  const isUnderWay = doc._transaction !== null || doc._transactionCleanups.length > 0;
  if (isUnderWay || listeners.size === 0 || ![...listeners].every((one) => loadListeners.has(one))) {
    Y.transact(doc, run, origin, false);
    return;
  }
  const listenAgain = (): void => {
    doc.off('beforeObserverCalls', nextBegins);
    // Some may have come or gone meanwhile.
    const still = [...listeners].filter((one) => loadListeners.has(one));
    doc._observers.set('update', new Set([...still, ...(doc._observers.get('update') ?? [])]));
    for (const one of still) loadListeners.get(one)?.();
  };
  let own: Y.Transaction | null = null;
  // Another transaction, of somebody who listens to the types: its update is made after this.
  const nextBegins = (transaction: Y.Transaction): void => {
    if (transaction !== own) listenAgain();
  };
  doc._observers.delete('update');
  doc.on('beforeObserverCalls', nextBegins);
  try {
    Y.transact(
      doc,
      (transaction) => {
        own = transaction;
        run();
      },
      origin,
      false,
    );
  } finally {
    if (doc._observers.get('beforeObserverCalls')?.has(nextBegins)) listenAgain();
  }
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
