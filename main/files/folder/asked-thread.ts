/** A thread that answers questions in turn, and what keeps such threads for whoever asks next. */
import type { Worker } from 'node:worker_threads';
import { AppError, isErrorCode } from '../../../shared/errors/app-error';

export interface Asked {
  readonly id: number;
  readonly question: unknown;
}

export type Answer = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly code: string; readonly detail: string }
);

/** The part of a Worker that is used. */
export type Thread = Pick<Worker, 'postMessage' | 'on' | 'unref' | 'terminate'>;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class AskedThread {
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  ended = false;

  constructor(private readonly thread: Thread) {
    // It must not keep the app from ending.
    thread.unref();
    thread.on('message', (answer: Answer) => this.answered(answer));
    thread.on('error', (error: Error) => this.end(String(error)));
    thread.on('exit', () => this.end('the thread ended'));
  }

  /** Rejects with what the thread answers, or with export/ended when it ended. */
  ask(question: unknown, given: readonly ArrayBuffer[] = []): Promise<unknown> {
    if (this.ended) return Promise.reject(new AppError('export/ended', 'the thread ended'));
    this.last += 1;
    const id = this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      const asked: Asked = { id, question };
      this.thread.postMessage(asked, given);
    });
  }

  end(why: string): void {
    if (this.ended) return;
    this.ended = true;
    void this.thread.terminate();
    for (const { reject } of this.waiting.values()) reject(new AppError('export/ended', why));
    this.waiting.clear();
  }

  private answered(answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('value' in answer) waiting?.resolve(answer.value);
    else waiting?.reject(new AppError(isErrorCode(answer.code) ? answer.code : 'unexpected', answer.detail));
  }
}

/** A folder that is kept up to date is written into every few seconds. */
const IDLE_MS = 15_000;

/** Lends threads, one to each who asks; those that come back are lent again, or end when nobody wants them. */
export class ThreadPool {
  private readonly idle = new Map<AskedThread, ReturnType<typeof setTimeout>>();

  constructor(private readonly start: () => Thread) {}

  take(): AskedThread {
    for (const [thread, timer] of this.idle) {
      clearTimeout(timer);
      this.idle.delete(thread);
      if (!thread.ended) return thread;
    }
    return new AskedThread(this.start());
  }

  give(thread: AskedThread): void {
    if (thread.ended) return;
    const timer = setTimeout(() => {
      this.idle.delete(thread);
      thread.end('nobody asked');
    }, IDLE_MS);
    timer.unref();
    this.idle.set(thread, timer);
  }
}
