import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cancelSaveDialog, clipboardText, expectPicture, PICTURE, paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';

/** A folder of the test's own to export into. */
async function discussion(person: Person): Promise<void> {
  await person.newDiscussion('Weak ties: why?');
  await person.post('I will be on the lookout for silo straddlers.');
  await person.writeRecap('## Key takeaways\n- Start small');
}

test('recap, thread and the whole discussion are exported by the native menu', async ({ person, folder }) => {
  await discussion(person);
  const paths = { recap: join(folder, 'recap.md'), thread: join(folder, 'thread.md'), all: join(folder, 'all.md') };
  await person.export('Export recap…', paths.recap);
  await person.export('Export thread…', paths.thread);
  await person.export('Export discussion…', paths.all);
  // By name: a file that is being written has another one first.
  await expect.poll(async () => (await readdir(folder)).sort()).toEqual(['all.md', 'recap.md', 'thread.md']);

  const recap = await readFile(paths.recap, 'utf8');
  expect(recap).toMatch(/^---\n[\s\S]*title: ["']?Weak ties: why\?["']?\n[\s\S]*?\n---\n/);
  expect(recap).toContain('contributors');
  expect(recap).toContain('## Key takeaways\n\n- Start small');
  expect(recap).not.toContain('lookout');
  const thread = await readFile(paths.thread, 'utf8');
  expect(thread).toMatch(/^#+ .*Renee/m);
  expect(thread).toContain('I will be on the lookout for silo straddlers.');
  expect(thread).not.toContain('Key takeaways');
  const all = await readFile(paths.all, 'utf8');
  expect(all).toContain('Start small');
  expect(all).toContain('silo straddlers');
});

test('the Export button offers the same, and pictures go beside the file', async ({ person, folder }) => {
  await discussion(person);
  await person.composer.click();
  await paste(person, { picture: PICTURE });
  await expectPicture(person.composer);
  await person.page.keyboard.press('Control+Enter');
  await expectPicture(person.posts.nth(1));

  const path = join(folder, 'with picture.md');
  await person.answerSaveDialog(path);
  await person.button('Export').click();
  await person.page.getByRole('menuitem', { name: 'Export thread…' }).click();
  await expect(person.notice('Saved as Markdown')).toContainText('with picture.md');
  const [, address] = /!\[[^\]]*\]\(<?([^)>]+)>?\)/.exec(await readFile(path, 'utf8')) ?? [];
  expect(address).toMatch(/^with(%20| )picture\.assets\/[0-9a-f]+\.png$/);
  const picture = await readFile(join(folder, decodeURI(address ?? '')));
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
});

test('the recap is copied as Markdown', async ({ person }) => {
  await discussion(person);
  await person.button('Export').click();
  await person.page.getByRole('menuitem', { name: 'Copy recap as Markdown' }).click();
  await expect(person.notice('The recap is on the clipboard')).toBeVisible();
  expect(await clipboardText(person)).toContain('## Key takeaways\n\n- Start small');
});

test('the save dialog proposes a name, and cancelling it writes and says nothing', async ({ person, folder }) => {
  await discussion(person);
  const proposed = cancelSaveDialog(person);
  await person.menu('Export recap…');
  expect(basename(await proposed)).toMatch(/^Weak ties.*\.md$/i);
  await person.export('Export thread…', join(folder, 'thread.md'));
  expect(await readdir(folder)).toEqual(['thread.md']);
  await expect(person.notice('Saved as Markdown')).toHaveCount(1);
});

test('a place that cannot be written is said in words, and the old file stays', async ({ person, folder }) => {
  await discussion(person);
  await person.composer.click();
  await paste(person, { picture: PICTURE });
  await expectPicture(person.composer);
  await person.page.keyboard.press('Control+Enter');
  await expectPicture(person.posts.nth(1));

  // A file where the folder should be stops everybody, root too.
  await writeFile(join(folder, 'a-file'), 'in the way');
  await person.answerSaveDialog(join(folder, 'a-file', 'recap.md'));
  await person.menu('Export recap…');
  const told = person.page.getByRole('alert').filter({ hasText: 'The file could not be written there.' });
  await expect(told).toContainText('Choose another folder');
  await person.page.getByLabel('Dismiss').click();
  await expect(told).toHaveCount(0);

  // The same where the pictures should go: the old export is not touched.
  const old = join(folder, 'old.md');
  await writeFile(old, 'what was exported last year');
  await writeFile(join(folder, 'old.assets'), 'in the way');
  await person.answerSaveDialog(old);
  await person.menu('Export thread…');
  await expect(told).toContainText('unchanged');
  expect(await readFile(old, 'utf8')).toBe('what was exported last year');
  await access(join(folder, 'a-file'));
  expect((await readdir(folder)).sort()).toEqual(['a-file', 'old.assets', 'old.md']);
});
