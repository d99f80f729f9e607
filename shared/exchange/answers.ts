/** The documents that one peer asks for, answered no faster than the link takes them. [EX14] */
import { AppError } from '../errors/app-error';
import type { ExchangeChannel } from './ports';

/** No diff is made while more than this is queued: what is typed meanwhile waits behind no more. */
export const MAX_BACKLOG_BYTES = 1024 * 1024;
/** Asks that wait; a peer has 128 under way. */
const MAX_ASKED = 256;
/** While diffs are smaller than this several are made at a time: reading one document from the disk takes milliseconds. */
const SMALL_BYTES = 64 * 1024;
const MAX_AT_ONCE = 4;

export class Answers {
  private readonly asked = new Map<string, Uint8Array>();
  private running = 0;
  private atOnce = 1;
  private ended = false;

  /** @param answer makes and sends one diff; gives its size */
  constructor(
    private readonly channel: Pick<ExchangeChannel, 'drained'>,
    private readonly answer: (name: string, stateVector: Uint8Array) => Promise<number>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** @throws AppError sync/flooded */
  add(name: string, stateVector: Uint8Array): void {
    this.asked.set(name, stateVector);
    if (this.asked.size > MAX_ASKED) throw new AppError('sync/flooded', 'pulls');
    this.start();
  }

  end(): void {
    this.ended = true;
    this.asked.clear();
  }

  private start(): void {
    while (this.running < this.atOnce && this.running < this.asked.size) {
      this.running += 1;
      void this.run();
    }
  }

  private async run(): Promise<void> {
    try {
      while (!this.ended) {
        await this.channel.drained(MAX_BACKLOG_BYTES);
        const next = this.asked.entries().next();
        if (next.done) return;
        const [name, stateVector] = next.value;
        this.asked.delete(name);
        const size = await this.answer(name, stateVector);
        this.atOnce = size <= SMALL_BYTES ? MAX_AT_ONCE : 1;
        if (this.running > this.atOnce) return;
        this.start();
      }
    } catch (error) {
      this.failed(error);
    } finally {
      this.running -= 1;
      if (!this.ended) this.start();
    }
  }
}
