/** A wire and a clock that are moved by hand: no test sleeps. */
import { FrameAssembler, framesOf } from '../../shared/exchange/framing';
import type { Clock } from '../../shared/exchange/ports';
import type { Seeded } from './seeded';

export class FakeClock implements Clock {
  private time = 0;
  private readonly jobs = new Set<{ at: number; run: () => void }>();

  now(): number {
    return this.time;
  }

  /** When what waits falls due, earliest first. */
  pending(): number[] {
    return [...this.jobs].map(({ at }) => at).sort((a, b) => a - b);
  }

  after(ms: number, run: () => void): () => void {
    const job = { at: this.time + ms, run };
    this.jobs.add(job);
    return () => void this.jobs.delete(job);
  }

  nextFrame(run: () => void): () => void {
    return this.after(16, run);
  }

  /** Moves on, running what falls due in order. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      let due: { at: number; run: () => void } | null = null;
      for (const job of this.jobs) if (job.at <= end && (due === null || job.at < due.at)) due = job;
      if (due === null) break;
      this.time = Math.max(this.time, due.at);
      this.jobs.delete(due);
      due.run();
      await settle();
    }
    this.time = end;
  }
}

/** Lets pending promises run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
}

export interface Faults {
  readonly loss: number;
  readonly duplication: number;
  /** Probability that a message is delivered before an earlier one. */
  readonly reordering: number;
}

export const NO_FAULTS: Faults = { loss: 0, duplication: 0, reordering: 0 };

/** Two queues of messages between two ends; nothing moves until `deliver` is called. */
export class FakeWire {
  private readonly queues: [Uint8Array[], Uint8Array[]] = [[], []];
  readonly receivers: [((bytes: Uint8Array) => Promise<void>) | null, ((bytes: Uint8Array) => Promise<void>) | null] = [
    null,
    null,
  ];
  up = true;
  /** Messages sent, by the first byte, their kind. */
  readonly sent: number[] = [];
  /** Bytes sent in all. */
  bytes = 0;

  constructor(
    private readonly random: Seeded,
    private readonly faults: () => Faults,
  ) {}

  send(from: 0 | 1, bytes: Uint8Array): void {
    if (!this.up) return;
    this.sent.push(bytes[0] ?? -1);
    this.bytes += bytes.length;
    const { loss, duplication, reordering } = this.faults();
    if (this.random.chance(loss)) return;
    const queue = this.queues[from];
    const place = this.random.chance(reordering) ? this.random.int(queue.length + 1) : queue.length;
    queue.splice(place, 0, bytes);
    if (this.random.chance(duplication)) queue.push(bytes);
  }

  get waiting(): number {
    return this.queues[0].length + this.queues[1].length;
  }

  /** Delivers one message in a random direction. */
  async deliver(): Promise<void> {
    const from = this.queues[0].length > 0 && (this.queues[1].length === 0 || this.random.chance(0.5)) ? 0 : 1;
    const message = this.queues[from].shift();
    if (message) await this.receivers[from === 0 ? 1 : 0]?.(message);
  }

  /** The sender ends in the middle of a message: half of its frames arrive, and then nothing. */
  async crash(from: 0 | 1): Promise<void> {
    const message = this.queues[from][0];
    if (message) {
      const frames = Array.from(framesOf(message), (frame) => frame.slice());
      const assembler = new FrameAssembler();
      for (const frame of frames.slice(0, Math.floor(frames.length / 2))) {
        const whole = assembler.push(frame);
        if (whole !== null) await this.receivers[from === 0 ? 1 : 0]?.(whole);
      }
    }
    this.cut();
  }

  cut(): void {
    this.up = false;
    this.queues[0].length = 0;
    this.queues[1].length = 0;
  }
}
