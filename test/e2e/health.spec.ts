/** Documents that are no longer stored while they are on screen: noticed, said, opened anew, and nothing is lost or moves. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type * as Y from 'yjs';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';

/** What TipTap puts on the element of an editor. */
interface EditorElement {
  readonly editor: { readonly state: { readonly 'y-sync$': { readonly doc: Y.Doc } } };
}

declare const window: Window & { mend?: () => void };

/** From now on the browser's storage takes nothing. @param how it throws, or does not answer */
async function breakStorage(page: Page, how: 'throws' | 'is silent'): Promise<void> {
  await page.evaluate((kind) => {
    const real = IDBObjectStore.prototype.add;
    let broken = true;
    IDBObjectStore.prototype.add = function add(this: IDBObjectStore, ...args: Parameters<typeof real>) {
      if (!broken) return real.apply(this, args);
      if (kind === 'throws') throw new DOMException('The disk is full.', 'QuotaExceededError');
      // A transaction that goes on and on.
      const hold = (): void => {
        if (broken) this.get('nothing').onsuccess = hold;
        else real.apply(this, args);
      };
      hold();
      return this.get('nothing') as IDBRequest<IDBValidKey>;
    };
    window.mend = () => {
      broken = false;
      IDBObjectStore.prototype.add = real;
    };
  }, how);
}

const mend = (page: Page): Promise<void> => page.evaluate(() => window.mend?.());
const banner = (person: Person, text: string) => person.page.getByRole('alert').filter({ hasText: text });

test('a document that is no longer stored is opened anew by itself, and whoever writes in it writes on', async ({
  people,
  person,
}) => {
  const { page } = person;
  await person.newDiscussion('Looked after');
  await person.writeRecap('one');

  await test.step('[HL4] the storage fails', async () => {
    await breakStorage(page, 'throws');
    await page.keyboard.type(' two');
    await expect(banner(person, 'It is in the journal on your disk')).toBeVisible({ timeout: 2000 });
    await page.keyboard.type(' three');
    await mend(page);
    await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 10_000 });
  });

  await test.step('[HL4] the storage does not answer', async () => {
    await breakStorage(page, 'is silent');
    await page.keyboard.type(' four');
    await expect(banner(person, 'It is in the journal on your disk')).toBeVisible({ timeout: 6000 });
    await page.keyboard.type(' five');
    await mend(page);
    await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 15_000 });
  });

  await test.step('[HL1] [HL3] an exception stops its updates', async () => {
    await page.keyboard.press('ArrowLeft');
    await person.caretTold();
    await person.recap.evaluate((element) => {
      let isFirst = true;
      (element as unknown as EditorElement).editor.state['y-sync$'].doc.on('update', () => {
        if (!isFirst) return;
        isFirst = false;
        throw new Error('a listener that fails');
      });
    });
    await page.keyboard.type('XYZ');
    await expect(banner(person, 'had stopped saving and was opened again')).toBeVisible({ timeout: 1500 });
    await page.keyboard.type('!');
    await expect(person.recap).toHaveText('one two three four fivXYZ!e');
    await banner(person, 'had stopped saving').getByRole('button', { name: 'Dismiss' }).click();
  });

  const text = 'one two three four fivXYZ!e';
  const again = await people.restart(person, () => rm(join(person.userDataDir, 'journal'), { recursive: true }));
  await expect(again.recap).toHaveText(text);
  const last = await people.restart(again, () => rm(join(person.userDataDir, 'IndexedDB'), { recursive: true }));
  await expect(last.recap).toHaveText(text);
});
