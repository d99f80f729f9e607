/** Own recaps, side by side and in lanes, and points that say the same, light and dark, large and small: no axe violation. */
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';
import { openEyes, type View } from '../support/views';

const recap = (person: Person) => person.region('Recap');
const tab = (person: Person, name: string) => person.page.getByRole('tab', { name, exact: true });
const lane = (person: Person, name: string) => person.page.getByRole('region', { name, exact: true });

const VIEWS: readonly View[] = [
  {
    name: 'recap-tabs',
    open: async (person) => {
      await person.menu('My recap');
      await expect(recap(person).getByRole('button', { name: /likely the same/ })).toBeVisible();
    },
  },
  { name: 'recap-tab-other', open: (person) => tab(person, 'Chris’s').click() },
  {
    name: 'recap-tab-none',
    open: async (person) => {
      await person.open('Nothing yet');
      await tab(person, 'Mine').click();
    },
    close: async (person) => {
      await person.open('Lanes');
      // The recaps of the other one may be on screen a moment longer, with a button of the same name.
      await expect(tab(person, 'Chris’s')).toBeVisible();
    },
  },
  {
    name: 'recap-layouts',
    open: (person) => person.button('How recaps are shown').click(),
    layer: ({ page }) => page.getByRole('menuitemradio', { name: 'All in lanes' }),
  },
  {
    name: 'recap-twins',
    open: async (person) => {
      await person.menu('My recap');
      await recap(person)
        .getByRole('button', { name: /likely the same/ })
        .click();
    },
    layer: (person) => person.dialog('Likely the same point'),
  },
  {
    name: 'recap-beside',
    open: async (person) => {
      await person.menu('Recaps side by side');
      await expect(lane(person, 'Our recap')).toBeVisible();
    },
  },
  {
    name: 'recap-lanes',
    open: async (person) => {
      await person.menu('All recaps in lanes');
      await lane(person, 'Chris’s').locator('[data-point]').first().hover();
      await expect(recap(person).locator('.point-twin').first()).toBeVisible();
    },
    close: (person) => person.button('One at a time').click(),
  },
];

async function write(person: Person, ...lines: string[]): Promise<void> {
  await tab(person, 'Mine').click();
  await person.button('Start my recap').click();
  const { keyboard } = person.page;
  await expect(recap(person).getByRole('textbox', { name: 'My recap' })).toBeFocused();
  for (const [at, line] of lines.entries()) {
    if (at > 0) for (const key of ['Enter', 'Enter']) await keyboard.press(key);
    await keyboard.type('/takeaway');
    await expect(person.page.getByRole('option', { name: /^Takeaway/ })).toBeVisible();
    await keyboard.press('Enter');
    await keyboard.type(line);
  }
}

async function prepare(renee: Person, chris: Person): Promise<void> {
  await renee.newDiscussion('Nothing yet');
  await renee.newDiscussion('Lanes');
  await renee.post('Find a small crew of silo straddlers and start with them.');
  await renee.writeRecap('What we take away from the chat of 12 August.');
  await chris.join(await renee.share());
  await chris.open('Lanes');
  await write(
    chris,
    'Start small, with a crew of silo straddlers',
    'Weak ties carry what strong ties keep to themselves',
    'Make it cool to share',
  );
  await tab(renee, 'Chris’s').click();
  const theirs = lane(renee, 'Chris’s recap').locator('[data-point]');
  await expect(theirs).toHaveCount(3);
  await theirs.nth(1).hover();
  await theirs.nth(1).getByRole('button', { name: 'Take into our recap' }).click();
  await write(renee, 'Start with a small crew of silo straddlers', 'Pilot, learn and adjust');
}

test('no view of own recaps has an axe violation', async ({ people }) => {
  test.setTimeout(180_000);
  const renee = await people.start({ name: 'Renee' });
  const chris = await people.start({ name: 'Chris' });
  const eyes = await openEyes(renee);
  await prepare(renee, chris);
  await eyes.lookAt(VIEWS);
  expect(eyes.found).toEqual([]);
});
