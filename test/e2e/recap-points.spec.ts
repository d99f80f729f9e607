import type { Locator } from '@playwright/test';
import { clipboardText } from '../support/desktop';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';

const group = ({ recap }: Person, name: string, index = 0): Locator =>
  recap.getByRole('group', { name, exact: true }).nth(index);

async function write(person: Person, ...lines: readonly string[]): Promise<void> {
  const { page, recap } = person;
  await recap.click();
  await page.keyboard.press('Control+End');
  for (const line of lines) {
    if (line === '\n') await page.keyboard.press('Enter');
    else await page.keyboard.type(line);
  }
}

const KINDS = [
  { name: 'Takeaway', query: '/takea', typed: '!! ' },
  { name: 'Decision', query: '/deci', typed: '=> ' },
  { name: 'Action', query: '/acti', typed: '-> ' },
  { name: 'Open question', query: '/open', typed: '?? ' },
  { name: 'Quote', query: '/quote fr', typed: '"" ' },
  { name: 'Source', query: '/sour', typed: '@@ ' },
] as const;

test('every kind of point is made by the slash menu and by typing', async ({ person }) => {
  const { page } = person;
  await person.newDiscussion('Kinds');
  for (const [index, { name, query, typed }] of KINDS.entries()) {
    if (index > 0) await write(person, '\n', '\n');
    await write(person, query);
    await expect(page.getByRole('listbox', { name: 'Insert' }).getByRole('option').first()).toContainText(name);
    await page.keyboard.press('Enter');
    if (name === 'Quote') {
      // Whose words? Nobody's: this one is written by hand.
      await expect(page.getByRole('combobox', { name: 'Whose words?' })).toBeFocused();
      await page.keyboard.press('Escape');
    }
    await expect(person.recap).toBeFocused();
    await person.page.keyboard.type(`${name} one`);
    await write(person, '\n', '\n', typed, `${name} two`);
    await expect(group(person, name, 0)).toContainText(`${name} one`);
    await expect(group(person, name, 1)).toContainText(`${name} two`);
  }
  await expect(person.recap.getByRole('group')).toHaveCount(12);
});

test('the fields of a point are filled by keyboard alone, and survive a restart', async ({ person, people }) => {
  const { page } = person;
  await person.newDiscussion('Fields');
  await write(person, '-> Book the room');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: 'Done: Book the room' })).toBeFocused();
  await page.keyboard.press('Space');
  for (const _ of ['kind', 'owner']) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Choose an owner' })).toBeFocused();
  await page.keyboard.press('Enter');
  // It is on screen a moment before it has the focus; what is typed before that goes nowhere.
  await expect(page.locator('[role="menu"]:focus, [role="menu"] :focus')).toBeVisible();
  await page.keyboard.type('Ren');
  await expect(page.getByRole('menuitemradio', { name: 'Renee' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Owner: Renee' })).toBeVisible();
  await page.getByRole('button', { name: 'Choose a due date' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Due date').and(page.locator('input')).fill('2009-08-12');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Due: Wed 12 Aug 2009' })).toBeVisible();

  await write(person, '\n', '\n', '=> We pilot', '\n', 'why: it is cheap');
  await expect(group(person, 'Decision')).toContainText('it is cheap');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Renee' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Agreed by Renee' })).toBeVisible();

  await write(person, '\n', '\n', '@@ Change Masters');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Author' })).toBeFocused();
  await page.keyboard.type('Kanter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('example.org/masters');
  await page.keyboard.press('Enter');
  await expect(group(person, 'Source').getByRole('link', { name: 'example.org/masters' })).toBeVisible();

  const again = await people.restart(person);
  await again.open('Fields');
  await expect(again.recap.getByRole('checkbox', { name: 'Done: Book the room' })).toBeChecked();
  await expect(again.recap.getByRole('button', { name: 'Owner: Renee' })).toBeVisible();
  await expect(again.recap.getByRole('button', { name: 'Agreed by Renee' })).toBeVisible();
  await expect(again.recap.getByText('Kanter')).toBeVisible();
});

test('points are moved, split, merged, turned and taken back by keyboard', async ({ person }) => {
  const { page, recap } = person;
  await person.newDiscussion('Moves');
  await write(person, '!! First', '\n', '\n', '!! Second and third');
  const texts = recap.locator('.point-body');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(texts).toHaveText(['Second and third', 'First']);

  for (const _ of ' and third') await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+Enter');
  await expect(texts).toHaveText(['Second', ' and third', 'First']);
  await page.keyboard.press('Backspace');
  await expect(texts).toHaveText(['Second and third', 'First']);
  await page.keyboard.press('Control+Z');
  await expect(texts).toHaveText(['Second', ' and third', 'First']);
  await page.keyboard.press('Control+Z');
  await expect(texts).toHaveText(['Second and third', 'First']);

  await page.keyboard.press('Control+Shift+2');
  await expect(group(person, 'Decision')).toContainText('Second and third');
  await page.keyboard.press('Control+Shift+0');
  await expect(recap.getByRole('group')).toHaveCount(1);
  await page.keyboard.press('Control+Z');
  await expect(group(person, 'Decision')).toContainText('Second and third');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Delete');
  await expect(texts).toHaveText(['First']);
  await page.keyboard.press('Control+Z');
  await expect(texts).toHaveCount(2);
});

test('a press beside the controls of a point puts the caret behind its words', async ({ person }) => {
  const { page } = person;
  await person.newDiscussion('Beside');
  await write(person, 'Before', '\n', '=> We pilot first', '\n', '\n', 'After');
  await person.title.click();
  const foot = group(person, 'Decision').locator('.point-foot');
  const box = await foot.boundingBox();
  if (box === null) throw new Error('the controls are not on screen');
  // Between the fields on the left and the stances on the right there is nothing.
  await page.mouse.click(box.x + box.width - 90, box.y + box.height / 2);
  await expect(person.recap).toBeFocused();
  await page.keyboard.type(', and learn');
  await expect(group(person, 'Decision').getByText('We pilot first, and learn')).toBeVisible();
});

test('the menu of a point and the menu of a selection do the same by mouse', async ({ person }) => {
  const { page, recap } = person;
  await person.newDiscussion('Menus');
  await write(person, 'Some text', '\n', '!! First', '\n', '\n', '!! Second');
  await group(person, 'Takeaway', 1).getByRole('button', { name: 'Takeaway: change the kind' }).click();
  await page.getByRole('menuitem', { name: 'Merge with the point above' }).click();
  await expect(recap.getByRole('group')).toHaveCount(1);
  await expect(recap.locator('.point-body > p')).toHaveText(['First', 'Second']);
  await group(person, 'Takeaway').getByRole('button', { name: 'Takeaway: change the kind' }).click();
  await page.getByRole('menuitemradio', { name: 'Open question' }).click();
  await expect(group(person, 'Open question')).toContainText('Second');

  await recap.getByText('Some text').click({ clickCount: 3 });
  await page.getByRole('button', { name: 'Turn into a point' }).click();
  await page.getByRole('menuitem', { name: 'Decision' }).click();
  await expect(group(person, 'Decision')).toContainText('Some text');
});

test('a point is copied, cut and pasted whole, and reads well as plain text', async ({ person }) => {
  const { page, recap, composer } = person;
  await person.newDiscussion('Clipboard');
  await write(person, '=> We pilot', '\n', 'why: it is cheap');
  const ids = (): Promise<(string | null)[]> =>
    recap.locator('.point').evaluateAll((all) => all.map((one) => one.getAttribute('data-point')));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+C');
  await expect.poll(() => clipboardText(person)).toBe('Decision: We pilot Why: it is cheap');
  const [first] = await ids();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+V');
  await expect(recap.locator('.point')).toHaveCount(2);
  const copied = await ids();
  expect(copied[0]).toBe(first);
  expect(copied[1]).not.toBe(first);
  await expect(recap.locator('.point').nth(1).locator('[data-type=detail]')).toHaveText('it is cheap');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+X');
  await expect(recap.locator('.point')).toHaveCount(1);
  await recap.click();
  await page.keyboard.press('Control+V');
  await expect(recap.locator('.point')).toHaveCount(2);
  expect(await ids()).toEqual(copied);

  await composer.click();
  await page.keyboard.press('Control+V');
  await expect(composer).toContainText('We pilot');
  await expect(composer).toContainText('Why: it is cheap');
  await expect(composer.locator('.point')).toHaveCount(0);
});

test('a quote is made from a post without leaving the recap, and its chip leads back to it', async ({ person }) => {
  const { page, recap } = person;
  await person.newDiscussion('Quotes');
  await person.post('Start small wild fires here and there.');
  await person.post('Look out for silo straddlers.');
  await write(person, '/quote fr');
  await expect(page.getByRole('listbox', { name: 'Insert' }).getByRole('option').first()).toContainText('Quote');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Whose words?' })).toBeFocused();
  await page.keyboard.type('wild');
  await expect(page.getByRole('listbox', { name: 'Posts' }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(group(person, 'Quote')).toContainText('Start small wild fires here and there.');
  await expect(recap).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  const chip = group(person, 'Quote').getByRole('button', { name: /^Cited: Renee/ });
  await expect(chip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(person.posts.first()).toBeFocused();
  await chip.focus();
  await page.keyboard.press('Delete');
  await expect(chip).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Z');
  await expect(chip).toBeVisible();
});
