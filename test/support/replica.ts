/** A copy of a notebook with the real exchange code over in-memory documents. */
import * as Y from 'yjs';
import { AppError } from '../../shared/errors/app-error';
import { digestOf } from '../../shared/exchange/digest';
import { Exchange, type ExchangeState } from '../../shared/exchange/exchange';
import type { ExchangeDocuments } from '../../shared/exchange/ports';
import { isSoundUpdate } from '../../shared/exchange/sound-update';
import { ORIGIN } from '../../shared/model/origins';
import { toHex } from '../../shared/util/hex';
import type { FakeClock, FakeWire } from './fake-wire';

export class Replica implements ExchangeDocuments {
  readonly docs = new Map<string, Y.Doc>();
  exchange: Exchange;
  /** Who has documents open here, encoded; null for nobody. */
  states: Uint8Array | null = null;
  state: ExchangeState = { peers: 0, pending: 0, compared: false };

  constructor(
    readonly key: string,
    private readonly clock: FakeClock,
  ) {
    this.exchange = this.newExchange();
    this.doc('catalog');
  }

  private newExchange(): Exchange {
    return new Exchange(this, this.clock, (state) => {
      this.state = state;
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
      if (name === 'catalog') this.exchange.listChanged();
    });
  }

  /** Ends the process and starts it again from what it had stored. */
  restart(): void {
    this.exchange.dispose();
    this.exchange = this.newExchange();
    this.state = { peers: 0, pending: 0, compared: false };
    for (const [name, doc] of [...this.docs]) {
      const again = new Y.Doc();
      Y.applyUpdate(again, Y.encodeStateAsUpdate(doc));
      doc.destroy();
      this.docs.set(name, again);
      this.watch(name, again);
    }
  }

  connect(wire: FakeWire, end: 0 | 1, peer: string): void {
    const session = this.exchange.addPeer(peer, {
      send: (message) => wire.send(end, message),
      close: () => wire.cut(),
    });
    wire.receivers[end] = (bytes) => session.receive(bytes);
  }

  disconnect(peer: string): void {
    this.exchange.removePeer(peer);
  }

  names(): readonly string[] {
    return ['catalog', ...this.doc('catalog').getMap('discussions').keys()];
  }

  accepts(name: string): boolean {
    return name === 'catalog' || this.doc('catalog').getMap('discussions').has(name);
  }

  async digest(name: string): Promise<string> {
    return toHex(digestOf(this.docs.get(name) ?? new Y.Doc()));
  }

  async stateVector(name: string): Promise<Uint8Array> {
    return Y.encodeStateVector(this.docs.get(name) ?? new Y.Doc());
  }

  async diff(name: string, stateVector: Uint8Array): Promise<Uint8Array | null> {
    const doc = this.docs.get(name);
    return doc ? Y.encodeStateAsUpdate(doc, stateVector) : null;
  }

  async apply(name: string, updates: readonly Uint8Array[]): Promise<void> {
    if (!updates.every(isSoundUpdate)) throw new AppError('sync/bad-frame');
    const doc = this.doc(name);
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update, ORIGIN.exchange);
    }, ORIGIN.exchange);
  }

  failed(error: unknown): void {
    throw error;
  }

  awareness(): Uint8Array | null {
    return this.states;
  }

  applyAwareness(): void {}
}
