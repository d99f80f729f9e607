/** A copy of a notebook with the real exchange code over in-memory documents. */
import * as Y from 'yjs';
import { AppError } from '../../shared/errors/app-error';
import { digestOf } from '../../shared/exchange/digest';
import { Exchange, type ExchangeState, NO_EXCHANGE } from '../../shared/exchange/exchange';
import type { Clock, ExchangeDocuments } from '../../shared/exchange/ports';
import { isSoundUpdate } from '../../shared/exchange/sound-update';
import { Unsent } from '../../shared/exchange/unsent';
import { ORIGIN } from '../../shared/model/origins';
import { toHex } from '../../shared/util/hex';
import type { FakeWire } from './fake-wire';

export class Replica implements ExchangeDocuments {
  readonly docs = new Map<string, Y.Doc>();
  exchange!: Exchange;
  private storedUnsent: readonly string[] = [];
  /** Why links were closed, in order. */
  readonly closed: string[] = [];
  readonly membership: Uint8Array[] = [];
  private listed = new Set<string>();
  /** Who has documents open here, encoded; null for nobody. */
  states: Uint8Array | null = null;
  state: ExchangeState = NO_EXCHANGE;
  /** Documents whose storage fails. */
  readonly unreadable = new Set<string>();

  private constructor(
    readonly key: string,
    private readonly clock: Clock,
  ) {}

  static async create(key: string, clock: Clock): Promise<Replica> {
    const replica = new Replica(key, clock);
    await replica.start();
    replica.doc('catalog');
    return replica;
  }

  private async start(): Promise<void> {
    const store = {
      load: async () => this.storedUnsent,
      save: async (names: readonly string[]) => {
        this.storedUnsent = names;
      },
    };
    const unsent = await Unsent.load(store, () => {}, this.failed);
    this.state = NO_EXCHANGE;
    this.listed = new Set(this.names());
    this.exchange = new Exchange(this, this.clock, `person-${this.key}`, unsent, {
      state: (state) => {
        this.state = state;
      },
      closed: (_key, code) => this.closed.push(code),
      membership: (_key, bytes) => this.membership.push(bytes),
    });
  }

  /** The document, made when it is new; listing it is what makes the others accept it. */
  doc(name: string): Y.Doc {
    const known = this.docs.get(name);
    if (known) return known;
    const doc = new Y.Doc();
    this.docs.set(name, doc);
    this.watch(name, doc);
    return doc;
  }

  private watch(name: string, doc: Y.Doc): void {
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (transaction.local) this.exchange.localUpdate(name, update);
      else this.exchange.documentChanged(name);
      if (name === 'catalog') this.list();
    });
  }

  private list(): void {
    const now = new Set(this.names());
    const added = [...now].filter((name) => !this.listed.has(name));
    const removed = [...this.listed].filter((name) => !now.has(name));
    this.listed = now;
    this.exchange.listed(added, removed);
  }

  /** Participants of the links whose copies are equal to this one. */
  get equalWith(): string[] {
    return this.state.links.flatMap(({ compared, differing, theirs }) =>
      compared && differing === 0 && theirs !== null ? [theirs.participant] : [],
    );
  }

  /** Ends the process and starts it again from what it had stored. */
  async restart(): Promise<void> {
    this.exchange.dispose();
    for (const [name, doc] of [...this.docs]) {
      const again = new Y.Doc();
      Y.applyUpdate(again, Y.encodeStateAsUpdate(doc));
      doc.destroy();
      this.docs.set(name, again);
      this.watch(name, again);
    }
    await this.start();
  }

  connect(wire: FakeWire, end: 0 | 1, peer: string): void {
    const session = this.exchange.addPeer(peer, {
      send: (parts) => wire.send(end, Uint8Array.from(parts.flatMap((part) => [...part]))),
      drained: async () => {},
      close: () => wire.cut(),
    });
    wire.receivers[end] = (bytes) => session.receive(bytes);
  }

  disconnect(peer: string): void {
    this.exchange.removePeer(peer);
  }

  names(): readonly string[] {
    return ['catalog', ...(this.docs.get('catalog')?.getMap('discussions').keys() ?? [])];
  }

  accepts(name: string): boolean {
    return name === 'catalog' || this.doc('catalog').getMap('discussions').has(name);
  }

  async digest(name: string): Promise<string> {
    if (this.unreadable.has(name)) throw new Error(`${name} cannot be read`);
    return toHex(digestOf(this.docs.get(name) ?? new Y.Doc()));
  }

  async stateVector(name: string): Promise<Uint8Array> {
    return Y.encodeStateVector(this.docs.get(name) ?? new Y.Doc());
  }

  async diff(name: string, stateVector: Uint8Array): Promise<Uint8Array | null> {
    const doc = this.docs.get(name);
    return doc ? Y.encodeStateAsUpdate(doc, stateVector) : null;
  }

  async apply(name: string, updates: readonly Uint8Array[]): Promise<boolean> {
    if (!updates.every(isSoundUpdate)) throw new AppError('sync/bad-frame');
    const doc = this.doc(name);
    let changed = false;
    doc.once('update', () => {
      changed = true;
    });
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update, ORIGIN.exchange);
    }, ORIGIN.exchange);
    return changed;
  }

  async settle(): Promise<boolean> {
    return false;
  }

  failed = (error: unknown): void => {
    throw error;
  };

  awareness(): Uint8Array | null {
    return this.states;
  }

  applyAwareness(): void {}
}
