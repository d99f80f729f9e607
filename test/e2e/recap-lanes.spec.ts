/** Own recaps in two copies of the app: tabs, lanes, taking points into ours, bringing points together. */
import { resolve } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { test } from '../support/e2e';
import type { Person } from '../support/person';

const PICTURES = resolve(import.meta.dirname, '../../test-results/views');

const tab = ({ page }: Person, name: string): Locator => page.getByRole('tab', { name, exact: true });
const mine = (person: Person): Locator => person.region('Recap').getByRole('textbox', { name: 'My recap' });
const points = (within: Locator): Locator =>
  within.getByRole('group').filter({ has: within.page().locator('.point-body') });

/** Writes takeaways into the recap of one's own, one a line. */
async function writeMine(person: Person, ...lines: string[]): Promise<void> {
  await tab(person, 'Mine').click();
  await person.button('Start my recap').click();
  await expect(mine(person)).toBeFocused();
  for (const [at, line] of lines.entries()) {
    if (at > 0) await person.page.keyboard.press('Enter');
    if (at > 0) await person.page.keyboard.press('Enter');
    await person.page.keyboard.type('/takeaway');
    await person.page.keyboard.press('Enter');
    await person.page.keyboard.type(line);
  }
  await expect(points(mine(person))).toHaveCount(lines.length);
}

test('look', async ({ people }) => {
  test.setTimeout(120_000);
  const renee = await people.start({ name: 'Renee' });
  await renee.expectSample();
  await renee.resize(1440, 900);
  await tab(renee, 'Mine').click();
  await renee.page.screenshot({ path: resolve(PICTURES, 'lanes-empty.png') });
  await writeMine(renee, 'Start with a small crew of silo straddlers', 'Pilot, learn and adjust');
  await points(mine(renee)).first().getByRole('button', { name: 'Take into our recap' }).click();
  await renee.page.screenshot({ path: resolve(PICTURES, 'lanes-mine.png') });
  await renee.page.keyboard.press('Control+Shift+L');
  await renee.page.screenshot({ path: resolve(PICTURES, 'lanes-beside.png') });
  await renee.page.keyboard.press('Control+Shift+J');
  await renee.page.screenshot({ path: resolve(PICTURES, 'lanes-all.png') });
});
