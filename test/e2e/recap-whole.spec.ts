/** The real discussion, from its first post to the finished recap, by two people at once: by keyboard alone, and by mouse. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { drop, paste } from '../support/desktop';
import { expect, type People, test } from '../support/e2e';
import type { Person } from '../support/person';

const FIXTURE = resolve(import.meta.dirname, '../fixtures/smchat-discussion.txt');
const TITLE = 'Cultures of collaboration';
const AUTHORS = [
  [1, 'Chris'],
  [2, 'Renee'],
  [4, 'Chris'],
  [9, 'Educator'],
] as const;

const point = ({ recap }: Person, kind: string, text: string): Locator =>
  recap.locator(`[data-kind="${kind}"]`).filter({ hasText: text });
const coverage = (person: Person): Locator =>
  person.region('Recap').getByRole('progressbar', { name: 'Posts in the recap' });
const strip = (person: Person): Locator => person.region('Recap').getByRole('region', { name: 'Review and sign-offs' });
const textsIn = (draft: Locator): Locator => draft.getByRole('textbox', { name: /^Text of post/ });
const walk = (person: Person): Locator => person.region('Thread').getByRole('region', { name: 'What is missing' });

const frames = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(told))));

/** Presses a key until the control has the focus, as somebody does who sees where it is. */
async function keyTo(target: Locator, key: string, most = 80): Promise<void> {
  await target.waitFor();
  for (let press = 0; press < most; press += 1) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await target.page().keyboard.press(key);
    // In a menu the focus follows an arrow a frame later.
    if (key !== 'Tab') await frames(target.page());
  }
  await expect(target).toBeFocused();
}

/** Moves the caret down from the top of the recap until it is in this point. */
async function caretInto(person: Person, target: Locator): Promise<void> {
  const { page } = person;
  await page.keyboard.press('Control+Shift+R');
  await expect(person.recap).toBeFocused();
  await page.keyboard.press('Control+Home');
  for (let press = 0; press < 200; press += 1) {
    const inside = await target.evaluate((one) => one.contains(getSelection()?.anchorNode ?? null));
    if (inside) return person.caretTold();
    await page.keyboard.press('ArrowDown');
  }
  throw new Error('the caret did not come to the point');
}

async function lines({ page }: Person, ...all: readonly string[]): Promise<void> {
  for (const line of all) {
    if (line === '\n') await page.keyboard.press('Enter');
    else await page.keyboard.type(line);
  }
}

async function begin(people: People): Promise<[Person, Person]> {
  return Promise.all([people.start({ name: 'Renee' }), people.start({ name: 'Chris' })]);
}

/** Both have the same, and what leaves holds what was said. */
async function expectSameExport(renee: Person, chris: Person, ...words: readonly string[]): Promise<void> {
  for (const person of [renee, chris]) await person.expectInSync();
  const files = await Promise.all(
    [renee, chris].map(async (person) => {
      const file = join(person.userDataDir, 'whole.md');
      await person.export('Export discussion…', file);
      return readFile(file, 'utf8');
    }),
  );
  expect(files[1]).toBe(files[0]);
  for (const word of words) expect(files[0]).toContain(word);
}

test('the real discussion is recapped by two at once and finished, by keyboard alone', async ({ people }) => {
  test.setTimeout(240_000);
  const [renee, chris] = await begin(people);
  const { page } = renee;

  await renee.command('New from text');
  const draft = renee.dialog('New from text');
  await expect(draft.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await paste(renee, { text: await readFile(FIXTURE, 'utf8') });
  await expect(draft.getByRole('textbox', { name: 'Name of the discussion' })).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(TITLE);
  for (const [post, author] of AUTHORS) {
    await keyTo(draft.getByRole('combobox', { name: `Author of post ${post}`, exact: true }), 'Tab');
    await page.keyboard.type(author);
  }
  await keyTo(draft.getByRole('button', { name: 'Create discussion' }), 'Tab', 200);
  const posts = await textsIn(draft).count();
  await page.keyboard.press('Enter');
  await expect(renee.title).toHaveValue(TITLE);
  await expect(renee.posts).toHaveCount(posts);

  await renee.command('Share…');
  const invite = page.getByRole('textbox', { name: 'Invite link' });
  await expect(invite).toHaveValue(/^recap:\/\/join#/);
  const link = await invite.inputValue();
  await page.keyboard.press('Escape');
  await chris.command('Join notebook…');
  await expect(chris.page.getByRole('textbox', { name: 'Invite' })).toBeFocused();
  await chris.page.keyboard.insertText(link);
  await chris.page.keyboard.press('Enter');
  await expect(chris.dialog('Join notebook')).toBeHidden({ timeout: 30_000 });
  await expect(chris.discussion(TITLE)).toBeVisible();
  await chris.page.keyboard.press('Control+K');
  await expect(chris.page.getByRole('textbox', { name: 'Search' })).toBeFocused();
  await chris.page.keyboard.type('cultures');
  await expect(chris.library.getByRole('option')).toHaveCount(1);
  await chris.page.keyboard.press('Enter');
  await expect(chris.title).toHaveValue(TITLE);
  await expect(chris.posts).toHaveCount(posts);

  await renee.command('Insert template…');
  const templates = renee.dialog('Insert template');
  await keyTo(templates.getByRole('radio', { checked: true }), 'Tab');
  await keyTo(templates.getByRole('radio', { name: 'Decision record' }), 'ArrowDown');
  await page.keyboard.press('Enter');
  await expect(chris.recap).toContainText('When we look at it again');

  // Renee walks through the thread, Chris writes below what is there.
  const walks = async (): Promise<void> => {
    for (let post = 0; post < posts; post += 1) {
      await page.keyboard.press(post === 0 ? 'F8' : 'Shift');
      const now = walk(renee).getByRole('status');
      await expect(now).not.toHaveText('Everything is in or set aside');
      const before = await now.textContent();
      if (post >= posts - 2) {
        await page.keyboard.press('x');
        await keyTo(page.getByRole('menuitem', { name: 'Thanks only' }), 'ArrowDown');
        await page.keyboard.press('Enter');
      } else if (post === 3) {
        await page.keyboard.press('s');
        await page.keyboard.press('Enter');
      } else {
        await page.keyboard.press('a');
      }
      await expect(now).not.toHaveText(before ?? '');
    }
    await expect(walk(renee).getByRole('status')).toHaveText('Everything is in or set aside');
    await expect(walk(renee).getByRole('button', { name: 'Done' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(walk(renee)).toHaveCount(0);
  };
  const writes = async (): Promise<void> => {
    await chris.page.keyboard.press('Control+Shift+R');
    await expect(chris.recap).toBeFocused();
    await chris.page.keyboard.press('Control+End');
    await chris.caretTold();
    await lines(chris, '\n', '\n', '=> Start with one small crew', '\n', 'why: it is cheap', '\n', '\n');
    await lines(chris, '-> Write the invitation', '\n', '\n', '?? Who needs a seminar?');
  };
  await Promise.all([walks(), writes()]);
  await expect(coverage(renee)).toHaveAttribute('aria-valuetext', /nothing is missing/);
  for (const person of [renee, chris]) {
    await expect(point(person, 'decision', 'Start with one small crew')).toContainText('it is cheap');
    await expect(person.recap.locator('[data-kind="quote"]')).toHaveCount(1);
    await expect(coverage(person)).toHaveAttribute('aria-valuetext', /nothing is missing/);
  }

  await caretInto(renee, point(renee, 'decision', 'Start with one small crew'));
  await renee.command('Disagree with this point');
  await caretInto(chris, point(chris, 'decision', 'Start with one small crew'));
  await chris.command('Agree with this point');
  for (const person of [renee, chris]) {
    await expect(point(person, 'decision', 'Start with one small crew')).toContainText('1 agrees · 1 disagrees');
  }

  await renee.command('Finish…');
  await expect(
    renee.region('Recap').getByRole('heading', { name: /things? to look at first|Nothing is missing/ }),
  ).toBeFocused();
  await keyTo(renee.button('Go on to review'), 'Tab');
  await page.keyboard.press('Enter');
  await keyTo(renee.button('Ask for review'), 'Tab');
  await page.keyboard.press('Enter');
  await expect(strip(chris)).toContainText('Renee asks you to look it over.');
  await chris.command('Sign off the recap');
  await renee.command('Sign off the recap');
  for (const person of [renee, chris]) await expect(strip(person)).not.toContainText('Not yet');
  await renee.command('Finish now');
  await expect(strip(chris)).toContainText('Finished by Renee');
  for (const person of [renee, chris]) await expect(person.button('Reopen')).toBeVisible();
  await expectSameExport(
    renee,
    chris,
    '**Decision:** ',
    'Start with one small crew',
    '1 agrees · 1 disagrees',
    'Educator',
  );
});

/** Selects words on the page as a pointer would leave them. */
async function select(inside: Locator, words: string): Promise<void> {
  // The press that begins a selection takes the focus from the text in which somebody wrote.
  await inside.locator('.post-body').click({ position: { x: 2, y: 2 } });
  await inside.locator('.post-body').evaluate((body, wanted) => {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = (node.textContent ?? '').indexOf(wanted);
      if (at < 0) continue;
      node.parentElement?.scrollIntoView({ block: 'center' });
      getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
  }, words);
}

test('the real discussion is recapped by two at once and finished, by mouse', async ({ people }) => {
  test.setTimeout(240_000);
  const [renee, chris] = await begin(people);
  const { page } = renee;
  const content = await readFile(FIXTURE);
  await drop(renee.library, { name: `${TITLE}.txt`, type: 'text/plain', content });
  const draft = renee.dialog('New from text');
  await draft.getByRole('textbox', { name: 'Name of the discussion' }).fill(TITLE);
  await draft.getByRole('combobox', { name: 'Author of post 2', exact: true }).fill('Renee');
  const posts = await textsIn(draft).count();
  await draft.getByRole('button', { name: 'Create discussion' }).click();
  await expect(renee.title).toHaveValue(TITLE);
  await expect(renee.posts).toHaveCount(posts);
  await chris.join(await renee.share());
  await chris.open(TITLE);
  await expect(chris.posts).toHaveCount(posts);

  await renee.region('Recap').getByRole('button', { name: 'Forum thread', exact: true }).click();
  await expect(chris.recap.locator('[data-point]').first()).toBeVisible();

  // Renee takes the first half of the thread, Chris the second, from its end.
  const adds = async (person: Person, from: number, to: number): Promise<void> => {
    for (let post = from; post < to; post += 1) {
      const one = person.posts.nth(post);
      await one.getByRole('button', { name: 'Add to recap' }).click();
      await expect(one.getByRole('button', { name: /^in the recap/ })).toBeVisible();
    }
  };
  const half = Math.floor(posts / 2);
  const reneeReads = async (): Promise<void> => {
    await select(renee.posts.nth(1), 'silo straddlers');
    await page.getByRole('toolbar', { name: 'Selected words' }).getByRole('button', { name: 'Quote' }).click();
    await expect(point(renee, 'quote', 'silo straddlers')).toBeVisible();
    await adds(renee, 2, half);
  };
  const chrisReads = async (): Promise<void> => {
    await adds(chris, half, posts - 1);
    await chris.posts
      .nth(posts - 1)
      .getByRole('button', { name: 'not in the recap yet' })
      .click();
    await chris.page.getByRole('menuitem', { name: 'Thanks only' }).click();
  };
  await Promise.all([reneeReads(), chrisReads()]);
  for (const person of [renee, chris]) await person.expectInSync();
  await renee.posts
    .nth(0)
    .locator('[draggable="true"]')
    .dragTo(point(renee, 'quote', 'silo straddlers'));
  await expect(point(renee, 'quote', 'silo straddlers').getByRole('button', { name: /^Cited: / })).toHaveCount(2);
  for (const person of [renee, chris]) {
    await expect(coverage(person)).toHaveAttribute('aria-valuetext', /1 set aside · nothing is missing$/);
  }

  const quote = (person: Person): Locator => point(person, 'quote', 'silo straddlers');
  for (const [person, stance] of [
    [renee, 'Agree'],
    [chris, 'Unsure'],
  ] as const) {
    await quote(person).hover();
    await quote(person).locator('.stance-line').click();
    const window = person.page.getByRole('dialog', { name: 'What people think of this point' });
    await window.getByRole('button', { name: stance, exact: true }).click();
    await person.page.keyboard.press('Escape');
  }
  for (const person of [renee, chris]) await expect(quote(person)).toContainText('1 agrees · 1 unsure');

  await renee.button('Finish').click();
  await renee.button('Go on to review').click();
  await renee.button('Ask for review').click();
  await strip(chris).getByRole('button', { name: 'Sign off' }).click();
  await expect(strip(renee)).toContainText('Chris signed off');
  await strip(renee).getByRole('button', { name: 'Sign off' }).click();
  await renee.button('Finish now').click();
  for (const person of [renee, chris]) await expect(person.button('Reopen')).toBeVisible();
  await expectSameExport(renee, chris, 'silo straddlers', 'thanks only');
});
