/** How the recap feels under the hand: blocks moved by their handle, and a page that keeps still while others write. */
import { resolve } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';
import { restingBox } from '../support/resting-box';

const PICTURES = resolve(import.meta.dirname, '../../test-results/views');

const handle = (person: Person): Locator => person.button('Move this block, or open its menu');
const block = (person: Person, text: string): Locator => person.recap.locator(':scope > *').filter({ hasText: text });
const words = async (person: Person): Promise<readonly string[]> =>
  person.recap.evaluate((text) =>
    [...text.children].map((one) => one.querySelector('.point-body')?.textContent ?? one.textContent ?? ''),
  );

async function write(person: Person, title: string): Promise<void> {
  await person.newDiscussion(title);
  await person.writeRecap('# What we learned\nPlain words first\n!! Start with a small crew');
  await person.page.keyboard.press('Control+Enter');
  await person.page.keyboard.type('Pilot, learn, adjust');
  await expect(block(person, 'Pilot')).toHaveAttribute('data-kind', 'takeaway');
}

const ORDER = ['What we learned', 'Plain words first', 'Start with a small crew', 'Pilot, learn, adjust'];

/** Takes the block by its handle and holds it over the upper or lower half of another. */
async function drag(person: Person, text: string, to: string, half: 'upper' | 'lower'): Promise<void> {
  await block(person, text).hover();
  await handle(person).hover();
  await person.page.mouse.down();
  const box = await block(person, to).boundingBox();
  if (box === null) throw new Error(`${to} is not on screen`);
  const y = half === 'upper' ? box.y + 3 : box.y + box.height - 3;
  await person.page.mouse.move(box.x + 40, y - 12, { steps: 4 });
  await person.page.mouse.move(box.x + 40, y, { steps: 4 });
  await expect(person.page.locator('.block-cover')).toBeAttached();
}

test('a block is dragged by its handle, as one step, and the caret stays in its words', async ({ person }) => {
  await write(person, 'By handle');
  const id = await block(person, 'Start with').getAttribute('data-point');
  await drag(person, 'Start with', 'What we learned', 'lower');
  await person.page.screenshot({ path: resolve(PICTURES, 'feel-drag.png'), caret: 'initial' });
  await person.page.mouse.up();
  await expect.poll(() => words(person)).toEqual([ORDER[0], ORDER[2], ORDER[1], ORDER[3]]);
  await expect(block(person, 'Start with')).toHaveAttribute('data-point', id ?? '');
  await person.page.keyboard.type('!');
  await expect.poll(() => words(person)).toEqual([ORDER[0], ORDER[2], ORDER[1], `${ORDER[3]}!`]);
  await person.page.keyboard.press('Control+z');
  await person.page.keyboard.press('Control+z');
  await expect.poll(() => words(person)).toEqual(ORDER);
});

test('what opens beside a point stays where it is while its line changes', async ({ person }) => {
  await write(person, 'Beside');
  const point = block(person, 'Start with');
  await point.hover();
  await point.getByRole('button', { name: /^Do you agree/ }).click();
  const stances = person.page.getByRole('dialog', { name: 'What people think of this point' });
  await expect(stances).toBeVisible();
  const { x, y } = await restingBox(stances);
  for (const [stance, line] of [
    ['Disagree', '1 disagrees'],
    ['Unsure', '1 unsure'],
  ] as const) {
    await stances.getByRole('button', { name: stance, exact: true }).click();
    await expect(point.getByRole('button', { name: new RegExp(`^${line}`) })).toBeVisible();
    expect(await stances.boundingBox()).toMatchObject({ x, y });
  }
});

test('Esc gives a drag up, and a press without a drag opens the menu of the block', async ({ person }) => {
  await write(person, 'Given up');
  await drag(person, 'Plain words', 'Pilot', 'lower');
  await person.page.keyboard.press('Escape');
  await expect(person.page.locator('.block-cover')).toHaveCount(0);
  await person.page.mouse.up();
  expect(await words(person)).toEqual(ORDER);

  await block(person, 'Plain words').hover();
  await handle(person).click();
  const menu = person.page.getByRole('menu');
  await expect(menu).toBeVisible();
  await person.page.screenshot({ path: resolve(PICTURES, 'feel-menu.png'), caret: 'initial' });
  await menu.getByRole('menuitem', { name: 'Turn into' }).click();
  await person.page.getByRole('menuitemradio', { name: 'Decision' }).click();
  await expect(block(person, 'Plain words')).toHaveAttribute('data-kind', 'decision');
  await expect(menu).toHaveCount(0);
});

test('the menu of the block with the caret, moving and turning need no mouse', async ({ person }) => {
  await write(person, 'By keyboard');
  const { keyboard } = person.page;
  await keyboard.press('Control+.');
  const menu = person.page.getByRole('menu');
  await expect(menu).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(menu.getByRole('menuitem', { name: 'Move up' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(menu).toHaveCount(0);
  await expect.poll(() => words(person)).toEqual([ORDER[0], ORDER[1], ORDER[3], ORDER[2]]);
  await expect(person.recap).toBeFocused();
  await keyboard.type('!');
  await keyboard.press('Alt+ArrowUp');
  await expect.poll(() => words(person)).toEqual([ORDER[0], `${ORDER[3]}!`, ORDER[1], ORDER[2]]);
  await keyboard.press('Control+.');
  await expect(menu).toBeFocused();
  await keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(person.recap).toBeFocused();
  await keyboard.type('?');
  await expect.poll(() => words(person)).toEqual([ORDER[0], `${ORDER[3]}!?`, ORDER[1], ORDER[2]]);
});

/** How far the block with these words goes up or down on the screen from now on, in any frame; and what is before the caret. */
async function watchLine(person: Person, text: string): Promise<() => Promise<{ moved: number; before: string }>> {
  const watching = await person.recap.evaluateHandle((recap, wanted) => {
    const seen = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY, on: true };
    const look = () => {
      // The editor may draw a line in another element.
      const line = [...recap.children].find((one) => one.textContent?.startsWith(wanted));
      const top = line?.getBoundingClientRect().top ?? Number.NaN;
      seen.low = Math.min(seen.low, top);
      seen.high = Math.max(seen.high, top);
      if (seen.on) requestAnimationFrame(look);
    };
    look();
    return seen;
  }, text);
  return () =>
    watching.evaluate((seen) => {
      seen.on = false;
      const { anchorNode, anchorOffset } = document.getSelection() ?? { anchorNode: null, anchorOffset: 0 };
      return { moved: seen.high - seen.low, before: anchorNode?.textContent?.slice(0, anchorOffset) ?? '' };
    });
}

for (const { name, mine, theirs } of [
  { name: 'above what is scrolled out', mine: 'Line 45', theirs: 'Line 02' },
  { name: 'on screen above the caret', mine: 'Line 45', theirs: 'Line 43' },
  { name: 'above the caret at the top of the page', mine: 'Line 05', theirs: 'Line 02' },
]) {
  test(`the line with the caret keeps still while somebody writes ${name}`, async ({ people }) => {
    const renee = await people.start();
    await renee.newDiscussion('Keeps still');
    await renee.writeRecap(
      Array.from({ length: 60 }, (_, index) => `Line ${String(index + 1).padStart(2, '0')} of it`).join('\n'),
    );
    const chris = await people.start({ name: 'Chris' });
    await chris.join(await renee.share());
    await chris.open('Keeps still');
    await expect(chris.recap).toContainText('Line 60 of it');

    await block(renee, mine).click();
    await renee.page.keyboard.press('End');
    await block(chris, theirs).click();
    await chris.page.keyboard.press('End');
    await expect(renee.recap.locator('.caret')).toHaveCount(1);
    const stop = await watchLine(renee, mine);
    await chris.page.keyboard.type(' and a good deal more of it, so that the line becomes two of them, or more');
    for (const line of ['first', 'second', 'third']) {
      await chris.page.keyboard.press('Enter');
      await chris.page.keyboard.type(line);
    }
    await chris.page.keyboard.press('Control+Shift+1');
    await expect(block(renee, 'third')).toHaveAttribute('data-kind', 'takeaway');
    await expect(renee.recap).toBeFocused();
    const { moved, before } = await stop();
    expect(before).toBe(`${mine} of it`);
    expect(moved).toBeLessThanOrEqual(1);
  });
}
