/** What a discussion said before: kept by itself and by name, looked at, compared, and brought back, in one life of the app. */
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';
import { openEyes, SIZES } from '../support/views';

const TITLE = 'Weak ties';

const list = (person: Person) => person.page.getByRole('listbox', { name: 'Versions' });
const dialog = (person: Person) => person.dialog(`Versions of “${TITLE}”`);
const says = (person: Person) => dialog(person).getByRole('region', { name: 'What it says' });

async function openVersions(person: Person): Promise<void> {
  await person.page.keyboard.press('Control+Shift+KeyG');
  await expect(dialog(person)).toBeVisible();
}

async function show(person: Person, how: string): Promise<void> {
  await dialog(person).getByRole('combobox', { name: 'Show' }).click();
  await person.page.getByRole('option', { name: how, exact: true }).click();
}

test('[VE11] [VE13] versions are kept, compared with now, brought back in part and whole, undone, and there after a restart', async ({
  person,
  people,
}) => {
  const { page } = person;
  await person.newDiscussion(TITLE);
  await person.post('Start with one group.');
  await person.posts.first().getByRole('button', { name: 'Add to recap' }).click();
  await expect(person.recap.getByRole('group').filter({ hasText: 'one group' })).toBeVisible();
  await person.writeRecap('\nSmall groups learn faster than large ones.\nThis one goes.');

  await openVersions(person);
  await expect(dialog(person).getByRole('status')).toContainText('There is no version yet.');
  await page.keyboard.press('Escape');
  await person.button('More about the recap').click();
  await page.getByRole('menuitem', { name: 'Name this version…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Before the vote');
  await page.keyboard.press('Enter');
  await expect(person.notice('“Before the vote” is a version now')).toBeVisible();
  await person.menu('Finish now');

  // Another discussion on screen: what was written since is kept.
  await person.recap.getByText('This one goes.').click({ clickCount: 3 });
  await page.keyboard.press('Backspace');
  await person.recap.getByText('Small groups').click();
  await page.keyboard.press('End');
  await person.caretTold();
  await page.keyboard.type(' But they need each other.');
  await person.open('Start here: how a recap comes about');
  await person.open(TITLE);
  await openVersions(person);
  await expect(async () => {
    await page.keyboard.press('Escape');
    await openVersions(person);
    await expect(list(person).getByRole('option')).toHaveCount(3, { timeout: 500 });
  }).toPass();
  await expect(list(person)).toBeFocused();
  await expect(list(person).getByRole('option')).toHaveText([
    /A pause in writing.*You wrote/,
    /Finished by you/,
    /Before the vote.*Named by you.*you wrote/,
  ]);

  await page.keyboard.press('End');
  await expect(list(person).getByRole('option', { selected: true })).toContainText('Before the vote');
  await expect(says(person).locator('[data-kind=removed] del')).toHaveText('This one goes.');
  await expect(says(person).locator('[data-kind=changed] ins')).toHaveText(' But they need each other.');
  await expect(says(person).locator('[data-kind=changed] ins .who')).toHaveAttribute('title', 'Renee');
  const eyes = await openEyes(person);
  const look = async (name: string): Promise<void> => {
    for (const size of [SIZES[1], SIZES[0]]) {
      await person.resize(size.width, size.height);
      await eyes.look(name, size);
    }
  };
  await look('versions-compared');
  await show(person, 'As it was');
  await expect(says(person)).toContainText('Start with one group.');
  await expect(says(person).locator('ins, del')).toHaveCount(0);
  await look('versions-as-it-was');

  await show(person, 'Compared with now');
  await says(person).locator('[data-kind=removed]').getByRole('button', { name: 'Bring this back' }).click();
  await expect(says(person).locator('[data-kind=removed]')).toHaveCount(0);
  await expect(dialog(person).getByRole('status').filter({ hasText: 'It is back.' })).toBeVisible();
  await dialog(person).getByRole('button', { name: 'Restore…' }).click();
  const preview = person.dialog('Restore this version?');
  await expect(preview.getByRole('listitem')).toHaveCount(1);
  await expect(preview.locator('del')).toHaveText(' But they need each other.');
  await look('versions-restore');
  expect(eyes.found).toEqual([]);
  await preview.getByRole('button', { name: 'Restore what is chosen' }).click();
  await expect(person.recap).toContainText('This one goes.');
  await expect(person.recap).not.toContainText('they need each other');
  const notice = person.notice(/1 change made to restore “Before the vote”/);
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect(person.recap).toContainText('they need each other');

  const after = await people.restart(person);
  await after.open(TITLE);
  await openVersions(after);
  await expect(list(after).getByRole('option', { name: /Before a version was restored/ })).toHaveCount(1);
  await expect(list(after).getByRole('option', { name: /Before the vote/ })).toHaveCount(1);
  await list(after).focus();
  await after.page.keyboard.press('End');
  await dialog(after).getByRole('button', { name: 'Name this version…' }).click();
  await after.page.getByRole('textbox', { name: 'Name of the version' }).fill('What we voted on');
  await after.page.keyboard.press('Enter');
  await expect(list(after).getByRole('option', { name: /What we voted on/ })).toHaveCount(1);
});
