/** The documents that are in memory: opened once, however many use them, and let go of when nobody has for a while. */
import * as Y from 'yjs';
import type { ErrorCode } from '../../shared/errors/codes';
import type { DocumentStore, StoredDocument } from './document-store';

/** Documents kept open after their last user left, so that going back is instant and undo survives. */
const KEEP_OPEN = 24;

export interface LiveDocument {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly stored: StoredDocument;
}

interface Entry {
  readonly opening: Promise<LiveDocument>;
  live: LiveDocument | null;
  users: number;
}

export class LiveDocuments {
  private readonly entries = new Map<string, Entry>();
  /**
   * Being stored for the last time, removed, or read and added to as bytes: one after the other, and a document is not
   * loaded before that ended.
   */
  private readonly busy = new Map<string, Promise<void>>();

  private readonly arrivals = new Set<(name: string) => void>();
  private readonly store: DocumentStore;

  constructor(
    store: DocumentStore,
    private readonly hooks: {
      /** Called before anything is in the document: what is loaded or arrived while it was closed is then seen to come. */
      loading?(doc: Y.Doc): void;
      /** Called once when a document came into memory, before anybody gets it. */
      opened(live: LiveDocument): void;
      closing(live: LiveDocument): void;
      problem(name: string, code: ErrorCode | null): void;
    },
    private readonly keepOpen = KEEP_OPEN,
  ) {
    this.store = tellingOfArrivals(store, (name) => {
      for (const listener of [...this.arrivals]) listener(name);
    });
  }

  /** Told of what arrives for a document that nobody has open. */
  onArrival(listener: (name: string) => void): void {
    this.arrivals.add(listener);
  }

  /** The document, loaded. Each call must be matched by one `release`. */
  acquire(name: string): Promise<LiveDocument> {
    let entry = this.entries.get(name);
    if (entry) {
      // Newest last: the map's order is the order of letting go.
      this.entries.delete(name);
      this.entries.set(name, entry);
    } else {
      const created: Entry = { opening: this.load(name), live: null, users: 0 };
      created.opening.then(
        (live) => {
          created.live = live;
        },
        () => {
          // By now another may stand in its place.
          if (this.entries.get(name) === created) this.entries.delete(name);
        },
      );
      this.entries.set(name, created);
      entry = created;
    }
    entry.users += 1;
    return entry.opening;
  }

  release(name: string): void {
    const entry = this.entries.get(name);
    if (entry) entry.users -= 1;
    this.evict();
  }

  /** The document if it is in memory now. */
  peek(name: string): LiveDocument | null {
    return this.entries.get(name)?.live ?? null;
  }

  /** All documents in memory now. */
  all(): LiveDocument[] {
    return [...this.entries.values()].map(({ live }) => live).filter((live) => live !== null);
  }

  async use<T>(name: string, run: (live: LiveDocument) => T | Promise<T>): Promise<T> {
    const live = await this.acquire(name);
    try {
      return await run(live);
    } finally {
      this.release(name);
    }
  }

  /** Does one thing with a document that is in memory, another with one that is not, and nothing in between. */
  async either<T>(
    name: string,
    live: (live: LiveDocument) => T | Promise<T>,
    stored: (store: DocumentStore) => Promise<T>,
  ): Promise<T> {
    if (this.entries.has(name)) return this.use(name, live);
    return this.alone(name, async () => (this.entries.has(name) ? null : { value: await stored(this.store) })).then(
      (done) => (done === null ? this.use(name, live) : done.value),
    );
  }

  async flush(): Promise<void> {
    await Promise.all([...this.entries.values()].map(async ({ live }) => live?.stored.flush()));
  }

  /** Lets go of the document whoever uses it, and forgets what is stored. */
  async remove(name: string): Promise<void> {
    await this.close(name);
    await this.alone(name, () => this.store.remove(name));
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.entries.keys()].map((name) => this.close(name)));
  }

  private async load(name: string): Promise<LiveDocument> {
    // What is asked for later finds the entry and waits for this.
    await this.busy.get(name);
    const doc = new Y.Doc({ guid: name });
    this.hooks.loading?.(doc);
    const stored = await this.store.open(name, doc, (code) => this.hooks.problem(name, code));
    const live = { name, doc, stored };
    this.hooks.opened(live);
    return live;
  }

  private evict(): void {
    const idle = [...this.entries].filter(([, entry]) => entry.users <= 0 && entry.live?.stored.healthy === true);
    for (const [name] of idle.slice(0, Math.max(0, idle.length - this.keepOpen))) void this.close(name);
  }

  private close(name: string): Promise<void> {
    const entry = this.entries.get(name);
    if (!entry) return this.busy.get(name) ?? Promise.resolve();
    this.entries.delete(name);
    return this.alone(name, () => this.letGo(entry));
  }

  private alone<T>(name: string, run: () => Promise<T>): Promise<T> {
    const before = this.busy.get(name);
    const result = before ? before.then(run) : run();
    const ended = result.then(
      () => {},
      () => {},
    );
    this.busy.set(name, ended);
    void ended.then(() => {
      if (this.busy.get(name) === ended) this.busy.delete(name);
    });
    return result;
  }

  private async letGo(entry: Entry): Promise<void> {
    const live = await entry.opening.catch(() => null);
    if (!live) return;
    this.hooks.closing(live);
    await live.stored.close();
    live.doc.destroy();
  }
}

/** The same store, telling of each update that it stores for a closed document. */
function tellingOfArrivals(store: DocumentStore, arrived: (name: string) => void): DocumentStore {
  return {
    open: (name, doc, onProblem) => store.open(name, doc, onProblem),
    remove: (name) => store.remove(name),
    read: (name) => store.read(name),
    digest: (name) => store.digest(name),
    examine: (name) => store.examine(name),
    mend: (name) => store.mend(name),
    getLocal: (name, key) => store.getLocal(name, key),
    names: (notebook) => store.names(notebook),
    getMark: (notebook) => store.getMark(notebook),
    setMark: (notebook, mark) => store.setMark(notebook, mark),
    async append(name, update, digest) {
      await store.append(name, update, digest);
      arrived(name);
    },
  };
}
