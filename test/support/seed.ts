/**
 * Puts content into a profile that no person could have made by hand in a test: thousands of discussions, or content of
 * a newer version. It is written as what it would be in life, a Yjs update in y-indexeddb's own form (database named by
 * renderer/notebook/names.ts, one row in the object store `updates`), beside what the app stored itself. The app reads
 * it when the page is loaded again.
 */
import * as Y from 'yjs';
import { discussionsOf, writeSummary } from '../../shared/model/catalog-doc';
import { recapOf } from '../../shared/model/discussion-doc';
import type { DiscussionStatus } from '../../shared/model/export-document';
import type { Person } from './person';

/** `recap/<notebook>/<document>` */
const DATABASE = /^recap\/[^/]+\/(.+)$/;
const CATALOG = 'catalog';

async function databases(person: Person): Promise<readonly string[]> {
  const all = await person.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  return all.filter((name) => DATABASE.test(name));
}

async function addUpdate(person: Person, database: string, doc: Y.Doc): Promise<void> {
  const update = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
  await person.page.evaluate(
    ({ name, base64 }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('updates', 'readwrite');
          transaction.objectStore('updates').add(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
          transaction.onabort = () => reject(transaction.error);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    { name: database, base64: update },
  );
}

async function loadAgain(person: Person): Promise<void> {
  await person.page.reload();
  await person.library.waitFor();
}

/** Adds discussions to the library of a person with one notebook; they are one minute apart, the first is the newest. */
export async function seedDiscussions(person: Person, count: number): Promise<void> {
  const name = (await databases(person)).find((one) => DATABASE.exec(one)?.[1] === CATALOG);
  if (name === undefined) throw new Error('there is no catalog yet');
  const statuses: readonly DiscussionStatus[] = ['open', 'recapping', 'open', 'finished'];
  const doc = new Y.Doc();
  const newest = Date.now() - 60_000;
  doc.transact(() => {
    for (let index = 0; index < count; index += 1) {
      const row = new Y.Map<unknown>();
      const at = newest - index * 60_000;
      discussionsOf(doc).set(`seed-${String(index).padStart(5, '0')}`, row);
      writeSummary(row, {
        title: `Discussion ${index + 1}`,
        status: statuses[index % statuses.length] ?? 'open',
        createdAt: at,
        activeAt: at,
        activeBy: '',
        postCount: index % 40,
        peopleCount: 3,
      });
    }
  });
  await addUpdate(person, name, doc);
  await loadAgain(person);
}

/** Adds a block that only a newer version of the app knows to the recap of the one discussion of a person. */
export async function seedNewerRecap(person: Person, text: string): Promise<void> {
  const [name] = (await databases(person)).filter((one) => DATABASE.exec(one)?.[1] !== CATALOG);
  if (name === undefined) throw new Error('there is no discussion yet');
  const doc = new Y.Doc();
  const block = new Y.XmlElement('hologram');
  recapOf(doc).insert(0, [block]);
  block.insert(0, [new Y.XmlText(text)]);
  await addUpdate(person, name, doc);
  await loadAgain(person);
}
