/**
 * One database per notebook beside those of its documents: the digest of each document, and the updates that arrived
 * for documents which nobody has open. A document's own database is only touched when somebody opens it, so that
 * thousands that arrive at once cost few transactions.
 *
 * A digest that stands here is true: before a document is changed its digest is taken away, and the browser keeps the
 * order of writes across the databases of one origin. It is put back when the change is stored.
 */
import { AppError } from '../../shared/errors/app-error';

const DIGESTS = 'digests';
const ARRIVED = 'arrived';

type Change = (transaction: IDBTransaction) => void;

interface Waiting {
  readonly change: Change;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class DocumentIndex {
  private readonly digests = new Map<string, string>();
  /** Number of the last arrived update of each document that has any. */
  private readonly arrived = new Map<string, number>();
  private waiting: Waiting[] = [];
  private writing = false;

  private constructor(
    private readonly name: string,
    private db: IDBDatabase,
  ) {}

  /** @throws AppError store/unavailable */
  static async open(name: string): Promise<DocumentIndex> {
    try {
      const index = new DocumentIndex(name, await openDatabase(name));
      await index.load();
      return index;
    } catch (error) {
      throw new AppError('store/unavailable', String(error), { cause: error });
    }
  }

  /** Null when it is not known. */
  digest(name: string): string | null {
    return this.digests.get(name) ?? null;
  }

  /** How many updates arrived, at most. */
  arrivals(name: string): number {
    return this.arrived.get(name) ?? 0;
  }

  /** Resolves when the digest is gone from the disk. */
  async forget(name: string): Promise<void> {
    this.digests.delete(name);
    await this.write((transaction) => transaction.objectStore(DIGESTS).delete(name));
  }

  async put(name: string, digest: string): Promise<void> {
    this.digests.set(name, digest);
    await this.write((transaction) => {
      // What was changed again meanwhile has been forgotten again.
      if (this.digests.get(name) === digest) transaction.objectStore(DIGESTS).put(digest, name);
    });
  }

  /** @throws AppError store/write-failed */
  async append(name: string, update: Uint8Array, digest: string): Promise<void> {
    const number = (this.arrived.get(name) ?? 0) + 1;
    this.arrived.set(name, number);
    const before = this.digests.get(name);
    try {
      await this.write((transaction) => {
        transaction.objectStore(ARRIVED).put(update, [name, number]);
        transaction.objectStore(DIGESTS).put(digest, name);
      });
      this.digests.set(name, digest);
    } catch (error) {
      if (before === undefined) this.digests.delete(name);
      throw new AppError('store/write-failed', String(error), { cause: error });
    }
  }

  /** The updates that arrived, oldest first. */
  async read(name: string): Promise<readonly Uint8Array[]> {
    if (!this.arrived.has(name)) return [];
    const transaction = await this.begin('readonly');
    return (await result(transaction.objectStore(ARRIVED).getAll(all(name)))) as Uint8Array[];
  }

  /** Puts one update in the place of all that arrived. */
  async replace(name: string, update: Uint8Array): Promise<void> {
    this.arrived.set(name, 1);
    await this.write((transaction) => {
      transaction.objectStore(ARRIVED).delete(all(name));
      transaction.objectStore(ARRIVED).put(update, [name, 1]);
    });
  }

  /** The document's own database has what arrived. */
  async clear(name: string): Promise<void> {
    this.arrived.delete(name);
    await this.write((transaction) => transaction.objectStore(ARRIVED).delete(all(name)));
  }

  async remove(name: string): Promise<void> {
    this.digests.delete(name);
    this.arrived.delete(name);
    await this.write((transaction) => {
      transaction.objectStore(DIGESTS).delete(name);
      transaction.objectStore(ARRIVED).delete(all(name));
    });
  }

  private async load(): Promise<void> {
    const transaction = this.db.transaction([DIGESTS, ARRIVED]);
    const [names, values, keys] = await Promise.all([
      result(transaction.objectStore(DIGESTS).getAllKeys()),
      result(transaction.objectStore(DIGESTS).getAll()),
      result(transaction.objectStore(ARRIVED).getAllKeys()),
    ]);
    for (const [at, name] of names.entries()) this.digests.set(String(name), String(values[at]));
    for (const key of keys) {
      const [name, number] = key as [string, number];
      this.arrived.set(name, Math.max(this.arrived.get(name) ?? 0, number));
    }
  }

  /** What is asked for while a transaction runs is written together in the next one, in order. */
  private write(change: Change): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ change, resolve, reject });
      if (!this.writing) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        const transaction = await this.begin('readwrite');
        const ended = done(transaction);
        for (const { change } of batch) change(transaction);
        await ended;
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.writing = false;
  }

  /** The database is opened again when the browser closed it under us. */
  private async begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
    try {
      return this.db.transaction([DIGESTS, ARRIVED], mode);
    } catch {
      this.db = await openDatabase(this.name);
      return this.db.transaction([DIGESTS, ARRIVED], mode);
    }
  }
}

function all(name: string): IDBKeyRange {
  return IDBKeyRange.bound([name], [name, []]);
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(DIGESTS);
    request.result.createObjectStore(ARRIVED);
  };
  return result(request);
}

export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}
