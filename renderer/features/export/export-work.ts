/** Makes the files of discussions outside the page’s thread, in workers that end with the run. */
import { AppError } from '../../../shared/errors/app-error';
import type { MadeFiles, MakeContext, MakeJob } from './make-files';

export type WorkRequest =
  | { readonly kind: 'context'; readonly context: MakeContext }
  | { readonly kind: 'job'; readonly key: number; readonly job: MakeJob };

export type WorkAnswer =
  | { readonly key: number; readonly made: MadeFiles | null }
  | { readonly key: number; readonly failed: string };

/** One core stays with the window. */
export const WORKERS = Math.max(1, Math.min(4, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1));

export interface ExportWork {
  /** Jobs that are under way at the same time without one waiting for another for long. */
  readonly lanes: number;
  /** Takes the bytes of the job along. Rejects when this discussion cannot be made; others can. */
  make(job: MakeJob): Promise<MadeFiles | null>;
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
  readonly resolve: (made: MadeFiles | null) => void;
  readonly reject: (error: Error) => void;
}

class OneWorker {
  private worker: Maker | null = null;
  readonly asked = new Map<number, Asked>();

  constructor(
    private readonly start: () => Maker,
    private readonly context: MakeContext,
  ) {}

  make(key: number, job: MakeJob): Promise<MadeFiles | null> {
    return new Promise((resolve, reject) => {
      this.asked.set(key, { resolve, reject });
      const { buffer } = job.update;
      const transfer = buffer instanceof ArrayBuffer ? [buffer] : [];
      this.running().postMessage({ kind: 'job', key, job }, transfer);
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
      if ('made' in data) asked?.resolve(data.made);
      else asked?.reject(new AppError('unexpected', data.failed));
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
    // Four for each: while one is being made others are read and written.
    lanes: count * 4,
    make(job) {
      const idlest = workers.reduce((best, one) => (one.asked.size < best.asked.size ? one : best));
      key += 1;
      return idlest.make(key, job);
    },
    end: () => {
      for (const worker of workers) worker.end();
    },
  };
}
