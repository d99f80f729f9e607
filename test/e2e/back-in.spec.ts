/** A file that was exported, edited with another program, and brought back while the app was edited as well. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drop } from '../support/desktop';
import { expect, test } from '../support/e2e';
import { edited } from '../support/edited-text';
import type { Person } from '../support/person';
import { openEyes } from '../support/views';

const TITLE = 'Wednesdays';

async function discussed(person: Person): Promise<void> {
  await person.newDiscussion(TITLE);
  await person.post('Find a small crew of silo straddlers.');
  await person.post('Thanks for that.');
  await person.posts.first().getByRole('button', { name: 'Add to recap' }).click();
  await expect(person.recap.getByRole('group').filter({ hasText: 'small crew' })).toBeVisible();
  await person.writeRecap('\nThe first paragraph.\nThe second paragraph is here.\nThe third one goes.');
}

async function exported(person: Person, folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  await person.export('Export discussion…', path);
  await expect(async () => expect(await readFile(path, 'utf8')).toContain('<!--base ')).toPass();
  return readFile(path, 'utf8');
}

const editedOutside = (markdown: string): string =>
  edited(
    markdown,
    ['\n\nFind a small crew of silo straddlers.\n\nFrom ', '\n\nFind a small band of silo straddlers.\n\nFrom '],
    ['The third one goes.\n\n', ''],
    [
      'The first paragraph.\n\nThe second paragraph is here.\n\n',
      'The second paragraph is here.\n\nThe first paragraph.\n\n',
    ],
    ['Thanks for that.\n\n<!--base', 'Thanks for that.\n\n### Paul\n\nMe too, from outside.\n\n<!--base'],
  );

test('what was edited in the file and what was edited here are both there afterwards', async ({ person }) => {
  const folder = await mkdtemp(join(tmpdir(), 'recap-back-in-'));
  const dialog = person.dialog(`Bring changes back into “${TITLE}”`);
  try {
    await discussed(person);
    const file = editedOutside(await exported(person, folder, 'all.md'));
    await person.writeRecap('\nWritten here meanwhile.');
    await person.post('Posted here meanwhile.');
    const before = await exported(person, folder, 'before.md');
    const dropped = { name: 'all.md', type: 'text/markdown', content: Buffer.from(file) };

    await drop(person.region('Thread'), dropped);
    await expect(dialog.getByRole('listitem')).toHaveCount(4);
    await expect(dialog.getByRole('status')).toHaveText('4 changes, all chosen');
    await expect(dialog.locator('[data-kind=changed] ins')).toHaveText('band');
    await expect(dialog.locator('[data-kind=removed] del')).toHaveText('The third one goes.');
    await expect(dialog).not.toContainText('meanwhile');
    await person.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    expect(await exported(person, folder, 'after.md')).toBe(before);

    await drop(person.region('Thread'), dropped);
    await dialog.getByRole('button', { name: 'Take what is chosen' }).click();
    await expect(dialog).toBeHidden();
    await expect(person.recap).toContainText('small band of silo straddlers');
    await expect(person.recap).not.toContainText('The third one goes.');
    await expect(person.recap).toContainText(
      'The second paragraph is here.The first paragraph.Written here meanwhile.',
    );
    await expect(person.posts).toHaveCount(4);
    await expect(person.posts.filter({ hasText: 'Me too, from outside.' })).toContainText('Paul');
    await expect(person.posts.filter({ hasText: 'Posted here meanwhile.' })).toBeVisible();
    await expect(person.title).toHaveValue(TITLE);

    await person.notice('4 changes taken from all.md').getByRole('button', { name: 'Undo' }).click();
    await expect(person.recap).toContainText('The third one goes.');
    await expect(person.recap).toContainText('small crew');
    await expect(person.posts).toHaveCount(3);

    await drop(person.region('Thread'), { ...dropped, content: Buffer.from(before) });
    await expect(dialog).toContainText('before.md changes nothing'.replace('before', 'all'));
    await dialog.getByRole('button', { name: 'Open the discussion' }).click();
    await expect(dialog).toBeHidden();
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('what was changed on both sides is shown as such, and a file can become a new discussion instead', async ({
  person,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'recap-back-in-'));
  const dialog = person.dialog(`Bring changes back into “${TITLE}”`);
  try {
    await discussed(person);
    const path = join(folder, 'all.md');
    const file = await exported(person, folder, 'all.md');
    const gone = ['The third one goes.\n\n', ''] as const;
    const there = ['The second paragraph is here.', 'The second paragraph is over there.'] as const;
    const finished = ['status: open', 'status: finished'] as const;
    await writeFile(path, edited(file, there, gone, finished, ['Thanks for that.', 'Thanks a lot for that.']));
    await person.recap.getByText('The second paragraph is here.').click();
    await person.page.keyboard.press('End');
    await person.page.keyboard.type(' And stays.');
    await person.answerOpenDialog(path);
    const open = async (): Promise<void> => {
      await person.button('New from text').click();
      await person.dialog('New from text').getByRole('button', { name: 'Open a file…' }).click();
      await expect(dialog.getByRole('listitem').first()).toBeVisible();
    };
    const eyes = await openEyes(person);
    await eyes.lookAt([{ name: 'back-in', open, layer: () => dialog }]);
    expect(eyes.found).toEqual([]);
    await open();
    const both = dialog.getByRole('listitem').filter({ hasText: 'Changed in both' });
    await expect(both).toBeVisible();
    await expect(both.getByRole('combobox')).toHaveText('Keep both');
    const line = file.split('\n').indexOf('status: open') + 1;
    await expect(dialog.getByRole('region', { name: 'Not taken over' }).getByRole('listitem')).toHaveText(
      `Line ${line}, the status: “finished”. Finish or reopen the discussion in the app.`,
    );
    await both.getByRole('combobox').click();
    await person.page.getByRole('option', { name: 'Keep ours' }).click();
    await expect(dialog.getByRole('status')).toContainText(/of \d changes chosen/);
    await dialog.getByRole('button', { name: 'Take none' }).click();
    await expect(dialog.getByRole('button', { name: 'Take what is chosen' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Make a new discussion instead' }).click();
    const anew = person.dialog('New from text');
    await expect(anew.getByRole('textbox', { name: 'Name of the discussion' })).toHaveValue(TITLE);
    await anew.getByRole('button', { name: 'Create discussion' }).click();
    await expect(person.library.getByRole('option', { name: TITLE })).toHaveCount(2);
    await expect(person.recap).toContainText('over there');
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
