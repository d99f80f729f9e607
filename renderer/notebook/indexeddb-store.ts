/** DocumentStore over y-indexeddb, whose writing is replaced: guarded, one transaction per task, errors surfaced, retried. */
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { AppError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import { isSoundUpdate } from '../../shared/exchange/sound-update';
import type { DocumentStore, StoredDocument } from './document-store';
import { onUpdate } from './guarded';

/** Rows after which a document is compacted while nothing else is going on; y-indexeddb's own number is 500. */
const COMPACT_ROWS = 300;
/** A document that is closed is compacted when it has more rows than this: loading it again reads them all. */
const COMPACT_ON_CLOSE = 40;
const RETRY_MS = 1500;
/** The browser's storage answers within milliseconds; after this the person is told. */
const OPEN_TIMEOUT_MS = 10_000;
/** Two frames: what was typed is stored by then, whether or not a frame was painted. */
const LONGEST_WAIT_MS = 34;
const UPDATES = 'updates';

export function createIndexeddbStore(): DocumentStore {
  return {
    async open(name, doc, onProblem) {
      const persistence = new IndexeddbPersistence(name, doc);
      const writer = new Writer(persistence, doc, onProblem);
      await ready(persistence);
      writer.loaded();
      return writer;
    },
    remove: (name) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(new AppError('store/unavailable', String(request.error)));
      }),
  };
}

function ready(persistence: IndexeddbPersistence): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new AppError('store/unavailable', 'no answer')), OPEN_TIMEOUT_MS);
    const fail = (error: unknown) => {
      clearTimeout(timer);
      reject(new AppError('store/unavailable', String(error), { cause: error }));
    };
    persistence._db.catch(fail);
    persistence.whenSynced.then(() => {
      clearTimeout(timer);
      resolve();
    }, fail);
  });
}

class Writer implements StoredDocument {
  private queue: Uint8Array[] = [];
  /** Something in the queue came from another copy. */
  private foreign = false;
  private running: Promise<void> | null = null;
  private rows = 0;
  private failing = false;
  private closed = false;
  private readonly stopListening: () => void;

  constructor(
    private readonly persistence: IndexeddbPersistence,
    private readonly doc: Y.Doc,
    private readonly onProblem: (code: ErrorCode | null) => void,
  ) {
    // y-indexeddb's own listener writes one transaction per update and throws once its database was closed.
    doc.off('update', persistence._storeUpdate);
    this.stopListening = onUpdate(
      doc,
      (update, origin, transaction) => {
        if (origin === persistence) return;
        if (!transaction.local) this.foreign = true;
        this.queue.push(update);
        this.start();
      },
      () => this.onProblem('store/write-failed'),
    );
  }

  get healthy(): boolean {
    return !this.failing;
  }

  /** Rows of earlier sessions count: otherwise a document that is opened often is never compacted. */
  loaded(): void {
    this.rows += this.persistence._dbsize;
    if (this.rows >= COMPACT_ROWS) this.compactWhenIdle();
  }

  async flush(): Promise<void> {
    while (this.running !== null || this.queue.length > 0) {
      this.start();
      await this.running;
      if (this.failing) throw new AppError('store/write-failed');
    }
  }

  storeState(): void {
    this.queue.push(Y.encodeStateAsUpdate(this.doc));
    this.start();
  }

  async close(): Promise<void> {
    this.stopListening();
    await this.flush().catch(() => {});
    this.closed = true;
    if (this.rows > COMPACT_ON_CLOSE && !this.failing) await this.compact().catch(() => {});
    await this.persistence.destroy();
  }

  getLocal(key: string): Promise<unknown> {
    return this.persistence.get(key);
  }

  async setLocal(key: string, value: unknown): Promise<void> {
    await this.persistence.set(key, value as string);
  }

  private start(): void {
    if (this.running !== null || this.closed) return;
    // A burst of updates becomes one row in one transaction, and a key press is painted before it is stored.
    this.running = afterPaint()
      .then(() => this.write())
      .finally(() => {
        this.running = null;
        if (this.queue.length > 0 && !this.failing) this.start();
      });
  }

  private async write(): Promise<void> {
    const updates = this.queue;
    if (updates.length === 0) return;
    this.queue = [];
    try {
      await this.add(this.loadable(updates));
      this.rows += 1;
      if (this.failing) this.onProblem(null);
      this.failing = false;
      if (this.rows >= COMPACT_ROWS) this.compactWhenIdle();
    } catch {
      this.queue = [...updates, ...this.queue];
      this.foreign = true;
      this.failing = true;
      this.onProblem('store/write-failed');
      setTimeout(() => this.start(), RETRY_MS);
    }
  }

  /** A row that will load again: what a peer sent may be applied and yet not be readable alone. */
  private loadable(updates: Uint8Array[]): Uint8Array {
    const only = updates[0];
    const row = updates.length === 1 && only ? only : Y.mergeUpdates(updates);
    const foreign = this.foreign;
    this.foreign = false;
    if (!foreign || isSoundUpdate(row)) return row;
    return Y.encodeStateAsUpdate(this.doc);
  }

  private async add(update: Uint8Array): Promise<void> {
    const transaction = await this.begin();
    transaction.objectStore(UPDATES).add(update);
    await done(transaction);
  }

  /** Replaces all rows by one, in one transaction: either all of it happens or nothing. */
  private async compact(): Promise<void> {
    const transaction = await this.begin();
    const store = transaction.objectStore(UPDATES);
    const added = store.add(Y.encodeStateAsUpdate(this.doc));
    added.onsuccess = () => store.delete(IDBKeyRange.upperBound(added.result, true));
    await done(transaction);
    this.rows = 1;
  }

  private compactWhenIdle(): void {
    requestIdleCallback(() => {
      if (!this.closed && this.rows >= COMPACT_ROWS) this.compact().catch(() => {});
    });
  }

  /** A transaction for writing; the database is opened again when the browser closed it under us. */
  private async begin(): Promise<IDBTransaction> {
    const db = this.persistence.db ?? (await this.persistence._db);
    try {
      return db.transaction(UPDATES, 'readwrite');
    } catch {
      const again = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(this.persistence.name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      this.persistence.db = again;
      return again.transaction(UPDATES, 'readwrite');
    }
  }
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

/** When the next frame is on screen; soon where nothing is painted. */
function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    // A window that is covered may paint no frame.
    setTimeout(resolve, LONGEST_WAIT_MS);
    if (typeof document !== 'undefined' && document.visibilityState === 'visible') {
      requestAnimationFrame(() => setTimeout(resolve, 0));
    } else setTimeout(resolve, 0);
  });
}
