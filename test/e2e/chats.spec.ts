import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Locator } from '@playwright/test';
import { zipSync } from 'fflate';
import { clipboardText, drop, dropPaths, paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import { chatFolder, moderatedChat, telegramExport } from '../support/made-chats';
import type { Person } from '../support/person';

const FIXTURES = resolve(import.meta.dirname, '../fixtures/chats');

const dialogOf = (person: Person): Locator => person.dialog('Import a chat');
const nameIn = (dialog: Locator): Locator => dialog.getByRole('textbox', { name: 'Name', exact: true });

async function choose(person: Person, name: string, content: string | Uint8Array): Promise<Locator> {
  await person.menu('Import a chat…');
  const dialog = dialogOf(person);
  await expect(dialog.getByRole('button', { name: 'Choose files…' })).toBeFocused();
  await chooseAgain(person, name, content);
  return dialog;
}

async function chooseAgain(person: Person, name: string, content: string | Uint8Array): Promise<void> {
  const choosing = person.page.waitForEvent('filechooser');
  await dialogOf(person).getByRole('button', { name: 'Choose files…' }).click();
  await (await choosing).setFiles({ name, mimeType: '', buffer: Buffer.from(content) });
}

async function create(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: /^Create discussion/ }).click();
  await expect(dialog).toBeHidden();
}

/** From now on, what the progress bar of the dialog showed. @returns how many steps that were so far */
async function progressSteps(person: Person): Promise<number> {
  return person.page.evaluate(() => {
    const seen = globalThis as { steps?: Set<string> };
    if (seen.steps === undefined) {
      const steps = new Set<string>();
      seen.steps = steps;
      new MutationObserver(() => {
        const bar = document.querySelector('[role="dialog"] [role="progressbar"]');
        if (bar !== null) steps.add(bar.getAttribute('aria-valuenow') ?? '');
      }).observe(document.body, { subtree: true, childList: true, attributeFilter: ['aria-valuenow'] });
    }
    return seen.steps.size;
  });
}

test('a Slack archive becomes a discussion for each conversation, with authors, times, replies and reactions', async ({
  person,
}) => {
  const zip = zipSync(await chatFolder(resolve(FIXTURES, 'slack')));
  const dialog = await choose(person, 'Acme export.zip', zip);
  await expect(nameIn(dialog)).toBeFocused();
  await expect(dialog.getByText(/^Slack export · \d+ messages/)).toBeVisible();
  await expect(dialog.getByRole('list', { name: 'Conversations' }).getByRole('checkbox')).toHaveCount(3);
  await dialog.getByRole('checkbox', { name: /^#inner-circle/ }).uncheck();
  await expect(dialog.getByRole('status')).toContainText('in 2 discussions');
  await create(dialog);
  await expect(person.notice('Imported 2 discussions')).toBeVisible();

  await person.library.getByRole('option', { name: /^#general/ }).click();
  const question = person.posts.first();
  await expect(question).toContainText('How do we capture what we learn?');
  await expect(question).toContainText('12 Aug 2009');
  await expect(question.getByRole('button', { name: /^👍.* 2 by/ })).toBeVisible();
  const answer = person.posts.filter({ hasText: 'in a thread' });
  await expect(answer.getByRole('button', { name: /^to .*How do we capture/ })).toBeVisible();
  await expect(answer).toContainText('edited');

  await person.notice('Imported 2 discussions').getByRole('button', { name: 'Details…' }).click();
  const report = person.dialog('What was imported');
  await expect(report).toContainText('in 2 discussions');
  await report.getByRole('button', { name: 'Copy as text' }).click();
  await expect(report.getByRole('status')).toHaveText('On the clipboard');
  expect(await clipboardText(person)).toContain('1 message of conversations that you left out');
  await report.getByRole('button', { name: 'Done' }).click();
});

test('a WhatsApp text comes in with the zone that was chosen, people put right, and what is wrong reported', async ({
  person,
}) => {
  const text = await readFile(resolve(FIXTURES, 'whatsapp-android/WhatsApp Chat with Cake Club.txt'));
  const dialog = await choose(person, 'WhatsApp Chat with Cake Club.txt', text);
  const zone = dialog.getByRole('combobox', { name: 'Time zone' });
  await expect(zone).toContainText('(this device)');
  await zone.click();
  await person.page.getByRole('option', { name: 'Asia/Tokyo', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Name of Ann' }).fill('Anna');
  await dialog.getByRole('combobox', { name: 'Who Bob is' }).click();
  await person.page.getByRole('option', { name: 'Renee (you)' }).click();
  await dialog.getByRole('switch', { name: /^Who came and left/ }).click();
  const problems = dialog.getByText(/problems? (?:was|were) found/);
  await problems.click();
  await expect(dialog.getByRole('list', { name: 'Problems' })).toContainText('WhatsApp Chat with Cake Club.txt, line');
  await person.page.screenshot({ path: test.info().outputPath('preview.png') });
  await create(dialog);

  await expect(person.title).toHaveValue('Cake Club');
  const first = person.posts.filter({ hasText: 'The real first message' });
  await expect(first).toContainText('Anna');
  const shown = await first.getByRole('time').getAttribute('datetime');
  // 20:14 in Tokyo, which is nine hours ahead.
  expect(shown).toBe('2009-08-12T11:14:00.000Z');
  await expect(person.posts.filter({ hasText: 'with a caption' })).toContainText('Renee');
  await person.button('Undo').click();
  await expect(person.library.getByRole('option')).toHaveCount(1);
  await person.menu('Trash');
  await expect(person.page.getByRole('region', { name: 'Trash' })).toContainText('Cake Club');
});

test('a moderated chat that was pasted is offered as a chat, and comes in by question with a recap', async ({
  person,
}) => {
  const { page } = person;
  await person.button('New from text').click();
  // Keys that come before the field has the focus go elsewhere.
  await expect(person.dialog('New from text').getByRole('textbox', { name: 'Text' })).toBeFocused();
  await paste(person, { text: moderatedChat() });
  await person.dialog('New from text').getByRole('button', { name: 'Import it as a chat…' }).click();
  const dialog = dialogOf(person);
  await dialog.getByRole('switch', { name: /^Grouped by question \(2 numbered questions\)/ }).click();
  await create(dialog);
  await expect(person.posts).toHaveCount(5);
  const words = ['Welcome', 'Q1', 'A1 Where', 'A1: Late', 'Q2'];
  for (const [index, text] of words.entries()) await expect(person.posts.nth(index)).toContainText(text);
  await expect(person.posts.nth(3).getByRole('button', { name: /^to Mod.*Q1/ })).toBeVisible();
  await expect(person.recap.getByRole('heading', { name: 'Q1: What is a field?' })).toBeVisible();
  await expect(person.recap).toContainText('And a recap?');
  await expect(page.getByText('2 of 5 posts in')).toBeVisible();
});

test('a chat is dropped anywhere; what is no chat is gone through as text, and no text is refused in words', async ({
  person,
}) => {
  const { page } = person;
  const thread = person.region('Thread');
  const vtt = await readFile(resolve(FIXTURES, 'webvtt/zoom.vtt'));
  await drop(thread, { name: 'call.vtt', type: 'text/vtt', content: vtt });
  const dialog = dialogOf(person);
  await dialog.getByLabel('Start of the recording').fill('2009-08-12T20:00');
  await expect(dialog.getByRole('list', { name: 'First messages' })).toContainText('12 Aug 2009, 20:00');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await person.menu('Import a chat…');
  await expect(dialog.getByLabel('Start of the recording')).toHaveValue('2009-08-12T20:00');
  await dialog.getByRole('button', { name: 'Another chat' }).click();
  await chooseAgain(person, 'picture.bin', new Uint8Array([0, 1, 2, 3]));
  await expect(dialog.getByRole('alert')).toContainText('No chat that the app can read was found');
  await page.keyboard.press('Escape');

  await drop(thread, { name: 'notes.txt', type: 'text/plain', content: Buffer.from('Two thoughts.\n\nThe second.') });
  await expect(person.dialog('New from text').getByLabel('Text of post 1', { exact: true })).toHaveValue(
    'Two thoughts.',
  );
});

const SLACK = resolve(FIXTURES, 'slack');
const ways: readonly (readonly [string, (person: Person) => Promise<void>])[] = [
  [
    'a folder is chosen',
    async (person) => {
      await person.menu('Import a chat…');
      const choosing = person.page.waitForEvent('filechooser');
      await dialogOf(person).getByRole('button', { name: 'Choose a folder…' }).click();
      await (await choosing).setFiles(SLACK);
    },
  ],
  ['a folder is dropped', (person) => dropPaths(person.region('Thread'), [SLACK])],
  [
    'its folders and files are dropped one beside the other',
    async (person) =>
      dropPaths(
        person.library,
        (await readdir(SLACK)).map((name) => resolve(SLACK, name)),
      ),
  ],
];
for (const [name, give] of ways) {
  test(`an export in many files comes in whole when ${name}`, async ({ person }) => {
    await give(person);
    const dialog = dialogOf(person);
    await expect(dialog.getByText(/^Slack export · \d+ messages/)).toBeVisible();
    await expect(dialog.getByRole('list', { name: 'Conversations' }).getByRole('checkbox')).toHaveCount(3);
    await create(dialog);
    await expect(person.notice('Imported 3 discussions')).toBeVisible();
    await person.library.getByRole('option', { name: /^#general/ }).click();
    // Of both days, which are files of their own.
    await expect(person.posts.first()).toContainText('12 Aug 2009');
    await expect(person.posts.last()).toContainText('13 Aug 2009');
  });
}

test('the parts of one chat that are chosen together are one discussion', async ({ person }) => {
  const folder = resolve(FIXTURES, 'discord');
  const parts = (await readdir(folder)).filter((name) => name.endsWith('.json')).map((name) => resolve(folder, name));
  expect(parts.length).toBeGreaterThan(1);
  await person.menu('Import a chat…');
  const choosing = person.page.waitForEvent('filechooser');
  await dialogOf(person).getByRole('button', { name: 'Choose files…' }).click();
  await (await choosing).setFiles(parts);
  await expect(dialogOf(person).getByText(/^Discord.* · \d+ messages/)).toBeVisible();
  await expect(dialogOf(person).getByRole('status')).toContainText(/^\d+ posts in 1 discussion|^\d+ posts$/);
});

test('a chat that is opened as a file is imported as a chat, and any other text is gone through as text', async ({
  person,
}) => {
  const text = person.dialog('New from text');
  await person.answerOpenDialog(resolve(FIXTURES, 'whatsapp-android/WhatsApp Chat with Cake Club.txt'));
  await person.button('New from text').click();
  await text.getByRole('button', { name: 'Open a file…' }).click();
  await expect(nameIn(dialogOf(person))).toHaveValue('Cake Club');
  await expect(text).toBeHidden();
  await dialogOf(person).getByRole('button', { name: 'Take as plain text' }).click();
  await expect(text.getByRole('textbox', { name: 'Name of the discussion' })).toBeFocused();
  await expect(dialogOf(person)).toBeHidden();
  await text.getByRole('button', { name: 'Import it as a chat…' }).click();
  await expect(nameIn(dialogOf(person))).toHaveValue('Cake Club');
  await create(dialogOf(person));
  await expect(person.title).toHaveValue('Cake Club');

  await person.answerOpenDialog(resolve(import.meta.dirname, '../fixtures/smchat-discussion.txt'));
  await person.button('New from text').click();
  await text.getByRole('button', { name: 'Open a file…' }).click();
  await expect(text.getByLabel('Text of post 1', { exact: true })).toBeVisible();
  await expect(dialogOf(person)).toBeHidden();
});

test('leaving off while it is read or made leaves nothing, and what was chosen is kept', async ({ person }) => {
  test.setTimeout(120_000);
  const { page } = person;
  const long = telegramExport(40_000);
  const dialog = await choose(person, 'result.json', long);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('button', { name: 'Choose files…' })).toBeFocused();
  await chooseAgain(person, 'result.json', long);
  await expect(dialog.getByText('40,000 posts')).toBeVisible({ timeout: 30_000 });
  await nameIn(dialog).fill('Field diary');
  await dialog.getByRole('button', { name: 'Create discussions' }).click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(nameIn(dialog)).toHaveValue('Field diary');
  await page.keyboard.press('Escape');
  await expect(person.library.getByRole('option')).toHaveCount(1);
  await person.menu('Import a chat…');
  await expect(nameIn(dialog)).toHaveValue('Field diary');
});

test('20,000 messages arrive while the window answers, and a long thread is drawn where it is looked at', async ({
  people,
  person,
}) => {
  test.setTimeout(120_000);
  const { page } = person;
  const dialog = await choose(person, 'result.json', telegramExport(20_000));
  await expect(dialog.getByText('20,000 posts')).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('combobox', { name: 'Divide it' }).click();
  await page.getByRole('option', { name: 'Divided into equal parts' }).click();
  await expect(dialog.getByRole('status')).toHaveText('20,000 posts in 10 discussions');
  await progressSteps(person);
  await dialog.getByRole('button', { name: 'Create discussions' }).click();
  await expect(dialog).toBeHidden({ timeout: 60_000 });
  await expect(person.title).toHaveValue('Field notes, 1 of 10');
  await expect(person.library.getByRole('option')).toHaveCount(11);
  // The page was drawn meanwhile.
  expect(await progressSteps(person)).toBeGreaterThan(3);

  await expect(person.posts).toHaveCount(2000);
  await expect(person.posts.last().locator('.post-body')).toHaveCount(0);
  // The end moves while what is there is drawn.
  await expect(async () => {
    await page.getByRole('feed').press('End');
    await expect(person.posts.last().locator('.post-body')).toBeInViewport({ timeout: 1000 });
  }).toPass();
  const restarted = await people.restart(person);
  await expect(restarted.posts.last().locator('.post-body')).toBeInViewport({ timeout: 15_000 });
  await expect(restarted.posts.first().locator('.post-body')).toHaveCount(0);
});
