/** A folder that follows a notebook: what is written when, what others do there, disks that fail, and what is told. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import { ownDisk } from '../support/own-disk';
import type { Person } from '../support/person';
import { shownFiles } from '../support/shown-files';

const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const keeping = (person: Person): Locator => person.dialog('Keep Markdown up to date');
const banner = (person: Person): Locator => person.page.getByRole('alert').filter({ hasText: 'Markdown folder' });
const closeDialog = (dialog: Locator): Promise<void> => dialog.getByRole('button', { name: 'Done' }).click();

async function keepAll(person: Person, folder: string): Promise<void> {
  await person.answerOpenDialog(folder);
  await person.menu('Keep Markdown up to date…');
  await keeping(person).getByRole('radio', { name: 'All discussions' }).check();
  await keeping(person).getByRole('radio', { name: 'One file' }).check();
  await keeping(person).getByRole('button', { name: 'Choose folder…' }).click();
  await expect(keeping(person).getByRole('status')).toHaveText('Everything there is up to date.');
}

test('a folder follows the notebook: an edit, a finish, a restart, and what others edited there', async ({
  people,
  folder,
}) => {
  let person = await people.start();
  await person.expectSample();
  await person.newDiscussion('Followed');
  await person.post('The first.');
  await keepAll(person, folder);
  await closeDialog(keeping(person));
  const path = join(folder, 'Followed.md');
  const content = (): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  expect(content()).toContain('The first.');
  await person.post('The second.');
  await expect.poll(content, { timeout: 15_000 }).toContain('The second.');
  await person.menu('Finish now');
  await expect.poll(content, { timeout: 15_000 }).toContain('status: finished');

  person = await people.restart(person);
  await expect(person.posts).toHaveCount(2);
  await person.post('After a restart.');
  await expect.poll(content, { timeout: 15_000 }).toContain('After a restart.');

  writeFileSync(path, 'edited elsewhere');
  await person.post('And here.');
  await expect(banner(person)).toContainText('“Followed.md” was edited in the Markdown folder.', { timeout: 15_000 });
  expect(content()).toBe('edited elsewhere');
  await banner(person).getByRole('button', { name: 'Decide…' }).click();
  await keeping(person).getByRole('button', { name: 'Write ours beside: Followed.md' }).click();
  await expect.poll(() => shownFiles(folder), { timeout: 15_000 }).toContain('Followed (2).md');
  await expect(keeping(person).getByRole('status')).toHaveText('Everything there is up to date.');
  expect(content()).toBe('edited elsewhere');
  expect(readFileSync(join(folder, 'Followed (2).md'), 'utf8')).toContain('And here.');
  await keeping(person).getByRole('button', { name: 'Stop' }).click();
  await expect(keeping(person).getByRole('button', { name: 'Choose folder…' })).toBeVisible();
});

test('a folder that goes away is told, and written when it is back', async ({ person, folder }) => {
  const inside = join(folder, 'disk');
  mkdirSync(inside);
  await person.newDiscussion('Followed');
  await keepAll(person, inside);
  await closeDialog(keeping(person));
  renameSync(inside, join(folder, 'unplugged'));
  await person.post('Meanwhile.');
  await expect(banner(person)).toContainText('The folder for the Markdown is not there.', { timeout: 15_000 });
  renameSync(join(folder, 'unplugged'), inside);
  await expect(banner(person)).toHaveCount(0, { timeout: 15_000 });
  await expect.poll(() => read(join(inside, 'Followed.md'))).toContain('Meanwhile.');
});

/** A post that Markdown cannot hold. */
async function tableWithCode(person: Person): Promise<void> {
  await person.composer.click();
  await paste(person, { html: '<table><tr><th><code>a\\|b</code></th></tr><tr><td>c</td></tr></table>' });
  await person.page.keyboard.press('Control+Enter');
  await expect(person.posts.getByRole('table')).toBeVisible();
}

test('what Markdown could not express of all that is there is told where the folder is, also after a restart', async ({
  people,
  folder,
}) => {
  let person = await people.start();
  await person.expectSample();
  await person.newDiscussion('Tables');
  await keepAll(person, folder);
  await expect(keeping(person)).not.toContainText('could not express');
  await closeDialog(keeping(person));
  await tableWithCode(person);
  await expect.poll(() => read(join(folder, 'Tables.md')), { timeout: 15_000 }).toContain('a\\');

  person = await people.restart(person);
  await expect(person.title).toHaveValue('Tables');
  await person.menu('Keep Markdown up to date…');
  await keeping(person).getByText('1 thing that Markdown could not express').click();
  await expect(keeping(person).getByRole('listitem')).toHaveText(/^Tables: Post of Renee: .*Code in a table/);
  await keeping(person).getByRole('button', { name: 'Copy list' }).click();
  await expect(keeping(person).getByRole('button', { name: 'Copied' })).toBeVisible();
});

test('a folder that cannot be remembered is followed all the same, and that is told', async ({ person, folder }) => {
  // A folder where the file belongs: nobody can write that, not even root.
  mkdirSync(join(person.userDataDir, 'kept-folders.json', 'in the way'), { recursive: true });
  await keepAll(person, folder);
  await expect(
    person.page.getByRole('alert').filter({ hasText: 'Which folder follows the notebook could not be saved' }),
  ).toBeVisible();
  expect(shownFiles(folder)).toContain('index.md');
});

test('a disk that is full, and one that can only be read, are told, and written when they can be again', async ({
  person,
  folder,
}) => {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  const why = ownDisk(disk, '512k');
  test.info().skip(why !== null, why ?? '');
  try {
    await person.newDiscussion('Followed');
    await keepAll(person, disk);
    await closeDialog(keeping(person));
    const path = join(disk, 'Followed.md');
    const whole = read(path);
    const filler = join(disk, '.filler');
    expect(() => writeFileSync(filler, Buffer.alloc(1024 * 1024))).toThrow('ENOSPC');
    await person.post('While the disk is full.');
    await expect(banner(person)).toContainText('The disk is full.', { timeout: 15_000 });
    expect(read(path)).toBe(whole);
    await banner(person).getByRole('button', { name: 'Details…' }).click();
    await expect(keeping(person).getByRole('status')).toContainText('Nothing is lost: it is tried again by itself.');
    rmSync(filler);
    await expect(keeping(person).getByRole('status')).toHaveText('Everything there is up to date.', {
      timeout: 15_000,
    });
    await closeDialog(keeping(person));
    await expect.poll(() => read(path)).toContain('While the disk is full.');

    execFileSync('mount', ['-o', 'remount,ro', disk]);
    await person.post('While nobody may write.');
    await expect(banner(person)).toContainText('could not be written', { timeout: 15_000 });
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    await expect(banner(person)).toHaveCount(0, { timeout: 15_000 });
    await expect.poll(() => read(path)).toContain('While nobody may write.');
    expect(readdirSync(disk).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
});
