/** A recapped discussion leaves as a file and comes back as a discussion, points and citations included. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drop } from '../support/desktop';
import { expect, test } from '../support/e2e';

test('what was exported can be dropped in again, with points that cite their posts', async ({ person }) => {
  const folder = await mkdtemp(join(tmpdir(), 'recap-markdown-'));
  const path = join(folder, 'all.md');
  try {
    await person.newDiscussion('Out and in');
    await person.post('Find a small crew of silo straddlers.');
    await person.post('Thanks for that.');
    await person.posts.first().getByRole('button', { name: 'Add to recap' }).click();
    await expect(person.recap.getByRole('group').filter({ hasText: 'small crew' })).toBeVisible();
    await person.export('Export discussion…', path);

    const markdown = await readFile(path, 'utf8');
    expect(markdown).toMatch(/<!--point takeaway id="[^"]+"--><a id="point-[^"]+"><\/a>\n\nFind a small crew/);
    expect(markdown).toMatch(/\nFrom \[Renee, [^\]]+ UTC\]\(#post-[\w-]+\)<!--cite /);
    expect(markdown).toMatch(
      /\nIn the recap: \[Find a small crew of silo straddlers\.\]\(#point-[\w-]+\)<!--cited-->\n/,
    );

    const content = Buffer.from(markdown.replaceAll('Out and in', 'And in again'));
    await drop(person.region('Thread'), { name: 'all.md', type: 'text/markdown', content });
    await person.button('Make a new discussion instead').click();
    const dialog = person.dialog('New from text');
    await expect(dialog.getByRole('textbox', { name: 'Name of the discussion' })).toHaveValue('And in again');
    await dialog.getByRole('button', { name: 'Create discussion' }).click();
    await expect(person.title).toHaveValue('And in again');
    await expect(person.posts).toHaveCount(2);
    await expect(person.recap.getByRole('group').filter({ hasText: 'small crew' })).toBeVisible();
    const first = person.posts.filter({ hasText: 'small crew' });
    await expect(first.getByRole('button', { name: 'in the recap', exact: true })).toBeVisible();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
