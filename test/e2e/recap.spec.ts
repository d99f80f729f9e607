import { ALL_BLOCKS } from '../support/blocks';
import { answerLinkQuestions, askedLinks, paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import { SAMPLE } from '../support/person';
import { seedNewerRecap } from '../support/seed';

test('Markdown becomes formatting while it is typed', async ({ person }) => {
  await person.newDiscussion('Typing');
  await person.writeRecap('# Heading\n- One\nTwo\n\n[ ] To do\n\n> Said\n\n');
  await person.page.keyboard.type('**strong** *soft* ~~gone~~ `mono` ');
  const { recap } = person;
  await expect(recap.getByRole('heading', { name: 'Heading', level: 1 })).toBeVisible();
  await expect(recap.getByRole('listitem').filter({ hasText: /^(One|Two)$/ })).toHaveCount(2);
  await expect(recap.getByRole('checkbox', { name: 'Done: To do' })).toBeVisible();
  await expect(recap.getByRole('blockquote')).toHaveText('Said');
  await expect(recap.getByRole('strong')).toHaveText('strong');
  await expect(recap.getByRole('emphasis')).toHaveText('soft');
  await expect(recap.getByRole('deletion').or(recap.locator('s'))).toHaveText('gone');
  await expect(recap.getByRole('code')).toHaveText('mono');
  await person.page.keyboard.press('Enter');
  await person.page.keyboard.type('---');
  await expect(recap.getByRole('separator')).toBeVisible();
  await person.page.keyboard.type('1. Numbered');
  await expect(recap.getByRole('listitem').filter({ hasText: 'Numbered' })).toBeVisible();
});

test('the slash menu works by keyboard alone', async ({ person }) => {
  const { page, recap } = person;
  await person.newDiscussion('Slash');
  await recap.click();
  const menu = page.getByRole('listbox', { name: 'Insert' });

  await page.keyboard.type('/');
  await expect(menu.getByRole('option')).toHaveCount(18);
  await page.keyboard.press('ArrowDown');
  await expect(menu.getByRole('option', { name: 'Decision' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.type('head');
  await expect(menu.getByRole('option')).toHaveCount(3);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(menu.getByRole('option', { name: 'Heading 1' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.type('From the menu');
  await expect(recap.getByRole('heading', { name: 'From the menu', level: 1 })).toBeVisible();

  await page.keyboard.press('Enter');
  await page.keyboard.type('/tab');
  await expect(menu.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(recap.getByRole('table')).toBeVisible();
  await page.keyboard.type('Approach');
  await page.keyboard.press('Tab');
  await page.keyboard.type('For whom');
  await expect(recap.getByRole('columnheader').nth(1)).toHaveText('For whom');

  await page.keyboard.press('Control+End');
  await page.keyboard.type('/');
  await expect(menu).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(recap).toBeFocused();
});

test('the menu beside a selection formats it and makes links of it', async ({ person }) => {
  const { page, recap } = person;
  await person.newDiscussion('Bubble');
  await person.writeRecap('Weak ties');
  await page.keyboard.press('Shift+Home');
  const menu = page.getByRole('toolbar', { name: 'Format' });
  await menu.getByRole('button', { name: 'Bold' }).click();
  await expect(recap.getByRole('strong')).toHaveText('Weak ties');
  await expect(menu.getByRole('button', { name: 'Bold' })).toHaveAttribute('aria-pressed', 'true');
  await menu.getByRole('button', { name: 'Heading 2' }).click();
  await expect(recap.getByRole('heading', { name: 'Weak ties', level: 2 })).toBeVisible();
  await menu.getByRole('button', { name: 'Link' }).click();
  await page.getByRole('textbox', { name: 'Link address' }).fill('example.org/ties');
  await page.keyboard.press('Enter');
  await expect(recap.locator('a')).toHaveAttribute('href', 'https://example.org/ties');
});

test('Ctrl+K right after selecting takes the address, and never overwrites the words', async ({ person }) => {
  const { page, recap } = person;
  const field = page.getByRole('textbox', { name: 'Link address' });
  await person.newDiscussion('Quick link');
  await person.writeRecap('Weak ties');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('no address');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'no address' })).toBeVisible();
  await expect(recap).toHaveText('Weak ties');
  await field.fill('example.org');
  await page.keyboard.press('Enter');
  await expect(recap.locator('a')).toHaveText('Weak ties');
  await expect(field).toHaveCount(0);
  await expect(recap).toBeFocused();

  await page.keyboard.press('End');
  await page.keyboard.type(' and more');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('example.org/all');
  await page.keyboard.press('Enter');
  await expect(recap.locator('a')).toHaveText('Weak ties and more');
});

test('a key acts where the caret is, however fast it follows the one that moved it there', async ({ person }) => {
  const { recap } = person;
  await person.newDiscussion('Fast');
  await person.writeRecap('first and last');
  await recap.evaluate((text) => {
    const line = text.querySelector('p')?.firstChild ?? text;
    getSelection()?.collapse(line, 'first'.length);
    // In the same task, before the browser tells of the selection.
    text.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }));
  });
  await expect(recap.locator('p')).toHaveText(['first', ' and last']);
});

test('everything selected has its menu in view', async ({ person }) => {
  const { page, recap } = person;
  await person.newDiscussion('Long');
  await recap.click();
  await paste(person, { text: Array.from({ length: 60 }, (_, index) => `Line ${index}`).join('\n\n') });
  await recap.getByText('Line 3', { exact: true }).click();
  await page.keyboard.press('Control+A');
  await expect(page.getByRole('toolbar', { name: 'Format' })).toBeInViewport({ ratio: 1 });
});

test('going to the recap finds the caret at the end, later where it was, and scrolls only to show it', async ({
  person,
}) => {
  const { page, recap } = person;
  const goThere = async () => {
    await person.composer.click();
    await page.keyboard.press('Control+Shift+R');
    await expect(recap).toBeFocused();
  };
  const scrolled = () => recap.evaluate((text) => text.getBoundingClientRect().top);
  await person.newDiscussion('Caret');
  await recap.click();
  await paste(person, { text: Array.from({ length: 60 }, (_, index) => `Line ${index}`).join('\n\n') });
  await person.open(SAMPLE);
  await person.open('Caret');
  await goThere();
  await expect(recap.getByText('Line 59', { exact: true })).toBeInViewport();
  await page.keyboard.type('!');
  await expect(recap.getByText('Line 59!', { exact: true })).toBeVisible();

  await recap.getByText('Line 45', { exact: true }).click();
  await page.keyboard.press('End');
  const before = await scrolled();
  await goThere();
  await page.keyboard.type('!');
  await expect(recap.getByText('Line 45!', { exact: true })).toBeVisible();
  expect(await scrolled()).toBe(before);
});

test('undo leaves the recap alone while the focus is elsewhere', async ({ person }) => {
  const { page, recap } = person;
  await person.newDiscussion('Elsewhere');
  await person.writeRecap('Stays');
  for (const place of [person.discussion('Elsewhere'), page.getByRole('textbox', { name: 'Search' })]) {
    await place.click();
    await page.keyboard.press('Control+Z');
    await person.menu('Undo');
    await page.keyboard.press('Control+Shift+Z');
    await expect(recap).toHaveText('Stays');
  }
  await recap.click();
  await page.keyboard.press('Control+Z');
  await expect(recap).toHaveText('');
});

test('undo takes back own edits, also after another discussion was open in between', async ({ person }) => {
  const { page, recap } = person;
  await person.newDiscussion('Undo');
  await person.writeRecap('Written and regretted');
  await person.open(SAMPLE);
  await expect(recap).toContainText('Key takeaways');
  await person.open('Undo');
  await expect(recap).toHaveText('Written and regretted');
  await recap.click();
  await page.keyboard.press('Control+Z');
  await expect(recap).toHaveText('');
  await page.keyboard.press('Control+Shift+Z');
  await expect(recap).toHaveText('Written and regretted');
  await person.menu('Undo');
  await expect(recap).toHaveText('');
});

test('links are opened only after asking', async ({ person }) => {
  await person.newDiscussion('Links');
  await person.recap.click();
  await paste(person, { text: 'See [the source](https://example.org/source) here.' });
  const link = person.recap.getByText('the source');
  await link.click();
  await answerLinkQuestions(person, 'Cancel');
  await link.click({ modifiers: ['Control'] });
  await expect.poll(() => askedLinks(person)).toEqual({ asked: ['https://example.org/source'], opened: [] });
  await answerLinkQuestions(person, 'Open');
  await link.click({ modifiers: ['Control'] });
  await expect
    .poll(() => askedLinks(person))
    .toEqual({ asked: ['https://example.org/source'], opened: ['https://example.org/source'] });
});

test('Markdown and HTML from elsewhere are pasted as formatting', async ({ person }) => {
  const { page, recap } = person;
  await person.newDiscussion('Pasting');
  await recap.click();
  await paste(person, { text: ALL_BLOCKS });
  await expect(recap.getByRole('heading', { name: 'What we take away', level: 1 })).toBeVisible();
  await expect(recap.getByRole('checkbox', { name: 'Done: Thank Renee' })).toBeChecked();
  await expect(recap.getByRole('cell', { name: 'everybody' })).toBeVisible();

  await page.keyboard.press('Control+A');
  const html = '<h2 style="color:red">From a page</h2><ul><li>with a <b>list</b></li></ul>';
  await paste(person, { html, text: 'From a page\nwith a list' });
  await expect(recap.getByRole('heading', { name: 'From a page', level: 2 })).toBeVisible();
  await expect(recap.getByRole('listitem')).toHaveText('with a list');
  await expect(recap.getByRole('strong')).toHaveText('list');

  await page.keyboard.press('Control+End');
  await page.keyboard.press('Shift+Home');
  await paste(person, { text: 'https://example.org/over' });
  await expect(recap.getByRole('listitem').locator('a')).toHaveText('with a list');
});

test('a recap with content of a newer version can be read and is never written', async ({ people, person }) => {
  await seedNewerRecap(person, 'From the future');
  await person.open(SAMPLE);
  const recap = person.region('Recap');
  await expect(recap).toContainText('From the future');
  await expect(recap).toContainText('newer version');
  await expect(person.recap).toHaveCount(0);
  const again = await people.restart(person);
  await expect(again.region('Recap')).toContainText('From the future');
  await expect(again.region('Recap')).toContainText('Key takeaways');
});
