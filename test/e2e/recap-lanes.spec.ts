/** Own recaps in two copies of the app: tabs, lanes, taking points into ours, bringing points together. */
import type { Locator } from '@playwright/test';
import { expect, type People, test } from '../support/e2e';
import { type Person, SAMPLE } from '../support/person';

const tab = ({ page }: Person, name: string): Locator => page.getByRole('tab', { name, exact: true });
const mine = (person: Person): Locator => person.region('Recap').getByRole('textbox', { name: 'My recap' });
const pointsIn = (within: Locator): Locator => within.locator('[data-point]');

/** Writes takeaways into the recap of one's own, one a line, by keyboard. */
async function writeMine(person: Person, ...lines: string[]): Promise<void> {
  await tab(person, 'Mine').click();
  await person.button('Start my recap').click();
  await expect(mine(person)).toBeFocused();
  const { keyboard } = person.page;
  for (const [at, line] of lines.entries()) {
    // Twice Enter leaves a point.
    if (at > 0) for (const key of ['Enter', 'Enter']) await keyboard.press(key);
    await keyboard.type('/takeaway');
    await expect(person.page.getByRole('option', { name: /^Takeaway/ })).toBeVisible();
    await keyboard.press('Enter');
    await keyboard.type(line);
  }
  await expect(pointsIn(mine(person))).toHaveCount(lines.length);
}

async function together(people: People): Promise<[Person, Person]> {
  const renee = await people.start({ name: 'Renee' });
  const chris = await people.start({ name: 'Chris' });
  await renee.newDiscussion('Lanes');
  await chris.join(await renee.share());
  await chris.open('Lanes');
  for (const person of [renee, chris]) await person.expectInSync();
  return [renee, chris];
}

const CREW = 'Start with a small crew of silo straddlers';
const CREW_AGAIN = 'Start small, with a crew of silo straddlers';
const PILOT = 'Pilot, learn and adjust the plan';

test('each writes a recap of their own and sees the other’s live; points go into ours with credit', async ({
  people,
}) => {
  const [renee, chris] = await together(people);
  await writeMine(renee, CREW, PILOT);
  await tab(chris, 'Renee’s').click();
  const reneesAtChris = chris.page.getByRole('region', { name: 'Renee’s recap' });
  await expect(pointsIn(reneesAtChris)).toHaveCount(2);
  await renee.page.keyboard.type(', early');
  await expect(reneesAtChris).toContainText(`${PILOT}, early`);
  await expect(reneesAtChris.getByRole('textbox')).toHaveCount(0);

  await pointsIn(reneesAtChris).first().hover();
  await pointsIn(reneesAtChris).first().getByRole('button', { name: 'Take into our recap' }).click();
  await expect(pointsIn(reneesAtChris).first().getByRole('button', { name: 'In our recap' })).toBeVisible();
  await expect(pointsIn(mine(renee)).first().getByRole('button', { name: 'In our recap' })).toBeVisible();
  await pointsIn(mine(renee)).first().getByRole('button', { name: 'In our recap' }).click();
  await expect(tab(renee, 'Our recap')).toHaveAttribute('aria-selected', 'true');
  await expect(pointsIn(renee.recap)).toHaveText(new RegExp(`${CREW}.*with Renee`));
  await expect(renee.recap).toBeFocused();
  await renee.page.keyboard.press('Control+z');
  // It was Chris who took it: Renee's undo leaves it.
  await expect(pointsIn(renee.recap)).toHaveCount(1);
});

test('undo and the chosen tab survive a change of tab and a restart', async ({ people }) => {
  let renee = await people.start({ name: 'Renee' });
  await renee.newDiscussion('Tabs');
  await writeMine(renee, CREW);
  await tab(renee, 'Mine').press('ArrowLeft');
  await expect(tab(renee, 'Our recap')).toBeFocused();
  await expect(renee.recap).toBeVisible();
  await tab(renee, 'Our recap').press('End');
  await mine(renee).focus();
  await renee.page.keyboard.press('Control+z');
  await expect(mine(renee)).not.toContainText('straddlers');
  await renee.page.keyboard.press('Control+Shift+z');
  await expect(mine(renee)).toContainText(CREW);
  await renee.open(SAMPLE);
  await expect(tab(renee, 'Our recap')).toHaveAttribute('aria-selected', 'true');
  await renee.open('Tabs');
  await expect(tab(renee, 'Mine')).toHaveAttribute('aria-selected', 'true');
  renee = await people.restart(renee);
  await expect(tab(renee, 'Mine')).toHaveAttribute('aria-selected', 'true');
  await expect(mine(renee)).toContainText(CREW);
});

test('points that say the same are pointed out and merged once, or kept apart for everybody', async ({ people }) => {
  const [renee, chris] = await together(people);
  await writeMine(renee, CREW, PILOT);
  await writeMine(chris, CREW_AGAIN, 'Pilot, learn and adjust plans');
  const first = pointsIn(mine(chris)).first();
  await first.getByRole('button', { name: 'likely the same as Renee’s' }).click();
  const dialog = chris.page.getByRole('dialog', { name: 'Likely the same point' });
  await expect(dialog).toContainText(CREW);
  await expect(dialog.getByRole('button', { name: 'Merge', exact: true })).toBeFocused();
  await chris.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(first.getByRole('button', { name: 'In our recap' })).toBeVisible();
  await expect(pointsIn(mine(renee)).first().getByRole('button', { name: 'In our recap' })).toBeVisible();

  const second = pointsIn(mine(renee)).nth(1);
  await second.getByRole('button', { name: 'likely the same as Chris’s' }).click();
  await renee.button('Not the same').click();
  await expect(second.getByRole('button', { name: /likely the same/ })).toHaveCount(0);
  await expect(
    pointsIn(mine(chris))
      .nth(1)
      .getByRole('button', { name: /likely the same/ }),
  ).toHaveCount(0);

  await renee.menu('Our recap');
  await expect(pointsIn(renee.recap)).toHaveCount(1);
  await expect(pointsIn(renee.recap)).toContainText('with Chris, Renee');
  for (const words of [CREW, CREW_AGAIN]) await expect(renee.recap).toContainText(words);
});

test('both take the same point while apart: one copy stays, and merging apart loses nothing', async ({ people }) => {
  const [renee, chris] = await together(people);
  await writeMine(renee, CREW, PILOT);
  await expect(tab(chris, 'Renee’s')).toBeVisible();
  await tab(chris, 'Renee’s').click();
  const reneesAtChris = chris.page.getByRole('region', { name: 'Renee’s recap' });
  await expect(pointsIn(reneesAtChris)).toHaveCount(2);
  for (const person of [renee, chris]) await person.workOffline(true);
  await pointsIn(mine(renee)).first().getByRole('button', { name: 'Take into our recap' }).click();
  await pointsIn(reneesAtChris).first().getByRole('button', { name: 'Take into our recap' }).click();
  for (const person of [renee, chris]) await person.menu('Our recap');
  for (const person of [renee, chris]) await expect(pointsIn(person.recap)).toHaveCount(1);
  for (const person of [renee, chris]) await person.workOffline(false);
  for (const person of [renee, chris]) await person.expectInSync();
  for (const person of [renee, chris]) {
    await expect(pointsIn(person.recap)).toHaveCount(1);
    await expect(pointsIn(person.recap)).toContainText(CREW);
  }
});

test('recaps stand side by side and in lanes, walked with F6, and the thread comes back when it is needed', async ({
  people,
}) => {
  const [renee, chris] = await together(people);
  await writeMine(renee, CREW, PILOT);
  await writeMine(chris, CREW_AGAIN);
  await renee.resize(1024, 700);
  const { keyboard } = renee.page;
  await keyboard.press('Control+Shift+L');
  const lane = (name: string): Locator => renee.page.getByRole('region', { name, exact: true });
  await expect(lane('Our recap')).toBeVisible();
  await expect(lane('Mine')).toBeVisible();
  await expect(renee.region('Thread')).toBeHidden();
  await keyboard.press('Control+Shift+J');
  await expect(lane('Chris’s')).toBeVisible();
  await renee.recap.click();
  await keyboard.press('F6');
  await expect(mine(renee)).toBeFocused();
  await keyboard.press('F6');
  await expect(lane('Chris’s recap')).toBeFocused();
  await keyboard.press('Shift+F6');
  await keyboard.press('Shift+F6');
  await expect(renee.recap).toBeFocused();

  // The twin is lit, and the point under the caret goes into ours by its key.
  await keyboard.press('F6');
  await expect(async () => {
    // The caret is put where it was a moment after the focus came.
    await keyboard.press('Control+Home');
    await expect(lane('Chris’s').locator('.point-twin')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await keyboard.press('Control+Shift+T');
  await expect(pointsIn(renee.recap)).toContainText(CREW);

  await renee.menu('Write a post');
  await expect(renee.composer).toBeFocused();
  await expect(lane('Chris’s')).toBeHidden();

  await renee.menu('All recaps in lanes');
  await renee.button('One at a time').click();
  await expect(renee.page.getByRole('tab', { selected: true })).toBeFocused();
});

test('a point is dragged to its place in ours', async ({ people }) => {
  const renee = await people.start({ name: 'Renee' });
  await renee.newDiscussion('Drag');
  await renee.writeRecap('first\nlast');
  await writeMine(renee, CREW);
  await renee.page.keyboard.press('Control+Shift+L');
  const handle = pointsIn(mine(renee)).first().getByRole('button', { name: 'Take into our recap' });
  await handle.hover();
  await handle.dragTo(renee.recap.getByText('last', { exact: true }), { targetPosition: { x: 20, y: 2 } });
  await expect(renee.recap).toHaveText(new RegExp(`first.*${CREW}.*last`));
});
