/**
 * DocumentStore over y-indexeddb, one database per document, whose writing is replaced (document-writer.ts), and one
 * database per notebook for digests and for what arrives while a document is closed (document-index.ts).
 */
import { AppError } from '../../shared/errors/app-error';
import { digestOfUpdates } from '../../shared/exchange/digest';
import { joinUpdates } from '../../shared/exchange/join-updates';
import { toHex } from '../../shared/util/hex';
import { release } from '../../shared/util/release';
import { DocumentIndex } from './document-index';
import type { DocumentStore } from './document-store';
import { Writer } from './document-writer';
import { setRowsAside, sortRows } from './examining';
import { LOCALS, UPDATES } from './idb-names';
import { eachValue, result } from './idb-requests';
import { loadRows, openPersistence, readStoredRows } from './own-loading';

/** The browser's storage answers within milliseconds; after this the person is told. */
const OPEN_TIMEOUT_MS = 10_000;
/** Updates that arrived for a closed document become one above this number. */
const MERGE_ARRIVED = 40;

export function createIndexeddbStore(): DocumentStore {
  const indexes = new Map<string, Promise<DocumentIndex>>();
  const databases = new Databases();

  const indexOfNotebook = (id: string): Promise<DocumentIndex> => {
    const notebook = `recap-index/${id}`;
    const known = indexes.get(notebook) ?? inTime(DocumentIndex.open(notebook));
    indexes.set(notebook, known);
    known.catch(() => indexes.delete(notebook));
    return known;
  };
  /** Documents are named `recap/<notebook>/<document>`. */
  const indexOf = async (name: string): Promise<DocumentIndex> => {
    const index = await indexOfNotebook(name.slice(0, name.lastIndexOf('/')).replace(/^recap\//, ''));
    await inTime(index.know(name));
    return index;
  };
  const withMark = async (notebook: string): Promise<DocumentIndex> => {
    const index = await indexOfNotebook(notebook);
    await inTime(index.knowMark());
    return index;
  };

  const read = async (name: string): Promise<readonly Uint8Array[]> => {
    const index = await indexOf(name);
    const own = (await databases.has(name)) ? await readRows(name) : [];
    return [...own, ...(await index.read(name))];
  };

  return {
    async open(name, doc, onProblem) {
      const persistence = openPersistence(name, doc);
      databases.added(name);
      let writer: Writer | null = null;
      // Both databases are asked at once: a long list of discussions takes a while to come.
      const reading = readStoredRows(persistence);
      reading.catch(() => {});
      try {
        const index = await indexOf(name);
        const hadContent = doc.store.clients.size > 0;
        writer = new Writer(persistence, doc, index, onProblem);
        await inTime(reading.then((rows) => loadRows(persistence, rows)));
        // It may not be stored: what is there by now was not heard of.
        if (hadContent) writer.storeState();
        await writer.loaded(await index.read(name));
        return writer;
      } catch (error) {
        // The document may be opened once more: nothing of this attempt may go on listening.
        writer?.abandon();
        persistence.destroy().catch(() => {});
        throw error;
      }
    },

    async remove(name) {
      await (await indexOf(name)).remove(name);
      await databases.remove(name);
    },

    read,

    async append(name, update, digest) {
      const index = await indexOf(name);
      await index.append(name, update, digest);
      if (index.arrivals(name) > MERGE_ARRIVED) {
        const arrived = await index.read(name);
        await index.replace(name, joinUpdates(arrived));
      }
    },

    async digest(name) {
      const index = await indexOf(name);
      const known = index.digest(name);
      if (known !== null) return known;
      const updates = await read(name);
      const digest = toHex(digestOfUpdates(updates));
      // Often the document is read once more at once, to be sent.
      for (const update of updates) release(update);
      if (index.arrivals(name) > 0 || (await databases.has(name))) void index.put(name, digest).catch(() => {});
      return digest;
    },

    async examine(name) {
      try {
        const index = await indexOf(name);
        const noted = index.digest(name);
        const own = (await databases.has(name)) ? await readAllRows(name) : [];
        const rows = await sortRows([...own, ...(await index.read(name))]);
        return { ...rows, noted };
      } catch (error) {
        throw new AppError('store/unavailable', String(error), { cause: error });
      }
    },

    async mend(name) {
      const index = await indexOf(name);
      await index.forget(name);
      if (await databases.has(name)) await setRowsAside(name);
      // What arrived and is no update comes again from whoever sent it.
      const arrived = await index.read(name);
      const { updates, unsound } = await sortRows(arrived);
      if (unsound > 0) await (updates.length === 0 ? index.clear(name) : index.replace(name, joinUpdates(updates)));
    },

    getLocal: async (name, key) => ((await databases.has(name)) ? readLocal(name, key) : undefined),

    async names(notebook) {
      const [index, own] = await Promise.all([indexOfNotebook(notebook), databases.all()]);
      await inTime(index.knowAll());
      const prefix = `recap/${notebook}/`;
      return [...new Set([...index.names(), ...[...own].filter((name) => name.startsWith(prefix))])];
    },

    getMark: async (notebook) => (await withMark(notebook)).mark,
    setMark: async (notebook, mark) => (await withMark(notebook)).setMark(mark),
  };
}

/** Which documents have a database of their own: asking for one that is not there would make it. */
class Databases {
  private names: Promise<Set<string>> | null = null;

  async has(name: string): Promise<boolean> {
    return (await this.all()).has(name);
  }

  added(name: string): void {
    void this.all().then((names) => names.add(name));
  }

  async remove(name: string): Promise<void> {
    const names = await this.all();
    try {
      await result(indexedDB.deleteDatabase(name));
    } catch (error) {
      throw new AppError('store/unavailable', String(error), { cause: error });
    }
    names.delete(name);
  }

  all(): Promise<Set<string>> {
    this.names ??= indexedDB.databases().then(
      (all) => new Set(all.map(({ name }) => name ?? '')),
      (error: unknown) => {
        this.names = null;
        throw new AppError('store/unavailable', String(error), { cause: error });
      },
    );
    return this.names;
  }
}

/** What y-indexeddb keeps beside the rows. */
async function readLocal(name: string, key: string): Promise<unknown> {
  const db = await result(indexedDB.open(name));
  try {
    if (!db.objectStoreNames.contains(LOCALS)) return undefined;
    return await result<unknown>(db.transaction(LOCALS).objectStore(LOCALS).get(key));
  } finally {
    db.close();
  }
}

/** The rows that y-indexeddb keeps. */
async function readRows(name: string): Promise<readonly Uint8Array[]> {
  return (await readAllRows(name)).filter((row) => row instanceof Uint8Array);
}

async function readAllRows(name: string): Promise<readonly unknown[]> {
  const db = await result(indexedDB.open(name));
  try {
    if (!db.objectStoreNames.contains(UPDATES)) return [];
    const rows: unknown[] = [];
    await eachValue(db.transaction(UPDATES).objectStore(UPDATES), (row) => rows.push(row));
    return rows;
  } finally {
    db.close();
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new AppError('store/unavailable', 'no answer')), OPEN_TIMEOUT_MS);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(new AppError('store/unavailable', String(error), { cause: error }));
      },
    );
  });
}
