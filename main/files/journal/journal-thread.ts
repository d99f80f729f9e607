/** The thread that reads and compacts journals: its own bundle. Answers what threaded-reading.ts asks, in order. */
import { parentPort } from 'node:worker_threads';
import { DirectReading } from './journal-reading';
import { nodeFiles } from './node-files';
import type { Answer, Asked } from './threaded-reading';

const reading = new DirectReading(nodeFiles);
let last: Promise<unknown> = Promise.resolve();

function answer(asked: Asked): Promise<unknown> | undefined {
  switch (asked.kind) {
    case 'open':
      reading.open(asked.folder, asked.sizes);
      return undefined;
    case 'digests':
      return reading.digests(asked.folder);
    case 'read':
      return reading.read(asked.folder, asked.document);
    case 'check':
      return reading.check(asked.folder, asked.sizes);
    case 'compact':
      return reading.compact(asked.folder, asked.notebook, asked.order);
  }
}

parentPort?.on('message', (asked: Asked) => {
  last = last.then(async () => {
    const reply = await Promise.resolve(answer(asked)).then(
      (value): Answer => ({ id: asked.id, value }),
      (error: unknown): Answer => ({ id: asked.id, error: String(error) }),
    );
    if (asked.id !== 0) parentPort?.postMessage(reply);
  });
});
