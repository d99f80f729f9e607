/** Every view and dialog, light and dark, large and small: no axe violation. Pictures of all go to test-results/views. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ALL_BLOCKS } from '../support/blocks';
import { expectPicture, PICTURE, paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import { type Person, SAMPLE } from '../support/person';
import { openEyes, SIZES, type View } from '../support/views';

function dialog(name: string, command: string, title: string): View {
  return { name, open: (person) => person.menu(command), layer: (person) => person.dialog(title) };
}

async function openCarry(person: Person): Promise<void> {
  await person.menu('Connection…');
  await person.page.getByRole('tab', { name: 'Other ways to meet' }).click();
  await person.button('Connect by hand…').click();
}

const VIEWS: readonly View[] = [
  { name: 'sample', open: (person) => person.open(SAMPLE) },
  { name: 'all-blocks', open: (person) => person.open('All blocks') },
  {
    name: 'table-menu',
    open: async ({ recap, page }) => {
      await recap.getByRole('cell', { name: 'everybody' }).click();
      await expect(page.getByRole('toolbar', { name: 'Table' })).toBeVisible();
    },
  },
  {
    name: 'selection-menu',
    open: async ({ recap, page }) => {
      await recap.getByText('The end.').click({ clickCount: 3 });
      await expect(page.getByRole('toolbar', { name: 'Format' })).toBeVisible();
    },
  },
  {
    name: 'slash-menu',
    open: async ({ recap, page }) => {
      await recap.getByText('The end.').click();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('/');
    },
    layer: ({ page }) => page.getByRole('listbox', { name: 'Insert' }),
    close: async ({ page }) => {
      for (const key of ['Backspace', 'Backspace']) await page.keyboard.press(key);
    },
  },
  {
    name: 'reply',
    open: ({ posts }) => posts.first().getByRole('button', { name: 'Reply' }).click(),
    layer: ({ page }) => page.getByRole('button', { name: 'Cancel the reply' }),
  },
  {
    name: 'edit-post',
    open: async (person) => {
      await person.posts.nth(1).getByRole('button', { name: 'Edit' }).click();
      await expect(person.button('Done')).toBeInViewport({ ratio: 1 });
    },
    layer: ({ page }) => page.getByRole('textbox', { name: 'Edit the text' }),
  },
  {
    name: 'status-menu',
    open: ({ page }) => page.getByRole('combobox', { name: 'Status' }).click(),
    layer: ({ page }) => page.getByRole('option', { name: 'Recapping' }),
  },
  {
    name: 'export-menu',
    open: (person) => person.button('Export').click(),
    layer: ({ page }) => page.getByRole('menuitem', { name: 'Export recap…' }),
  },
  {
    name: 'notebook-menu',
    open: ({ library }) => library.getByRole('button', { name: 'Renee’s notebook' }).click(),
    layer: ({ page }) => page.getByRole('menuitem', { name: 'New notebook…' }),
  },
  {
    name: 'discussion-menu',
    open: (person) => person.discussion('All blocks').click({ button: 'right' }),
    layer: ({ page }) => page.getByRole('menuitem', { name: 'Move to trash' }),
  },
  { name: 'empty-discussion', open: (person) => person.open('Nothing yet') },
  {
    name: 'no-match',
    open: ({ page }) => page.getByRole('textbox', { name: 'Search' }).fill('zebra'),
    layer: ({ library }) => library.getByText('Nothing is called'),
  },
  {
    name: 'trash',
    open: async (person) => {
      await person.menu('Trash');
      await expect(person.page.getByRole('region', { name: 'Trash' })).toContainText('Thrown away');
    },
  },
  {
    name: 'delete-for-ever',
    open: (person) => person.button('Delete for ever…').click(),
    layer: ({ page }) => page.getByRole('alertdialog'),
  },
  dialog('settings', 'Settings…', 'Settings'),
  dialog('shortcuts', 'Keyboard shortcuts', 'Keyboard shortcuts'),
  {
    name: 'check-data',
    open: async (person) => {
      await person.menu('Check my data');
      await expect(person.dialog('Check my data').getByRole('status')).toBeVisible();
    },
    layer: (person) => person.dialog('Check my data'),
  },
  dialog('about', 'About Recap Notebook', 'Recap Notebook'),
  dialog('palette', 'Commands', 'Commands'),
  dialog('new-notebook', 'New notebook…', 'New notebook'),
  dialog('connection-alone', 'Connection…', 'Connection'),
  dialog('share', 'Share…', 'Share'),
  // From here on the notebook is shared.
  {
    name: 'connection',
    open: async (person) => {
      await person.menu('Connection…');
      await expect(person.button('Test again')).toHaveAttribute('aria-disabled', 'false');
      await person.button('Show details').click();
    },
    layer: (person) => person.dialog('Connection'),
  },
  {
    name: 'connection-ways',
    open: async (person) => {
      await person.menu('Connection…');
      await person.page.getByRole('tab', { name: 'Other ways to meet' }).click();
    },
    layer: (person) => person.dialog('Connection'),
  },
  {
    name: 'carry',
    open: (person) => openCarry(person),
    layer: (person) => person.dialog('Connect by hand'),
  },
  {
    name: 'carry-code',
    open: async (person) => {
      await openCarry(person);
      await person.page.getByRole('button', { name: 'Start here' }).click();
      await expect(person.page.getByRole('img', { name: 'Connection code as a QR code' })).toBeVisible();
    },
    layer: (person) => person.dialog('Connect by hand'),
  },
  {
    name: 'carry-answer-awaited',
    open: async (person) => {
      await openCarry(person);
      // The code that is still waited for is shown again.
      await expect(person.page.getByRole('img', { name: 'Connection code as a QR code' })).toBeVisible();
      await expect(person.dialog('Connect by hand').getByText('Waiting for the answer.')).toBeVisible();
      await expect(person.dialog('Connect by hand').locator(':focus')).toHaveCount(1);
    },
    layer: (person) => person.dialog('Connect by hand'),
    // Whoever comes next finds the first step.
    close: async (person) => {
      await openCarry(person);
      await person.button('Start again').click();
      await expect(person.page.getByRole('button', { name: 'Start here' })).toBeVisible();
      await person.page.keyboard.press('Escape');
      await expect(person.dialog('Connect by hand')).toBeHidden();
    },
  },
  {
    name: 'share-qr',
    open: async (person) => {
      await person.menu('Share…');
      await person.dialog('Share').getByRole('button', { name: 'Show QR code' }).click();
      await expect(person.dialog('Share').getByRole('img', { name: 'QR code of the invite' })).toBeInViewport({
        ratio: 1,
      });
    },
    layer: (person) => person.dialog('Share'),
  },
  {
    name: 'new-invites',
    open: async (person) => {
      await person.menu('Share…');
      await person.dialog('Share').getByRole('button', { name: 'New invites…' }).click();
      await expect(person.page.getByRole('alertdialog')).toBeVisible();
    },
    layer: ({ page }) => page.getByRole('alertdialog'),
    close: ({ page }) => page.keyboard.press('Escape'),
  },
  dialog('join', 'Join notebook…', 'Join notebook'),
  {
    name: 'join-refused',
    open: async (person) => {
      await expect(await person.pasteInvite('https://example.org/')).toContainText('not a Recap Notebook invite');
    },
    layer: (person) => person.dialog('Join notebook'),
  },
  dialog('import-paste', 'New from text…', 'New from text'),
  {
    name: 'import-preview',
    open: async (person) => {
      const text = await readFile(resolve(import.meta.dirname, '../fixtures/smchat-discussion.txt'), 'utf8');
      await person.menu('New from text…');
      const open = person.dialog('New from text');
      await open.getByRole('textbox', { name: 'Text' }).fill(text);
      await open.getByRole('button', { name: 'Continue' }).click();
      await expect(open.getByLabel('Text of post 2', { exact: true })).toBeVisible();
    },
    layer: (person) => person.dialog('New from text'),
  },
  {
    name: 'notice',
    open: async (person) => {
      await person.open('All blocks');
      await person.menu('Copy recap as Markdown');
      await expect(person.notice('The recap is on the clipboard')).toBeVisible();
    },
    close: ({ page }) => page.getByLabel('Dismiss').click(),
  },
];

async function prepare(person: Person): Promise<void> {
  await person.newDiscussion('Thrown away');
  await person.menu('Move to trash');
  await person.page.getByLabel('Dismiss').click();
  await person.newDiscussion('Nothing yet');
  await person.newDiscussion('All blocks');
  await person.composer.click();
  await paste(person, { text: ALL_BLOCKS });
  await person.page.keyboard.press('Control+Enter');
  await person.post('Great recap, thanks for taking the time.');
  await person.recap.click();
  await paste(person, { picture: PICTURE });
  await expectPicture(person.recap);
  await person.page.keyboard.press('Control+End');
  await person.caretTold();
  await person.page.keyboard.press('Enter');
  await paste(person, { text: ALL_BLOCKS });
  await expect(person.recap).toContainText('The end.');
}

test('no view has an axe violation', async ({ people }) => {
  test.setTimeout(180_000);
  const person = await people.launch();
  const { page } = person;
  const eyes = await openEyes(person);
  for (const size of SIZES) {
    await person.resize(size.width, size.height);
    await eyes.look('welcome', size);
  }
  await page.getByRole('textbox', { name: 'Your name' }).fill('Renee');
  await person.button('Start').click();
  await person.expectSample();
  await prepare(person);
  await eyes.lookAt(VIEWS);
  expect(eyes.found).toEqual([]);
});
