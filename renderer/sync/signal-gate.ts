/**
 * The gate between y-webrtc and a signaling connection: everything that leaves is sealed with the room's key and counted,
 * everything that arrives is opened, checked against replay and filtered before y-webrtc sees it, in order.
 */
import type { SignalingConn } from 'y-webrtc';
import { ReplayGuard } from './replay-guard';
import { openSignal, openStock, sealSignal } from './signaling-crypto';
import { type Signal, sealedSchema, signalSchema } from './signals';

/** Messages that wait to be opened; a hub sends at most a few hundred in a second. */
const MAX_WAITING = 2000;
/** Announces to all: one in so many ms, and the last one is not lost. */
const ANNOUNCE_EVERY_MS = 250;

export interface GateRoom {
  readonly peerId: string;
  readonly key: CryptoKey;
  /** True if y-webrtc may handle the message. */
  admit(signal: Signal): boolean;
  /** Hands an opened message on to y-webrtc. */
  handOn(emit: () => void): void;
  /** A newcomer listens to this room. */
  newcomer(): void;
  /** Something was heard or lost. */
  changed(): void;
  /** A message could not be handled. */
  failed(error: unknown): void;
}

export class SignalGate {
  readonly replay = new ReplayGuard();
  undecryptable = { count: 0, last: null as number | null };
  /** Somebody says that this room was left for a new one: the secret here is outdated [HB28]. */
  wasLeft = false;
  /** Resolves when the hub was asked for this room for the first time: from then on it can say that the room is held here. */
  readonly subscribed: Promise<void>;
  private onSubscribed: () => void = () => undefined;
  private sent = 0;
  private leaving: Promise<void> = Promise.resolve();
  private arriving: Promise<void> = Promise.resolve();
  private waiting = 0;
  private lastAnnounce = Number.NEGATIVE_INFINITY;
  private announceTimer: ReturnType<typeof setTimeout> | null = null;
  private silent = false;
  private readonly rawSend: (message: unknown) => void;

  constructor(
    private readonly conn: SignalingConn,
    private readonly topic: string,
    /** Rooms that this copy left for this one. */
    private readonly left: readonly string[],
    /** Null until the key is derived. */
    private readonly room: () => GateRoom | null,
  ) {
    this.subscribed = new Promise((resolve) => {
      this.onSubscribed = resolve;
    });
    this.rawSend = conn.send.bind(conn);
    conn.send = (message: unknown) => this.pass(message);
    const emit = conn.emit.bind(conn) as (name: string, args: unknown[]) => void;
    const hooked = (name: string, args: unknown[]): void => {
      if (name === 'message') this.arrive(args[0], (message) => emit(name, [message, conn]));
      else emit(name, args);
    };
    conn.emit = hooked as typeof conn.emit;
  }

  /** From now on nothing is said but that this copy no longer listens. */
  fallSilent(): void {
    this.silent = true;
    if (this.announceTimer !== null) clearTimeout(this.announceTimer);
  }

  announce(from: string, to?: string): void {
    this.publish(to === undefined ? { type: 'announce', from } : { type: 'announce', from, to });
  }

  /** What y-webrtc wants to send; it encrypts what it publishes. */
  private pass(message: unknown): void {
    const { type, topic, topics, data } = message as Record<string, unknown>;
    if (type === 'subscribe' || type === 'unsubscribe') {
      const wanted = Array.isArray(topics) && topics.includes(this.topic);
      if (!wanted || (this.silent && type === 'subscribe')) return;
      this.say({ type, topics: [this.topic] });
      if (type === 'subscribe' && this.left.length > 0) this.say({ type: 'recap:renewed', topics: this.left });
      return;
    }
    if (type === 'ping') return this.say(message);
    if (type !== 'publish' || topic !== this.topic || typeof data !== 'string') return;
    const room = this.room();
    if (room === null) return;
    this.leaving = this.leaving.then(async () => {
      const parsed = signalSchema.safeParse(await openStock(data, room.key));
      if (parsed.success) this.publish(parsed.data);
    });
  }

  private publish(signal: Signal): void {
    const room = this.room();
    if (room === null || this.silent) return;
    if (signal.type === 'announce' && signal.to === undefined && !this.mayAnnounce(signal)) return;
    this.sent += 1;
    const n = this.sent;
    void sealSignal({ n, signal }, room.key, this.topic).then((data) => {
      if (!this.silent) this.say({ type: 'publish', topic: this.topic, data });
    });
  }

  private mayAnnounce(signal: Signal): boolean {
    if (this.announceTimer !== null) return false;
    const wait = this.lastAnnounce + ANNOUNCE_EVERY_MS - performance.now();
    if (wait <= 0) {
      this.lastAnnounce = performance.now();
      return true;
    }
    this.announceTimer = setTimeout(() => {
      this.announceTimer = null;
      this.publish(signal);
    }, wait);
    return false;
  }

  private say(message: unknown): void {
    // A socket that is being opened throws; once open, y-webrtc subscribes and announces by itself.
    if (this.conn.ws?.readyState !== WebSocket.OPEN) return;
    this.rawSend(message);
    if ((message as { type?: unknown }).type === 'subscribe') this.onSubscribed();
  }

  private arrive(message: unknown, handOn: (message: unknown) => void): void {
    const { type, topic, topics, data } = (message ?? {}) as Record<string, unknown>;
    const room = this.room();
    if (type === 'recap:renewed' && Array.isArray(topics) && topics.includes(this.topic)) {
      this.wasLeft = true;
      return room?.changed();
    }
    if (topic !== this.topic || room === null) return;
    if (type === 'recap:peer') return room.newcomer();
    if (type !== 'publish' || typeof data !== 'string' || this.waiting >= MAX_WAITING) return;
    this.waiting += 1;
    this.arriving = this.arriving.then(async () => {
      const opened = await openSignal(data, room.key, this.topic);
      this.waiting -= 1;
      try {
        this.handle(opened, room, (signal) => handOn({ type, topic, data: signal }));
      } catch (error) {
        // y-webrtc throws on what a browser does not take, a candidate for example: the next message is another matter.
        room.failed(error);
      }
    });
  }

  private handle(opened: unknown, room: GateRoom, handOn: (signal: Signal) => void): void {
    if (this.silent) return;
    if (opened === null) {
      this.undecryptable = { count: this.undecryptable.count + 1, last: Date.now() };
      return room.changed();
    }
    const parsed = sealedSchema.safeParse(opened);
    if (!parsed.success) return;
    const { n, signal } = parsed.data;
    const known = this.replay.size;
    if (signal.from === room.peerId || !this.replay.isNew(signal.from, n)) return;
    if (this.replay.size !== known) room.changed();
    if (room.admit(signal)) room.handOn(() => handOn(signal));
  }
}
