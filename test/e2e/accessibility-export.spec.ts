/** Markdown out into folders, and in from elsewhere, light and dark, large and small: no axe violation. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drop, paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import { FOREIGN } from '../support/foreign-markdown';
import type { Person } from '../support/person';
import { openEyes, type View } from '../support/views';

const exporting = (person: Person) => person.dialog('Export notebook');
const keeping = (person: Person) => person.dialog('Keep Markdown up to date');
const banner = (person: Person) => person.page.getByRole('alert').filter({ hasText: 'Markdown folder' });

async function exportTo(person: Person, folder: string): Promise<void> {
  await person.answerOpenDialog(folder);
  await person.menu('Export notebook…');
  await exporting(person).getByRole('radio', { name: 'One file' }).check();
  await exporting(person).getByRole('button', { name: 'Choose folder…' }).click();
  await expect(exporting(person).getByRole('status')).toBeVisible();
}

/** A post that Markdown cannot hold. */
async function tableWithCode(person: Person): Promise<void> {
  const before = await person.posts.count();
  await person.composer.click();
  await paste(person, { html: '<table><tr><th><code>a\\|b</code></th></tr><tr><td>c</td></tr></table>' });
  await person.page.keyboard.press('Control+Enter');
  await expect(person.posts).toHaveCount(before + 1);
}

async function foreign(person: Person): Promise<void> {
  await drop(person.region('Thread'), { name: 'notes.md', type: 'text/markdown', content: Buffer.from(FOREIGN) });
  await expect(person.dialog('New from text').getByText('Becomes the recap')).toBeVisible();
}

const IN: readonly View[] = [
  { name: 'import-recap', open: foreign, layer: (person) => person.dialog('New from text') },
  {
    name: 'import-losses',
    open: async (person) => {
      await foreign(person);
      await person.dialog('New from text').getByRole('button', { name: 'Create discussion' }).click();
      await person.notice('could not be taken over').getByRole('button', { name: 'Details…' }).click();
    },
    layer: (person) => person.dialog('What could not be taken over as it was'),
  },
];

/** After the export of one discussion. */
function notes(folder: string): View {
  return {
    name: 'export-notes',
    open: async (person) => {
      await person.answerSaveDialog(join(folder, 'notes.md'));
      await person.menu('Export thread…');
      await person.notice('Saved as Markdown').getByRole('button', { name: 'Details…' }).click();
    },
    layer: (person) => person.dialog('What Markdown could not express'),
  };
}

function choices(): readonly View[] {
  return [
    {
      name: 'export-as',
      open: (person) => person.menu('Export as…'),
      layer: (person) => person.dialog('Export discussion'),
    },
    { name: 'export-notebook', open: (person) => person.menu('Export notebook…'), layer: exporting },
    { name: 'keep-begin', open: (person) => person.menu('Keep Markdown up to date…'), layer: keeping },
  ];
}

function reports(folder: string): readonly View[] {
  return [
    {
      name: 'export-report',
      open: async (person) => {
        await tableWithCode(person);
        await exportTo(person, folder);
        await exporting(person)
          .getByText(/that Markdown could not express/)
          .click();
        await expect(exporting(person).getByRole('button', { name: 'Copy list' })).toBeVisible();
      },
      layer: exporting,
    },
  ];
}

const KEPT: readonly View[] = [
  { name: 'keep-conflict', open: (person) => expect(banner(person)).toContainText('was edited') },
  {
    name: 'keep-standing',
    open: async (person) => {
      await banner(person).getByRole('button', { name: 'Decide…' }).click();
      await keeping(person)
        .getByText(/that Markdown could not express/)
        .click();
    },
    layer: keeping,
  },
];

test('Markdown in folders: what to choose, reports, and a folder that follows', async ({ person, folder }) => {
  test.slow();
  const [once, kept] = [join(folder, 'once'), join(folder, 'kept')];
  mkdirSync(once);
  mkdirSync(kept);
  await person.newDiscussion('Weak ties and the connector role');
  await tableWithCode(person);
  const eyes = await openEyes(person);
  await eyes.lookAt([...choices(), notes(folder)]);

  await exportTo(person, once);
  await exporting(person).getByRole('button', { name: 'Done' }).click();
  writeFileSync(join(once, 'Weak ties and the connector role.md'), 'edited elsewhere');
  await person.title.fill('Weak ties');
  writeFileSync(join(once, 'index.md'), 'edited elsewhere');
  await eyes.lookAt(reports(once));

  await person.answerOpenDialog(kept);
  await person.menu('Keep Markdown up to date…');
  await keeping(person).getByRole('radio', { name: 'All discussions' }).check();
  await keeping(person).getByRole('radio', { name: 'One file' }).check();
  await keeping(person).getByRole('button', { name: 'Choose folder…' }).click();
  await expect(keeping(person).getByRole('status')).toHaveText('Everything there is up to date.');
  await keeping(person).getByRole('button', { name: 'Done' }).click();
  const path = join(kept, 'Weak ties.md');
  expect(existsSync(path)).toBe(true);
  writeFileSync(path, `${readFileSync(path, 'utf8')}\nAnd this.\n`);
  await person.post('Find a small crew of silo straddlers and start with them.');
  await expect(banner(person)).toContainText('was edited', { timeout: 15_000 });
  await eyes.lookAt(KEPT);

  renameSync(kept, join(folder, 'unplugged'));
  await person.post('Meanwhile.');
  await expect(banner(person)).toContainText('The folder for the Markdown is not there.', { timeout: 15_000 });
  await eyes.lookAt([{ name: 'keep-paused', open: () => Promise.resolve() }]);
  await eyes.lookAt(IN);
  expect(eyes.found).toEqual([]);
});
