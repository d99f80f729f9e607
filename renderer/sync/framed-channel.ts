/**
 * A data channel without a message size limit: splits, queues and puts together (shared/exchange/framing.ts). Chromium
 * drops messages over 262,144 bytes and throws when more than 16 MiB are queued; y-webrtc swallows both.
 */
import { FrameAssembler, splitMessage } from '../../shared/exchange/framing';

/** Measured fastest on loopback (64 KiB high, 16 KiB low): more only fills the kernel's queue. */
const HIGH_WATER = 64 * 1024;
const LOW_WATER = 16 * 1024;

/** Messages kept until somebody listens; a greeting is two. */
const MAX_EARLY = 1000;

type Handler = ((event: Event) => void) | null;

/** The part of RTCDataChannel that simple-peer uses, over a real one. */
export class FramedChannel {
  onopen: Handler = null;
  onclose: Handler = null;
  onerror: Handler = null;
  onbufferedamountlow: Handler = null;
  bufferedAmountLowThreshold = 0;
  binaryType = 'arraybuffer';
  private readonly queue: Uint8Array[] = [];
  private frames: Iterator<Uint8Array<ArrayBuffer>> | null = null;
  private queuedBytes = 0;
  private readonly assembler = new FrameAssembler();
  private listener: ((event: { data: Uint8Array }) => void) | null = null;
  /** What arrived before anybody listened: the other side may be ready first. */
  private early: Uint8Array[] = [];

  constructor(
    private readonly channel: RTCDataChannel,
    private readonly onBroken: (error: unknown) => void,
    /** Lets a message through, changed or not, or throws. */
    private readonly admit: (message: Uint8Array) => Uint8Array = (message) => message,
  ) {
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = LOW_WATER;
    channel.onopen = (event) => this.onopen?.(event);
    channel.onclose = (event) => this.onclose?.(event);
    channel.onerror = (event) => this.onerror?.(event);
    channel.onbufferedamountlow = (event) => {
      this.pump();
      if (this.queuedBytes === 0) this.onbufferedamountlow?.(event);
    };
    channel.onmessage = (event) => this.receive(event.data);
  }

  get onmessage(): ((event: { data: Uint8Array }) => void) | null {
    return this.listener;
  }

  set onmessage(listener: ((event: { data: Uint8Array }) => void) | null) {
    this.listener = listener;
    if (listener === null) return;
    const early = this.early;
    this.early = [];
    for (const data of early) listener({ data });
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

  send(data: Uint8Array | ArrayBuffer | string): void {
    const message = typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data as ArrayBuffer);
    this.queue.push(message);
    this.queuedBytes += message.length;
    this.pump();
  }

  close(): void {
    this.channel.close();
  }

  /** [FR3] */
  private pump(): void {
    while (this.channel.readyState === 'open' && this.channel.bufferedAmount < HIGH_WATER) {
      if (this.frames === null) {
        const message = this.queue.shift();
        if (message === undefined) return;
        this.frames = splitMessage(message);
      }
      const next = this.frames.next();
      if (next.done) {
        this.frames = null;
        continue;
      }
      this.queuedBytes -= next.value.length - 1;
      this.channel.send(next.value);
    }
  }

  private receive(data: unknown): void {
    try {
      if (!(data instanceof ArrayBuffer)) throw new Error('text frame');
      const whole = this.assembler.push(new Uint8Array(data));
      if (whole === null) return;
      const message = this.admit(whole);
      if (this.listener !== null) this.listener({ data: message });
      else if (this.early.push(message) > MAX_EARLY) throw new Error('nobody listens');
    } catch (error) {
      this.onBroken(error);
    }
  }
}
