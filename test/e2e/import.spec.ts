import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Locator } from '@playwright/test';
import { clipboardText, drop, paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import { FOREIGN } from '../support/foreign-markdown';
import type { Person } from '../support/person';

const FIXTURE = resolve(import.meta.dirname, '../fixtures/smchat-discussion.txt');
const CHAT = '[2009-08-12 20:14] Renee: One and two\n[2009-08-12 20:15] Chris: Three\n[2009-08-12 20:16] Renee: Four';
const OPENING = 'We discussed CULTURES OF COLLABORATION';

function dialogOf(person: Person): Locator {
  return person.dialog('New from text');
}

function texts(dialog: Locator): Promise<string[]> {
  const fields = dialog.getByRole('textbox', { name: /^Text of post/ });
  return fields.evaluateAll((all) => all.map((field) => (field instanceof HTMLTextAreaElement ? field.value : '')));
}

/** Letters and digits only: how a text is laid out in paragraphs and lists does not matter here. */
function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

async function pasteFixture(person: Person): Promise<Locator> {
  await person.button('New from text').click();
  const dialog = dialogOf(person);
  await expect(dialog.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await paste(person, { text: await readFile(FIXTURE, 'utf8') });
  await expect(dialog.getByRole('textbox', { name: 'Text of post 1', exact: true })).toHaveValue(new RegExp(OPENING));
  return dialog;
}

test('the real text falls into posts when it is pasted, and becomes its thread', async ({ person }) => {
  const dialog = await pasteFixture(person);
  await expect(dialog.getByRole('textbox', { name: 'Name of the discussion' })).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Keep' }).first()).toBeVisible();
  const preview = await texts(dialog);
  expect(preview.length).toBeGreaterThanOrEqual(10);
  await expect(dialog.getByRole('status')).toContainText(`${preview.length} posts`);

  await dialog.getByRole('textbox', { name: 'Name of the discussion' }).fill('Cultures of collaboration');
  await dialog.getByRole('button', { name: 'Create discussion' }).click();
  await expect(person.title).toHaveValue('Cultures of collaboration');
  await expect(person.posts).toHaveCount(preview.length);
  for (const [index, text] of preview.entries()) {
    const body = (await person.posts.nth(index).locator('.post-body').textContent()) ?? '';
    expect(bare(body)).toBe(bare(text));
  }
  await expect(person.posts.nth(0)).toContainText(OPENING);
});

test('in the preview posts are split, merged, dropped and kept, and get authors and times', async ({ person }) => {
  const { page } = person;
  await person.button('New from text').click();
  const dialog = dialogOf(person);
  await dialog.getByRole('textbox', { name: 'Text' }).fill(CHAT);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect.poll(() => texts(dialog)).toEqual(['One and two', 'Three', 'Four']);
  await expect(authorField(dialog, 2)).toHaveValue('Chris');

  await dialog.getByRole('textbox', { name: 'Text of post 1' }).click();
  await page.keyboard.press('Home');
  for (let step = 0; step < 'One '.length; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => texts(dialog)).toEqual(['One', 'and two', 'Three', 'Four']);
  await expect(dialog.getByRole('textbox', { name: 'Text of post 2' })).toBeFocused();

  await dialog
    .getByRole('listitem')
    .filter({ has: authorField(page, 4) })
    .getByRole('button', { name: 'Merge' })
    .click();
  await expect.poll(async () => (await texts(dialog)).length).toBe(3);
  expect((await texts(dialog))[2]).toMatch(/^Three\s+Four$/);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await texts(dialog)).length).toBe(4);

  await dialog
    .getByRole('listitem')
    .filter({ has: authorField(page, 4) })
    .getByRole('button', { name: 'Drop' })
    .click();
  await expect(dialog.getByRole('status').filter({ hasText: '1 left out' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect.poll(() => texts(dialog)).toEqual(['One', 'and two', 'Three', 'Four']);

  await authorField(dialog, 2).fill('Lurker');
  await authorField(dialog, 2).press('Enter');
  await dialog.getByLabel('Time of post 1').fill('2009-08-12T19:30');
  await dialog.getByRole('button', { name: 'Create discussion' }).click();

  await expect(person.posts).toHaveCount(4);
  await expect(person.posts.nth(0)).toContainText('19:30');
  await expect(person.posts.nth(0)).toContainText('Renee');
  await expect(person.posts.nth(1)).toContainText('Lurker');
  await expect(person.posts.nth(2)).toContainText('Chris');
  await expect(person.posts.nth(3)).toContainText('Four');
});

test('closing keeps the work, and undo takes back one step at a time', async ({ person }) => {
  const { page } = person;
  const dialog = await pasteFixture(person);
  const name = dialog.getByRole('textbox', { name: 'Name of the discussion' });
  await expect(name).toHaveValue('CULTURES OF COLLABORATION: (SM as Enabler)');
  const before = (await texts(dialog)).length;
  const row = (post: number) => dialog.getByRole('listitem').filter({ has: authorField(page, post) });

  await row(5).getByRole('button', { name: 'Drop' }).click();
  await expect.poll(async () => (await texts(dialog)).length).toBe(before - 1);
  await expect(row(5).getByRole('button', { name: 'Drop' })).toBeFocused();
  await authorField(dialog, 2).pressSequentially('Renee S');
  await name.fill('Ours');
  await dialog.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Control+z');
  await expect(name).toHaveValue(/^CULTURES/);
  await expect(name).toBeFocused();
  await expect(authorField(dialog, 2)).toHaveValue('Renee S');
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(authorField(dialog, 2)).toHaveValue('');
  await expect.poll(async () => (await texts(dialog)).length).toBe(before - 1);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await texts(dialog)).length).toBe(before);
  await expect(dialog.getByRole('textbox', { name: 'Text of post 5', exact: true })).toBeFocused();
  await dialog.getByRole('button', { name: 'Redo' }).click();
  await dialog.getByRole('button', { name: 'Redo' }).click();
  await expect(authorField(dialog, 2)).toHaveValue('Renee S');

  for (const close of [() => page.keyboard.press('Escape'), () => page.mouse.click(5, 5)]) {
    await close();
    await expect(dialog).toBeHidden();
    await person.button('New from text').click();
    await expect(authorField(dialog, 2)).toHaveValue('Renee S');
    expect((await texts(dialog)).length).toBe(before - 1);
  }
  await dialog.getByRole('button', { name: 'Start anew' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Bring it back' }).click();
  await expect(authorField(dialog, 2)).toHaveValue('Renee S');
  const names = await dialog.getByRole('button').evaluateAll((all) => all.map((one) => one.textContent ?? ''));
  expect(names.filter((one) => /post|share|export|finish|join/i.test(one))).toEqual([]);
  await dialog.getByRole('button', { name: 'Create discussion' }).click();
  await expect(person.posts).toHaveCount(before - 1);
  await person.button('New from text').click();
  await expect(dialog.getByRole('textbox', { name: 'Text' })).toHaveValue('');
});

test('times without a date are counted from a day that is asked once', async ({ person }) => {
  await person.button('New from text').click();
  const dialog = dialogOf(person);
  await dialog.getByRole('textbox', { name: 'Text' }).fill('[23:59] Renee: One and two\n[00:05] Chris: Three');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Name of the discussion' })).toHaveValue('One and two');
  await expect(dialog.getByLabel('Time of post 1')).toHaveValue(/T23:59$/);
  await dialog.getByLabel('Day of the first message').fill('2009-08-12');
  await expect(dialog.getByLabel('Time of post 2')).toHaveValue('2009-08-13T00:05');
  await expect(dialog.getByRole('listitem').nth(1)).toContainText('13 Aug 2009 00:05');
  await person.page.screenshot({ path: test.info().outputPath('import.png') });

  await dialog.getByRole('textbox', { name: 'Text of post 1' }).click();
  await person.page.keyboard.press('Home');
  for (let step = 0; step < 'One '.length; step += 1) await person.page.keyboard.press('ArrowRight');
  await dialog.getByRole('button', { name: 'Split at the caret' }).first().click();
  await expect.poll(() => texts(dialog)).toEqual(['One', 'and two', 'Three']);
  await expect(dialog.getByRole('textbox', { name: 'Text of post 2' })).toBeFocused();
  await person.page.keyboard.press('Backspace');
  await expect.poll(() => texts(dialog)).toEqual(['One and two', 'Three']);
  await expect(dialog.getByRole('textbox', { name: 'Text of post 1' })).toBeFocused();
  await person.page.keyboard.press('Control+z');
  await expect.poll(() => texts(dialog)).toEqual(['One', 'and two', 'Three']);
  await person.page.keyboard.press('Control+z');
  await expect.poll(() => texts(dialog)).toEqual(['One and two', 'Three']);
  await dialog.getByRole('button', { name: 'Create discussion' }).click();
  await expect(person.posts.nth(1)).toContainText('13 Aug 2009 00:05');
});

function authorField(within: Locator | Person['page'], post: number): Locator {
  return within.getByLabel(`Author of post ${post}`, { exact: true });
}

test('a file becomes a discussion, chosen in the dialog or dropped on the window', async ({ person }) => {
  const { page } = person;
  await person.answerOpenDialog(FIXTURE);
  await person.menu('New from text…');
  const dialog = dialogOf(person);
  await dialog.getByRole('button', { name: 'Open a file…' }).click();
  await expect(dialog.getByLabel('Text of post 1', { exact: true })).toHaveValue(new RegExp(OPENING));
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  const content = Buffer.from('# Reading circle\n\nWhat shall we read next?\n');
  await drop(person.region('Thread'), { name: 'circle.md', type: 'text/markdown', content });
  await expect(dialog.getByRole('textbox', { name: 'Name of the discussion' })).toHaveValue('Reading circle');
  await dialog.getByRole('button', { name: 'Create discussion' }).click();
  await expect(person.title).toHaveValue('Reading circle');
});

test('a file that is no text is refused in words, and nothing is changed', async ({ person }) => {
  await person.answerOpenDialog(process.execPath);
  await person.button('New from text').click();
  const dialog = dialogOf(person);
  await dialog.getByRole('button', { name: 'Open a file…' }).click();
  await expect(dialog.getByRole('alert')).toContainText(/not a text file|larger than 20 MB/);
  await person.page.keyboard.press('Escape');
  await expect(person.library.getByRole('option')).toHaveCount(1);
});

test('Markdown from elsewhere becomes a recap or a thread, and what it cannot be is told with its line', async ({
  person,
}) => {
  const dialog = dialogOf(person);
  const dropped = { name: 'notes.md', type: 'text/markdown', content: Buffer.from(FOREIGN) };
  await drop(person.region('Thread'), dropped);
  const shape = dialog.getByRole('combobox', { name: 'It becomes' });
  await expect(shape).toHaveText('a recap');
  await expect(dialog.getByRole('status').filter({ hasText: 'A recap' })).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Text of the recap' })).toBeVisible();
  await expect(dialog.getByText('Becomes the recap')).toBeVisible();
  await expect(dialog.getByRole('combobox', { name: /^Author of/ })).toHaveCount(0);
  await expect(dialog.getByLabel(/^Time of/)).toHaveCount(0);
  await shape.click();
  await person.page.getByRole('option', { name: 'a thread' }).click();
  await expect(dialog.getByRole('status').filter({ hasText: '1 post' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(shape).toHaveText('a recap');
  await dialog.getByRole('button', { name: 'Create discussion' }).click();
  await expect(person.title).toHaveValue('From another program');
  await expect(person.recap).toContainText('We go on.');
  await expect(person.posts).toHaveCount(0);

  const notice = person.notice('3 things could not be taken over as it was');
  await notice.getByRole('button', { name: 'Details…' }).click();
  const report = person.dialog('What could not be taken over as it was');
  await expect(report.getByRole('listitem')).toHaveText([
    'Line 9: A footnote, kept as words: [^1]',
    'Line 11: HTML, kept as words: <details>hidden</details>',
    'Line 15: A footnote, kept as words: [^1]',
  ]);
  await report.getByRole('button', { name: 'Copy as text' }).click();
  await expect(report.getByRole('status')).toHaveText('On the clipboard');
  expect(await clipboardText(person)).toContain('Line 11: HTML, kept as words');
});

test('a long text is read aside, can be stopped, and comes in whole', async ({ person }) => {
  const dialog = dialogOf(person);
  const words = 'Words *that* lean, and [a link](https://example.org/a).\n\n'.repeat(200);
  const section = (at: number): string => `### Ann · 2009-08-12 20:${String(10 + at)} UTC\n\n${words}`;
  const text = `# Long\n\n${Array.from({ length: 40 }, (_, at) => section(at)).join('')}`;
  await drop(person.region('Thread'), { name: 'long.md', type: 'text/markdown', content: Buffer.from(text) });
  await expect(dialog.getByRole('status').filter({ hasText: '40 posts' })).toBeVisible({ timeout: 20_000 });
  await dialog.getByRole('button', { name: 'Create discussion' }).click();
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Create discussion' })).toBeEnabled();
  await expect(person.library.getByRole('option', { name: 'Long' })).toHaveCount(0);
});
