/** Stores one open document's updates: guarded, one transaction per task, errors surfaced, retried; keeps its digest. */
import type { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { AppError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import { digestOf } from '../../shared/exchange/digest';
import { joinUpdates } from '../../shared/exchange/join-updates';
import { toHex } from '../../shared/util/hex';
import { afterPaint } from './after-paint';
import { clocksOf } from './clocks';
import type { DocumentIndex } from './document-index';
import type { StoredDocument } from './document-store';
import { onUpdate } from './guarded';
import { LOCALS, UPDATES } from './idb-names';
import { done, result } from './idb-requests';
import { loadsInto } from './loads-into';
import { updateCheck } from './update-check';

/** Rows after which a document is compacted while nothing else is going on; y-indexeddb's own number is 500. */
const COMPACT_ROWS = 300;
/** A document that is closed is compacted when it has more rows than this: loading it again reads them all. */
const COMPACT_ON_CLOSE = 40;
const RETRY_MS = 1500;
/** A document in which nothing was written for so long has its digest noted, so that a crash costs no reading. */
const NOTE_AFTER_MS = 3000;

export class Writer implements StoredDocument {
  private queue: Uint8Array[] = [];
  private heardAt: number;
  /** What is being written, or waits for that, came then. */
  private since: number | null = null;
  /** What is kept beside the document: the newest, and of that what could not be stored. */
  private readonly locals = new Map<string, unknown>();
  /** With what tells one setting of it from the next. */
  private readonly unstored = new Map<string, object>();
  /** Something in the queue came from another copy. */
  private foreign = false;
  private running: Promise<void> | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private rows = 0;
  private failing = false;
  private closed = false;
  /** The index does not know the digest, or must not. */
  private unknown = true;
  private stopQuiet = (): void => {};
  private readonly stopListening: () => void;

  constructor(
    private readonly persistence: IndexeddbPersistence,
    private readonly doc: Y.Doc,
    private readonly index: DocumentIndex,
    private readonly onProblem: (code: ErrorCode | null) => void,
  ) {
    this.heardAt = clocksOf(doc);
    this.stopListening = onUpdate(
      doc,
      (update, origin, transaction) => {
        this.heardAt = clocksOf(doc);
        if (origin === persistence) return;
        if (!transaction.local) this.foreign = true;
        this.add(update);
      },
      () => this.onProblem('store/write-failed'),
      () => {
        this.heardAt = clocksOf(doc);
      },
    );
  }

  get healthy(): boolean {
    return !this.failing;
  }

  get heard(): readonly number[] {
    return [this.heardAt];
  }

  get waitingSince(): number | null {
    return this.since;
  }

  /** Takes over what arrived while nobody had the document open. */
  async loaded(arrived: readonly Uint8Array[]): Promise<void> {
    const { name } = this.persistence;
    this.unknown = this.index.digest(name) === null;
    // Rows of earlier sessions count: otherwise a document that is opened often is never compacted.
    // y-indexeddb counts them too, but only after it has told that it is ready.
    this.rows += await this.storedRows().catch(() => 0);
    if (arrived.length > 0) await this.takeOver(joinUpdates(arrived));
    if (this.unknown) this.noteWhenQuiet();
    if (this.rows >= COMPACT_ROWS) this.compactWhenIdle();
  }

  private async takeOver(update: Uint8Array): Promise<void> {
    const loads = loadsInto(this.doc, update);
    if (loads) Y.applyUpdate(this.doc, update, this.persistence);
    try {
      if (loads) await this.addRow(update);
      else {
        // The digest that was stored with it is not the document's.
        this.unknown = false;
        await this.distrust();
      }
      this.rows += 1;
      await this.index.clear(this.persistence.name);
    } catch {
      // A full disk: it stays where it is until the next time, and the document can be read.
    }
  }

  async flush(): Promise<void> {
    while (this.running !== null || this.isWaiting) {
      if (this.closed) throw new AppError('store/write-failed');
      this.start();
      await this.running;
      if (this.failing) throw new AppError('store/write-failed');
    }
  }

  storeState(): void {
    this.add(Y.encodeStateAsUpdate(this.doc));
  }

  /** It was never loaded: what it was to store is stored by whoever opens it next. */
  abandon(): void {
    this.stopListening();
    this.closed = true;
  }

  async close(): Promise<void> {
    this.stopListening();
    this.stopQuiet();
    await this.flush().catch(() => {});
    this.closed = true;
    if (this.rows > COMPACT_ON_CLOSE && !this.failing) await this.compact().catch(() => {});
    await this.note();
    await this.persistence.destroy();
  }

  getLocal(key: string): Promise<unknown> {
    return this.unstored.has(key) ? Promise.resolve(this.locals.get(key)) : this.persistence.get(key);
  }

  /**
   * Never before what was written until then: words that went from a draft into a post would be in neither of them, if the
   * app ended in between. Never rejects: what fails is told, and tried again.
   */
  async setLocal(key: string, value: unknown): Promise<void> {
    this.locals.set(key, value);
    if (!this.closed && (this.running !== null || this.queue.length > 0)) return this.putBehind(key);
    try {
      await this.putLocals([[key, value]]);
    } catch {
      this.unstored.set(key, {});
      this.since ??= performance.now();
      this.failed();
    }
  }

  /** Until it, or a later one of the same key, is stored, or that fails. */
  private async putBehind(key: string): Promise<void> {
    const own = {};
    this.unstored.set(key, own);
    this.since ??= performance.now();
    while (this.unstored.get(key) === own && !this.closed) {
      this.start();
      await this.running;
      if (this.failing) return;
    }
  }

  private get isWaiting(): boolean {
    return this.queue.length > 0 || this.unstored.size > 0;
  }

  private async putLocals(values: Iterable<readonly [string, unknown]>): Promise<void> {
    const transaction = await this.begin(LOCALS);
    const store = transaction.objectStore(LOCALS);
    for (const [key, value] of values) store.put(value, key);
    await done(transaction);
  }

  private failed(): void {
    this.failing = true;
    this.onProblem('store/write-failed');
    this.retry ??= setTimeout(() => {
      this.retry = undefined;
      this.start();
    }, RETRY_MS);
  }

  private add(update: Uint8Array): void {
    this.queue.push(update);
    this.since ??= performance.now();
    this.start();
  }

  private start(): void {
    if (this.running !== null || this.closed) return;
    // A burst of updates becomes one row in one transaction, and a key press is painted before it is stored.
    this.running = afterPaint()
      .then(() => this.write())
      .finally(() => {
        this.running = null;
        if (this.isWaiting && !this.failing) this.start();
      });
  }

  private async write(): Promise<void> {
    const updates = this.queue;
    if (!this.isWaiting) return;
    this.queue = [];
    this.stopQuiet();
    try {
      if (updates.length > 0) await this.writeRow(updates);
      // Once more below, if this fails: updates merge always.
      await this.putUnsaved();
      this.since = this.isWaiting ? performance.now() : null;
      this.noteWhenQuiet();
      if (this.failing) this.onProblem(null);
      this.failing = false;
      if (this.rows >= COMPACT_ROWS) this.compactWhenIdle();
    } catch {
      this.queue = [...updates, ...this.queue];
      this.foreign = true;
      this.failed();
    }
  }

  private async writeRow(updates: Uint8Array[]): Promise<void> {
    await this.distrust();
    await this.addRow(await this.loadable(updates));
    this.rows += 1;
  }

  private async putUnsaved(): Promise<void> {
    const unstored = [...this.unstored];
    if (unstored.length === 0) return;
    await this.putLocals(unstored.map(([key]) => [key, this.locals.get(key)] as const));
    // One that was set meanwhile is still to be stored.
    for (const [key, one] of unstored) if (this.unstored.get(key) === one) this.unstored.delete(key);
  }

  /** Tells the index the digest of what is stored, if all of it is. */
  private async note(): Promise<void> {
    if (!this.unknown || this.failing || this.queue.length > 0 || this.doc.store.pendingStructs !== null) return;
    // Written since this stopped listening: whoever listens now stores it.
    if (clocksOf(this.doc) !== this.heardAt) return;
    this.unknown = false;
    await this.index.put(this.persistence.name, toHex(digestOf(this.doc))).catch(() => {
      this.unknown = true;
    });
  }

  private noteWhenQuiet(): void {
    this.stopQuiet();
    const timer = setTimeout(() => void this.note(), NOTE_AFTER_MS);
    this.stopQuiet = () => clearTimeout(timer);
  }

  /** A row that will load again: what a peer sent may be applied and yet not be readable alone. */
  private async loadable(updates: Uint8Array[]): Promise<Uint8Array> {
    const only = updates[0];
    const row = updates.length === 1 && only ? only : Y.mergeUpdates(updates);
    const foreign = this.foreign;
    this.foreign = false;
    // Others were told of the same bytes: the check gets its own.
    if (!foreign || (await updateCheck.check(row.slice()).catch(() => null)) !== null) return row;
    return Y.encodeStateAsUpdate(this.doc);
  }

  private async addRow(update: Uint8Array): Promise<void> {
    const transaction = await this.begin();
    transaction.objectStore(UPDATES).add(update);
    await done(transaction);
  }

  /** The digest is taken away before what is stored changes. */
  private async distrust(): Promise<void> {
    if (this.unknown) return;
    await this.index.forget(this.persistence.name);
    this.unknown = true;
  }

  /** Replaces all rows by one, in one transaction: either all of it happens or nothing. */
  private async compact(): Promise<void> {
    // Loading may have deleted more than the rows tell; the one that takes their place tells it.
    await this.distrust();
    const transaction = await this.begin();
    const store = transaction.objectStore(UPDATES);
    const added = store.add(Y.encodeStateAsUpdate(this.doc));
    added.onsuccess = () => store.delete(IDBKeyRange.upperBound(added.result, true));
    await done(transaction);
    this.rows = 1;
  }

  private compactWhenIdle(): void {
    requestIdleCallback(() => {
      if (this.closed || this.rows < COMPACT_ROWS) return;
      this.compact().then(
        () => this.noteWhenQuiet(),
        () => {},
      );
    });
  }

  private async storedRows(): Promise<number> {
    const db = this.persistence.db ?? (await this.persistence._db);
    return result(db.transaction(UPDATES).objectStore(UPDATES).count());
  }

  /** A transaction for writing; the database is opened again when the browser closed it under us. */
  private async begin(store = UPDATES): Promise<IDBTransaction> {
    const db = this.persistence.db ?? (await this.persistence._db);
    try {
      return db.transaction(store, 'readwrite');
    } catch {
      const again = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(this.persistence.name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      this.persistence.db = again;
      return again.transaction(store, 'readwrite');
    }
  }
}
