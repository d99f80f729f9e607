/** Large texts are read elsewhere, with progress, until nobody wants them; where no worker starts they are read here. */
import { expect, test } from 'vitest';
import { type ReadJob, readJob } from '../../../../renderer/notebook/reading/read-job';
import { LARGE_TEXT, type ReadWorker, read } from '../../../../renderer/notebook/reading/reading';

const job = (length: number) => ({ kind: 'split', text: 'word '.repeat(length / 5), fileName: 'a.md' }) as const;

class FakeWorker implements ReadWorker {
  onmessage: ReadWorker['onmessage'] = null;
  onerror: ReadWorker['onerror'] = null;
  onmessageerror: ReadWorker['onmessageerror'] = null;
  jobs: ReadJob[] = [];
  ended = false;
  tell(data: Parameters<NonNullable<ReadWorker['onmessage']>>[0]['data']): void {
    this.onmessage?.({ data } as MessageEvent);
  }
  postMessage(given: ReadJob): void {
    this.jobs.push(given);
  }
  terminate(): void {
    this.ended = true;
  }
}

test('a small text is read at once, without a worker', async () => {
  const start = () => {
    throw new Error('not wanted');
  };
  expect((await read(job(100), { start })).format).toBe('markdown');
});

test('a large one is read by a worker, which tells how far it is and ends', async () => {
  const worker = new FakeWorker();
  const shares: number[] = [];
  const result = read(job(LARGE_TEXT), { start: () => worker, onProgress: (share) => shares.push(share) });
  worker.tell({ kind: 'ready' });
  worker.tell({ kind: 'progress', read: LARGE_TEXT / 4 });
  const draft = readJob(worker.jobs[0] as ReadJob);
  worker.tell({ kind: 'done', result: draft });
  expect(await result).toBe(draft);
  expect([shares, worker.ended]).toEqual([[0.25], true]);
});

test('nobody waits for what was stopped, and the worker ends', async () => {
  const worker = new FakeWorker();
  const control = new AbortController();
  const result = read(job(LARGE_TEXT), { start: () => worker, signal: control.signal });
  control.abort();
  await expect(result).rejects.toMatchObject({ name: 'AbortError' });
  expect(worker.ended).toBe(true);
});

test('a worker that breaks is told, one that does not start is done without', async () => {
  const worker = new FakeWorker();
  const result = read(job(LARGE_TEXT), { start: () => worker });
  worker.tell({ kind: 'ready' });
  worker.onerror?.({} as ErrorEvent);
  await expect(result).rejects.toThrow('ended');
  const start = () => {
    throw new Error('no workers here');
  };
  expect((await read(job(LARGE_TEXT), { start })).posts).toHaveLength(1);
});
