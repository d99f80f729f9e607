/**
 * Fills the notebook of a running app with many discussions, as they would lie there after they had arrived from others:
 * rows of the catalog (y-indexeddb), and the notebook's index with what arrived and its digests
 * (renderer/notebook/document-index.ts). The page is loaded again by the caller.
 */
import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { pieceBytesOf } from '../../renderer/notebook/arrived-rows';
import { digestOf } from '../../shared/exchange/digest';
import { discussionsOf, summarise, writeSummary } from '../../shared/model/catalog-doc';
import { addAsset, addPost, initDiscussion } from '../../shared/model/discussion-doc';
import type { ParticipantId } from '../../shared/util/brand';
import { toHex } from '../../shared/util/hex';
import type { Person } from '../support/person';
import { recapOfBlocks } from './seed';

export interface SeedDiscussion {
  readonly id: string;
  readonly doc: Y.Doc;
}

/** Titles sort and are found as whole words. */
export const titleOfSeed = (index: number): string => `Topic ${String(index).padStart(5, '0')}`;

const idOfSeed = (index: number): string => `seed-${String(index).padStart(6, '0')}`;

const AUTHOR = 'bench-author' as ParticipantId;
/** The newest is the first of the list. */
const timeOfSeed = (index: number): number => Date.UTC(2026, 0, 1) - index * 60_000;

/** A title, one post and a recap of some blocks. */
export function seedDiscussion(index: number, blocks: number): Y.Doc {
  const doc = new Y.Doc();
  const at = timeOfSeed(index);
  initDiscussion(doc, { title: titleOfSeed(index), createdAt: at, recap: recapOfBlocks(blocks) });
  doc.transact(() =>
    addPost(doc, {
      author: AUTHOR,
      addedBy: AUTHOR,
      body: recapOfBlocks(1),
      replyTo: null,
      at,
      createdAt: at,
      addedAt: at,
    }),
  );
  return doc;
}

/** One discussion with so many pictures of 10 MB, the largest that the app takes. */
export function seedPictures(index: number, pictures: number): Y.Doc {
  const doc = seedDiscussion(index, 5);
  for (let at = 0; at < pictures; at++) addAsset(doc, new Uint8Array(randomBytes(10 * 1024 * 1024)), 'image/png');
  return doc;
}

interface Stored {
  readonly id: string;
  /** Null: the app finds out. */
  readonly digest: string | null;
  /** Index in the list of updates: many discussions may be copies of one. */
  readonly update: number;
}

/** In pieces, as the app stores what is long: renderer/notebook/arrived-rows.ts. */
interface Update {
  readonly base64: string;
  readonly pieceBytes: number;
}

interface Batch {
  /** Of the updates that arrived for each document, which this is. */
  readonly number: number;
  readonly updates: readonly Update[];
  readonly rows: readonly Stored[];
}

const BATCH = 1000;

/** @param docs made one after the other; the same document may come again and again @returns bytes of all */
export async function seedNotebook(
  person: Person,
  count: number,
  docs: (index: number) => Y.Doc,
  first = 0,
): Promise<number> {
  const catalog = new Y.Doc();
  let bytes = 0;
  for (let from = first; from < first + count; from += BATCH) {
    const updates: Update[] = [];
    const rows: Stored[] = [];
    let last = { doc: null as Y.Doc | null, digest: '', size: 0 };
    for (let index = from; index < Math.min(first + count, from + BATCH); index++) {
      const doc = docs(index);
      const id = idOfSeed(index);
      if (last.doc !== doc) {
        const update = Y.encodeStateAsUpdate(doc);
        updates.push({ base64: Buffer.from(update).toString('base64'), pieceBytes: pieceBytesOf(update.length) });
        last = { doc, digest: toHex(digestOf(doc)), size: update.length };
      }
      bytes += last.size;
      rows.push({ id, digest: last.digest, update: updates.length - 1 });
      catalog.transact(() => {
        const row = new Y.Map<unknown>();
        discussionsOf(catalog).set(id, row);
        const at = timeOfSeed(index);
        writeSummary(row, { ...summarise(doc), title: titleOfSeed(index), createdAt: at, activeAt: at });
      });
    }
    await store(person, { number: 1, updates, rows });
  }
  await storeCatalog(person, Y.encodeStateAsUpdate(catalog));
  return bytes;
}

/** A post more in each of the first ones, as if it had arrived from elsewhere. The page is loaded again by the caller. */
export async function changeSeeded(person: Person, count: number): Promise<void> {
  const doc = new Y.Doc();
  const at = Date.now();
  const post = { author: AUTHOR, addedBy: AUTHOR, body: recapOfBlocks(1), replyTo: null };
  addPost(doc, { ...post, at, createdAt: at, addedAt: at });
  const update = Y.encodeStateAsUpdate(doc);
  const updates = [{ base64: Buffer.from(update).toString('base64'), pieceBytes: pieceBytesOf(update.length) }];
  const rows = Array.from({ length: count }, (_, index) => ({ id: idOfSeed(index), digest: null, update: 0 }));
  await store(person, { number: 2, updates, rows });
}

/** The notebook's database of arrived updates, and its catalog. */
async function databasesOf(person: Person): Promise<{ index: string; notebook: string }> {
  const names = await person.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  const index = names.find((name) => name.startsWith('recap-index/'));
  if (index === undefined) throw new Error('there is no notebook yet');
  return { index, notebook: index.replace('recap-index/', 'recap/') };
}

async function store(person: Person, batch: Batch): Promise<void> {
  const { index, notebook } = await databasesOf(person);
  await person.page.evaluate(
    ([database, prefix, { number, updates, rows }]) =>
      new Promise<void>((resolve, reject) => {
        const pieces = updates.map(({ base64, pieceBytes }) => {
          const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
          const all: { key: number[]; piece: Uint8Array }[] = [];
          for (let at = 0; at < bytes.length; at += pieceBytes)
            all.push({ key: bytes.length > pieceBytes ? [at] : [], piece: bytes.slice(at, at + pieceBytes) });
          return all;
        });
        const opening = indexedDB.open(database);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(['arrived', 'digests'], 'readwrite');
          for (const { id, digest, update } of rows) {
            for (const { key, piece } of pieces[update] ?? [])
              transaction.objectStore('arrived').put(piece, [`${prefix}/${id}`, number, ...key]);
            const digests = transaction.objectStore('digests');
            if (digest === null) digests.delete(`${prefix}/${id}`);
            else digests.put(digest, `${prefix}/${id}`);
          }
          transaction.onabort = () => reject(transaction.error);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [index, notebook, batch] as const,
  );
}

async function storeCatalog(person: Person, update: Uint8Array): Promise<void> {
  const { index, notebook } = await databasesOf(person);
  await person.page.evaluate(
    async ([database, name, base64]) => {
      const change = (of: string, store: string, run: (store: IDBObjectStore) => void) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open(of);
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const transaction = opening.result.transaction(store, 'readwrite');
            run(transaction.objectStore(store));
            transaction.onabort = () => reject(transaction.error);
            transaction.oncomplete = () => {
              opening.result.close();
              resolve();
            };
          };
        });
      const row = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      await change(database, 'digests', (store) => store.delete(name));
      await change(name, 'updates', (store) => store.add(row));
    },
    [index, `${notebook}/catalog`, Buffer.from(update).toString('base64')] as const,
  );
}
