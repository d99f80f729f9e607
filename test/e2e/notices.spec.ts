/** Notices at the edge of the window: they lie over no control of a dialog, and take the focus from nobody. */
import type { Locator } from '@playwright/test';
import { expect, test } from '../support/e2e';
import { type Person, SAMPLE } from '../support/person';

const notice = (person: Person): Locator => person.notice(`“${SAMPLE}” is in the trash`);

async function trashed(person: Person): Promise<void> {
  await person.menu('Move to trash');
  await expect(notice(person)).toBeVisible();
  // It goes by itself after a while, but not while the pointer is on it.
  await notice(person).hover();
}

const overlap = async (one: Locator, other: Locator): Promise<boolean> => {
  const [a, b] = await Promise.all([one.boundingBox(), other.boundingBox()]);
  if (a === null || b === null) throw new Error('one of them is not on screen');
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
};

test('a notice stands below every dialog of a low window, and its button works there', async ({ person }) => {
  await person.resize(1024, 700);
  await person.newDiscussion('Another one');
  await person.open(SAMPLE);
  await person.recap.click();
  await trashed(person);
  await expect(person.library.getByRole('listbox')).toBeFocused();
  for (const [command, name] of [
    ['Share…', 'Share'],
    ['Keyboard shortcuts', 'Keyboard shortcuts'],
    ['Import a chat…', 'Import a chat'],
    ['Commands', 'Commands'],
  ] as const) {
    await person.menu(command);
    const dialog = person.dialog(name);
    await expect(dialog).toBeInViewport({ ratio: 1 });
    await expect.poll(() => overlap(notice(person), dialog), { message: name }).toBe(false);
    await person.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await person.menu('Share…');
  const share = person.dialog('Share');
  await expect(share.getByRole('textbox', { name: 'Invite link' })).toBeFocused();
  // Nothing behind the dialog is within reach.
  await person.page.keyboard.press('F6');
  await expect(notice(person).getByRole('button', { name: 'Undo' })).toBeFocused();
  await person.page.keyboard.press('F6');
  await expect(share.locator(':focus')).toHaveCount(1);
  await notice(person).getByRole('button', { name: 'Undo' }).click();
  await expect(notice(person)).toBeHidden();
  await expect(person.dialog('Share')).toBeVisible();
  await person.page.keyboard.press('Escape');
  await expect(person.discussion(SAMPLE)).toBeVisible();
});

test('F6 comes to a notice among the regions, and the focus goes back from it to where it was', async ({ person }) => {
  const { page } = person;
  const region = () =>
    page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('aria-label') ?? 'none');
  await person.post('A post of its own');
  const post = person.posts.filter({ hasText: 'A post of its own' });
  await post.getByRole('button', { name: 'Add to recap' }).click();
  const added = person.notice('Added to the recap');
  await added.hover();
  await person.recap.click();
  const walk: string[] = [];
  for (let step = 0; step < 5; step += 1) {
    await page.keyboard.press('F6');
    walk.push(await region());
  }
  expect(walk).toEqual(['Notices', 'Library', 'People', 'Thread', 'Recap']);
  await page.keyboard.press('F6');
  await expect(added.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(added).toBeHidden();
  await expect(person.recap).toBeFocused();
  await expect(post.getByRole('button', { name: 'not in the recap yet' })).toBeVisible();

  await post.getByRole('button', { name: 'Add to recap' }).click();
  await person.recap.click();
  await added.getByRole('button', { name: 'Undo' }).click();
  await expect(added).toBeHidden();
  await expect(person.recap).toBeFocused();

  // Whoever goes on in the recap has seen it.
  await post.getByRole('button', { name: 'Add to recap' }).click();
  await added.hover();
  await person.writeRecap('A word.');
  await expect(added).toBeHidden();
});
