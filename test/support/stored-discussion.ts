/** A discussion as it lies in the storage of a running app, read past the app: its databases, and Yjs. */
import * as Y from 'yjs';
import { readDiscussion } from '../../shared/model/catalog-doc';
import type { ExportDocument } from '../../shared/model/export-document';
import type { DiscussionId } from '../../shared/util/brand';
import type { Person } from './person';

/** The rows of every document of the profile's notebooks, by the names of their databases. */
async function storedRows({ page }: Person, ends: readonly string[]): Promise<Uint8Array[][]> {
  const rows = await page.evaluate(async (wanted) => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const rowsOf = (database: string): Promise<string[]> =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const asking = opening.result.transaction('updates').objectStore('updates').getAll();
          asking.onerror = () => reject(asking.error);
          asking.onsuccess = () => {
            opening.result.close();
            const values = asking.result as Uint8Array[];
            resolve(values.map((row) => btoa(Array.from(row, (byte) => String.fromCharCode(byte)).join(''))));
          };
        };
      });
    return Promise.all(
      wanted.map((end) => rowsOf(names.find((name) => name.startsWith('recap/') && name.endsWith(end)) ?? '')),
    );
  }, ends);
  return rows.map((all) => all.map((row) => new Uint8Array(Buffer.from(row, 'base64'))));
}

function docOf(rows: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const row of rows) Y.applyUpdate(doc, row);
  return doc;
}

/** @param id of a discussion that was made or opened in this app */
export async function storedDiscussion(person: Person, id: string): Promise<ExportDocument> {
  const [rows = [], catalog = []] = await storedRows(person, [`/${id}`, '/catalog']);
  return readDiscussion(id as DiscussionId, docOf(rows), docOf(catalog), '');
}
