/** People in a recap: stances, reactions, who wrote what, contributors; two real copies where it is about merging. */
import type { Locator } from '@playwright/test';
import { expect, type People, test } from '../support/e2e';
import type { Person } from '../support/person';
import { restingBox } from '../support/resting-box';
import { openEyes, type View } from '../support/views';

async function pair(people: People, title: string): Promise<[Person, Person]> {
  const [renee, chris] = await Promise.all([people.start(), people.start({ name: 'Chris' })]);
  await renee.newDiscussion(title);
  await chris.join(await renee.share());
  await chris.open(title);
  for (const person of [renee, chris]) await person.expectInSync();
  return [renee, chris];
}

async function takeaway({ recap, page }: Person, text: string): Promise<void> {
  await recap.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('/takeaway');
  await expect(page.getByRole('listbox', { name: 'Insert' }).getByRole('option').first()).toHaveText(/Takeaway/);
  await page.keyboard.press('Enter');
  await page.keyboard.type(text);
}

const point = ({ recap }: Person, text: string): Locator => recap.locator('[data-point]').filter({ hasText: text });
const stanceLine = (person: Person, text: string): Locator => point(person, text).locator('.stance-line');

/** Puts the caret behind so many letters, as one press of a mouse button would. */
async function caretAfter(text: Locator, letters: number): Promise<void> {
  await text.evaluate((element, offset) => getSelection()?.collapse(element.firstChild, offset), letters);
}

/** The text of a person while authors are shown, stretch by stretch. */
const written = ({ recap }: Person, by: string): Promise<string[]> =>
  recap
    .locator(`[data-who]`)
    .evaluateAll((all, look) => all.filter((one) => one.classList.contains(look)).map((one) => one.textContent), by);

async function lookOf(person: Person, name: string): Promise<string> {
  const shown = person.page.getByRole('list', { name: 'Who wrote what' }).getByText(name, { exact: true });
  const classes = (await shown.getAttribute('class')) ?? '';
  return classes.split(' ').find((one) => one.startsWith('who-s')) ?? '';
}

test('stances chosen apart are both there after the merge, with every reason', async ({ people }) => {
  const [renee, chris] = await pair(people, 'Stances');
  await takeaway(renee, 'Start with a small crew');
  await expect(point(chris, 'Start with a small crew')).toBeVisible();

  await chris.workOffline(true);
  await chris.recap.getByText('Start with a small crew').click();
  await chris.page.keyboard.press('Control+Shift+Y');
  const window = chris.page.getByRole('dialog', { name: 'What people think of this point' });
  await expect(window.getByRole('button', { name: 'Agree', exact: true })).toBeFocused();
  await chris.page.keyboard.press('Tab');
  await chris.page.keyboard.press('Enter');
  await expect(window.getByRole('button', { name: 'Disagree' })).toHaveAttribute('aria-pressed', 'true');
  await window.getByRole('textbox', { name: /^Why/ }).fill('The pilot took a year');
  await chris.page.keyboard.press('Control+Enter');
  await expect(window).toBeHidden();
  await expect(stanceLine(chris, 'Start with')).toHaveText('1 disagrees1 reason');

  // Meanwhile, without a word of it.
  await renee.recap.getByText('Start with a small crew').click();
  await renee.menu('Agree with this point');
  await expect(stanceLine(renee, 'Start with')).toHaveText('1 agrees');

  await chris.workOffline(false);
  for (const person of [renee, chris]) {
    await expect(stanceLine(person, 'Start with')).toHaveText('1 agrees · 1 disagrees1 reason', { timeout: 30_000 });
  }
  await stanceLine(renee, 'Start with').click();
  const seen = renee.page.getByRole('dialog', { name: 'What people think of this point' });
  await expect(seen.getByRole('region', { name: 'Disagree' })).toContainText('Chris');
  await expect(seen.getByRole('region', { name: 'Disagree' })).toContainText('The pilot took a year');
  await seen.getByRole('button', { name: 'Take back' }).click();
  await renee.page.keyboard.press('Escape');
  for (const person of [renee, chris]) await expect(stanceLine(person, 'Start with')).toHaveText('1 disagrees1 reason');
});

test('text keeps its author when another splits, moves or wraps it, and after a restart', async ({ people }) => {
  const [renee, chris] = await pair(people, 'Authors');
  await chris.writeRecap('Weak ties cross the organisation\nOthers ask to join');
  await expect(renee.recap).toContainText('Others ask to join');

  await renee.recap.getByText('Weak ties cross').click();
  await caretAfter(renee.recap.getByText('Weak ties cross'), 'Weak ties'.length);
  await renee.page.keyboard.press('Enter');
  await expect(renee.recap.locator('p')).toHaveText(['Weak ties', ' cross the organisation', 'Others ask to join']);
  await renee.recap.getByText('Others ask').click();
  await renee.page.keyboard.press('Alt+ArrowUp');
  await renee.page.keyboard.press('End');
  await renee.page.keyboard.type(' soon');
  await renee.recap.getByText('Weak ties').click();
  await renee.page.keyboard.press('Home');
  await renee.page.keyboard.type('> ');

  for (const person of [renee, chris]) {
    await expect(person.recap).toContainText('Others ask to join soon');
    await person.page.keyboard.press('Control+Shift+W');
    await expect(person.button('Who wrote what')).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(async () => written(person, await lookOf(person, 'Renee'))).toEqual([' soon']);
    const chriss = async () => (await written(person, await lookOf(person, 'Chris'))).map((text) => text.trim()).sort();
    await expect.poll(chriss).toEqual(['Others ask to join', 'Weak ties', 'cross the organisation']);
  }
  await renee.recap.getByText('cross the').click();
  await expect(renee.page.getByText(/^Here: Chris; moved here by you/)).toBeVisible();

  const again = await people.restart(renee);
  await again.open('Authors');
  await again.button('Who wrote what').click();
  await expect.poll(async () => written(again, await lookOf(again, 'Renee'))).toEqual([' soon']);
  await again.button('Contributors').click();
  const list = again.page.getByRole('dialog', { name: 'Who contributed what' });
  await expect(list.getByRole('listitem').first()).toContainText('Chris');
  await expect(list.getByRole('listitem').first()).toContainText('9 words in our recap');
  await expect(list.getByRole('listitem').nth(1)).toContainText('1 word in our recap');
});

test('nothing moves when authors are shown, nor while they are typed with', async ({ person }) => {
  await person.newDiscussion('Still');
  await takeaway(person, 'Start with a small crew of silo straddlers, people whose weak ties cross the organisation');
  await person.writeRecap('');
  const boxes = () =>
    person.recap.locator('p').evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
  await restingBox(person.recap.locator('p').last());
  const before = await boxes();
  await person.page.keyboard.press('Control+Shift+W');
  await expect(person.recap.locator('[data-who]').first()).toBeVisible();
  expect(await boxes()).toEqual(before);
  await person.recap.getByText('Start with').click();
  await person.page.keyboard.press('End');
  await person.page.keyboard.type(', and more');
  await expect(person.recap.locator('[data-who]').filter({ hasText: ', and more' })).toHaveCount(1);
  // The text stays the same one: where it is drawn anew for each letter, the browser lays the page out twice for each.
  const text = await person.page.evaluateHandle(() => getSelection()?.focusNode ?? null);
  await person.page.keyboard.type(', and on');
  await expect(person.recap.locator('[data-who]').filter({ hasText: ', and more, and on' })).toHaveCount(1);
  expect(await text.evaluate((node) => node?.isConnected)).toBe(true);
  await person.page.keyboard.press('Control+Shift+W');
  await expect(person.recap.locator('[data-who]')).toHaveCount(0);
});

test('a reaction is given by keyboard, seen by the other, and taken back', async ({ people }) => {
  const [renee, chris] = await pair(people, 'Reactions');
  await renee.post('Start internal SM in one group');
  await expect(chris.posts).toHaveCount(1);
  const react = chris.posts.first().getByRole('button', { name: 'React', exact: true });
  await react.focus();
  await chris.page.keyboard.press('Enter');
  await expect(chris.page.getByRole('menuitemcheckbox', { name: /Thumbs up/ })).toBeFocused();
  const faces = chris.page.getByRole('menuitemcheckbox');
  // The focus follows a key a frame later.
  await chris.page.keyboard.press('ArrowRight');
  await expect(faces.nth(1)).toBeFocused();
  await chris.page.keyboard.press('ArrowLeft');
  await expect(faces.nth(0)).toBeFocused();
  await chris.page.keyboard.press('Enter');
  await expect(react).toBeFocused();
  const mine = renee.posts.first().getByRole('button', { name: '👍 1 by Chris; press to add yours' });
  await mine.click();
  await expect(renee.posts.first().getByRole('button', { name: /👍 2 by Chris and you/ })).toHaveText('👍 2');
  await chris.posts
    .first()
    .getByRole('button', { name: /👍 2 by you and Renee; press to take yours back/ })
    .click();
  await expect(renee.posts.first().getByRole('button', { name: /^👍 1 by you; press/ })).toHaveText('👍 1');
});

test('stances, authors and reactions look right, light and dark, large and small, and pass axe', async ({ people }) => {
  test.setTimeout(180_000);
  const [renee, chris] = await pair(people, 'Cultures of collaboration');
  await renee.post('Find a small crew of “silo straddlers” and start with them.');
  await chris.post('I will now be on the lookout for silo straddlers to serve as change agents.');
  await takeaway(renee, 'Start with a small crew of silo straddlers, people whose weak ties cross the organisation');
  await expect(point(chris, 'Start with a small')).toBeVisible();
  await chris.recap.getByText('Start with a small').click();
  await chris.page.keyboard.press('End');
  await chris.page.keyboard.type(', and let the others ask to join.');
  await chris.menu('Unsure about this point');
  await renee.recap.getByText('Start with a small').click();
  await renee.menu('Agree with this point');
  await expect(stanceLine(renee, 'Start with')).toHaveText('1 agrees · 1 unsure');
  await renee.posts.nth(1).getByRole('button', { name: 'React', exact: true }).click();
  await renee.page.getByRole('menuitemcheckbox', { name: /Thumbs up/ }).click();
  await renee.button('Who wrote what').click();
  await expect(renee.page.getByText(/^Here: /)).toBeVisible();
  const views: readonly View[] = [
    { name: 'people-authors', open: () => expect(renee.page.getByText(/^Here: /)).toBeVisible() },
    {
      name: 'people-stances',
      open: (person) => stanceLine(person, 'Start with').click(),
      layer: ({ page }) => page.getByRole('dialog', { name: 'What people think of this point' }),
    },
    {
      name: 'people-contributors',
      open: (person) => person.button('Contributors').click(),
      layer: ({ page }) => page.getByRole('dialog', { name: 'Who contributed what' }),
    },
    {
      name: 'people-reactions',
      open: ({ posts }) => posts.first().getByRole('button', { name: 'React', exact: true }).click(),
      layer: ({ page }) => page.getByRole('menuitemcheckbox', { name: /Thumbs up/ }),
    },
  ];
  const eyes = await openEyes(renee);
  await eyes.lookAt(views);
  expect(eyes.found).toEqual([]);
});
