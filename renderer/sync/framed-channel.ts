/**
 * A data channel without a message size limit: splits, queues and puts together (shared/exchange/framing.ts). Chromium
 * drops messages over 262,144 bytes and throws when more than 16 MiB are queued; y-webrtc swallows both.
 */
import { AppError } from '../../shared/errors/app-error';
import {
  FLAG,
  FRAME_BYTES,
  FrameAssembler,
  framesOf,
  HEADER_BYTES,
  lengthOf,
  MAX_MESSAGE_BYTES,
  numberFrame,
  numberOf,
  type Parts,
  WINDOW_BYTES,
} from '../../shared/exchange/framing';
import { release } from '../../shared/util/release';

/** Measured fastest on loopback (64 KiB high, 16 KiB low): more only fills the kernel's queue. */
const HIGH_WATER = 64 * 1024;
const LOW_WATER = 16 * 1024;

/** Messages kept until somebody listens; a greeting is two. Their bytes are bounded by the window. */
const MAX_EARLY = 1000;

/** What the other side may send is told anew when this much was taken: an eighth of the window. [FR4] */
const CREDIT_STEP = WINDOW_BYTES / 8;
/** While messages of this size wait to be handled here, the other side gets no new credit. [FR4] */
const MAX_UNHANDLED = 16 * 1024 * 1024;
/** What may wait to be sent: two of the longest messages. */
const MAX_QUEUED = 2 * MAX_MESSAGE_BYTES;
/** A side that asks whether we are here, but reads no answers, gets none. */
const MAX_ANSWERS = 1024 * 1024;

/** A timer that is later than this tells that nothing else was heard meanwhile either. */
const LATE_MS = 500;

type Handler = ((event: Event) => void) | null;
/** A promise tells that the message was handled when it resolves; until then its bytes count as waiting. */
type Listener = (event: { data: Uint8Array }) => unknown;

export interface ChannelGuard {
  /** Lets a message that arrived through, changed or not; null to leave it out. Throws to break the channel. */
  admit(message: Uint8Array): Uint8Array | null;
  /** Whether a message may leave. */
  mayLeave(message: Parts): boolean;
}

const OPEN: ChannelGuard = { admit: (message) => message, mayLeave: () => true };

/** The part of RTCDataChannel that simple-peer uses, over a real one. */
export class FramedChannel {
  onopen: Handler = null;
  onclose: Handler = null;
  onerror: Handler = null;
  onbufferedamountlow: Handler = null;
  /** Told of each frame: a long message is a sign of life before it is whole. `isPart` while it is not. */
  onframe: ((isPart: boolean) => void) | null = null;
  bufferedAmountLowThreshold = 0;
  binaryType = 'arraybuffer';
  private readonly queue: { parts: Parts; length: number }[] = [];
  private frames: Iterator<Uint8Array<ArrayBuffer>> | null = null;
  private queuedBytes = 0;
  /** Payload sent that the other side has not taken. */
  private underWay = 0;
  /** Payload received that the other side has not been told of. */
  private owed = 0;
  private unhandled = 0;
  private readonly assembler = new FrameAssembler();
  private listener: Listener | null = null;
  /** What arrived before anybody listened: the other side may be ready first. */
  private early: Uint8Array[] = [];
  private drains: { below: number; resolve: () => void }[] = [];
  private signsOfLife: (() => void)[] = [];
  private broken = false;

  constructor(
    private readonly channel: RTCDataChannel,
    private readonly onBroken: (error: unknown) => void,
    private readonly guard: ChannelGuard = OPEN,
  ) {
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = LOW_WATER;
    channel.onopen = (event) => {
      this.pump();
      this.onopen?.(event);
    };
    channel.onclose = (event) => {
      this.letGo();
      this.onclose?.(event);
    };
    channel.onerror = (event) => this.onerror?.(event);
    channel.onbufferedamountlow = (event) => {
      this.pump();
      if (this.queuedBytes === 0) this.onbufferedamountlow?.(event);
    };
    channel.onmessage = (event) => this.receive(event.data);
  }

  get onmessage(): Listener | null {
    return this.listener;
  }

  set onmessage(listener: Listener | null) {
    this.listener = listener;
    if (listener === null) return;
    const early = this.early;
    this.early = [];
    for (const data of early) {
      this.unhandled -= data.length;
      this.deliver(listener, data);
    }
    this.grant();
  }

  get readyState(): RTCDataChannelState {
    return this.channel.readyState;
  }

  get label(): string {
    return this.channel.label;
  }

  /** Bytes accepted by `send` that have not left yet. */
  get bufferedAmount(): number {
    return this.queuedBytes + this.channel.bufferedAmount;
  }

  /** @param data one message, in one part or several; it is not copied, and must not be changed until it has left */
  send(data: Parts | ArrayBuffer | string): void {
    const parts = partsOf(data);
    const length = lengthOf(parts);
    if (this.broken || this.readyState === 'closing' || this.readyState === 'closed') return;
    if (!this.guard.mayLeave(parts)) return;
    if (length > MAX_MESSAGE_BYTES || this.queuedBytes + length > MAX_QUEUED)
      return this.fail(new AppError('sync/bad-frame', `${length} bytes to send, ${this.queuedBytes} wait`));
    this.queue.push({ parts, length });
    this.queuedBytes += length;
    this.pump();
  }

  /** Resolves when at most `below` bytes wait (never less than the channel's own low water), or the channel is closed. */
  drained(below = LOW_WATER): Promise<void> {
    const most = Math.max(below, LOW_WATER);
    if (this.bufferedAmount <= most || this.broken || this.readyState === 'closed') return Promise.resolve();
    return new Promise((resolve) => this.drains.push({ below: most, resolve }));
  }

  /** Asks the other side for a sign of life; anything that arrives is one. False when there is none in time. [FR5] */
  answers(withinMs: number): Promise<boolean> {
    if (this.broken || this.readyState !== 'open') return Promise.resolve(false);
    return new Promise((resolve) => {
      let asked = performance.now();
      const giveUp = (): void => {
        // A page that was busy, or a device that slept, has not had the time to hear.
        const wasAway = performance.now() - asked > withinMs + LATE_MS;
        asked = performance.now();
        if (wasAway && this.readyState === 'open') timer = setTimeout(giveUp, withinMs);
        else resolve(false);
      };
      let timer = setTimeout(giveUp, withinMs);
      this.signsOfLife.push(() => {
        clearTimeout(timer);
        resolve(true);
      });
      this.channel.send(numberFrame(FLAG.ask, 0));
    });
  }

  close(): void {
    this.letGo();
    this.channel.close();
  }

  /** [FR3] [FR4] */
  private pump(): void {
    while (
      this.channel.readyState === 'open' &&
      this.channel.bufferedAmount < HIGH_WATER &&
      this.underWay < WINDOW_BYTES &&
      !this.broken
    ) {
      if (this.frames === null) {
        const message = this.queue.shift();
        if (message === undefined) break;
        this.frames = framesOf(message.parts);
      }
      const next = this.frames.next();
      if (next.done) {
        this.frames = null;
        continue;
      }
      const payload = payloadOf(next.value);
      this.queuedBytes -= payload;
      this.underWay += payload;
      this.channel.send(next.value);
    }
    if (this.drains.length === 0) return;
    const waiting = this.bufferedAmount;
    const ready = this.drains.filter(({ below }) => waiting <= below);
    this.drains = this.drains.filter(({ below }) => waiting > below);
    for (const { resolve } of ready) resolve();
  }

  private receive(data: unknown): void {
    if (this.broken) return;
    try {
      if (!(data instanceof ArrayBuffer)) throw new AppError('sync/bad-frame', 'text frame');
      this.takeFrame(new Uint8Array(data));
    } catch (error) {
      this.fail(error);
    }
  }

  private takeFrame(frame: Uint8Array): void {
    const alive = this.signsOfLife;
    this.signsOfLife = [];
    for (const resolve of alive) resolve();
    this.onframe?.(frame[0] === FLAG.first || frame[0] === FLAG.more);
    switch (frame[0]) {
      case FLAG.credit: {
        const taken = numberOf(frame);
        if (taken > this.underWay) throw new AppError('sync/bad-frame', 'credit for what was not sent');
        this.underWay -= taken;
        return this.pump();
      }
      case FLAG.ask:
        numberOf(frame);
        if (this.channel.bufferedAmount < MAX_ANSWERS) this.channel.send(numberFrame(FLAG.here, 0));
        return;
      case FLAG.here:
        numberOf(frame);
        return;
      default: {
        this.owed += payloadOf(frame);
        // One frame more: the sender looks before each frame, not at its length.
        if (this.owed > WINDOW_BYTES + FRAME_BYTES) throw new AppError('sync/bad-frame', 'more than the window');
        const whole = this.assembler.push(frame);
        // Its payload was copied. Thousands of frames are more than the message, until the garbage collector comes.
        if (whole === null) release(frame);
        const admitted = whole === null ? null : this.guard.admit(whole);
        if (admitted !== null) this.take(admitted);
        this.grant();
      }
    }
  }

  private take(message: Uint8Array): void {
    if (this.listener !== null) return this.deliver(this.listener, message);
    this.unhandled += message.length;
    if (this.early.push(message) > MAX_EARLY) throw new AppError('sync/bad-frame', 'nobody listens');
  }

  private deliver(listener: Listener, data: Uint8Array): void {
    // The listener may give the bytes away: they are neither held nor looked at afterwards.
    const { length } = data;
    const handled = listener({ data });
    if (!(handled instanceof Promise)) return;
    this.unhandled += length;
    const done = (): void => {
      this.unhandled -= length;
      this.grant();
    };
    handled.then(done, done);
  }

  /** [FR4] */
  private grant(): void {
    if (this.owed < CREDIT_STEP || this.unhandled > MAX_UNHANDLED || this.channel.readyState !== 'open') return;
    this.channel.send(numberFrame(FLAG.credit, this.owed));
    this.owed = 0;
  }

  /** [FR2] */
  private fail(error: unknown): void {
    if (this.broken) return;
    this.broken = true;
    this.letGo();
    this.onBroken(error);
  }

  private letGo(): void {
    this.queue.length = 0;
    this.queuedBytes = 0;
    this.frames = null;
    const drains = this.drains;
    this.drains = [];
    for (const { resolve } of drains) resolve();
  }
}

function partsOf(data: Parts | ArrayBuffer | string): Parts {
  if (typeof data === 'string') return new TextEncoder().encode(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

/** Bytes of the message in a data frame. */
function payloadOf(frame: Uint8Array): number {
  return Math.max(0, frame.length - (frame[0] === FLAG.first ? HEADER_BYTES : 1));
}
