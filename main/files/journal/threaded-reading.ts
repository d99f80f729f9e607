/** JournalReading by a thread of its own, so that windows and typing never wait for it. It ends when nothing is asked. */
import { Worker } from 'node:worker_threads';
import type { JournalReading } from './journal-reading';

const IDLE_MS = 30_000;

export type Asked = { readonly id: number; readonly folder: string } & (
  | { readonly kind: 'open'; readonly sizes: ReadonlyMap<string, number> }
  | { readonly kind: 'digests' }
  | { readonly kind: 'read'; readonly document: string }
  | { readonly kind: 'check'; readonly sizes: ReadonlyMap<string, number> | null }
  | { readonly kind: 'compact'; readonly notebook: string; readonly order: number }
);
/** What is asked, less what the thread's own side adds. */
type Question = Asked extends infer A ? (A extends Asked ? Omit<A, 'id' | 'folder'> : never) : never;

export type Answer = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** In development Yjs freezes what it reads, and cannot freeze bytes: a discussion with a picture could not be read. */
function startThread(): Worker {
  const env = { ...process.env, NODE_ENV: 'production' };
  return new Worker(new URL('./journal-thread.js', import.meta.url), { env });
}

export class ThreadedReading implements JournalReading {
  private worker: Worker | null = null;
  private readonly sizes = new Map<string, ReadonlyMap<string, number>>();
  /** Folders that the thread knows. */
  private readonly told = new Set<string>();
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly start = startThread) {}

  open(folder: string, sizes: ReadonlyMap<string, number>): void {
    this.sizes.set(folder, sizes);
    this.told.delete(folder);
  }

  digests(folder: string): ReturnType<JournalReading['digests']> {
    return this.ask(folder, { kind: 'digests' }) as ReturnType<JournalReading['digests']>;
  }

  read(folder: string, document: string): ReturnType<JournalReading['read']> {
    return this.ask(folder, { kind: 'read', document }) as ReturnType<JournalReading['read']>;
  }

  check(folder: string, sizes: ReadonlyMap<string, number> | null): ReturnType<JournalReading['check']> {
    return this.ask(folder, { kind: 'check', sizes }) as ReturnType<JournalReading['check']>;
  }

  compact(folder: string, notebook: string, order: number): ReturnType<JournalReading['compact']> {
    return this.ask(folder, { kind: 'compact', notebook, order }) as ReturnType<JournalReading['compact']>;
  }

  private ask(folder: string, question: Question): Promise<unknown> {
    clearTimeout(this.idle);
    const worker = this.running();
    const sizes = this.sizes.get(folder);
    if (sizes !== undefined && !this.told.has(folder)) {
      this.told.add(folder);
      worker.postMessage({ id: 0, kind: 'open', folder, sizes });
    }
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ ...question, id, folder });
    });
  }

  private running(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = this.start();
    // It must not keep the app from ending.
    worker.unref();
    worker.on('message', (answer: Answer) => this.answered(answer));
    worker.on('error', (error) => this.ended(worker, error));
    worker.on('exit', () => this.ended(worker, new Error('the thread ended')));
    this.worker = worker;
    return worker;
  }

  private answered(answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('error' in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.value);
    if (this.waiting.size > 0) return;
    this.idle = setTimeout(() => void this.worker?.terminate(), IDLE_MS);
    this.idle.unref();
  }

  private ended(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = null;
    this.told.clear();
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
