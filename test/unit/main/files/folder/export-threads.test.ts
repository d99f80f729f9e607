/** Threads that are told when to answer, and what becomes of a question when one of them ends. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Answer, Asked, Thread } from '../../../../../main/files/folder/asked-thread';
import { exportThreads } from '../../../../../main/files/folder/export-threads';
import type { MakeQuestion } from '../../../../../main/files/folder/make-thread';

class HeldThread extends EventEmitter {
  readonly asked: Asked[] = [];
  ended = false;

  postMessage(asked: Asked): void {
    this.asked.push(asked);
  }

  unref(): void {}

  async terminate(): Promise<number> {
    this.ended = true;
    return 0;
  }

  get kinds(): string[] {
    return this.asked.map(({ question }) => (question as { kind: string }).kind);
  }

  get made(): string[] {
    return this.asked.flatMap(({ question }) => {
      const one = question as MakeQuestion;
      return one.kind === 'make' ? [one.wanted.map(({ id }) => id).join(' ')] : [];
    });
  }

  /** The oldest question of the kind. */
  answer(kind: string, answer: { value: unknown } | { code: string; detail: string }): void {
    const at = this.asked.findIndex(({ question }) => (question as { kind: string }).kind === kind);
    const [{ id } = { id: 0 }] = this.asked.splice(at, 1);
    this.emit('message', { id, ...answer } satisfies Answer);
  }
}

const ASKED = {
  context: { notebookName: 'N', people: [], choice: { kind: 'recap', form: 'file' } },
  journal: '/journal',
} as const;
const FOLDER = { folder: '/out', notebook: { id: 'n1', name: 'N' }, choice: ASKED.context.choice };
const GROUP = { made: [], bytes: new Uint8Array() };

function setUp(count: number) {
  const threads: HeldThread[] = [];
  const start = (): Thread => {
    const thread = new HeldThread();
    threads.push(thread);
    return thread as unknown as Thread;
  };
  const means = exportThreads(start, start, count);
  const at = (index: number): HeldThread => {
    const thread = threads[index];
    if (thread === undefined) throw new Error(`thread ${String(index)} was not started`);
    return thread;
  };
  const wanted = (...ids: string[]) =>
    ids.map((id) => ({ id, base: id, notesOnly: false, digest: 'd', update: new Uint8Array([1, 2]) }));
  return { means, threads, at, wanted };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('starts no maker before there is something to make, and tells each once what all have in common', () => {
  const { means, threads, at, wanted } = setUp(2);
  const makers = means.makers(ASKED);
  expect(threads).toEqual([]);
  void makers.make(wanted('a'));
  void makers.make(wanted('b', 'b2'));
  void makers.make(wanted('c'));
  expect(threads.map(({ kinds }) => kinds)).toEqual([
    ['begin', 'make', 'make'],
    ['begin', 'make'],
  ]);
  expect([at(0).made, at(1).made]).toEqual([['a', 'c'], ['b b2']]);
});

it('gives the next group to whoever has least to do, and each answer to who asked', async () => {
  const { means, at, wanted } = setUp(2);
  const makers = means.makers(ASKED);
  const [first, second] = [makers.make(wanted('a')), makers.make(wanted('b'))];
  at(1).answer('make', { value: GROUP });
  await expect(second).resolves.toBe(GROUP);
  void makers.make(wanted('c'));
  expect(at(1).made).toEqual(['c']);
  at(0).answer('make', { code: 'files/no-space', detail: '' });
  await expect(first).rejects.toMatchObject({ code: 'files/no-space' });
});

it('replaces a maker that died, and fails only what it had in hand', async () => {
  const { means, threads, at, wanted } = setUp(1);
  const makers = means.makers(ASKED);
  const lost = makers.make(wanted('lost'));
  at(0).emit('error', new Error('out of memory'));
  await expect(lost).rejects.toMatchObject({ code: 'export/ended' });
  const next = makers.make(wanted('next'));
  expect(threads).toHaveLength(2);
  expect(at(1).kinds).toEqual(['begin', 'make']);
  // Late words of the dead one mean nothing.
  at(0).emit('message', { id: 2, value: null });
  at(1).answer('make', { value: GROUP });
  await expect(next).resolves.toBe(GROUP);
});

it('lends a maker to the next export, which knows nothing of the last, and ends it when nobody comes', async () => {
  const { means, threads, at, wanted } = setUp(1);
  const first = means.makers(ASKED);
  const made = first.make(wanted('a'));
  at(0).answer('begin', { value: undefined });
  at(0).answer('make', { value: GROUP });
  await made;
  first.end();
  at(0).answer('end', { value: undefined });
  await vi.advanceTimersByTimeAsync(1000);
  void means.makers(ASKED).make(wanted('b'));
  expect(threads).toHaveLength(1);
  expect(at(0).kinds).toEqual(['begin', 'make']);
  const second = means.makers(ASKED);
  const last = second.make(wanted('c'));
  at(1).answer('make', { value: GROUP });
  await last;
  second.end();
  at(1).answer('end', { value: undefined });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(threads.map(({ ended }) => ended)).toEqual([false, true]);
});

it('opens one folder in each thread, and passes on what that refuses', async () => {
  const { means, threads, at } = setUp(1);
  const opening = means.folder(FOLDER);
  at(0).answer('open', { value: true });
  const folder = await opening;
  expect(folder.known).toBe(true);
  const other = means.folder(FOLDER);
  expect(threads).toHaveLength(2);
  at(1).answer('open', { code: 'export/other-notebook', detail: 'n2' });
  await expect(other).rejects.toMatchObject({ code: 'export/other-notebook', detail: 'n2' });
  const planning = folder.plan([]);
  at(0).emit('exit', 1);
  await expect(planning).rejects.toMatchObject({ code: 'export/ended' });
  await expect(folder.finish(null)).rejects.toMatchObject({ code: 'export/ended' });
  await expect(folder.close()).rejects.toMatchObject({ code: 'export/ended' });
});
