/** The worker of export-work.ts: first what all have in common, then one discussion after the other. */
import type { WorkAnswer, WorkRequest } from './export-work';
import { filesMaker, type MakeFiles } from './make-files';

let make: MakeFiles | null = null;

function answer(message: WorkAnswer, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

self.onmessage = ({ data }: MessageEvent<WorkRequest>) => {
  if (data.kind === 'context') {
    make = filesMaker(data.context);
    return;
  }
  try {
    const made = make?.(data.job) ?? null;
    answer({ key: data.key, made }, made === null ? [] : made.files.map(({ bytes }) => bytes.buffer));
  } catch (error) {
    answer({ key: data.key, failed: String(error).slice(0, 1000) });
  }
};
