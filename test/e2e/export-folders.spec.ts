/** Markdown out into folders: one discussion in several files, and a whole notebook. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { seedDiscussion, seedNotebook, titleOfSeed } from '../bench/seed-notebook';
import { expectPicture, PICTURE, paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import { type Person, SAMPLE } from '../support/person';
import { shownFiles } from '../support/shown-files';

const sampleFile = SAMPLE.replace(':', '-');

const exporting = (person: Person): Locator => person.dialog('Export notebook');

async function exportNotebook(
  person: Person,
  folder: string,
  form: 'One file' | 'Two files' | 'A folder',
): Promise<void> {
  await person.answerOpenDialog(folder);
  await person.menu('Export notebook…');
  await exporting(person).getByRole('radio', { name: form }).check();
  await exporting(person).getByRole('button', { name: 'Choose folder…' }).click();
}

const closeDialog = (dialog: Locator): Promise<void> => dialog.getByRole('button', { name: 'Done' }).click();

test('one discussion becomes two files that lead to each other, or a folder, and never replaces anything', async ({
  person,
  folder,
}) => {
  await person.newDiscussion('Weak ties: why?');
  await person.post('I will be on the lookout for silo straddlers.');
  await person.composer.click();
  await paste(person, { picture: PICTURE });
  await expectPicture(person.composer);
  await person.page.keyboard.press('Control+Enter');
  await expectPicture(person.posts.nth(1));
  await person.posts.first().getByRole('button', { name: 'Add to recap' }).click();
  await expect(person.recap).toContainText('silo straddlers');
  await person.answerOpenDialog(folder);
  const dialog = person.dialog('Export discussion');
  await person.menu('Export as…');
  await expect(dialog.getByRole('radio', { name: 'Two files' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(person.notice('Saved as Markdown')).toContainText('Markdown could express all of it.');
  expect(shownFiles(folder)).toEqual([
    'Weak ties- why- - recap.md',
    'Weak ties- why- - thread.md',
    'Weak ties- why-.assets',
  ]);
  const [, file, anchor] =
    /\]\((Weak%20ties[^)#]*thread\.md)#(post-[\w-]+)/.exec(
      readFileSync(join(folder, 'Weak ties- why- - recap.md'), 'utf8'),
    ) ?? [];
  const thread = readFileSync(join(folder, decodeURIComponent(file ?? '')), 'utf8');
  expect(thread).toContain(`<a id="${anchor}"></a>`);
  const picture = /!\[[^\]]*\]\(([^)]+)\)/.exec(thread)?.[1] ?? '';
  expect(
    readFileSync(join(folder, decodeURIComponent(picture)))
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');

  await person.menu('Export as…');
  await dialog.getByRole('radio', { name: 'Recap', exact: true }).check();
  await expect(dialog.getByRole('radio', { name: 'Two files' })).toBeDisabled();
  await dialog.getByRole('radio', { name: 'A folder' }).check();
  await dialog.getByRole('button', { name: 'Choose folder…' }).click();
  await expect.poll(() => shownFiles(folder)).toHaveLength(4);
  await expect.poll(() => shownFiles(join(folder, 'Weak ties- why-'))).toEqual(['recap.md']);
});

test('what Markdown cannot express is told after an export', async ({ person, folder }) => {
  await person.newDiscussion('Tables');
  await person.composer.click();
  await paste(person, { html: '<table><tr><th><code>a\\|b</code></th></tr><tr><td>c</td></tr></table>' });
  await person.page.keyboard.press('Control+Enter');
  await expect(person.posts.first().getByRole('table')).toBeVisible();
  await person.answerSaveDialog(join(folder, 'a.md'));
  await person.menu('Export thread…');
  const notice = person.notice('Saved as Markdown');
  await expect(notice).toContainText('One thing Markdown could not express.');
  await notice.getByRole('button', { name: 'Details…' }).click();
  const details = person.dialog('What Markdown could not express');
  await expect(details.getByRole('listitem')).toHaveText(/^Post of Renee: .*Code in a table/);
  await details.getByRole('button', { name: 'Copy list' }).click();
  await expect(details.getByRole('button', { name: 'Copied' })).toBeVisible();
});

test('a notebook is exported, again only where it changed, and what others edited there stays', async ({
  person,
  folder,
}) => {
  await person.newDiscussion('Second');
  await person.post('A first post.');
  await exportNotebook(person, folder, 'One file');
  const status = exporting(person).getByRole('status');
  await expect(status).toHaveText('2 discussions written.');
  await closeDialog(exporting(person));
  expect(shownFiles(folder)).toEqual(['Second.md', `${sampleFile}.md`, 'index.md']);
  expect(readFileSync(join(folder, 'index.md'), 'utf8')).toContain('[Second](Second.md)');

  await exportNotebook(person, folder, 'One file');
  await expect(status).toHaveText('2 discussions unchanged.');
  await closeDialog(exporting(person));

  // Somebody edits one, the discussion goes on, another gets a new title, and a folder stands in the way of a third.
  writeFileSync(join(folder, 'Second.md'), 'edited elsewhere');
  rmSync(join(folder, `${sampleFile}.md`));
  mkdirSync(join(folder, `${sampleFile}.md`));
  await person.post('A second post.');
  await person.newDiscussion('Third');
  await exportNotebook(person, folder, 'One file');
  await expect(status).toHaveText('1 discussion written.');
  const left = exporting(person).getByRole('region', { name: 'Left as they are' });
  await expect(left.getByRole('listitem')).toHaveText([
    'Second.md was edited there',
    `${sampleFile}.md was put there by somebody else`,
  ]);
  expect(readFileSync(join(folder, 'Second.md'), 'utf8')).toBe('edited elsewhere');
  await left.getByRole('button', { name: 'Write ours beside them' }).click();
  await expect(status).toHaveText('2 discussions written, 1 unchanged.');
  await closeDialog(exporting(person));
  expect(readFileSync(join(folder, 'Second.md'), 'utf8')).toBe('edited elsewhere');
  expect(readFileSync(join(folder, 'Second (2).md'), 'utf8')).toContain('A second post.');

  await person.title.fill('Third, renamed');
  await person.open('Second');
  await person.menu('Move to trash');
  await exportNotebook(person, folder, 'One file');
  await expect(status).toHaveText('1 discussion renamed by its title, 1 unchanged.');
  await expect(exporting(person)).toContainText('Second (2).md stays where it is');
  expect(shownFiles(folder)).toContain('Third, renamed.md');
  expect(existsSync(join(folder, 'Third.md'))).toBe(false);
});

test('an export of many is cancelled, says so, and goes on where it was', async ({ person, folder }) => {
  // Enough for several looks at the bar.
  const many = 2000;
  const doc = seedDiscussion(0, 30);
  await seedNotebook(person, many, () => doc);
  await person.page.reload();
  await expect(person.discussion(titleOfSeed(0))).toBeVisible();
  await exportNotebook(person, folder, 'One file');
  const bar = exporting(person).getByRole('progressbar', { name: 'Discussions exported' });
  await expect
    .poll(async () => Number(await bar.getAttribute('aria-valuenow')), { intervals: [20] })
    .toBeGreaterThan(0);
  await exporting(person).getByRole('button', { name: 'Cancel' }).click();
  const status = exporting(person).getByRole('status');
  await expect(status).toHaveText(/^Cancelled\. \d+ discussions written\.$/);
  const before = Number(/(\d+)/.exec((await status.textContent()) ?? '')?.[1]);
  expect(before).toBeLessThan(many);
  expect(shownFiles(folder).filter((name) => name !== 'index.md')).toHaveLength(before);
  await closeDialog(exporting(person));
  await exportNotebook(person, folder, 'One file');
  await expect(status).toHaveText(`${many + 1 - before} discussions written, ${before} unchanged.`, {
    timeout: 30_000,
  });
  expect(shownFiles(folder)).toHaveLength(many + 2);
});

test('a folder with another notebook is refused, and another can be chosen', async ({ person, folder }) => {
  await person.newDiscussion('Of another notebook');
  await exportNotebook(person, folder, 'One file');
  await closeDialog(exporting(person));
  await person.menu('New notebook…');
  await person.page.getByRole('textbox', { name: 'Name' }).fill('Other');
  await person.button('Create').click();
  await expect(person.library).not.toContainText('Of another notebook');
  await person.newDiscussion('Mine');
  await exportNotebook(person, folder, 'One file');
  const told = person.page
    .getByRole('alert')
    .filter({ hasText: 'This folder holds the Markdown of another notebook.' });
  await expect(told).toBeVisible();
  await expect(exporting(person).getByRole('button', { name: 'Choose folder…' })).toBeVisible();
});
