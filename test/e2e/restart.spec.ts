import { ALL_BLOCKS } from '../support/blocks';
import { expectPicture, PICTURE, paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';

/** Everything on screen as a screen reader has it, and the sizes that a person can set. */
async function picture(person: Person) {
  const { page } = person;
  return {
    library: await person.library.ariaSnapshot(),
    title: await person.title.inputValue(),
    status: await page.getByRole('combobox', { name: 'Status' }).textContent(),
    posts: await page.getByRole('feed').ariaSnapshot(),
    recap: await person.recap.ariaSnapshot(),
    draft: await person.composer.ariaSnapshot(),
    reply: await page.getByRole('button', { name: 'Cancel the reply' }).count(),
    sidebar: await page.getByRole('separator', { name: 'Width of the library' }).getAttribute('aria-valuenow'),
    columns: await page.getByRole('separator', { name: 'Width of the recap' }).getAttribute('aria-valuenow'),
    window: await page.evaluate(() => [innerWidth, innerHeight]),
  };
}

test('closing and starting again shows exactly what was there', async ({ people, person }) => {
  const { page } = person;
  await person.newDiscussion('Cultures of collaboration');
  await person.recap.click();
  await paste(person, { text: ALL_BLOCKS });
  await expect(person.recap).toContainText('The end.');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await paste(person, { picture: PICTURE });
  await expectPicture(person.recap);

  await person.post('To sum up what went on in the chat');
  await person.post('Great recap, thanks');
  await person.posts.first().getByRole('button', { name: 'Reply' }).click();
  await expect(person.composer).toBeFocused();
  await page.keyboard.type('Half a thought');
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Recapping' }).click();
  await expect(person.discussion('Cultures of collaboration')).toContainText('recap in progress');

  await person.resize(1210, 810);
  for (const name of ['Width of the library', 'Width of the recap']) {
    await page.getByRole('separator', { name }).focus();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  }
  const before = await picture(person);
  expect(before.recap).toContain('table');

  const again = await people.restart(person);
  await expect(again.title).toHaveValue('Cultures of collaboration');
  await expectPicture(again.recap);
  await expect(again.composer).toContainText('Half a thought');
  await expect.poll(() => picture(again)).toEqual(before);
});

test('a window that is closed in the middle of typing loses nothing', async ({ people, person }) => {
  await person.newDiscussion('Typed until the end');
  await person.writeRecap('The last word stays');
  const again = await people.restart(person);
  await expect(again.title).toHaveValue('Typed until the end');
  // As after the first start: the keys have somewhere to go.
  await expect(again.library.getByRole('listbox')).toBeFocused();
  await expect(again.recap).toHaveText('The last word stays');
});
