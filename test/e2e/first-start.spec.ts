import { expect, test } from '../support/e2e';
import { SAMPLE } from '../support/person';

test('the first start asks only for a name, with a colour that can be chosen then and changed later', async ({
  people,
}) => {
  const person = await people.launch();
  const { page } = person;
  await expect(page.getByRole('textbox')).toHaveCount(1);
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused();

  await person.button('Start').click();
  await expect(page.getByText('A name is needed')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await expect(person.library).toBeHidden();

  await page.keyboard.type('Renee');
  await page.getByRole('radio', { name: 'Violet' }).click();
  await page.keyboard.press('Tab');
  await page.getByRole('textbox', { name: 'Your name' }).press('Enter');
  await person.expectSample();
  await expect(person.library.getByRole('listbox')).toBeFocused();

  await person.menu('Settings…');
  const settings = person.dialog('Settings');
  await expect(settings.getByRole('radio', { name: 'Violet' })).toBeChecked();
  await settings.getByRole('radio', { name: 'Rose' }).click();
  await settings.getByRole('button', { name: 'Done' }).click();
  await person.menu('Settings…');
  await expect(settings.getByRole('radio', { name: 'Rose' })).toBeChecked();
});

test('the notebook begins with one discussion that teaches, and it can be thrown away for ever', async ({
  people,
  person,
}) => {
  await expect(person.library.getByRole('option')).toHaveCount(1);
  await expect(person.posts).toHaveCount(5);
  await expect(person.recap).toContainText('Key takeaways');

  await person.discussion(SAMPLE).click();
  await person.page.keyboard.press('Delete');
  await expect(person.library.getByRole('option')).toHaveCount(0);
  await expect(person.page.getByText('No discussion is open')).toBeVisible();

  await person.library.getByRole('button', { name: /^Trash/ }).click();
  await person.button('Delete for ever…').click();
  await person.page.getByRole('alertdialog').getByRole('button', { name: 'Delete for ever' }).click();
  await expect(person.page.getByText('The trash is empty.')).toBeVisible();

  const again = await people.restart(person);
  await expect(again.page.getByText('No discussions here yet.')).toBeVisible();
  await again.library.getByRole('button', { name: /^Trash/ }).click();
  await expect(again.page.getByText('The trash is empty.')).toBeVisible();
});
