import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { DocumentStore } from '../../../renderer/notebook/document-store';
import { createIndexeddbStore } from '../../../renderer/notebook/indexeddb-store';
import { JournaledStore } from '../../../renderer/notebook/journal/journaled-store';
import { digestOf, EMPTY_DIGEST } from '../../../shared/exchange/digest';
import type { NotebookId } from '../../../shared/util/brand';
import { toHex } from '../../../shared/util/hex';
import { madeMain } from '../../support/journal-bridge';
import { MadeDisk } from '../../support/made-disk';
import { MemoryStore } from '../../support/memory-store';

vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run, 0));

const disk = new MadeDisk();
const withJournal = (inner: DocumentStore): DocumentStore =>
  new JournaledStore(inner, madeMain(disk, 'test').port, 'test' as NotebookId);

const adapters: [string, () => DocumentStore][] = [
  ['the browser’s storage', createIndexeddbStore],
  ['the browser’s storage and a journal', () => withJournal(createIndexeddbStore())],
  ['memory', () => new MemoryStore()],
];

const hex = (doc: Y.Doc) => toHex(digestOf(doc));

/** The same storage after the app was started again. */
function again(store: DocumentStore, create: () => DocumentStore): DocumentStore {
  return store instanceof MemoryStore ? store : create();
}

function textOf(rows: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const row of rows) Y.applyUpdate(doc, row);
  return doc.getText('body').toString();
}

/** Updates of one document, each of about so many bytes, and the digest that the document has with each. */
function arrivalsOf(sizes: readonly number[]): { rows: Uint8Array[]; digests: string[] } {
  const doc = new Y.Doc();
  const rows: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => rows.push(update));
  const digests = sizes.map((size, at) => {
    doc.getMap('bytes').set(
      String(at),
      Uint8Array.from({ length: size }, (_, index) => (index * 31 + at) % 251),
    );
    return hex(doc);
  });
  return { rows, digests };
}

/** Compared so, since a matcher would print megabytes. */
function same(some: readonly Uint8Array[], others: readonly Uint8Array[]): boolean {
  return some.length === others.length && some.every((row, at) => Buffer.compare(row, others[at] ?? row) === 0);
}

let counter = 0;
const freshName = () => `recap/test/${counter++}`;
const ignore = () => {};

describe.each(adapters)('a document store over %s', (_name, create) => {
  async function reopened(store: DocumentStore, name: string): Promise<Y.Doc> {
    const doc = new Y.Doc();
    await (await store.open(name, doc, ignore)).close();
    return doc;
  }

  test('gives back what was written, after closing and opening again', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    const stored = await store.open(name, doc, ignore);
    doc.getText('body').insert(0, 'hello');
    doc.getText('body').delete(0, 1);
    await stored.close();
    expect((await reopened(store, name)).getText('body').toString()).toBe('ello');
  });

  test('gives what arrived while it was closed as one change of its own, after what was there', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    const stored = await store.open(name, doc, ignore);
    doc.getText('body').insert(0, 'hello');
    await stored.close();
    const known = Y.encodeStateVector(doc);
    for (const word of [' dear', ' world']) {
      doc.getText('body').insert(doc.getText('body').length, word);
      await store.append(name, Y.encodeStateAsUpdate(doc, known), hex(doc));
    }
    const [fresh, texts] = [new Y.Doc(), [] as string[]];
    fresh.on('afterTransaction', () => texts.push(fresh.getText('body').toString()));
    await (await again(store, create).open(name, fresh, ignore)).close();
    expect(texts.filter((text, at) => text !== '' && text !== texts[at - 1])).toEqual(['hello', 'hello dear world']);
  });

  test('keeps a burst of 500 edits in one tick', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    const stored = await store.open(name, doc, ignore);
    for (let index = 0; index < 500; index++) doc.getText('body').insert(index, 'x');
    await stored.flush();
    expect((await reopened(store, name)).getText('body').length).toBe(500);
    await stored.close();
  });

  test('keeps what is edited over many separate writes, compaction included', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    const stored = await store.open(name, doc, ignore);
    for (let index = 0; index < 700; index++) {
      doc.getText('body').insert(index, 'x');
      if (index % 2 === 0) await stored.flush();
    }
    await stored.close();
    expect((await reopened(store, name)).getText('body').length).toBe(700);
  });

  test('does not change a document that is only opened', async () => {
    const [store, name] = [create(), freshName()];
    const doc = new Y.Doc();
    const stored = await store.open(name, doc, ignore);
    doc.getText('body').insert(0, 'hello');
    await stored.close();
    const before = Y.encodeStateAsUpdate(doc);
    for (let time = 0; time < 20; time++) await reopened(store, name);
    expect(Y.encodeStateAsUpdate(await reopened(store, name))).toEqual(before);
  });

  test('makes no update of what it loads: that takes as long as to load it, and nobody wants to be told', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    const stored = await store.open(name, doc, ignore);
    doc.getText('body').insert(0, 'kept');
    await stored.close();
    const later = new Y.Doc();
    const told = vi.spyOn(later, 'emit');
    const opened = await again(store, create).open(name, later, ignore);
    // A document that is in memory only is not loaded.
    if (!(store instanceof MemoryStore)) expect(told.mock.calls.map(([event]) => event)).not.toContain('update');
    expect(opened.heard).toEqual(opened.heard.map(() => 4));
    expect(later.getText('body').toString()).toBe('kept');
    await opened.close();
  });

  test('keeps edits made while it is opening', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    const opening = store.open(name, doc, ignore);
    doc.getText('body').insert(0, 'early');
    const stored = await opening;
    await stored.storeState();
    await stored.close();
    expect((await reopened(store, name)).getText('body').toString()).toBe('early');
  });

  test('keeps local values beside the document, and forgets all of it when removed', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    const stored = await store.open(name, doc, ignore);
    doc.getText('body').insert(0, 'hello');
    await stored.setLocal('draft', { text: 'x' });
    expect(await stored.getLocal('draft')).toEqual({ text: 'x' });
    await stored.close();
    expect(await store.getLocal(name, 'draft')).toEqual({ text: 'x' });
    expect(await store.getLocal(name, 'other')).toBeUndefined();
    await store.remove(name);
    const again = new Y.Doc();
    const empty = await store.open(name, again, ignore);
    expect(again.getText('body').toString()).toBe('');
    expect(await empty.getLocal('draft')).toBeUndefined();
    await empty.close();
  });

  test('reads a closed document as bytes, and adds to it what is there when it is opened', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    const stored = await store.open(name, doc, ignore);
    doc.getText('body').insert(0, 'hello');
    await stored.close();
    expect(textOf(await store.read(name))).toBe('hello');
    const before = Y.encodeStateVector(doc);
    doc.getText('body').insert(5, ' world');
    const update = Y.encodeStateAsUpdate(doc, before);
    await store.append(name, update, hex(doc));
    expect(textOf(await store.read(name))).toBe('hello world');
    expect(await store.digest(name)).toBe(hex(doc));
    expect((await reopened(store, name)).getText('body').toString()).toBe('hello world');
    expect(textOf(await store.read(name))).toBe('hello world');
    expect(await store.digest(name)).toBe(hex(doc));
  });

  test('keeps what arrives for a document that was never open, over a restart too', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    doc.getText('body').insert(0, 'from afar');
    await store.append(name, Y.encodeStateAsUpdate(doc), hex(doc));
    const later = again(store, create);
    expect(await later.digest(name)).toBe(hex(doc));
    expect(textOf(await later.read(name))).toBe('from afar');
    const own = new Y.Doc();
    const stored = await later.open(name, own, ignore);
    own.getText('body').insert(9, '!');
    await stored.close();
    expect(textOf(await again(later, create).read(name))).toBe('from afar!');
    expect(await again(later, create).digest(name)).toBe(hex(own));
  });

  test('keeps a hundred updates that arrive at once and one by one', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    const rows: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => rows.push(update));
    for (let index = 0; index < 100; index++) doc.getText('body').insert(index, 'x');
    await Promise.all(rows.slice(0, 50).map((row) => store.append(name, row, 'a')));
    for (const row of rows.slice(50)) await store.append(name, row, hex(doc));
    expect(textOf(await store.read(name))).toBe('x'.repeat(100));
    expect((await reopened(store, name)).getText('body').length).toBe(100);
  });

  test('knows the digest of what was never stored, and of what was removed', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    expect(await store.digest(name)).toBe(EMPTY_DIGEST);
    doc.getText('body').insert(0, 'gone');
    await store.append(name, Y.encodeStateAsUpdate(doc), hex(doc));
    await store.remove(name);
    expect(await store.digest(name)).toBe(EMPTY_DIGEST);
    expect(await again(store, create).read(name)).toEqual([]);
  });

  test('never tells a digest that what is stored does not have, when the app ends while a document is open', async () => {
    const [store, name, doc] = [create(), freshName(), new Y.Doc()];
    const first = await store.open(name, doc, ignore);
    doc.getText('body').insert(0, 'one');
    await first.close();
    const open = new Y.Doc();
    const stored = await store.open(name, open, ignore);
    open.getText('body').insert(3, ' two');
    await stored.flush();
    const later = again(store, create);
    expect(await later.digest(name)).toBe(hex(open));
    expect(textOf(await later.read(name))).toBe('one two');
    await stored.close();
  });

  test.each([
    ['small', [100, 200]],
    ['larger than one piece', [60 * 1024, 60 * 1024 + 1, 200_000]],
    ['of many large pieces', [3 * 1024 * 1024 + 5]],
    ['of all sizes', [10, 5 * 1024 * 1024, 70_000, 2 * 1024 * 1024, 20]],
  ])('gives back what arrived for a closed document, in order, when it is %s', async (_size, sizes) => {
    const [store, name, neighbour] = [create(), freshName(), freshName()];
    const { rows, digests } = arrivalsOf(sizes);
    await store.append(neighbour, rows[0] ?? new Uint8Array(), digests[0] ?? '');
    for (const [at, row] of rows.entries()) await store.append(name, row, digests[at] ?? '');
    for (const from of [store, again(store, create)]) {
      expect(same(await from.read(name), rows)).toBe(true);
      expect(same(await from.read(neighbour), rows.slice(0, 1))).toBe(true);
      expect(await from.digest(name)).toBe(digests.at(-1));
    }
    const doc = await reopened(store, name);
    expect(hex(doc)).toBe(digests.at(-1));
    await store.append(neighbour, rows[0] ?? new Uint8Array(), digests[0] ?? '');
    expect(hex(await reopened(again(store, create), neighbour))).toBe(digests[0]);
  });

  test('documents that are read at once are each as they are by themselves', async () => {
    const store = create();
    const sizes = [10, 200_000, 3 * 1024 * 1024, 20];
    const all = await Promise.all(
      Array.from({ length: 12 }, async (_, at) => {
        const name = freshName();
        // Of each kind of row, and some of several.
        const { rows, digests } = arrivalsOf(sizes.slice(at % 4, (at % 4) + 1 + (at % 3)));
        for (const [row, bytes] of rows.entries()) await store.append(name, bytes, digests[row] ?? '');
        return { name, rows };
      }),
    );
    for (const from of [store, again(store, create)]) {
      const read = await Promise.all([...all.map(({ name }) => from.read(name)), from.read(freshName())]);
      expect(read.at(-1)).toEqual([]);
      expect(all.map(({ rows }, at) => same(read[at] ?? [], rows))).toEqual(all.map(() => true));
    }
  });

  test('names what it has something of, and keeps a mark beside it', async () => {
    const [store, opened, arrived, gone] = [create(), freshName(), freshName(), freshName()];
    const doc = new Y.Doc();
    const stored = await store.open(opened, doc, ignore);
    doc.getText('body').insert(0, 'x');
    await stored.close();
    for (const name of [arrived, gone]) await store.append(name, Y.encodeStateAsUpdate(doc), hex(doc));
    await store.remove(gone);
    const names = await again(store, create).names('test');
    expect(names).toEqual(expect.arrayContaining([opened, arrived]));
    expect(names).not.toContain(gone);
    expect(await store.names('other')).toEqual([]);
    await store.setMark('marked', 'm1');
    expect(await again(store, create).getMark('marked')).toBe('m1');
    await store.setMark('marked', null);
    expect(await again(store, create).getMark('marked')).toBeNull();
  });

  test('documents of different names do not meet', async () => {
    const store = create();
    const [a, b] = [new Y.Doc(), new Y.Doc()];
    const [first, second] = [await store.open(freshName(), a, ignore), await store.open(freshName(), b, ignore)];
    a.getText('body').insert(0, 'a');
    await first.close();
    expect(b.getText('body').toString()).toBe('');
    await second.close();
  });
});

describe('when the browser’s storage fails', () => {
  test.each([1, 2, 3])(
    'in piece %i of a long change, what was stored before is all that is stored',
    async (failing) => {
      const [store, name] = [createIndexeddbStore(), freshName()];
      const { rows, digests } = arrivalsOf([100_000, 4 * 1024 * 1024]);
      const [before = new Uint8Array(), long = new Uint8Array()] = rows;
      const [digest = '', after = ''] = digests;
      await store.append(name, before, digest);
      const real = IDBObjectStore.prototype.put;
      let puts = 0;
      IDBObjectStore.prototype.put = function (...args) {
        if (args[0] instanceof Uint8Array && ++puts === failing) throw new DOMException('full', 'QuotaExceededError');
        return real.apply(this, args);
      };
      const refused = store.append(name, long, after);
      await expect(refused).rejects.toMatchObject({ code: 'store/write-failed' });
      IDBObjectStore.prototype.put = real;
      for (const from of [store, createIndexeddbStore()]) {
        expect(same(await from.read(name), [before])).toBe(true);
        expect(await from.digest(name)).toBe(digest);
      }
      await store.append(name, long, after);
      expect(same(await createIndexeddbStore().read(name), rows)).toBe(true);
      expect(await createIndexeddbStore().digest(name)).toBe(after);
    },
  );

  test('what arrived for a closed document is shown, and taken over once the cause ends', async () => {
    const [store, name, doc] = [createIndexeddbStore(), freshName(), new Y.Doc()];
    doc.getText('body').insert(0, 'arrived');
    await store.append(name, Y.encodeStateAsUpdate(doc), hex(doc));
    const real = IDBObjectStore.prototype.add;
    let fail = true;
    IDBObjectStore.prototype.add = function (...args) {
      const isRow = args[0] instanceof Uint8Array && args[0].length > 2;
      if (fail && isRow) throw new DOMException('full', 'QuotaExceededError');
      return real.apply(this, args);
    };
    const shown = new Y.Doc();
    await (await store.open(name, shown, ignore)).close();
    expect(shown.getText('body').toString()).toBe('arrived');
    fail = false;
    const later = new Y.Doc();
    await (await createIndexeddbStore().open(name, later, ignore)).close();
    IDBObjectStore.prototype.add = real;
    expect(later.getText('body').toString()).toBe('arrived');
    expect(textOf(await createIndexeddbStore().read(name))).toBe('arrived');
  });

  test('what arrived and cannot be loaded is let go of, with the digest that was stored with it', async () => {
    const [store, name, doc] = [createIndexeddbStore(), freshName(), new Y.Doc()];
    const first = await store.open(name, doc, ignore);
    doc.getText('body').insert(0, 'mine');
    await first.close();
    await store.append(name, Uint8Array.of(9, 9, 9), 'ff'.repeat(16));
    const loaded = new Y.Doc();
    await (await store.open(name, loaded, ignore)).close();
    expect(loaded.getText('body').toString()).toBe('mine');
    expect(await store.digest(name)).toBe(hex(doc));
    expect(await createIndexeddbStore().digest(name)).toBe(hex(doc));
  });

  test('a write that fails is told, kept, and written when the cause ends', async () => {
    const [store, name, doc] = [createIndexeddbStore(), freshName(), new Y.Doc()];
    const told: (string | null)[] = [];
    const stored = await store.open(name, doc, (code) => told.push(code));
    const real = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    doc.getText('body').insert(0, 'kept');
    await expect(stored.flush()).rejects.toMatchObject({ code: 'store/write-failed' });
    IDBObjectStore.prototype.add = real;
    await vi.waitFor(() => expect(told).toEqual(['store/write-failed', null]));
    await stored.close();
    const again = new Y.Doc();
    await (await store.open(name, again, ignore)).close();
    expect(again.getText('body').toString()).toBe('kept');
  });

  test('a database that is taken away under it does not stop the document', async () => {
    const [store, name, doc] = [createIndexeddbStore(), freshName(), new Y.Doc()];
    const stored = await store.open(name, doc, ignore);
    // The store's own listener never throws, whatever happens to the database under it.
    indexedDB.deleteDatabase(name);
    doc.getText('body').insert(0, 'a');
    doc.getText('body').insert(1, 'b');
    expect(doc._transactionCleanups).toEqual([]);
    await stored.close();
  });
});
