import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { StoredDocument } from '../../../../renderer/notebook/document-store';
import { Merging } from '../../../../renderer/notebook/merging';
import { type CheckWorker, LARGE_BYTES, UpdateCheck } from '../../../../renderer/notebook/update-check';
import { isSoundUpdate } from '../../../../shared/exchange/sound-update';

/** A worker in the same thread: takes buffers away as a real one does, and answers when told to. */
class FakeWorker implements CheckWorker {
  onmessage: CheckWorker['onmessage'] = null;
  onerror: CheckWorker['onerror'] = null;
  onmessageerror: CheckWorker['onmessageerror'] = null;
  ended = false;
  readonly held: Uint8Array<ArrayBuffer>[] = [];

  postMessage(update: Uint8Array<ArrayBuffer>, transfer: Transferable[]): void {
    this.held.push(structuredClone(update, { transfer: transfer as ArrayBuffer[] }));
  }

  say(data: 'ready' | { update: Uint8Array<ArrayBuffer> | null }): void {
    this.onmessage?.({ data } as MessageEvent);
  }

  answer(): void {
    const update = this.held.shift();
    if (update !== undefined) this.say({ update: isSoundUpdate(update) ? update : null });
  }

  terminate(): void {
    this.ended = true;
  }
}

function updateOf(characters: number): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('body').insert(0, 'x'.repeat(characters));
  return Y.encodeStateAsUpdate(doc);
}

const large = (): Uint8Array => updateOf(LARGE_BYTES);

function damaged(): Uint8Array {
  const update = large();
  update.fill(255, 0, 20);
  return update;
}

function withWorker(idleMs?: number) {
  const workers: FakeWorker[] = [];
  const check = new UpdateCheck(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  }, idleMs);
  return { check, workers, first: () => workers[0] as FakeWorker };
}

const inPage = new UpdateCheck(() => {
  throw new Error('no workers here');
});

describe('whether an update is sound', () => {
  const ways: [string, (update: Uint8Array) => Promise<Uint8Array | null>][] = [
    ['in the page', (update) => inPage.check(update)],
    [
      'in a worker',
      (update) => {
        const { check, workers } = withWorker();
        const result = check.check(update);
        for (const worker of workers) {
          worker.say('ready');
          worker.answer();
        }
        return result;
      },
    ],
  ];

  describe.each(ways)('is found out %s', (_name, check) => {
    test.each([
      ['a small one', () => updateOf(3)],
      ['a large one', large],
    ])('and %s that is sound comes back as it was', async (_kind, make) => {
      const update = make();
      const before = update.slice();
      expect(await check(update)).toEqual(before);
    });

    test.each([
      ['a small one', () => Uint8Array.of(9, 9, 9)],
      ['a large one', damaged],
    ])('and %s that is damaged does not', async (_kind, make) => {
      expect(await check(make())).toBeNull();
    });
  });
});

describe('a worker that checks', () => {
  test('is only started for large updates, and given nothing before it runs [EX20]', async () => {
    const { check, workers, first } = withWorker();
    await check.check(updateOf(3));
    expect(workers).toHaveLength(0);
    const update = large();
    void check.check(update);
    expect(update.length).toBeGreaterThan(0);
    first().say('ready');
    expect(update.length).toBe(0);
  });

  test('that does not run leaves everything to the page [EX20]', async () => {
    const { check, workers, first } = withWorker();
    const waiting = check.check(large());
    first().onerror?.({} as ErrorEvent);
    expect(await waiting).not.toBeNull();
    expect(await check.check(large())).not.toBeNull();
    expect(workers).toHaveLength(1);
    expect(first().ended).toBe(true);
  });

  test('that ends with an update in it says so, and blames nobody [EX20]', async () => {
    const { check, first } = withWorker();
    const lost = check.check(large());
    first().say('ready');
    first().onerror?.({} as ErrorEvent);
    await expect(lost).rejects.toThrow('ended');
    expect(await check.check(damaged())).toBeNull();
  });

  test('ends when it has nothing to do, and is started again', async () => {
    const { check, workers, first } = withWorker(0);
    const result = check.check(large());
    first().say('ready');
    first().answer();
    await result;
    await expect.poll(() => first().ended).toBe(true);
    void check.check(large());
    expect(workers).toHaveLength(2);
  });
});

describe('what arrives while a large change is checked', () => {
  /** One document in memory, and a check that the test ends. */
  function inMemory() {
    const doc = new Y.Doc();
    const open = { name: 'd1', doc, stored: {} as StoredDocument };
    const ends: (() => void)[] = [];
    const merging = new Merging(
      { either: async (_name, live) => live(open), use: async (_name, run) => run(open) },
      {
        check: (update) => new Promise((resolve) => ends.push(() => resolve(isSoundUpdate(update) ? update : null))),
      },
    );
    return { doc, merging, ends };
  }

  test('is applied after it when it is for the same document [EX20]', async () => {
    const { doc, merging, ends } = inMemory();
    const source = new Y.Doc();
    const updates: Uint8Array[] = [];
    source.on('update', (update: Uint8Array) => updates.push(update));
    source.getText('body').insert(0, 'x'.repeat(LARGE_BYTES));
    source.getText('body').insert(LARGE_BYTES, 'y');
    const results = updates.map((update) => merging.apply('d1', [update]));
    expect(ends).toHaveLength(1);
    ends[0]?.();
    expect(await results[0]).toBe(true);
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.();
    expect(await results[1]).toBe(true);
    expect(doc.getText('body').length).toBe(LARGE_BYTES + 1);
  });

  test('is applied although that one was refused, which changes nothing [EX9]', async () => {
    const { doc, merging, ends } = inMemory();
    const results = [merging.apply('d1', [updateOf(2), damaged()]), merging.apply('d1', [updateOf(1)])];
    for (const end of ends) end();
    await expect(results[0]).rejects.toMatchObject({ code: 'sync/bad-frame' });
    await expect.poll(() => ends.length).toBe(3);
    ends[2]?.();
    expect(await results[1]).toBe(true);
    expect(doc.getText('body').toString()).toBe('x');
  });
});
