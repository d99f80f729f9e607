/** The n-th write fails, for n = 1, 2, 3… through a whole session: of the browser's storage, and of the disk under the journal too. */
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { createIndexeddbStore } from '../../../../../renderer/notebook/indexeddb-store';
import { JournaledStore } from '../../../../../renderer/notebook/journal/journaled-store';
import { OpenNotebook } from '../../../../../renderer/notebook/notebook';
import type { DiscussionId, NotebookId } from '../../../../../shared/util/brand';
import { madeMain } from '../../../../support/journal-bridge';
import { MadeDisk } from '../../../../support/made-disk';
import { entry, profile, text } from '../../../../support/stored-runs';

/** Waiting takes a twentieth of the time, so that each failure is tried again soon. */
const realTimeout = globalThis.setTimeout;
vi.stubGlobal('setTimeout', (run: () => void, ms = 0) => realTimeout(run, ms / 20));
vi.stubGlobal('requestIdleCallback', (run: () => void) => realTimeout(run, 0));

const writes = ['add', 'put', 'delete'] as const;
const real = Object.fromEntries(writes.map((name) => [name, IDBObjectStore.prototype[name]]));

/** @returns how often something was written */
function failAt(n: number): () => number {
  let count = 0;
  for (const name of writes)
    IDBObjectStore.prototype[name] = function write(this: IDBObjectStore, ...args: never[]) {
      count += 1;
      const request = (real[name] as (...all: never[]) => never).apply(this, args);
      // As a disk that is full does: nothing of the transaction is stored.
      if (count === n) this.transaction.abort();
      return request;
    };
  return () => count;
}

afterEach(() => Object.assign(IDBObjectStore.prototype, real));

async function open(id: string, disk: MadeDisk): Promise<{ notebook: OpenNotebook; quit: () => Promise<void> }> {
  const main = madeMain(disk, id);
  const store = new JournaledStore(createIndexeddbStore(), main.port, id as NotebookId);
  const recapUndo = (fragment: Y.XmlFragment) => new Y.UndoManager(fragment);
  const notebook = await OpenNotebook.open({ ...entry, id }, profile, { store, recapUndo });
  return {
    notebook,
    async quit() {
      await notebook.dispose();
      await main.journals.close();
    },
  };
}

/** Writes, closes, opens, gets something for a closed discussion, ends. Everything that is told as a problem goes again. */
async function session(id: string, disk: MadeDisk): Promise<DiscussionId> {
  const { notebook, quit } = await open(id, disk);
  const one = await notebook.createDiscussion({ title: 'One', posts: [{ body: text('first') }] });
  const discussion = await notebook.open(one);
  discussion.addPost({ body: text('second') });
  discussion.saveDraft({ body: text('half a thought'), replyTo: null });
  await notebook.flush().catch(() => {});
  discussion.addPost({ body: text('third') });
  await notebook.flush().catch(() => {});
  notebook.close(one);
  await vi.waitFor(async () => {
    await notebook.flush();
    expect(notebook.problems.get()).toEqual([]);
  });
  await quit();
  return one;
}

async function expectAll(id: string, disk: MadeDisk, one: DiscussionId): Promise<void> {
  const { notebook, quit } = await open(id, disk);
  expect(notebook.summaries.get().map(({ title }) => title)).toEqual(['One']);
  const discussion = await notebook.open(one);
  const words = discussion.posts.get().map(({ body }) => /first|second|third/.exec(JSON.stringify(body))?.[0]);
  // Those of one millisecond are in the order of their ids.
  expect(words.sort()).toEqual(['first', 'second', 'third']);
  await quit();
}

let sessions = 0;
/** @param storage which write of it fails; @param step which of the disk */
async function lives(storage: number, step: number): Promise<{ written: number; steps: number }> {
  sessions += 1;
  const id = `nth${sessions}`;
  const disk = new MadeDisk();
  disk.fails = (at) => (at === step ? 'ENOSPC' : null);
  const written = failAt(storage);
  const one = await session(id, disk);
  const counts = { written: written(), steps: disk.steps };
  failAt(0);
  disk.fails = () => null;
  // The storage alone, then the journal alone.
  await expectAll(id, new MadeDisk(), one);
  await expectAll(`${id}x`, renamed(disk, id, `${id}x`), one);
  return counts;
}

/** The same journal for a notebook of which nothing is in the storage. */
function renamed(disk: MadeDisk, from: string, to: string): MadeDisk {
  const copy = disk.killed();
  copy.moveFolder(`/profile/journal/${from}`, `/profile/journal/${to}`);
  return copy;
}

describe('[TW5] nothing is lost, and all is well again by itself, when one write fails', () => {
  test('whichever it is: of the storage, or of both', async () => {
    const { written, steps } = await lives(0, 0);
    expect(written).toBeGreaterThan(5);
    expect(steps).toBeGreaterThan(5);
    for (let n = 1; n <= Math.max(written, steps); n += 1) {
      // Each step of the disk alone is tried where the journal is.
      if (n <= written) await lives(n, 0);
      await lives(n, n);
    }
  }, 60_000);
});
