/** Discussions from one person to another by a file: no network between them. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';
import { type Eyes, openEyes, SIZES } from '../support/views';

async function lookAt(eyes: Eyes, person: Person, name: string): Promise<void> {
  for (const size of SIZES) {
    await person.resize(size.width, size.height);
    await eyes.look(name, size);
  }
}

test('a notebook goes to somebody who does not have it, both go on writing apart, and what comes back is merged', async ({
  people,
  folder,
}) => {
  const ada = await people.start({ name: 'Ada' });
  const adaSees = await openEyes(ada);
  const file = join(folder, 'Tea.recap');
  await ada.newDiscussion('Which tea');
  await ada.post('Assam, of course.');
  await ada.answerSaveDialog(file);
  await ada.menu('Hand off…');
  const giving = ada.dialog('Hand off');
  await expect(giving.getByRole('radio', { name: 'This discussion' })).toBeChecked();
  await expect(giving.getByRole('switch', { name: 'With earlier versions' })).not.toBeChecked();
  await giving.getByRole('radio', { name: /The whole notebook/ }).check();
  await expect(giving.getByRole('switch', { name: 'With earlier versions' })).toBeChecked();
  await expect(giving.getByRole('status')).toContainText('Whoever gets hold of this file can read these 2 discussions');
  await giving.getByRole('switch', { name: 'Lock it with a passphrase' }).click();
  await expect(giving.getByRole('switch', { name: 'With the invite' })).toBeChecked();
  await expect(giving.getByRole('status')).toContainText('They are then members of the notebook');
  await giving.getByRole('textbox', { name: 'Passphrase' }).fill('short');
  await giving.getByRole('button', { name: 'Save file…' }).click();
  await expect(giving.getByRole('alert')).toContainText('At least 8 characters');
  await giving.getByRole('textbox', { name: 'Passphrase' }).fill('kettle lamp ocean');
  await lookAt(adaSees, ada, 'hand-off');
  await giving.getByRole('button', { name: 'Save file…' }).click();
  // The key takes what it takes.
  await expect(ada.notice('The hand-off file is written')).toContainText('Tea.recap', { timeout: 30_000 });
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);

  const ben = await people.start({ name: 'Ben' });
  const benSees = await openEyes(ben);
  await ben.answerOpenDialog(file);
  await ben.menu('Open hand-off file…');
  const opening = ben.dialog('Open hand-off file');
  await opening.getByRole('textbox', { name: 'Passphrase' }).fill('lamp kettle ocean');
  await ben.page.keyboard.press('Enter');
  await expect(opening.getByRole('alert')).toContainText('does not open the file', { timeout: 30_000 });
  await lookAt(benSees, ben, 'hand-off-locked');
  await opening.getByRole('textbox', { name: 'Passphrase' }).fill('kettle lamp ocean');
  await ben.page.keyboard.press('Enter');
  await expect(opening).toContainText('from Ada', { timeout: 30_000 });
  await expect(opening.getByRole('listitem').filter({ hasText: 'Which tea' })).toContainText('New: 1 post, 5 words');
  await expect(opening.getByRole('radio', { name: /as a member/ })).toBeChecked();
  await lookAt(benSees, ben, 'hand-off-preview');
  await opening.getByRole('button', { name: 'Join the notebook' }).click();
  await expect(ben.notice('Taken from Ada')).toContainText('2 discussions came');
  await ben.open('Which tea');
  await expect(ben.posts).toHaveCount(1);
  await ben.post('Green for me.');

  await ada.post('Or Darjeeling.');
  const back = join(folder, 'Back.recap');
  await ben.answerSaveDialog(back);
  await ben.menu('Hand off…');
  await ben.dialog('Hand off').getByRole('button', { name: 'Save file…' }).click();
  await expect(ben.notice('The hand-off file is written')).toBeVisible();
  expect(existsSync(back)).toBe(true);

  // Dropped on the window: the page has the file, and only the preload learns where it is.
  await ada.page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'dropped';
    input.multiple = true;
    document.body.append(input);
  });
  await ada.page.locator('#dropped').setInputFiles([back, file]);
  await ada.page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped');
    const transfer = new DataTransfer();
    for (const one of input?.files ?? []) transfer.items.add(one);
    input?.remove();
    const event = (type: string) => new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event('dragover'));
    document.body.dispatchEvent(event('drop'));
  });
  const merging = ada.dialog('Open hand-off file');
  await expect(merging.getByRole('listitem').filter({ hasText: 'Which tea' })).toContainText('Gains 1 post, 3 words');
  // The other one waits for its turn. [HO13]
  await expect(ada.notice('“Tea.recap” waits')).toBeVisible();
  await lookAt(adaSees, ada, 'hand-off-merge');
  await merging.getByRole('button', { name: 'Merge' }).click();
  await expect(ada.notice('Taken from Ben')).toContainText('1 discussion merged');
  await expect(merging.getByRole('textbox', { name: 'Passphrase' })).toBeVisible();
  await expect(ada.notice('“Tea.recap” waits')).toHaveCount(0);
  await ada.page.keyboard.press('Escape');
  await expect(ada.posts).toHaveCount(3);
  expect([...adaSees.found, ...benSees.found]).toEqual([]);
});

test('[BK8] a backup is made now, proved and listed, and becomes a notebook of its own again', async ({
  people,
  folder,
}) => {
  const ada = await people.start({ name: 'Ada' });
  await ada.newDiscussion('Which tea');
  await ada.post('Assam, of course.');
  await ada.menu('Backups…');
  const backups = ada.dialog('Backups');
  await expect(backups.getByRole('status')).toContainText('Nothing was backed up yet.');
  await ada.answerOpenDialog(folder);
  await backups.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(backups.getByRole('status')).toContainText('Backed up and read back', { timeout: 30_000 });
  await expect(backups.getByRole('listitem')).toContainText('2 discussions');
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^Ada.s notebook \d{4}-\d\d-\d\d \d{4}\.recap$/)]);
  const eyes = await openEyes(ada);
  await lookAt(eyes, ada, 'backups');
  const restore = backups.getByRole('button', { name: /^Restore/ });
  await restore.click();
  const opening = ada.dialog('Restore a backup');
  await expect(opening.getByRole('status')).toContainText('2 are the same here.');
  await lookAt(eyes, ada, 'restore');
  await ada.page.keyboard.press('Escape');
  await expect(restore).toBeFocused();
  await expect(opening).toHaveCount(0);
  await ada.page.keyboard.press('Enter');
  await expect(opening).toContainText('Backup of');
  await expect(opening.getByRole('status')).toContainText('2 are the same here.');
  await opening.getByRole('radio', { name: /A copy of its own/ }).check();
  await expect(opening.getByRole('status')).toContainText('2 are new.');
  await opening.getByRole('button', { name: 'Make the notebook' }).click();
  await expect(ada.notice('Taken from the backup')).toContainText('2 discussions came');
  await expect(ada.library).toContainText('(copy)');
  await ada.open('Which tea');
  await expect(ada.posts).toHaveCount(1);
  expect(eyes.found).toEqual([]);
});
