/** Help → Check my data, over real files: all is well; then a file of the journal is damaged while the app runs. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';

/** The segment with the most in it. */
async function segmentOf(person: Person): Promise<string> {
  const folder = join(person.userDataDir, 'journal');
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const segments = files
    .filter(({ name }) => name.endsWith('.journal'))
    .map(({ name, parentPath }) => join(parentPath, name));
  const sizes = await Promise.all(segments.map(async (path) => (await readFile(path)).length));
  return segments[sizes.indexOf(Math.max(...sizes))] ?? '';
}

async function damage(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes.fill(0x20, bytes.length >> 1, (bytes.length >> 1) + 40);
  await writeFile(path, bytes);
}

test('everything is read, what is damaged is told and put right, and the report can be copied', async ({ person }) => {
  await person.menu('New notebook…');
  await person.dialog('New notebook').getByRole('textbox', { name: 'Name' }).fill('Another one');
  await person.page.keyboard.press('Enter');
  await expect(person.library.getByRole('option')).toHaveCount(0);
  await person.newDiscussion('Looked after');
  await person.post('The first post');
  await person.writeRecap('What we said');
  const dialog = person.dialog('Check my data');
  await person.menu('Check my data');
  await expect(dialog.getByRole('status')).toHaveText(/^All is well\. Everything in 2 notebooks was read/);
  const read = /^1 discussion, and \d+ records in 1 file of the journal, were read\.$/;
  await expect(dialog.getByRole('listitem')).toHaveText([read, read]);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(person.recap).toBeFocused();

  await damage(await segmentOf(person));
  await person.command('Check my data');
  await expect(dialog.getByRole('status')).toHaveText(/has been put right\. Nothing is lost\./);
  await expect(dialog.getByRole('listitem').filter({ hasText: 'of the journal is damaged' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Copy report' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await person.app.evaluate(({ clipboard }) => clipboard.readText())).toContain('of the journal is damaged');
  await dialog.getByRole('button', { name: 'Check again' }).click();
  await expect(dialog.getByRole('status')).toHaveText(/^All is well\./);
  await dialog.getByRole('button', { name: 'Done' }).click();

  // It goes on while somebody writes.
  await person.menu('Check my data');
  await expect(dialog).toBeVisible();
  await person.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await person.writeRecap(' and more');
  await expect(person.recap).toHaveText('What we said and more');
  await expect(person.posts).toHaveText([/The first post/]);
});
