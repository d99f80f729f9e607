/**
 * Texts from files, read into drafts and discussions. Large ones are read by a worker, so that the window stays free; it ends
 * with its text, also when nobody wants it any more.
 */
import { type ReadJob, type ReadResults, readJob, sizeOf } from './read-job';

/** What is smaller takes about a second at most. */
export const LARGE_TEXT = 100_000;

export type ReadAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly read: number }
  | { readonly kind: 'done'; readonly result: ReadResults[ReadJob['kind']] };

/** The part of a Worker that is used. */
export interface ReadWorker {
  onmessage: ((event: MessageEvent<ReadAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  postMessage(job: ReadJob): void;
  terminate(): void;
}

export interface ReadHost {
  readonly signal?: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** May throw, or end before it is ready: then the text is read in the page. */
  readonly start?: () => ReadWorker;
}

const startWorker = (): ReadWorker => new Worker(new URL('./reading-worker.ts', import.meta.url), { type: 'module' });

/** Rejects with the signal's reason when that is aborted, and with an error when the worker ended. */
export async function read<K extends ReadJob['kind']>(
  job: Extract<ReadJob, { kind: K }>,
  { signal, onProgress, start = startWorker }: ReadHost = {},
): Promise<ReadResults[K]> {
  signal?.throwIfAborted();
  const size = sizeOf(job);
  const worker = size < LARGE_TEXT ? null : started(start);
  if (worker === null) return readJob(job) as ReadResults[K];
  try {
    return await new Promise((resolve, reject) => {
      let ready = false;
      const fail = () => {
        if (ready) reject(new Error('the worker that reads texts ended'));
        else resolve(readJob(job) as ReadResults[K]);
      };
      worker.onerror = fail;
      worker.onmessageerror = fail;
      worker.onmessage = ({ data }) => {
        if (data.kind === 'ready') {
          ready = true;
          worker.postMessage(job);
        } else if (data.kind === 'progress') onProgress?.(Math.min(1, data.read / Math.max(1, size)));
        else resolve(data.result as ReadResults[K]);
      };
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  } finally {
    worker.terminate();
  }
}

function started(start: () => ReadWorker): ReadWorker | null {
  try {
    return start();
  } catch {
    return null;
  }
}
