/** Makes the files of discussions outside the page’s thread, in workers that end with the run. */
import { AppError } from '../../../shared/errors/app-error';
import type { MakeContext, MakeJob } from './make-files';
import type { MadeGroup } from './make-group';

export type WorkRequest =
  | { readonly kind: 'context'; readonly context: MakeContext }
  | { readonly kind: 'jobs'; readonly key: number; readonly jobs: readonly MakeJob[] };

export interface WorkAnswer {
  readonly key: number;
  readonly group: MadeGroup;
}

/** One core stays with the window. */
export const WORKERS = Math.max(1, Math.min(4, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1));

export interface ExportWork {
  /** Groups that are under way at the same time without one waiting for another for long. */
  readonly lanes: number;
  /** Takes the bytes of the jobs along. Rejects when the worker ended at one of them; others can be made. */
  make(jobs: readonly MakeJob[]): Promise<MadeGroup>;
  end(): void;
}

/** The part of a Worker that is used. */
interface Maker {
  onmessage: ((event: MessageEvent<WorkAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: WorkRequest, transfer: Transferable[]): void;
  terminate(): void;
}

interface Asked {
  readonly resolve: (group: MadeGroup) => void;
  readonly reject: (error: Error) => void;
}

class OneWorker {
  private worker: Maker | null = null;
  readonly asked = new Map<number, Asked>();

  constructor(
    private readonly start: () => Maker,
    private readonly context: MakeContext,
  ) {}

  make(key: number, jobs: readonly MakeJob[]): Promise<MadeGroup> {
    return new Promise((resolve, reject) => {
      this.asked.set(key, { resolve, reject });
      const buffers = jobs.map(({ update }) => update.buffer).filter((buffer) => buffer instanceof ArrayBuffer);
      this.running().postMessage({ kind: 'jobs', key, jobs }, [...new Set(buffers)]);
    });
  }

  end(): void {
    this.worker?.terminate();
    this.worker = null;
    for (const { reject } of this.asked.values()) reject(new AppError('export/ended', 'the worker ended'));
    this.asked.clear();
  }

  private running(): Maker {
    if (this.worker !== null) return this.worker;
    const worker = this.start();
    this.worker = worker;
    worker.onmessage = ({ data }) => {
      const asked = this.asked.get(data.key);
      this.asked.delete(data.key);
      asked?.resolve(data.group);
    };
    // One that ended, for want of memory perhaps, is replaced with the next job.
    worker.onerror = () => this.end();
    worker.postMessage({ kind: 'context', context: this.context }, []);
    return worker;
  }
}

export function exportWork(
  context: MakeContext,
  start: () => Maker = () => new Worker(new URL('./export-worker.ts', import.meta.url), { type: 'module' }),
  count = WORKERS,
): ExportWork {
  const workers = Array.from({ length: count }, () => new OneWorker(start, context));
  let key = 0;
  return {
    // While one is being made others are read and written.
    lanes: count * 2 + 1,
    make(jobs) {
      const idlest = workers.reduce((best, one) => (one.asked.size < best.asked.size ? one : best));
      key += 1;
      return idlest.make(key, jobs);
    },
    end: () => {
      for (const worker of workers) worker.end();
    },
  };
}
