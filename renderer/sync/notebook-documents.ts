/** The notebook's documents as the exchange needs them. */
import {
  type Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import { AppError } from '../../shared/errors/app-error';
import type { ExchangeDocuments, UnsentStore } from '../../shared/exchange/ports';
import { ORIGIN } from '../../shared/model/origins';
import type { OpenNotebook } from '../notebook';
import { Merging } from '../notebook/merging';
import { CATALOG, storeName } from '../notebook/names';
import { withoutClient } from './peer-awareness';

export class NotebookDocuments implements ExchangeDocuments {
  /** Clients of each peer in each document, to take their carets away when the peer is gone. */
  private readonly clients = new Map<string, Map<string, Set<number>>>();
  /** Documents whose digest could not be had: the status tells that they differ, and the person is told why. */
  private readonly unreadable = new Set<string>();
  private readonly merging: Merging;

  constructor(private readonly notebook: OpenNotebook) {
    this.merging = new Merging(notebook.documents);
  }

  names(): Iterable<string> {
    return [CATALOG, ...this.notebook.listing.all()];
  }

  accepts(name: string): boolean {
    return name === CATALOG || this.notebook.lists(name);
  }

  async digest(name: string): Promise<string> {
    try {
      const digest = await this.merging.digest(this.stored(name));
      if (this.unreadable.delete(name) && this.unreadable.size === 0) this.notebook.trouble.set('unreadable', null);
      return digest;
    } catch (error) {
      this.unreadable.add(name);
      this.notebook.trouble.set('unreadable', 'document/unreadable');
      throw error;
    }
  }

  stateVector(name: string): Promise<Uint8Array> {
    return this.merging.stateVector(this.stored(name));
  }

  async diff(name: string, stateVector: Uint8Array): Promise<Uint8Array | null> {
    return this.accepts(name) ? this.merging.diff(this.stored(name), stateVector) : null;
  }

  async apply(name: string, updates: readonly Uint8Array[]): Promise<boolean> {
    // A catalog of thousands of discussions would hold the page for a second.
    return this.accepts(name) && this.merging.apply(this.stored(name), updates, name === CATALOG);
  }

  async settle(name: string): Promise<boolean> {
    return this.accepts(name) && this.merging.settle(this.stored(name));
  }

  awareness(name: string): Uint8Array | null {
    const awareness = this.awarenessOf(name);
    if (!awareness || awareness.getLocalState() === null) return null;
    return encodeAwarenessUpdate(awareness, [awareness.clientID]);
  }

  applyAwareness(name: string, update: Uint8Array, peer: string): void {
    const awareness = this.awarenessOf(name);
    if (!awareness) return;
    const theirs = soundStates(update, awareness.clientID);
    const of = this.clients.get(peer) ?? new Map<string, Set<number>>();
    const known = of.get(name) ?? new Set<number>();
    const note = ({ added, updated }: { added: number[]; updated: number[] }) => {
      for (const client of [...added, ...updated]) known.add(client);
    };
    awareness.on('update', note);
    applyAwarenessUpdate(awareness, theirs, ORIGIN.exchange);
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

  private stored(name: string): string {
    return storeName(this.notebook.id, name);
  }
}

/** @throws AppError sync/bad-frame */
function soundStates(update: Uint8Array, own: number): Uint8Array {
  try {
    return withoutClient(update, own);
  } catch (error) {
    throw new AppError('sync/bad-frame', 'awareness', { cause: error });
  }
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
