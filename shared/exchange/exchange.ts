/** All links of one notebook: sends local changes, applies incoming ones once per frame, keeps digests current. */
import { AppError } from '../errors/app-error';
import type { Message } from './messages';
import { PeerSession, type SessionHost } from './peer-session';
import type { Clock, ExchangeChannel, ExchangeDocuments } from './ports';

/** A document is quiet after this; its digest is then told. Long enough to skip most of a burst of typing. */
const QUIET_MS = 300;
/** …but during steady typing digests are told at least this often, so that gaps heal. */
const MAX_UNTOLD_MS = 2000;
/** Caret moves are told at most this often. [EX10] */
const AWARENESS_MS = 50;

export interface ExchangeState {
  /** Links past hello. */
  readonly peers: number;
  /** Documents whose digests differ from some peer's. */
  readonly pending: number;
  /** Every open link has told its digests. */
  readonly compared: boolean;
}

export class Exchange implements SessionHost {
  private readonly sessions = new Map<string, PeerSession>();
  private readonly cache = new Map<string, Promise<string>>();
  private readonly untold = new Map<string, { since: number; cancel: () => void }>();
  private readonly incoming = new Map<string, { updates: Uint8Array[]; from: Set<PeerSession> }>();
  private readonly awarenessDue = new Map<string, () => void>();
  /** Names that the peers have been told of, or will be. */
  private readonly listed = new Set<string>();
  private cancelFrame: (() => void) | null = null;
  private last: ExchangeState = { peers: 0, pending: 0, compared: false };
  private disposed = false;

  constructor(
    readonly documents: ExchangeDocuments,
    readonly clock: Clock,
    private readonly onState: (state: ExchangeState) => void,
  ) {}

  get state(): ExchangeState {
    return this.last;
  }

  addPeer(key: string, channel: ExchangeChannel): PeerSession {
    this.sessions.get(key)?.dispose();
    const session = new PeerSession(key, channel, this);
    this.sessions.set(key, session);
    this.changed();
    return session;
  }

  removePeer(key: string): void {
    this.sessions.get(key)?.dispose();
    this.sessions.delete(key);
    this.changed();
  }

  /** A change made on this device: sent to everyone at once. [EX5] */
  localUpdate(name: string, update: Uint8Array): void {
    this.broadcast({ kind: 'update', name, update });
    this.documentChanged(name);
  }

  /** The document changed, whoever changed it: its digest is told when it is quiet. [EX6] */
  documentChanged(name: string): void {
    this.cache.delete(name);
    const entry = this.untold.get(name);
    const now = this.clock.now();
    const since = entry?.since ?? now;
    entry?.cancel();
    const wait = Math.max(0, Math.min(QUIET_MS, since + MAX_UNTOLD_MS - now));
    this.untold.set(name, { since, cancel: this.clock.after(wait, () => void this.tell(name)) });
  }

  /** The catalog lists other documents than before: what peers hold of them can now be pulled. [EX8] */
  listChanged(): void {
    for (const name of this.documents.names()) {
      if (this.listed.has(name)) continue;
      this.listed.add(name);
      this.documentChanged(name);
      for (const session of this.open()) void session.compare(name, true);
    }
  }

  /** Someone's caret moved here. */
  awarenessChanged(name: string): void {
    if (this.awarenessDue.has(name) || this.sessions.size === 0) return;
    const send = () => {
      this.awarenessDue.delete(name);
      const update = this.documents.awareness(name);
      if (update !== null) this.broadcast({ kind: 'awareness', name, update });
    };
    this.awarenessDue.set(name, this.clock.after(AWARENESS_MS, send));
  }

  /** Sends states at once, for those that end (a document was closed). */
  sendAwareness(name: string, update: Uint8Array): void {
    this.broadcast({ kind: 'awareness', name, update });
  }

  /** Asks everyone for the carets in a document that was just opened here. */
  queryAwareness(name: string): void {
    this.broadcast({ kind: 'awareness-query', name });
  }

  dispose(): void {
    this.disposed = true;
    for (const session of this.sessions.values()) session.dispose();
    for (const { cancel } of this.untold.values()) cancel();
    for (const cancel of this.awarenessDue.values()) cancel();
    this.cancelFrame?.();
    this.sessions.clear();
  }

  digest(name: string): Promise<string> {
    const cached = this.cache.get(name);
    if (cached) return cached;
    const digest = this.documents.digest(name);
    this.cache.set(name, digest);
    // A document that cannot be opened now may be later; it must not end the exchange of all others.
    digest.catch(() => this.cache.delete(name));
    return digest;
  }

  async digests(): Promise<[string, Uint8Array][]> {
    const entries: [string, Uint8Array][] = [];
    for (const name of this.documents.names()) this.listed.add(name);
    for (const name of this.listed) {
      const digest = await this.digest(name).catch(() => null);
      if (digest !== null) entries.push([name, fromHex(digest)]);
    }
    return entries;
  }

  receive(name: string, update: Uint8Array, from: PeerSession): void {
    const entry = this.incoming.get(name) ?? { updates: [], from: new Set<PeerSession>() };
    entry.updates.push(update);
    entry.from.add(from);
    this.incoming.set(name, entry);
    this.cancelFrame ??= this.clock.nextFrame(() => {
      this.cancelFrame = null;
      this.applyIncoming();
    });
  }

  changed(): void {
    const open = [...this.open()];
    const differing = new Set<string>();
    for (const session of open) for (const name of session.differences) differing.add(name);
    const compared = open.length > 0 && open.every((session) => session.isCompared);
    const next: ExchangeState = { peers: open.length, pending: differing.size, compared };
    const { peers, pending } = this.last;
    if (peers === next.peers && pending === next.pending && this.last.compared === compared) return;
    this.last = next;
    if (!this.disposed) this.onState(next);
  }

  /** [EX7] A bad update closes the links it may have come from; what fails here is no peer's fault. */
  private applyIncoming(): void {
    const batch = [...this.incoming];
    this.incoming.clear();
    for (const [name, { updates, from }] of batch) {
      this.documents.apply(name, updates).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'sync/bad-frame') return this.documents.failed(error);
        for (const session of from) session.close('sync/bad-frame', true);
      });
    }
  }

  private async tell(name: string): Promise<void> {
    this.untold.delete(name);
    const digest = await this.digest(name).catch(() => null);
    if (this.disposed || digest === null) return;
    this.broadcast({ kind: 'digests', full: false, entries: [[name, fromHex(digest)]] });
    for (const session of this.open()) await session.compare(name, false);
    this.changed();
  }

  private broadcast(message: Message): void {
    for (const session of this.open()) session.send(message);
  }

  private *open(): Iterable<PeerSession> {
    for (const session of this.sessions.values()) if (session.isOpen) yield session;
  }
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
