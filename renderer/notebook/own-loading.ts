/**
 * y-indexeddb's database and the place for what is kept beside a document, without its own reading: that writes a row with
 * each opening, and when the write fails nobody is told, or the error is thrown where nobody can catch it (9.0.12).
 */
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { load } from './guarded';
import { UPDATES } from './idb-names';
import { result } from './idb-requests';
import { LoadingDecoder } from './loading-decoder';

const told = new WeakSet<object>();

/**
 * y-indexeddb leaves a promise of its own without anybody who listens when its database does not open. Whoever opens it hears
 * of that, and tells it once.
 */
export const isToldByStore = (reason: unknown): boolean =>
  typeof reason === 'object' && reason !== null && told.has(reason);

export function openPersistence(name: string, doc: Y.Doc): IndexeddbPersistence {
  const persistence = new IndexeddbPersistence(name, doc);
  persistence._db.catch((error: unknown) => {
    if (typeof error === 'object' && error !== null) told.add(error);
  });
  // What it reads by itself, nothing behind the last row, it then leaves alone.
  persistence._dbref = Number.MAX_SAFE_INTEGER;
  persistence._destroyed = true;
  // Its own listener writes one transaction per update and throws once its database was closed.
  doc.off('update', persistence._storeUpdate);
  return persistence;
}

/** @throws Error when the database does not open */
export async function readStoredRows(persistence: IndexeddbPersistence): Promise<readonly unknown[]> {
  const db = await persistence._db;
  return result<unknown[]>(db.transaction(UPDATES).objectStore(UPDATES).getAll());
}

/** @throws Error when a row is no update */
export function loadRows(persistence: IndexeddbPersistence, rows: readonly unknown[]): void {
  load(persistence.doc, persistence, () => {
    for (const row of rows)
      if (row instanceof Uint8Array) Y.applyUpdateV2(persistence.doc, row, persistence, LoadingDecoder);
  });
  persistence._destroyed = false;
  persistence.synced = true;
}
