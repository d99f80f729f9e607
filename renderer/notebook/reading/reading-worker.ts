/** The worker of reading.ts: reads one text, tells how far it is, and ends. */
import { type ReadJob, readJob } from './read-job';
import type { ReadAnswer } from './reading';

/** The page draws no more often. */
const STEP_MS = 100;

function answer(message: ReadAnswer): void {
  self.postMessage(message);
}

self.onmessage = ({ data: job }: MessageEvent<ReadJob>) => {
  let read = 0;
  let told = 0;
  const result = readJob(job, (length) => {
    read += length;
    if (Date.now() - told < STEP_MS) return;
    told = Date.now();
    answer({ kind: 'progress', read });
  });
  answer({ kind: 'done', result });
};

answer({ kind: 'ready' });
