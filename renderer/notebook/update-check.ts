/**
 * Whether updates from other copies are sound (shared/exchange/sound-update.ts). Large ones are checked by a worker, so
 * that the page stays free for the person and the network; in the page where no worker starts.
 */
import { isSoundUpdate } from '../../shared/exchange/sound-update';

/** What is smaller is checked sooner than it is sent there and back. */
export const LARGE_BYTES = 32 * 1024;
/** The worker ends when it had nothing to do for so long; starting one takes some tens of milliseconds. */
const IDLE_MS = 30_000;

/** What the worker tells: once that it runs, then for each update, in order. */
export type WorkerAnswer = 'ready' | { readonly update: Uint8Array<ArrayBuffer> | null };

/** The part of a Worker that is used. */
export interface CheckWorker {
  onmessage: ((event: MessageEvent<WorkerAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  postMessage(update: Uint8Array, transfer: Transferable[]): void;
  terminate(): void;
}

interface Asked {
  readonly update: Uint8Array<ArrayBuffer>;
  readonly resolve: (update: Uint8Array | null) => void;
  readonly reject: (error: Error) => void;
}

export class UpdateCheck {
  private worker: CheckWorker | null = null;
  private ready = false;
  private broken = false;
  /** Waiting for the worker to run. */
  private waiting: Asked[] = [];
  /** With the worker, oldest first. */
  private asked: Asked[] = [];
  private idle: ReturnType<typeof setTimeout> | undefined;

  /** @param start may throw; then everything is checked in the page */
  constructor(
    private readonly start: () => CheckWorker,
    private readonly idleMs = IDLE_MS,
  ) {}

  /**
   * Takes the bytes and their whole buffer: use only what it resolves to, which is the same update, or null for one
   * that is not sound. Rejects when the worker ended with the bytes in it; further ones are checked in the page.
   */
  async check(update: Uint8Array): Promise<Uint8Array | null> {
    if (update.length < LARGE_BYTES || this.broken || !hasOwnBuffer(update)) return checkHere(update);
    clearTimeout(this.idle);
    return new Promise((resolve, reject) => {
      this.waiting.push({ update, resolve, reject });
      this.run();
    });
  }

  private run(): void {
    if (this.worker === null) {
      try {
        this.worker = this.start();
      } catch {
        return this.fail();
      }
      this.worker.onmessage = ({ data }) => this.answered(data);
      this.worker.onerror = () => this.fail();
      this.worker.onmessageerror = () => this.fail();
    }
    if (!this.ready) return;
    const waiting = this.waiting;
    this.waiting = [];
    for (const one of waiting) {
      this.asked.push(one);
      this.worker.postMessage(one.update, [one.update.buffer]);
    }
  }

  private answered(answer: WorkerAnswer): void {
    if (answer === 'ready') {
      this.ready = true;
      return this.run();
    }
    this.asked.shift()?.resolve(answer.update);
    if (this.asked.length === 0) this.idle = setTimeout(() => this.end(), this.idleMs);
  }

  private end(): void {
    clearTimeout(this.idle);
    this.worker?.terminate();
    this.worker = null;
    this.ready = false;
  }

  /** What had not left is checked here; what had is lost, and is asked for again like everything that differs. */
  private fail(): void {
    this.broken = true;
    this.end();
    const [lost, here] = [this.asked, this.waiting];
    this.asked = [];
    this.waiting = [];
    for (const { reject } of lost) reject(new Error('the worker that checks updates ended'));
    for (const { update, resolve } of here) resolve(checkHere(update));
  }
}

function checkHere(update: Uint8Array): Uint8Array | null {
  return isSoundUpdate(update) ? update : null;
}

function hasOwnBuffer(update: Uint8Array): update is Uint8Array<ArrayBuffer> {
  return update.buffer instanceof ArrayBuffer;
}

/** One for all notebooks of the page. */
export const updateCheck = new UpdateCheck(
  () => new Worker(new URL('./update-check-worker.ts', import.meta.url), { type: 'module' }),
);
