/** The thread and its recap, tied together: citing, jumping both ways, what is missing, setting aside. */
import { resolve } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';
import { restingBox } from '../support/resting-box';

const PICTURES = resolve(import.meta.dirname, '../../test-results/views');

const post = (person: Person, text: string): Locator => person.posts.filter({ hasText: text });
const point = (person: Person, text: string): Locator => person.recap.getByRole('group').filter({ hasText: text });
const coverage = (person: Person): Locator =>
  person.region('Recap').getByRole('progressbar', { name: 'Posts in the recap' });
const add = (of: Locator): Locator => of.getByRole('button', { name: 'Add to recap' });

async function discuss(person: Person, title: string, ...texts: string[]): Promise<void> {
  await person.newDiscussion(title);
  for (const text of texts) await person.post(text);
}

/** Selects words on the page as a pointer would leave them. */
async function select(inside: Locator, words: string): Promise<void> {
  await inside.locator('.post-body').evaluate((body, wanted) => {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = (node.textContent ?? '').indexOf(wanted);
      if (at >= 0) getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }
  }, words);
}

test('a whole post becomes a takeaway that cites it, and can be taken back', async ({ person }) => {
  await discuss(person, 'By button', 'Find a small crew of silo straddlers.', 'Thanks for that.');
  const first = post(person, 'small crew');
  await expect(first.getByRole('button', { name: 'not in the recap yet' })).toBeVisible();
  await add(first).click();
  await expect(point(person, 'small crew')).toBeVisible();
  await expect(add(first)).toBeFocused();
  await expect(first.getByRole('button', { name: 'in the recap', exact: true })).toBeVisible();
  await expect(coverage(person)).toHaveAttribute('aria-valuetext', '1 of 2 posts in');
  await person.page.screenshot({ path: resolve(PICTURES, 'citations-added.png') });
  await person.notice('Added to the recap').getByRole('button', { name: 'Undo' }).click();
  await expect(point(person, 'small crew')).toHaveCount(0);
  await expect(first.getByRole('button', { name: 'not in the recap yet' })).toBeVisible();
});

test('selected words become a quote with exactly these words', async ({ person }) => {
  await discuss(person, 'By selection', 'Find a small crew of silo straddlers.');
  await select(person.posts.first(), 'silo straddlers');
  const bar = person.page.getByRole('toolbar', { name: 'Selected words' });
  await expect(bar).toBeVisible();
  await person.page.screenshot({ path: resolve(PICTURES, 'citations-selection.png') });
  await bar.getByRole('button', { name: 'Quote' }).click();
  await expect(point(person, 'silo straddlers')).toHaveAttribute('data-kind', 'quote');
  await expect(point(person, 'silo straddlers')).not.toContainText('small crew');
  await expect(bar).toBeHidden();

  await select(person.posts.first(), 'a small crew');
  await bar.getByRole('button', { name: 'More…' }).click();
  await person.page.getByRole('menuitem', { name: 'Decision' }).click();
  await expect(point(person, 'a small crew')).toHaveAttribute('data-kind', 'decision');
  await expect(person.posts.first().getByRole('button', { name: 'in the recap ×2' })).toBeVisible();
});

test('the keys add what somebody wrote, or chosen sentences of it', async ({ person }) => {
  const { page } = person;
  await discuss(person, 'By keys', 'Weak ties help. Find a small crew! Start there.', 'Pilot, learn, adjust.');
  const [first, second] = [post(person, 'Weak ties'), post(person, 'Pilot')];
  await second.getByRole('button', { name: 'Reply' }).focus();
  await page.keyboard.press('Control+Shift+A');
  await expect(point(person, 'Pilot')).toHaveAttribute('data-kind', 'takeaway');
  await expect(second.getByRole('button', { name: 'Reply' })).toBeFocused();

  await first.focus();
  await page.keyboard.press('s');
  await page.keyboard.press('s');
  await expect(page.getByRole('toolbar', { name: 'Selected words' })).toBeVisible();
  await page.keyboard.press('Shift+S');
  await page.keyboard.press('Enter');
  await expect(point(person, 'Find a small crew! Start there.')).toHaveAttribute('data-kind', 'quote');
  await expect(point(person, 'Weak ties')).toHaveCount(0);
  await expect(first).toBeFocused();

  await page.keyboard.press('a');
  await expect(point(person, 'Weak ties help.')).toHaveAttribute('data-kind', 'takeaway');
  await page.keyboard.press('Control+Z');
  await expect(point(person, 'Weak ties help.')).toBeVisible();
  await person.recap.focus();
  await page.keyboard.press('Control+Z');
  await expect(point(person, 'Weak ties help.')).toHaveCount(0);
  await expect(point(person, 'Find a small crew!')).toBeVisible();
});

test('dragging puts a point between two blocks, or a citation on a point', async ({ person }) => {
  await discuss(person, 'By drag', 'Weak ties help.', 'Find a small crew.', 'Start there.');
  await person.writeRecap('# One\nTwo\nThree');
  const [ties, crew, start] = [post(person, 'Weak ties'), post(person, 'small crew'), post(person, 'Start there')];
  const head = (of: Locator): Locator => of.locator('[draggable="true"]');
  const two = person.recap.getByText('Two', { exact: true });
  await head(crew).dragTo(two, { targetPosition: { x: 40, y: 2 } });
  await expect(person.recap.locator('> *').nth(1)).toContainText('Find a small crew.');
  await expect(person.recap.locator('> *').nth(2)).toHaveText('Two');

  await head(start).dragTo(person.recap.getByText('Find a small crew.'));
  await expect(point(person, 'small crew').getByRole('button', { name: /^Cited: / })).toHaveCount(2);
  await expect(point(person, 'Start there')).toHaveCount(0);
  await person.notice('The point cites it now').getByRole('button', { name: 'Undo' }).click();
  await expect(point(person, 'small crew').getByRole('button', { name: /^Cited: / })).toHaveCount(1);

  await select(ties, 'Weak ties');
  const [words, below] = [await boxOf(ties), await person.recap.getByText('Three', { exact: true }).boundingBox()];
  await person.page.mouse.move(words.x + 8, words.y + words.height / 2);
  await person.page.mouse.down();
  await person.page.mouse.move((below?.x ?? 0) + 60, (below?.y ?? 0) + 20, { steps: 6 });
  await person.page.screenshot({ path: resolve(PICTURES, 'citations-drag.png') });
  await person.page.mouse.up();
  await expect(point(person, 'Weak ties')).toHaveAttribute('data-kind', 'quote');
  await expect(point(person, 'Weak ties')).not.toContainText('help');
});

/** Where the selected words are on the page. */
async function boxOf(inside: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  return inside.evaluate(() => {
    const { x, y, width, height } = getSelection()?.getRangeAt(0).getBoundingClientRect() ?? new DOMRect();
    return { x, y, width, height };
  });
}

/** The words that are lit on the page. */
const lit = (person: Person): Promise<string> =>
  person.page.evaluate(() => {
    const all = (CSS as unknown as { highlights: Map<string, Set<Range>> }).highlights;
    return [...all.values()].flatMap((ranges) => [...ranges].map(String)).join();
  });

test('a citation leads to the words and back, and what was said leads to its points and back', async ({ person }) => {
  const { page } = person;
  await discuss(person, 'Both ways', 'Find a small crew of silo straddlers.', 'Thanks.');
  const first = post(person, 'small crew');
  await select(first, 'silo straddlers');
  await page.keyboard.press('Control+Shift+A');
  const chip = point(person, 'silo straddlers').getByRole('button', { name: /^Cited: Renee/ });
  await chip.click();
  await expect(first).toBeFocused();
  await expect.poll(() => lit(person)).toBe('silo straddlers');
  await page.screenshot({ path: resolve(PICTURES, 'citations-jump.png') });
  await expect(person.button('Back to the recap')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(person.button('Back to the recap')).toHaveCount(0);
  await expect(person.region('Recap').locator(':focus')).toHaveCount(1);

  await first.getByRole('button', { name: 'in the recap', exact: true }).click();
  await expect(person.recap).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(first).toBeFocused();

  await page.keyboard.press('a');
  await first.getByRole('button', { name: 'in the recap ×2' }).click();
  await expect(page.getByRole('menuitem', { name: 'Quote: silo straddlers', exact: true })).toBeVisible();
  await page.screenshot({ path: resolve(PICTURES, 'citations-points.png') });
  await page.getByRole('menuitem', { name: /^Takeaway: Find a small crew/ }).click();
  await expect(person.recap).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.type('Yes: ');
  await expect(point(person, 'Yes: Find a small crew')).toBeVisible();

  // The caret is in the takeaway: another one can be cited for it.
  await post(person, 'Thanks').getByRole('button', { name: 'not in the recap yet' }).click();
  await page.getByRole('menuitem', { name: /^Cite for the point you are in: Takeaway: Yes/ }).click();
  await expect(point(person, 'Yes: Find').getByRole('button', { name: /^Cited: / })).toHaveCount(2);
});

test('a cited post that is edited afterwards says so with the words then and now', async ({ person }) => {
  const { page } = person;
  await discuss(person, 'Edited', 'Find a small crew. Start there.');
  const first = person.posts.first();
  await select(first, 'Find a small crew.');
  await page.keyboard.press('Control+Shift+A');
  const chip = person.recap.getByRole('button', { name: /^Cited: / });
  await first.hover();
  await first.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByRole('textbox', { name: 'Edit the text' })).toBeFocused();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' And more.');
  await page.keyboard.press('Control+Enter');
  await expect(chip).toHaveAttribute('data-state', 'here');
  await first.hover();
  await first.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByRole('textbox', { name: 'Edit the text' })).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Find a large crew. Start there.');
  await page.keyboard.press('Control+Enter');
  await expect(chip).toHaveAttribute('data-state', 'edited');
  await expect(chip).toHaveAccessibleDescription(/“Find a small crew.”.*read now: “Find a large crew.”/);
  await chip.click();
  await expect.poll(() => lit(person)).toBe('Find a large crew.');
  await first.hover();
  await first.getByRole('button', { name: 'Delete' }).click();
  await expect(chip).toHaveAttribute('data-state', 'deleted');
  await expect(coverage(person)).toHaveCount(0);
});

test('what is missing is walked through: added, set aside, skipped', async ({ person }) => {
  const { page } = person;
  await discuss(person, 'Missing', 'Alpha', 'Beta', 'Gamma', 'Delta');
  await add(post(person, 'Alpha')).click();
  await expect(coverage(person)).toHaveAttribute('aria-valuetext', '1 of 4 posts in');
  await person.button('Show what is missing').click();
  const bar = person.region('Thread').getByRole('region', { name: 'What is missing' });
  await expect(bar.getByRole('status')).toHaveText(/1 of 3/);
  await expect(post(person, 'Beta')).toBeFocused();
  await expect(person.posts).toHaveCount(3);
  await page.screenshot({ path: resolve(PICTURES, 'citations-walk.png') });
  await page.keyboard.press('F8');
  await expect(bar.getByRole('status')).toHaveText(/2 of 3/);
  await expect(post(person, 'Gamma')).toBeFocused();
  await page.keyboard.press('Shift+F8');
  await expect(post(person, 'Beta')).toBeFocused();

  await bar.getByRole('button', { name: 'Set aside' }).click();
  await page.getByRole('menuitem', { name: 'Thanks only' }).click();
  await expect(bar.getByRole('status')).toHaveText(/2 of 3/);
  await expect(post(person, 'Gamma')).toBeFocused();
  await expect(post(person, 'Beta').getByRole('button', { name: 'set aside: thanks only' })).toBeVisible();
  await page.keyboard.press('x');
  await page.getByRole('menuitem', { name: 'Another reason…' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('told elsewhere');
  await page.keyboard.press('Enter');
  await expect(post(person, 'Gamma').getByRole('button', { name: 'set aside: told elsewhere' })).toBeVisible();
  await person.notice('Set aside: told elsewhere').getByRole('button', { name: 'Undo' }).click();
  await expect(post(person, 'Gamma').getByRole('button', { name: 'not in the recap yet' })).toBeVisible();

  await bar.getByRole('button', { name: 'Skip' }).click();
  await expect(bar.getByRole('status')).toHaveText('That was the last. 2 are left for later');
  await bar.getByRole('button', { name: 'Start over' }).click();
  await expect(post(person, 'Gamma')).toBeFocused();
  await page.keyboard.press('a');
  await expect(post(person, 'Delta')).toBeFocused();
  await bar.getByRole('button', { name: 'Add to recap' }).click();
  await expect(bar.getByRole('status')).toHaveText('Everything is in or set aside');
  await expect(bar.getByRole('button', { name: 'Done' })).toBeFocused();
  await page.screenshot({ path: resolve(PICTURES, 'citations-walked.png') });
  await page.keyboard.press('Enter');
  await expect(bar).toHaveCount(0);
  await expect(person.posts).toHaveCount(4);
  await expect(coverage(person)).toHaveAttribute(
    'aria-valuetext',
    '3 of 4 posts in · 1 set aside · nothing is missing',
  );
  await expect(person.button('Show what is missing')).toHaveCount(0);
});

test('what two people cite and set aside apart from each other is there on both sides', async ({ people, person }) => {
  await discuss(person, 'Apart', 'Alpha', 'Beta', 'Gamma');
  const chris = await people.start({ name: 'Chris' });
  await chris.join(await person.share());
  await chris.open('Apart');
  await expect(chris.posts).toHaveCount(3);
  await person.expectInSync();
  for (const one of [person, chris]) await one.workOffline(true);

  await add(post(person, 'Alpha')).click();
  await add(post(chris, 'Alpha')).click();
  await add(post(chris, 'Beta')).click();
  await post(person, 'Gamma').getByRole('button', { name: 'not in the recap yet' }).click();
  await person.page.getByRole('menuitem', { name: 'Logistics' }).click();

  for (const one of [person, chris]) await one.workOffline(false);
  for (const one of [person, chris]) {
    await expect(post(one, 'Alpha').getByRole('button', { name: 'in the recap ×2' })).toBeVisible({ timeout: 30_000 });
    await expect(post(one, 'Beta').getByRole('button', { name: 'in the recap', exact: true })).toBeVisible();
    await expect(post(one, 'Gamma').getByRole('button', { name: 'set aside: logistics' })).toBeVisible();
    await expect(coverage(one)).toHaveAttribute('aria-valuetext', '2 of 3 posts in · 1 set aside · nothing is missing');
    await expect(one.recap.getByRole('group')).toHaveCount(3);
  }
});

test('points that are added one after the other stand in that order, after the caret', async ({ person }) => {
  await discuss(person, 'In order', 'Alpha', 'Beta', 'Gamma');
  await person.writeRecap('# One\nTwo');
  await person.recap.getByText('One', { exact: true }).click();
  for (const text of ['Alpha', 'Beta']) await add(post(person, text)).click();
  await expect(person.recap.getByRole('group')).toHaveCount(2);
  const order = () =>
    person.recap.evaluate((text) => [...text.children].map((one) => /[A-Z][a-z]+/.exec(one.textContent ?? '')?.[0]));
  expect(await order()).toEqual(['One', 'Alpha', 'Beta', 'Two']);
  await person.recap.getByText('Two', { exact: true }).click();
  await add(post(person, 'Gamma')).click();
  await expect(person.recap.getByRole('group')).toHaveCount(3);
  expect((await order()).slice(0, 5)).toEqual(['One', 'Alpha', 'Beta', 'Two', 'Gamma']);
  await person.notice('Added to the recap').first().getByRole('button', { name: 'Show' }).click();
  await expect(person.recap).toBeFocused();
  await person.page.keyboard.type('!');
  await expect(point(person, 'Gamma')).toContainText('!');
});

test('a walk through what is missing stays where it is while somebody else writes and cites', async ({
  people,
  person,
}) => {
  const texts = Array.from({ length: 9 }, (_, index) => `Number ${index + 1} has its say`);
  await discuss(person, 'Still', ...texts);
  const chris = await people.start({ name: 'Chris' });
  await chris.join(await person.share());
  await chris.open('Still');
  await expect(chris.posts).toHaveCount(9);

  await person.button('Show what is missing').click();
  for (let step = 0; step < 4; step += 1) await person.page.keyboard.press('F8');
  const fifth = post(person, 'Number 5');
  await expect(fifth).toBeFocused();
  const before = await restingBox(fifth);
  await add(post(chris, 'Number 2')).click();
  await chris.post('A word from Chris');
  const bar = person.region('Thread').getByRole('region', { name: 'What is missing' });
  await expect(bar.getByRole('status')).toHaveText(/5 of 10/, { timeout: 30_000 });
  await expect(post(person, 'Number 2').getByRole('button', { name: 'in the recap', exact: true })).toBeVisible();
  await expect(fifth).toBeFocused();
  expect(await fifth.boundingBox()).toEqual(before);
});
