/** One link to another copy: hello, digests, pulls. State: greeting → open → closed. */

import { AppError } from '../errors/app-error';
import { DISCUSSION_SCHEMA } from '../model/discussion-doc';
import { assertNever } from '../util/assert-never';
import { toHex } from '../util/hex';
import { decodeMessage, encodeMessage, type Message, PROTOCOL_MAJOR, PROTOCOL_MINOR } from './messages';
import type { Clock, ExchangeChannel, ExchangeDocuments } from './ports';

/** Asks in flight per peer: enough to fill a link, few enough that live edits are not queued behind a first sync. */
const MAX_PULLS = 8;
/** A pull that got no answer by then is forgotten, so that it can be asked again. */
const PULL_TIMEOUT_MS = 4000;
/** Typing on both sides makes digests differ for a moment; only what stays different is pulled. */
const SETTLE_MS = 500;
/** Names remembered of one peer: what the catalog lists plus what it may list soon. */
const MAX_REMOTE = 50_000;
const PING_MS = 2500;
const SILENCE_MS = 10_000;

export interface SessionHost {
  readonly documents: ExchangeDocuments;
  readonly clock: Clock;
  /** The cached digest of a document, hex. */
  digest(name: string): Promise<string>;
  /** All digests, to open with. */
  digests(): Promise<[string, Uint8Array][]>;
  /** An update arrived; it is applied with the next frame. */
  receive(name: string, update: Uint8Array, from: PeerSession): void;
  /** Something about this peer changed. */
  changed(): void;
}

export class PeerSession {
  private state: 'greeting' | 'open' | 'closed' = 'greeting';
  private readonly remote = new Map<string, string>();
  private readonly pulls = new Map<string, () => void>();
  private readonly waiting = new Set<string>();
  private readonly checks = new Map<string, () => void>();
  private lastHeard: number;
  private stopPing: () => void = () => {};
  /** Names whose digests differ, kept current by `compare`. */
  private readonly differing = new Set<string>();
  private heardFull = false;

  constructor(
    readonly key: string,
    private readonly channel: ExchangeChannel,
    private readonly host: SessionHost,
  ) {
    this.lastHeard = host.clock.now();
    this.send({ kind: 'hello', major: PROTOCOL_MAJOR, minor: PROTOCOL_MINOR, schema: DISCUSSION_SCHEMA });
    this.ping();
  }

  get isOpen(): boolean {
    return this.state === 'open';
  }

  /** True once the other's whole list of digests is known. */
  get isCompared(): boolean {
    return this.heardFull;
  }

  get differences(): ReadonlySet<string> {
    return this.differing;
  }

  send(message: Message): void {
    if (this.state !== 'closed') this.channel.send(encodeMessage(message));
  }

  /** [EX1] [EX2] [EX9] */
  async receive(bytes: Uint8Array): Promise<void> {
    if (this.state === 'closed') return;
    this.lastHeard = this.host.clock.now();
    try {
      const message = decodeMessage(bytes);
      if (message !== null) await this.handle(message);
    } catch (error) {
      this.close(error instanceof AppError ? error.code : 'sync/bad-frame', true);
    }
  }

  /** Ends the session; the link itself is closed through the channel. */
  close(code: string, tell = false): void {
    if (this.state === 'closed') return;
    if (tell) this.send({ kind: 'refuse', code });
    this.dispose();
    this.channel.close(code);
    this.host.changed();
  }

  dispose(): void {
    this.state = 'closed';
    this.stopPing();
    for (const cancel of [...this.pulls.values(), ...this.checks.values()]) cancel();
    this.pulls.clear();
    this.checks.clear();
    this.waiting.clear();
    this.differing.clear();
  }

  private async handle(message: Message): Promise<void> {
    if (message.kind === 'hello') return this.onHello(message.major);
    if (message.kind === 'refuse') return this.close(message.code);
    if (this.state !== 'open') throw new AppError('sync/bad-frame', `${message.kind} before hello`);
    switch (message.kind) {
      case 'digests':
        for (const [name, digest] of message.entries) {
          if (this.remote.size < MAX_REMOTE || this.remote.has(name)) this.remote.set(name, toHex(digest));
        }
        if (message.full) {
          this.heardFull = true;
          for (const name of this.host.documents.names()) await this.compare(name, true);
        }
        for (const [name] of message.entries) await this.compare(name, message.full);
        this.host.changed();
        return;
      case 'pull': {
        const update = await this.host.documents.diff(message.name, message.stateVector);
        if (update !== null) this.send({ kind: 'diff', name: message.name, update });
        return;
      }
      case 'diff':
        this.endPull(message.name);
        if (this.host.documents.accepts(message.name)) this.host.receive(message.name, message.update, this);
        this.pump();
        return;
      case 'update':
        if (this.host.documents.accepts(message.name)) this.host.receive(message.name, message.update, this);
        return;
      case 'awareness':
        this.host.documents.applyAwareness(message.name, message.update, this.key);
        return;
      case 'awareness-query': {
        const update = this.host.documents.awareness(message.name);
        if (update !== null) this.send({ kind: 'awareness', name: message.name, update });
        return;
      }
      case 'ping':
        this.send({ kind: 'pong' });
        return;
      case 'pong':
        return;
      default:
        assertNever(message);
    }
  }

  private async onHello(major: number): Promise<void> {
    if (this.state !== 'greeting') throw new AppError('sync/bad-frame', 'second hello');
    if (major !== PROTOCOL_MAJOR) throw new AppError('sync/version', `theirs ${major}, ours ${PROTOCOL_MAJOR}`);
    this.state = 'open';
    const entries = await this.host.digests();
    this.send({ kind: 'digests', full: true, entries });
    this.host.changed();
  }

  /**
   * Compares one document with what the peer last told of it, and pulls it when it differs: at once for the opening
   * list, after a moment's quiet otherwise. [EX4] [EX6] [EX8]
   */
  async compare(name: string, now: boolean): Promise<void> {
    const theirs = this.remote.get(name);
    // Before anything is opened for it: a peer may name what does not exist.
    if (!this.host.documents.accepts(name)) {
      if (this.differing.delete(name)) this.host.changed();
      return;
    }
    const ours = await this.host.digest(name).catch(() => null);
    if (ours === null) return;
    if (this.state !== 'open') return;
    const before = this.differing.size;
    const unknown = theirs === undefined && !this.heardFull;
    if (theirs === ours || unknown) {
      this.differing.delete(name);
      this.checks.get(name)?.();
      this.checks.delete(name);
    } else {
      this.differing.add(name);
      if (theirs !== undefined) {
        if (now) this.want(name);
        else this.checkLater(name);
      }
    }
    if (this.differing.size !== before) this.host.changed();
  }

  private checkLater(name: string): void {
    if (this.checks.has(name)) return;
    const cancel = this.host.clock.after(SETTLE_MS, () => {
      this.checks.delete(name);
      void this.compare(name, true);
    });
    this.checks.set(name, cancel);
  }

  private want(name: string): void {
    if (this.pulls.has(name)) return;
    this.waiting.add(name);
    this.pump();
  }

  private pump(): void {
    for (const name of this.waiting) {
      if (this.pulls.size >= MAX_PULLS) return;
      this.waiting.delete(name);
      this.pulls.set(
        name,
        this.host.clock.after(PULL_TIMEOUT_MS, () => {
          this.pulls.delete(name);
          void this.compare(name, true);
        }),
      );
      this.host.documents.stateVector(name).then(
        (stateVector) => this.send({ kind: 'pull', name, stateVector }),
        (error: unknown) => this.host.documents.failed(error),
      );
    }
  }

  private endPull(name: string): void {
    this.pulls.get(name)?.();
    this.pulls.delete(name);
  }

  /** [EX11] */
  private ping(): void {
    this.stopPing = this.host.clock.after(PING_MS, () => {
      if (this.state === 'closed') return;
      if (this.host.clock.now() - this.lastHeard > SILENCE_MS) return this.close('hub/unreachable');
      this.send({ kind: 'ping' });
      this.ping();
    });
  }
}
