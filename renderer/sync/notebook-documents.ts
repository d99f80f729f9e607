/** The notebook's documents as the exchange needs them; documents that are not in memory are loaded for the moment. */
import {
  type Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import * as Y from 'yjs';
import { AppError } from '../../shared/errors/app-error';
import { digestOf } from '../../shared/exchange/digest';
import type { ExchangeDocuments, UnsentStore } from '../../shared/exchange/ports';
import { isSoundUpdate } from '../../shared/exchange/sound-update';
import { ORIGIN } from '../../shared/model/origins';
import { toHex } from '../../shared/util/hex';
import type { OpenNotebook } from '../notebook';
import { CATALOG, storeName } from '../notebook/names';
import { withoutClient } from './peer-awareness';

export class NotebookDocuments implements ExchangeDocuments {
  /** Clients of each peer in each document, to take their carets away when the peer is gone. */
  private readonly clients = new Map<string, Map<string, Set<number>>>();

  constructor(private readonly notebook: OpenNotebook) {}

  names(): Iterable<string> {
    return [CATALOG, ...this.notebook.listing.all()];
  }

  accepts(name: string): boolean {
    return name === CATALOG || this.notebook.lists(name);
  }

  digest(name: string): Promise<string> {
    return this.use(name, (doc) => toHex(digestOf(doc)));
  }

  stateVector(name: string): Promise<Uint8Array> {
    return this.use(name, (doc) => Y.encodeStateVector(doc));
  }

  async diff(name: string, stateVector: Uint8Array): Promise<Uint8Array | null> {
    if (!this.accepts(name)) return null;
    return this.use(name, (doc) => Y.encodeStateAsUpdate(doc, stateVector));
  }

  async apply(name: string, updates: readonly Uint8Array[]): Promise<boolean> {
    if (!this.accepts(name)) return false;
    // A broken update must not leave half a change behind.
    if (!updates.every(isSoundUpdate)) throw new AppError('sync/bad-frame', `update of ${name}`);
    return this.use(name, (doc) => applyAll(doc, updates));
  }

  async settle(): Promise<boolean> {
    return false;
  }

  awareness(name: string): Uint8Array | null {
    const awareness = this.awarenessOf(name);
    if (!awareness || awareness.getLocalState() === null) return null;
    return encodeAwarenessUpdate(awareness, [awareness.clientID]);
  }

  applyAwareness(name: string, update: Uint8Array, peer: string): void {
    const awareness = this.awarenessOf(name);
    if (!awareness) return;
    const of = this.clients.get(peer) ?? new Map<string, Set<number>>();
    const known = of.get(name) ?? new Set<number>();
    const note = ({ added, updated }: { added: number[]; updated: number[] }) => {
      for (const client of [...added, ...updated]) known.add(client);
    };
    awareness.on('update', note);
    applyAwarenessUpdate(awareness, withoutClient(update, awareness.clientID), ORIGIN.exchange);
    awareness.off('update', note);
    of.set(name, known);
    this.clients.set(peer, of);
  }

  failed(error: unknown): void {
    this.notebook.onError(error);
  }

  /** The peer's carets leave at once. [EX10] */
  peerGone(peer: string): void {
    for (const [name, clients] of this.clients.get(peer) ?? []) {
      const awareness = this.awarenessOf(name);
      if (awareness) removeAwarenessStates(awareness, [...clients], ORIGIN.exchange);
    }
    this.clients.delete(peer);
  }

  private awarenessOf(name: string): Awareness | null {
    return this.notebook.openDiscussion(name)?.awareness ?? null;
  }

  private use<T>(name: string, run: (doc: Y.Doc) => T): Promise<T> {
    return this.notebook.documents.use(storeName(this.notebook.id, name), ({ doc }) => run(doc));
  }
}

/** @returns true if the document changed */
function applyAll(doc: Y.Doc, updates: readonly Uint8Array[]): boolean {
  let changed = false;
  const note = () => {
    changed = true;
  };
  doc.on('update', note);
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update, ORIGIN.exchange);
  }, ORIGIN.exchange);
  doc.off('update', note);
  return changed;
}

const UNSENT = 'unsent';

/** Kept on this device, beside the notebook's catalog. */
export function unsentStore({ device }: OpenNotebook): UnsentStore {
  return {
    async load() {
      const names = await device.getLocal(UNSENT);
      return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
    },
    save: (names) => device.setLocal(UNSENT, names),
  };
}
