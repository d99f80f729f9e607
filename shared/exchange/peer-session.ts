/** One link to another copy: hello, summary, digests, pulls. State: greeting → open → closed. */

import { AppError, isErrorCode } from '../errors/app-error';
import type { ErrorCode } from '../errors/codes';
import { DISCUSSION_SCHEMA } from '../model/discussion-doc';
import { createTokenBucket } from '../signaling/token-bucket';
import { assertNever } from '../util/assert-never';
import { fromHex, toHex } from '../util/hex';
import { Answers } from './answers';
import { Differences } from './differences';
import { EMPTY_DIGEST } from './digest';
import { Heartbeat } from './heartbeat';
import { LateChecks } from './late-checks';
import {
  BUCKETS,
  type DigestEntry,
  decodeMessage,
  encodeMessage,
  type Message,
  PROTOCOL_MAJOR,
  PROTOCOL_MINOR,
} from './messages';
import type { ExchangeChannel } from './ports';
import { PullQueue } from './pull-queue';
import type { SessionHost, Theirs } from './session-host';

/** y-webrtc has brought the catalog by then. Well within [EX13]. */
const CATALOG_MS = 1500;
/** Whoever has more discussions that are not listed here has a catalog that y-webrtc does not bring: about 200 kB. [EX19] */
const MANY_UNLISTED = 1000;
/** While copies differ and nothing arrives, summaries are sent again this often: well within the 5 s of [EX13]. */
const HEAL_MS = 1500;
/** Summaries and buckets are not repeated to one peer sooner than this. */
const REPEAT_MS = 1000;
/** Names remembered of one peer that the catalog does not list (yet). */
const MAX_UNLISTED = 50_000;
/** Digests in one message: about 100 kB. */
export const DIGESTS_PER_MESSAGE = 2000;
/** A peer's messages: a first sync of thousands of discussions passes, a flood that would stop the window does not. */
const MESSAGES_AT_ONCE = 30_000;
const MESSAGES_PER_SECOND = 5000;
/** How long a refusal may take to leave before the link is closed. */
const FAREWELL_MS = 500;

export class PeerSession {
  private state: 'greeting' | 'open' | 'closed' = 'greeting';
  private hello: Theirs | null = null;
  private readonly remote = new Map<string, string>();
  private readonly late: LateChecks;
  private readonly pulls: PullQueue;
  private readonly answers: Answers;
  private readonly allowance;
  private readonly heartbeat: Heartbeat;
  private stopHealing: () => void = () => {};
  readonly differences = new Differences();
  private heardSummary = false;
  /** Names they told of that the catalog did not list. */
  private unlisted = 0;
  /** Settles when the documents have what the last message brought: until then its bytes are held here. [FR4] */
  taken: Promise<unknown> = Promise.resolve();
  private openedAt = 0;
  /** Buckets that differ and whose content was not told yet. */
  private readonly awaited = new Set<number>();
  private readonly bucketsSent = new Map<number, number>();
  private summarySent = Number.NEGATIVE_INFINITY;

  constructor(
    readonly key: string,
    private readonly channel: ExchangeChannel,
    private readonly host: SessionHost,
  ) {
    this.allowance = createTokenBucket(MESSAGES_AT_ONCE, MESSAGES_PER_SECOND, host.clock.now());
    const failed = (error: unknown) => this.failed(error);
    const check = (name: string) => void this.compare(name, 'check').catch(failed);
    this.pulls = new PullQueue(host.clock, (name) => void this.ask(name).catch(failed), check);
    this.late = new LateChecks(host.clock, check);
    this.answers = new Answers(channel, (name, stateVector) => this.answer(name, stateVector), failed);
    this.send({
      kind: 'hello',
      major: PROTOCOL_MAJOR,
      minor: PROTOCOL_MINOR,
      schema: DISCUSSION_SCHEMA,
      participant: host.participant,
    });
    this.heartbeat = new Heartbeat(
      host.clock,
      () => this.send({ kind: 'ping' }),
      () => this.close('hub/unreachable'),
    );
    this.heal();
  }

  get isOpen(): boolean {
    return this.state === 'open';
  }

  /** What they said of themselves; null before their hello. */
  get theirs(): Theirs | null {
    return this.hello;
  }

  /** True once it is known of every document whether it differs. */
  get isCompared(): boolean {
    return this.heardSummary && this.awaited.size === 0;
  }

  get isEqual(): boolean {
    return this.isOpen && this.isCompared && this.differences.size === 0;
  }

  send(message: Message): void {
    if (this.state !== 'closed') this.channel.send(encodeMessage(message));
  }

  /** A frame arrived: the peer lives. What it was asked for may be on its way in parts; carets and signs of life are not it. */
  alive(isPart: boolean): void {
    this.heartbeat.heard();
    if (isPart) this.pulls.progress();
  }

  /** [EX1] [EX2] [EX9] [EX15] */
  async receive(bytes: Uint8Array): Promise<void> {
    if (this.state === 'closed') return;
    this.heartbeat.heard();
    try {
      if (!this.allowance.take(this.host.clock.now())) throw new AppError('sync/flooded', 'messages');
      const message = decodeMessage(bytes);
      if (message !== null) await this.handle(message);
    } catch (error) {
      this.failed(error);
    }
  }

  /** Ends the session; the link is closed through the channel, after a refusal has left. */
  close(code: ErrorCode, tell = false): void {
    if (this.state === 'closed') return;
    if (tell) this.send({ kind: 'refuse', code });
    this.dispose();
    if (tell) void this.farewell(code);
    else this.channel.close(code);
    this.host.closed(this, code);
  }

  dispose(): void {
    this.state = 'closed';
    this.heartbeat.stop();
    this.stopHealing();
    this.late.clear();
    this.pulls.clear();
    this.answers.end();
    this.differences.clear();
  }

  /** The document is no longer listed. */
  forget(name: string): void {
    this.equal(name);
    this.pulls.forget(name);
    this.remote.delete(name);
  }

  /** The digest of a document that changed here was told. [EX6] */
  told(name: string): void {
    void this.compare(name, 'ours').catch((error: unknown) => this.failed(error));
  }

  private async farewell(code: ErrorCode): Promise<void> {
    let cancel = () => {};
    const late = new Promise<void>((resolve) => {
      cancel = this.host.clock.after(FAREWELL_MS, resolve);
    });
    await Promise.race([this.channel.drained(0), late]);
    cancel();
    this.channel.close(code);
  }

  /** A peer's fault ends the link; what fails here is told and the rest goes on. */
  private failed(error: unknown): void {
    if (error instanceof AppError && error.code.startsWith('sync/')) this.close(error.code, true);
    else if (this.state !== 'closed') this.host.documents.failed(error);
  }

  private async handle(message: Message): Promise<void> {
    if (message.kind === 'hello') return this.onHello(message);
    if (message.kind === 'refuse') return this.close(isErrorCode(message.code) ? message.code : 'unexpected');
    if (this.state !== 'open') throw new AppError('sync/bad-frame', `${message.kind} before hello`);
    switch (message.kind) {
      case 'summary':
        return this.onSummary(message.buckets);
      case 'digests':
        return this.onDigests(message.complete, message.entries);
      case 'pull':
        this.answers.add(message.name, message.stateVector);
        return;
      case 'diff':
        // Not waited for: what is applied with the next frame holds up nothing that follows.
        this.taken = this.onDiff(message).catch((error) => this.failed(error));
        return;
      case 'update':
        if (!this.host.documents.accepts(message.name)) return;
        this.taken = this.host.receive(message.name, message.update, this, false).catch((error) => this.failed(error));
        return;
      case 'awareness':
        this.host.documents.applyAwareness(message.name, message.update, this.key);
        return;
      case 'awareness-query': {
        const update = this.host.documents.awareness(message.name);
        if (update !== null) this.send({ kind: 'awareness', name: message.name, update });
        return;
      }
      case 'membership':
        this.host.membership(this, message.bytes);
        return;
      case 'ping':
        this.send({ kind: 'pong' });
        return;
      case 'pong':
        return;
      default:
        assertNever(message);
    }
  }

  private async onHello({ major, minor, schema, participant }: Theirs): Promise<void> {
    if (this.state !== 'greeting') throw new AppError('sync/bad-frame', 'second hello');
    this.hello = { major, minor, schema, participant };
    if (major !== PROTOCOL_MAJOR) throw new AppError('sync/version', `theirs ${major}, ours ${PROTOCOL_MAJOR}`);
    this.state = 'open';
    this.openedAt = this.host.clock.now();
    this.host.changed();
    await this.summarise();
  }

  /** [EX3] */
  private async summarise(): Promise<void> {
    await this.host.table.ready();
    const buckets: (readonly [number, Uint8Array])[] = [];
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const hash = this.host.table.hash(bucket);
      if (hash !== null) buckets.push([bucket, hash]);
    }
    this.summarySent = this.host.clock.now();
    this.send({ kind: 'summary', buckets });
  }

  private async onSummary(buckets: readonly (readonly [number, Uint8Array])[]): Promise<void> {
    const { table, clock } = this.host;
    await table.ready();
    const theirs = new Map(buckets.map(([bucket, hash]) => [bucket, toHex(hash)]));
    const differing: number[] = [];
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const hash = table.hash(bucket);
      if ((hash === null ? undefined : toHex(hash)) === theirs.get(bucket)) this.equalBucket(bucket);
      else differing.push(bucket);
    }
    this.heardSummary = true;
    for (const bucket of differing) this.awaited.add(bucket);
    // Whoever asks again has missed something; an answer that is not asked for again ends it. Before the buckets: from
    // the summary the other learns what to wait for.
    if (clock.now() - this.summarySent > REPEAT_MS) await this.summarise();
    this.tellBuckets(differing);
    this.host.changed();
  }

  private equalBucket(bucket: number): void {
    this.awaited.delete(bucket);
    for (const name of this.host.table.namesIn(bucket)) {
      const digest = this.host.table.peek(name);
      if (digest === null) continue;
      this.remote.set(name, digest);
      this.equal(name);
      this.host.unsent.delete(name);
    }
  }

  private tellBuckets(buckets: readonly number[]): void {
    const { table, clock } = this.host;
    let complete: number[] = [];
    let entries: DigestEntry[] = [];
    const flush = () => {
      if (complete.length > 0) this.send({ kind: 'digests', complete, entries });
      complete = [];
      entries = [];
    };
    for (const bucket of buckets) {
      const more = table.entriesIn(bucket);
      if (entries.length + more.length > DIGESTS_PER_MESSAGE) flush();
      complete.push(bucket);
      entries.push(...more);
      this.bucketsSent.set(bucket, clock.now());
    }
    flush();
  }

  private async onDigests(complete: readonly number[], entries: readonly DigestEntry[]): Promise<void> {
    const { table, documents, clock } = this.host;
    const named = new Set<string>();
    for (const [name, digest] of entries) {
      named.add(name);
      if (!documents.accepts(name)) this.unlisted += 1;
      if (this.remote.has(name) || this.remote.size < MAX_UNLISTED || documents.accepts(name)) {
        this.remote.set(name, toHex(digest));
      }
    }
    const ours = complete.flatMap((bucket) => [...table.namesIn(bucket)]);
    for (const name of ours) if (!named.has(name)) this.remote.delete(name);
    for (const bucket of complete) this.awaited.delete(bucket);
    for (const name of new Set([...named, ...ours]))
      await this.compare(name, complete.length > 0 ? 'opening' : 'theirs');
    if (this.unlisted > MANY_UNLISTED && this.late.has('catalog')) await this.compare('catalog', 'opening');
    const again = complete.filter(
      (bucket) =>
        clock.now() - (this.bucketsSent.get(bucket) ?? Number.NEGATIVE_INFINITY) > REPEAT_MS &&
        [...table.namesIn(bucket)].some((name) => this.differences.has(name)),
    );
    this.tellBuckets(again);
    this.host.changed();
  }

  /**
   * Compares one document with what the peer last told of it, and pulls it when it differs: at once when nobody writes
   * in it, after a moment otherwise. [EX4] [EX6] [EX8] [EX19]
   */
  async compare(name: string, cause: 'opening' | 'ours' | 'theirs' | 'check'): Promise<void> {
    const { table, documents, unsent } = this.host;
    // Before anything is read for it: a peer may name what does not exist.
    if (!documents.accepts(name)) return this.equal(name);
    const ours = table.peek(name) ?? (await table.get(name));
    if (this.state !== 'open') return;
    const theirs = this.remote.get(name);
    if (theirs === undefined && !this.isCompared) return;
    if (ours === null) {
      // What cannot be read here now is not known to be equal: it counts until it can be.
      if (table.has(name)) this.differences.unknown(name);
      return this.host.changed();
    }
    if (theirs === ours) {
      if (table.peek(name) === ours) unsent.delete(name);
      return this.equal(name);
    }
    const author = cause === 'ours' || cause === 'theirs' ? cause : null;
    this.differences.add(name, ours, theirs, author, unsent.names.has(name));
    this.host.changed();
    if (theirs === undefined || theirs === EMPTY_DIGEST) return;
    const brought = name === 'catalog' && this.unlisted <= MANY_UNLISTED;
    const early = brought ? this.openedAt + CATALOG_MS - this.host.clock.now() : 0;
    if (early > 0) this.late.add(name, early);
    else if (cause === 'check' || (cause !== 'ours' && this.host.isQuiet(name))) this.pulls.want(name);
    else this.late.add(name);
  }

  private equal(name: string): void {
    this.late.delete(name);
    if (this.differences.delete(name)) this.host.changed();
  }

  private async ask(name: string): Promise<void> {
    const stateVector = await this.host.documents.stateVector(name);
    this.send({ kind: 'pull', name, stateVector });
  }

  private async answer(name: string, stateVector: Uint8Array): Promise<number> {
    if (!this.host.documents.accepts(name)) return 0;
    const update = await this.host.documents.diff(name, stateVector);
    const digest = update === null ? null : await this.host.table.get(name);
    if (update === null || digest === null) return 0;
    this.send({ kind: 'diff', name, digest: fromHex(digest), update });
    return update.length;
  }

  private async onDiff({ name, digest, update }: Extract<Message, { kind: 'diff' }>): Promise<void> {
    const theirs = toHex(digest);
    this.pulls.progress();
    if (!this.host.documents.accepts(name)) return this.pulls.end(name);
    this.remote.set(name, theirs);
    const gained = await this.host.receive(name, update, this, true).finally(() => this.pulls.end(name));
    if (this.state !== 'open') return;
    const ours = await this.host.table.get(name);
    if (ours === theirs) return this.compare(name, 'check');
    if (gained || this.remote.get(name) !== theirs) return;
    this.differences.nothingToReceive(name);
    this.host.changed();
    await this.host.settle(name);
  }

  /** [EX13] */
  private heal(): void {
    this.stopHealing = this.host.clock.after(HEAL_MS / 3, () => {
      if (this.state === 'closed') return;
      const waited = Math.min(this.pulls.idleFor(), this.host.clock.now() - this.summarySent);
      const stalled = !this.isEqual && waited >= HEAL_MS;
      if (this.isOpen && stalled) void this.summarise().catch((error: unknown) => this.failed(error));
      this.heal();
    });
  }
}
