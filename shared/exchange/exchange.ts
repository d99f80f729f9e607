/** All links of one notebook: sends local changes, applies incoming ones once per frame, keeps digests current. */
import { AppError } from '../errors/app-error';
import type { ErrorCode } from '../errors/codes';
import { fromHex } from '../util/hex';
import { countTogether } from './differences';
import { EMPTY_DIGEST } from './digest';
import { DigestTable } from './digest-table';
import { MAX_MEMBERSHIP_BYTES, type Message } from './messages';
import { DIGESTS_PER_MESSAGE, PeerSession } from './peer-session';
import type { Clock, ExchangeChannel, ExchangeDocuments } from './ports';
import type { Session, SessionHost, Theirs } from './session-host';
import type { Unsent } from './unsent';

/** A document is quiet after this; its digest is then told. Long enough to skip most of a burst of typing. */
const QUIET_MS = 300;
/** …but during steady typing digests are told at least this often, so that gaps heal. */
const MAX_UNTOLD_MS = 2000;
/** How often digests that are due are told, together: what heals travels on at this pace from peer to peer. */
const TELL_MS = 50;
/** Caret moves are told at most this often. [EX10] */
const AWARENESS_MS = 50;
/** The state is told at most this often while thousands of documents arrive. */
const STATE_MS = 30;
/** …and so often while many are under way: each telling counts them all and is drawn. */
const MANY_STATE_MS = 150;
const MANY_DIFFERING = 32;

export interface PeerState {
  readonly key: string;
  /** Past hello. */
  readonly open: boolean;
  /** It is known of every document whether it differs. */
  readonly compared: boolean;
  /** Null before their hello. */
  readonly theirs: Theirs | null;
  /** Documents that differ; those of which this copy, and they, have something for the other. Some are both. */
  readonly differing: number;
  readonly toSend: number;
  readonly toReceive: number;
}

export interface ExchangeState {
  readonly links: readonly PeerState[];
  /** Links past hello. */
  readonly peers: number;
  /** Documents whose digests differ from some peer's; those to send to somebody, and to receive. */
  readonly pending: number;
  readonly toSend: number;
  readonly toReceive: number;
  /** Every open link is compared. */
  readonly compared: boolean;
  /** Documents that arrived, and all that will, since nothing was left to receive. */
  readonly progress: { readonly done: number; readonly all: number };
}

export const NO_EXCHANGE: ExchangeState = {
  links: [],
  peers: 0,
  pending: 0,
  toSend: 0,
  toReceive: 0,
  compared: false,
  progress: { done: 0, all: 0 },
};

export interface ExchangeEvents {
  state(state: ExchangeState): void;
  /** A session ended by itself, and why. Not called for `removePeer`. */
  closed?(key: string, code: ErrorCode): void;
  membership?(key: string, bytes: Uint8Array): void;
}

interface Incoming {
  readonly updates: Uint8Array[];
  readonly from: Set<Session>;
  readonly settled: ((changed: boolean) => void)[];
  asked: boolean;
}

export class Exchange implements SessionHost {
  readonly table: DigestTable;
  private readonly sessions = new Map<string, PeerSession>();
  private readonly untold = new Map<string, { since: number; due: number }>();
  private readonly incoming = new Map<string, Incoming>();
  private readonly awarenessDue = new Map<string, () => void>();
  /** The digest at which a document was settled last: doing it again would change nothing. */
  private readonly settledAt = new Map<string, string | null>();
  private cancelFrame: (() => void) | null = null;
  private cancelTell: (() => void) | null = null;
  private cancelState: (() => void) | null = null;
  private last = NO_EXCHANGE;
  private goal = 0;
  private disposed = false;

  constructor(
    readonly documents: ExchangeDocuments,
    readonly clock: Clock,
    readonly participant: string,
    readonly unsent: Unsent,
    private readonly events: ExchangeEvents,
  ) {
    this.table = new DigestTable((name) => documents.digest(name));
    for (const name of documents.names()) this.table.add(name);
  }

  get state(): ExchangeState {
    return this.last;
  }

  addPeer(key: string, channel: ExchangeChannel): PeerSession {
    this.sessions.get(key)?.dispose();
    const session = new PeerSession(key, channel, this);
    this.sessions.set(key, session);
    this.tellState();
    return session;
  }

  removePeer(key: string): void {
    this.sessions.get(key)?.dispose();
    this.sessions.delete(key);
    this.tellState();
  }

  /** A change made on this device: sent to everyone at once. [EX5] */
  localUpdate(name: string, update: Uint8Array): void {
    this.unsent.add(name);
    this.broadcast({ kind: 'update', name, update });
    this.documentChanged(name);
  }

  /** The document changed, whoever changed it: its digest is told when it is quiet. [EX6] */
  documentChanged(name: string): void {
    this.changedWithin(name, QUIET_MS);
  }

  /** The document came into memory: what loading changed in it is told. */
  async documentLoaded(name: string): Promise<void> {
    const known = this.table.peek(name);
    if (known !== null && (await this.documents.digest(name)) !== known) this.documentChanged(name);
  }

  /** The catalog lists other documents than before: what peers hold of them can now be pulled. [EX8] */
  listed(added: Iterable<string>, removed: Iterable<string> = []): void {
    for (const name of removed) {
      this.table.remove(name);
      this.untold.delete(name);
      this.unsent.delete(name);
      this.settledAt.delete(name);
      for (const session of this.sessions.values()) session.forget(name);
    }
    for (const name of added) {
      if (!this.table.add(name)) continue;
      this.changedWithin(name, 0);
      for (const session of this.open()) void session.compare(name, 'opening').catch(this.failed);
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

  /** Tells one open peer, or all, of members. At most 4 KiB. [EX16] */
  tellMembership(bytes: Uint8Array, key?: string): void {
    if (bytes.length > MAX_MEMBERSHIP_BYTES) throw new Error('membership message too long');
    for (const session of this.open()) {
      if (key === undefined || session.key === key) session.send({ kind: 'membership', bytes });
    }
  }

  dispose(): void {
    this.disposed = true;
    for (const session of this.sessions.values()) session.dispose();
    for (const cancel of this.awarenessDue.values()) cancel();
    this.cancelFrame?.();
    this.cancelTell?.();
    this.cancelState?.();
    this.sessions.clear();
  }

  isQuiet(name: string): boolean {
    return !this.untold.has(name) && !this.incoming.has(name);
  }

  receive(name: string, update: Uint8Array, from: Session, asked: boolean): Promise<boolean> {
    const entry = this.incoming.get(name) ?? { updates: [], from: new Set<Session>(), settled: [], asked: false };
    entry.updates.push(update);
    entry.asked ||= asked;
    entry.from.add(from);
    this.incoming.set(name, entry);
    this.cancelFrame ??= this.clock.nextFrame(() => {
      this.cancelFrame = null;
      this.applyIncoming();
    });
    return new Promise((resolve) => entry.settled.push(resolve));
  }

  async settle(name: string): Promise<void> {
    const digest = await this.table.get(name);
    if (digest === EMPTY_DIGEST || this.settledAt.get(name) === digest) return;
    this.settledAt.set(name, digest);
    if (await this.documents.settle(name)) this.changedWithin(name, 0);
  }

  membership(from: Session, bytes: Uint8Array): void {
    this.events.membership?.(from.key, bytes);
  }

  changed(): void {
    const pause = this.last.pending > MANY_DIFFERING ? MANY_STATE_MS : STATE_MS;
    this.cancelState ??= this.clock.after(pause, () => this.tellState());
  }

  closed(session: Session, code: ErrorCode): void {
    this.tellState();
    if (!this.disposed) this.events.closed?.(session.key, code);
  }

  private readonly failed = (error: unknown): void => this.documents.failed(error);

  private changedWithin(name: string, wait: number): void {
    this.table.changed(name);
    const now = this.clock.now();
    const since = this.untold.get(name)?.since ?? now;
    this.untold.set(name, { since, due: Math.min(now + wait, since + MAX_UNTOLD_MS) });
    this.cancelTell ??= this.clock.after(TELL_MS, () => this.tellDue());
  }

  /** [EX7] A bad update closes the links it may have come from; what fails here is no peer's fault. */
  private applyIncoming(): void {
    const batch = [...this.incoming];
    this.incoming.clear();
    for (const [name, { updates, from, settled, asked }] of batch) {
      void this.documents
        .apply(name, updates)
        .then((changed) => {
          // What heals is told on at once: the next copy may have no other way to it.
          if (changed && !this.disposed) this.changedWithin(name, asked ? 0 : QUIET_MS);
          return changed;
        })
        .catch((error: unknown) => {
          if (!(error instanceof AppError) || error.code !== 'sync/bad-frame') this.failed(error);
          else for (const session of from) session.close('sync/bad-frame', true);
          return false;
        })
        .then((changed) => {
          for (const resolve of settled) resolve(changed);
        });
    }
  }

  private tellDue(): void {
    this.cancelTell = null;
    const now = this.clock.now();
    const due: string[] = [];
    for (const [name, entry] of this.untold) if (entry.due <= now) due.push(name);
    for (const name of due) this.untold.delete(name);
    if (this.untold.size > 0) this.cancelTell = this.clock.after(TELL_MS, () => this.tellDue());
    for (let at = 0; at < due.length; at += DIGESTS_PER_MESSAGE) {
      void this.tell(due.slice(at, at + DIGESTS_PER_MESSAGE)).catch(this.failed);
    }
  }

  private async tell(names: readonly string[]): Promise<void> {
    const digests = await Promise.all(names.map((name) => this.table.get(name)));
    if (this.disposed) return;
    const entries = names.flatMap((name, index) => {
      const digest = digests[index] ?? null;
      return digest === null ? [] : [[name, fromHex(digest)] as const];
    });
    if (entries.length > 0) this.broadcast({ kind: 'digests', complete: [], entries });
    for (const session of this.open()) for (const name of names) session.told(name);
  }

  private broadcast(message: Message): void {
    for (const session of this.open()) session.send(message);
  }

  private *open(): Iterable<PeerSession> {
    for (const session of this.sessions.values()) if (session.isOpen) yield session;
  }

  private tellState(): void {
    this.cancelState?.();
    this.cancelState = null;
    if (this.disposed) return;
    this.last = this.compute();
    this.events.state(this.last);
  }

  private compute(): ExchangeState {
    const open = [...this.open()];
    const { differing, send, receive } = countTogether(open.map(({ differences }) => differences));
    this.goal = receive === 0 ? 0 : Math.max(this.goal, receive);
    return {
      links: [...this.sessions.values()].map((session) => ({
        key: session.key,
        open: session.isOpen,
        compared: session.isCompared,
        theirs: session.theirs,
        differing: session.differences.size,
        toSend: session.differences.toSend,
        toReceive: session.differences.toReceive,
      })),
      peers: open.length,
      pending: differing,
      toSend: send,
      toReceive: receive,
      compared: open.length > 0 && open.every((session) => session.isCompared),
      progress: { done: this.goal - receive, all: this.goal },
    };
  }
}
