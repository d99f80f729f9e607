import { expect, it } from 'vitest';
import { exportWork, type WorkAnswer, type WorkRequest } from '../../../../../renderer/features/export/export-work';
import type { MakeContext } from '../../../../../renderer/features/export/make-files';
import type { MadeGroup } from '../../../../../renderer/features/export/make-group';

const CONTEXT: MakeContext = { notebookName: 'N', people: [], choice: { kind: 'recap', form: 'file' } };
const groupOf = (...made: MadeGroup['made']): MadeGroup => ({ made, bytes: new Uint8Array() });
const MADE = groupOf({ kind: 'made', files: [], notes: [] });
const ABSENT = groupOf({ kind: 'absent' });

/** A worker that answers when it is told to. */
class HeldWorker {
  onmessage: ((event: MessageEvent<WorkAnswer>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly requests: WorkRequest[] = [];
  readonly transferred: number[] = [];
  ended = false;

  postMessage(message: WorkRequest, transfer: Transferable[]): void {
    this.requests.push(message);
    this.transferred.push(transfer.length);
  }

  terminate(): void {
    this.ended = true;
  }

  get jobs(): { readonly key: number; readonly id: string }[] {
    return this.requests.flatMap((one) =>
      one.kind === 'jobs' ? [{ key: one.key, id: one.jobs.map(({ id }) => id).join(' ') }] : [],
    );
  }

  answer(data: WorkAnswer): void {
    this.onmessage?.({ data } as MessageEvent<WorkAnswer>);
  }

  crash(): void {
    this.onerror?.({ message: 'out of memory' } as ErrorEvent);
  }
}

function setUp(count: number) {
  const workers: HeldWorker[] = [];
  const start = (): HeldWorker => {
    const worker = new HeldWorker();
    workers.push(worker);
    return worker;
  };
  const work = exportWork(CONTEXT, start, count);
  const make = (...ids: string[]) =>
    work.make(ids.map((id) => ({ id, base: id, notesOnly: false, update: new Uint8Array([1, 2]) })));
  const at = (index: number): HeldWorker => {
    const worker = workers[index];
    if (worker === undefined) throw new Error(`worker ${String(index)} was not started`);
    return worker;
  };
  return { work, make, workers, at };
}

it('starts no worker before there is a job, and tells each once what all have in common', () => {
  const { make, workers, at } = setUp(2);
  expect(workers).toEqual([]);
  void make('a');
  void make('b', 'b2');
  void make('c');
  expect(workers).toHaveLength(2);
  for (const worker of workers) {
    expect(worker.requests[0]).toEqual({ kind: 'context', context: CONTEXT });
    expect(worker.requests.filter(({ kind }) => kind === 'context')).toHaveLength(1);
  }
  expect([at(0).jobs.map(({ id }) => id), at(1).jobs.map(({ id }) => id)]).toEqual([['a', 'c'], ['b b2']]);
  // The bytes go along; they are not copied.
  expect([at(0).transferred, at(1).transferred]).toEqual([
    [0, 1, 1],
    [0, 2],
  ]);
});

it('gives the next job to whoever has least to do, and each answer to who asked', async () => {
  const { make, at } = setUp(2);
  const [first, second] = [make('a'), make('b')];
  at(1).answer({ key: at(1).jobs[0]?.key ?? 0, group: MADE });
  await expect(second).resolves.toBe(MADE);
  void make('c');
  expect(at(1).jobs.map(({ id }) => id)).toEqual(['b', 'c']);
  at(0).answer({ key: at(0).jobs[0]?.key ?? 0, group: ABSENT });
  await expect(first).resolves.toBe(ABSENT);
});

it('replaces a worker that died, with the context, and fails only what it had in hand', async () => {
  const { make, workers, at } = setUp(1);
  const lost = make('lost');
  at(0).crash();
  await expect(lost).rejects.toMatchObject({ code: 'export/ended' });
  const next = make('next');
  expect(workers).toHaveLength(2);
  expect(at(1).requests.map(({ kind }) => kind)).toEqual(['context', 'jobs']);
  // Late words of the dead one mean nothing.
  at(0).answer({ key: at(0).jobs[0]?.key ?? 0, group: MADE });
  at(1).answer({ key: at(1).jobs[0]?.key ?? 0, group: MADE });
  await expect(next).resolves.toBe(MADE);
});

it('ends all workers, and nobody waits for ever', async () => {
  const { work, make, workers } = setUp(2);
  const asked = [make('a'), make('b'), make('c')];
  work.end();
  for (const one of asked) await expect(one).rejects.toMatchObject({ code: 'export/ended' });
  expect(workers.map(({ ended }) => ended)).toEqual([true, true]);
});
