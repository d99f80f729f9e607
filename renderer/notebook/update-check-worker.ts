/** The worker of update-check.ts: says that it runs, then answers each update in order, with its bytes if they are sound. */
import { isSoundUpdate } from '../../shared/exchange/sound-update';
import type { WorkerAnswer } from './update-check';

function answer(message: WorkerAnswer, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

self.onmessage = ({ data: update }: MessageEvent<Uint8Array<ArrayBuffer>>) => {
  if (isSoundUpdate(update)) answer({ update }, [update.buffer]);
  else answer({ update: null });
};

answer('ready');
