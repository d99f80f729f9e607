/** A copy of a notebook with the real exchange, the real merging of open and closed documents, and a store in memory. */
import * as Y from 'yjs';
import { type LiveDocument, LiveDocuments } from '../../renderer/notebook/live-documents';
import { Merging } from '../../renderer/notebook/merging';
import { Exchange, type ExchangeState, NO_EXCHANGE } from '../../shared/exchange/exchange';
import type { ExchangeDocuments } from '../../shared/exchange/ports';
import { Unsent } from '../../shared/exchange/unsent';
import { discussionsOf } from '../../shared/model/catalog-doc';
import { recapOf } from '../../shared/model/discussion-doc';
import type { FakeClock, FakeWire } from './fake-wire';
import { HeadlessEditor } from './headless-editor';
import { MemoryStore } from './memory-store';

const CATALOG = 'catalog';

export class StoredReplica implements ExchangeDocuments {
  readonly store = new MemoryStore();
  readonly editors = new Map<string, HeadlessEditor>();
  exchange!: Exchange;
  state: ExchangeState = NO_EXCHANGE;
  readonly closed: string[] = [];
  /** The app's version here: which editor is bound. */
  bind = (fragment: Y.XmlFragment): HeadlessEditor => new HeadlessEditor(fragment);
  /** Told of each document that is loaded. */
  onOpen: (name: string) => void = () => {};
  private live!: LiveDocuments;
  private merging!: Merging;
  private catalog!: Y.Doc;
  private unsent: readonly string[] = [];
  private listed = new Set<string>();

  private constructor(
    readonly key: string,
    private readonly clock: FakeClock,
    private readonly clientIds: () => number,
  ) {}

  static async create(key: string, clock: FakeClock, clientIds: () => number): Promise<StoredReplica> {
    const replica = new StoredReplica(key, clock, clientIds);
    await replica.start();
    return replica;
  }

  get isPending(): boolean {
    return [CATALOG, ...this.editors.keys()].some((name) => {
      const doc = this.live.peek(name)?.doc;
      return doc !== undefined && (doc.store.pendingStructs !== null || doc.store.pendingDs !== null);
    });
  }

  list(name: string): void {
    if (!this.listed.has(name)) discussionsOf(this.catalog).set(name, new Y.Map());
  }

  /** Opens the discussion with its editor. */
  async open(name: string): Promise<HeadlessEditor> {
    const known = this.editors.get(name);
    if (known) return known;
    const { doc } = await this.live.acquire(name);
    const editor = this.bind(recapOf(doc));
    this.editors.set(name, editor);
    return editor;
  }

  docOf(name: string): Y.Doc | null {
    return this.live.peek(name)?.doc ?? null;
  }

  /** Closes it: from then on it is bytes. */
  async close(name: string): Promise<void> {
    const editor = this.editors.get(name);
    if (!editor) return;
    this.editors.delete(name);
    editor.destroy();
    this.live.release(name);
    // Closing takes its turn; nothing is asked of it here.
    await Promise.resolve();
  }

  /** The app ends, with or without closing its documents, and starts again from what was stored. */
  async restart(how: 'closed' | 'killed'): Promise<void> {
    this.exchange.dispose();
    for (const editor of this.editors.values()) editor.destroy();
    this.editors.clear();
    if (how === 'closed') await this.live.dispose();
    else for (const { doc } of this.live.all()) doc.destroy();
    await this.start();
  }

  connect(wire: FakeWire, end: 0 | 1, peer: string): void {
    const session = this.exchange.addPeer(peer, {
      send: (parts) => wire.send(end, joined(parts)),
      drained: async () => {},
      close: () => wire.cut(),
    });
    wire.receivers[end] = (bytes) => session.receive(bytes);
  }

  disconnect(peer: string): void {
    this.exchange.removePeer(peer);
  }

  names(): Iterable<string> {
    return [CATALOG, ...this.listed];
  }

  accepts(name: string): boolean {
    return name === CATALOG || this.listed.has(name);
  }

  digest(name: string): Promise<string> {
    return this.merging.digest(name);
  }

  stateVector(name: string): Promise<Uint8Array> {
    return this.merging.stateVector(name);
  }

  diff(name: string, stateVector: Uint8Array): Promise<Uint8Array> {
    return this.merging.diff(name, stateVector);
  }

  apply(name: string, updates: readonly Uint8Array[]): Promise<boolean> {
    return this.merging.apply(name, updates);
  }

  settle(name: string): Promise<boolean> {
    return this.merging.settle(name);
  }

  readonly failed = (error: unknown): void => {
    throw error;
  };

  awareness(): Uint8Array | null {
    return null;
  }

  applyAwareness(): void {}

  private async start(): Promise<void> {
    const keepOpen = 0;
    const hooks = {
      opened: (live: LiveDocument) => this.watch(live),
      closing: () => {},
      problem: () => {},
    };
    this.live = new LiveDocuments(this.store, hooks, keepOpen);
    this.merging = new Merging(this.live);
    const unsent = await Unsent.load(
      {
        load: async () => this.unsent,
        save: async (names) => {
          this.unsent = names;
        },
      },
      () => {},
      this.failed,
    );
    this.catalog = (await this.live.acquire(CATALOG)).doc;
    this.listed = new Set(discussionsOf(this.catalog).keys());
    discussionsOf(this.catalog).observe((event) => {
      const added = [...event.keysChanged].filter((name) => !this.listed.has(name));
      for (const name of added) this.listed.add(name);
      this.exchange.listed(added);
    });
    this.state = NO_EXCHANGE;
    this.exchange = new Exchange(this, this.clock, `person-${this.key}`, unsent, {
      state: (state) => {
        this.state = state;
      },
      closed: (_key, code) => this.closed.push(code),
    });
  }

  private watch({ name, doc }: LiveDocument): void {
    doc.clientID = this.clientIds();
    this.onOpen(name);
    const exchange = () => this.exchange;
    queueMicrotask(() => void this.exchange?.documentLoaded(name));
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (transaction.local) exchange().localUpdate(name, update);
      else exchange().documentChanged(name);
    });
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first, second] = parts;
  if (!first) return new Uint8Array(0);
  if (!second) return first;
  const message = new Uint8Array(first.length + second.length);
  message.set(first);
  message.set(second, first.length);
  return message;
}
