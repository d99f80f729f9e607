/** Recaps of a given length, as a Yjs update and inside the profile of a running app. */
import { expect, type Page } from '@playwright/test';
import * as Y from 'yjs';
import { recapOf } from '../../shared/model/discussion-doc';
import type { RichText, RichTextNode } from '../../shared/model/rich-text';
import { writeRichText } from '../../shared/model/rich-text-yjs';
import type { Person } from '../support/person';

const WORDS =
  'we start small and keep what worked so that the next group can find it again without asking the same people twice'.split(
    ' ',
  );

export function sentence(seed: number): string {
  const length = 8 + (seed % 7);
  return Array.from({ length }, (_, at) => WORDS[(seed * 5 + at * 3) % WORDS.length]).join(' ');
}

const paragraph = (seed: number): RichTextNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text: sentence(seed) }],
});

/** One block in ten is a heading, one a list of two, one a quote; the others are paragraphs. */
function block(index: number): RichTextNode {
  switch (index % 10) {
    case 0:
      return { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: sentence(index) }] };
    case 4:
      return {
        type: 'bulletList',
        content: [index, index + 1].map((seed) => ({ type: 'listItem', content: [paragraph(seed)] })),
      };
    case 7:
      return { type: 'blockquote', content: [paragraph(index)] };
    default:
      return paragraph(index);
  }
}

export function recapOfBlocks(blocks: number): RichText {
  return { type: 'doc', content: Array.from({ length: blocks }, (_, index) => block(index)) };
}

export function recapUpdate(blocks: number): Uint8Array {
  const doc = new Y.Doc();
  writeRichText(recapOf(doc), recapOfBlocks(blocks));
  return Y.encodeStateAsUpdate(doc);
}

function databases(page: Page): Promise<string[]> {
  return page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
}

/**
 * Makes a discussion whose recap is `update`, written beside what the app stored (y-indexeddb's rows of updates), and
 * opens it in a page that was loaded anew.
 */
export async function openWithRecap(person: Person, title: string, update: Uint8Array): Promise<void> {
  const { page } = person;
  const before = new Set(await databases(page));
  await person.newDiscussion(title);
  const name = (await databases(page)).find((known) => !before.has(known));
  if (name === undefined) throw new Error(`no database of ${title}`);
  await page.evaluate(
    ([database, row]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const adding = opening.result.transaction('updates', 'readwrite');
          adding.objectStore('updates').add(new Uint8Array(row));
          adding.onabort = () => reject(adding.error);
          adding.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [name, [...update]] as const,
  );
  await page.reload();
  await expect(person.library).toBeVisible();
  await person.open(title);
  await expect(person.recap.locator('p').first()).toBeVisible({ timeout: 60_000 });
  // What was written beside the app counts as written by others: all of it would be marked as new.
  await expect(async () => {
    await person.menu('Mark all changes as seen');
    await expect(person.button('Nothing changed since you looked')).toBeVisible({ timeout: 1000 });
  }).toPass();
}
