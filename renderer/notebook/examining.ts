/** Goes through the rows that y-indexeddb keeps of a document, and puts those aside that are no updates. */
import { LOCALS, UPDATES } from './idb-names';
import { done, result } from './idb-requests';
import { updateCheck } from './update-check';

export interface SortedRows {
  readonly updates: readonly Uint8Array[];
  readonly unsound: number;
}

/** @param rows are given away */
export async function sortRows(rows: readonly unknown[]): Promise<SortedRows> {
  const updates: Uint8Array[] = [];
  for (const row of rows) {
    const update = row instanceof Uint8Array ? await updateCheck.check(row) : null;
    if (update !== null) updates.push(update);
  }
  return { updates, unsound: rows.length - updates.length };
}

/** They stay beside the document, where nothing reads them. All of it or nothing. */
export async function setRowsAside(name: string): Promise<void> {
  const db = await result(indexedDB.open(name));
  try {
    if (!db.objectStoreNames.contains(UPDATES) || !db.objectStoreNames.contains(LOCALS)) return;
    const rows = db.transaction(UPDATES).objectStore(UPDATES);
    const [keys, values] = await Promise.all([result(rows.getAllKeys()), result<unknown[]>(rows.getAll())]);
    const unsound: IDBValidKey[] = [];
    for (const [at, key] of keys.entries()) {
      const row = values[at];
      if (!(row instanceof Uint8Array) || (await updateCheck.check(row.slice())) === null) unsound.push(key);
    }
    if (unsound.length === 0) return;
    const transaction = db.transaction([UPDATES, LOCALS], 'readwrite');
    const kept = unsound.map((key) => values[keys.indexOf(key)]);
    transaction.objectStore(LOCALS).put(kept, `damaged-${new Date().toISOString()}`);
    for (const key of unsound) transaction.objectStore(UPDATES).delete(key);
    await done(transaction);
  } finally {
    db.close();
  }
}
