/**
 * One database per notebook beside those of its documents: the digest of each document, and the updates that arrived
 * for documents which nobody has open. A document's own database is only touched when somebody opens it, so that
 * thousands that arrive at once cost few transactions.
 *
 * A digest that stands here is true: before a document is changed its digest is taken away, and the browser keeps the
 * order of writes across the databases of one origin. It is put back when the change is stored.
 *
 * What stands here is read for the few documents that a start needs, and all of it when more are asked for: reading that of
 * ten thousand takes longer than opening a discussion.
 */
import { AppError } from '../../shared/errors/app-error';
import { isLargeRow, putRow, readLargeRows, readRow, readRows } from './arrived-rows';
import { done, result } from './idb-requests';

const DIGESTS = 'digests';
const ARRIVED = 'arrived';
/** Among the digests, the note of the whole notebook: no document is called so. */
const MARK = '';

/** Documents that are read one by one; with the next one all are. */
const FEW = 4;

/** Document, number, and of a row that is stored in pieces where this one begins. */
type ArrivedKey = readonly [string, number, number?];

/** What it promises is waited for before the next change begins; only the transaction's own requests may be. */
type Change = (transaction: IDBTransaction) => unknown;

interface Waiting {
  readonly change: Change;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Asked {
  readonly read: (store: IDBObjectStore) => Promise<void>;
  readonly reject: (error: unknown) => void;
}

export class DocumentIndex {
  private readonly digests = new Map<string, string>();
  /** Number of the last arrived update of each document that has any; one more than there is after a write failed. */
  private readonly arrived = new Map<string, number>();
  /** Documents with a row that is read piece by piece. */
  private readonly large = new Set<string>();
  /** Documents that are read one by one. */
  private readonly alone = new Map<string, Promise<void>>();
  private all: Promise<void> | null = null;
  private isAllKnown = false;
  private waiting: Waiting[] = [];
  private writing = false;
  private asked: Asked[] = [];
  private reading = false;

  private constructor(
    private readonly name: string,
    private db: IDBDatabase,
  ) {}

  /** @throws AppError store/unavailable */
  static async open(name: string): Promise<DocumentIndex> {
    return new DocumentIndex(name, await available(openDatabase(name)));
  }

  /**
   * Comes before anything else that is asked of a document.
   * @throws AppError store/unavailable
   */
  async know(name: string): Promise<void> {
    if (this.isAllKnown) return;
    const known = this.alone.get(name);
    if (known !== undefined) return known;
    if (this.all !== null || this.alone.size === FEW) return this.knowAll();
    const read = available(this.loadOne(name));
    this.alone.set(name, read);
    read.catch(() => this.alone.delete(name));
    await read;
  }

  /** Comes before `names`. @throws AppError store/unavailable */
  knowAll(): Promise<void> {
    if (this.all === null) {
      const all = available(this.loadAll());
      this.all = all;
      all.catch(() => {
        this.all = null;
      });
    }
    return this.all;
  }

  async knowMark(): Promise<void> {
    await this.know(MARK);
  }

  /** Null when it is not known. */
  digest(name: string): string | null {
    return this.digests.get(name) ?? null;
  }

  /** Documents of which something stands here. */
  names(): string[] {
    return [...new Set([...this.digests.keys(), ...this.arrived.keys()])].filter((name) => name !== MARK);
  }

  get mark(): string | null {
    return this.digest(MARK);
  }

  setMark(mark: string | null): Promise<void> {
    return mark === null ? this.forget(MARK) : this.put(MARK, mark);
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
    if (isLargeRow(update)) this.large.add(name);
    try {
      await this.write(async (transaction) => {
        transaction.objectStore(DIGESTS).put(digest, name);
        await putRow(transaction.objectStore(ARRIVED), [name, number], update);
      });
      this.digests.set(name, digest);
    } catch (error) {
      if (before === undefined) this.digests.delete(name);
      throw new AppError('store/write-failed', String(error), { cause: error });
    }
  }

  /** The updates that arrived, oldest first. */
  async read(name: string): Promise<readonly Uint8Array[]> {
    const arrivals = this.arrivals(name);
    if (arrivals === 0) return [];
    if (this.large.has(name)) return readLargeRows((await this.begin('readonly')).objectStore(ARRIVED), all(name));
    return this.readTogether((store) => (arrivals === 1 ? readRow : readRows)(store, all(name)));
  }

  /** Puts one update in the place of all that arrived. */
  async replace(name: string, update: Uint8Array): Promise<void> {
    if (isLargeRow(update)) this.large.add(name);
    await this.write(async (transaction) => {
      transaction.objectStore(ARRIVED).delete(all(name));
      await putRow(transaction.objectStore(ARRIVED), [name, 1], update);
    });
    this.arrived.set(name, 1);
  }

  /** The document's own database has what arrived. */
  async clear(name: string): Promise<void> {
    await this.write((transaction) => transaction.objectStore(ARRIVED).delete(all(name)));
    this.arrived.delete(name);
    this.large.delete(name);
  }

  async remove(name: string): Promise<void> {
    this.digests.delete(name);
    await this.write((transaction) => {
      transaction.objectStore(DIGESTS).delete(name);
      transaction.objectStore(ARRIVED).delete(all(name));
    });
    this.arrived.delete(name);
    this.large.delete(name);
  }

  private async loadOne(name: string): Promise<void> {
    const transaction = await this.begin('readonly');
    const [digest, keys] = await Promise.all([
      result<unknown>(transaction.objectStore(DIGESTS).get(name)),
      arrivedKeys(transaction, all(name)),
    ]);
    if (digest !== undefined) this.digests.set(name, String(digest));
    for (const key of keys) this.noteArrived(key);
  }

  private async loadAll(): Promise<void> {
    await Promise.allSettled(this.alone.values());
    const transaction = await this.begin('readonly');
    const [names, values, keys] = await Promise.all([
      result(transaction.objectStore(DIGESTS).getAllKeys()),
      result(transaction.objectStore(DIGESTS).getAll()),
      arrivedKeys(transaction),
    ]);
    // Those that were read alone may have been written since. What is asked for meanwhile waits for this.
    for (const [at, name] of names.entries())
      if (!this.alone.has(String(name))) this.digests.set(String(name), String(values[at]));
    for (const key of keys) if (!this.alone.has(key[0])) this.noteArrived(key);
    this.isAllKnown = true;
  }

  private noteArrived([name, number, offset]: ArrivedKey): void {
    this.arrived.set(name, Math.max(this.arrived.get(name) ?? 0, number));
    if (isLargeRow(offset)) this.large.add(name);
  }

  /** What is asked for while a transaction runs is written together in the next one, in order. */
  private write(change: Change): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ change, resolve, reject });
      if (!this.writing) void this.run();
    });
  }

  /** As with writing: a transaction costs more than most of what is read. */
  private readTogether<T>(read: (store: IDBObjectStore) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.asked.push({ read: (store) => read(store).then(resolve, reject), reject });
      if (!this.reading) void this.readAll();
    });
  }

  private async readAll(): Promise<void> {
    this.reading = true;
    while (this.asked.length > 0) {
      const batch = this.asked;
      this.asked = [];
      try {
        const store = (await this.begin('readonly')).objectStore(ARRIVED);
        await Promise.all(batch.map(({ read }) => read(store)));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.reading = false;
  }

  private async run(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.writeAll(batch);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.writing = false;
  }

  /** All of it or nothing. */
  private async writeAll(batch: readonly Waiting[]): Promise<void> {
    const transaction = await this.begin('readwrite');
    const ended = done(transaction);
    try {
      for (const { change } of batch) await change(transaction);
    } catch (error) {
      ended.catch(() => {});
      abort(transaction);
      throw error;
    }
    await ended;
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

async function available<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new AppError('store/unavailable', String(error), { cause: error });
  }
}

async function arrivedKeys(transaction: IDBTransaction, range?: IDBKeyRange): Promise<readonly ArrivedKey[]> {
  const keys: unknown = await result(transaction.objectStore(ARRIVED).getAllKeys(range));
  return keys as readonly ArrivedKey[];
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(DIGESTS);
    request.result.createObjectStore(ARRIVED);
  };
  return result(request);
}
