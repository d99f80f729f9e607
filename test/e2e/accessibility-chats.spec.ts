/** Importing a chat, step by step, light and dark, large and small: no axe violation. Pictures go to test-results/views. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from '../support/e2e';
import { chatFolder, moderatedChat } from '../support/made-chats';
import type { Person } from '../support/person';
import { openEyes, type View } from '../support/views';

const FIXTURES = resolve(import.meta.dirname, '../fixtures/chats');
const layer = (person: Person) => person.dialog('Import a chat');

/** Opens the dialog with a chat in it, in place of the one before. */
async function preview(person: Person, name: string, content: string | Uint8Array): Promise<void> {
  await person.menu('Import a chat…');
  const dialog = layer(person);
  const another = dialog.getByRole('button', { name: 'Another chat' });
  const choose = dialog.getByRole('button', { name: 'Choose files…' });
  await expect(another.or(choose)).toBeVisible();
  if (await another.isVisible()) await another.click();
  const choosing = person.page.waitForEvent('filechooser');
  await choose.click();
  await (await choosing).setFiles({ name, mimeType: '', buffer: Buffer.from(content) });
  await expect(dialog.getByRole('list', { name: 'First messages' })).toBeVisible();
}

const WHATSAPP = 'WhatsApp Chat with Cake Club.txt';
const whatsapp = (): Promise<Buffer> => readFile(resolve(FIXTURES, 'whatsapp-android', WHATSAPP));

const VIEWS: readonly View[] = [
  {
    name: 'chat-preview',
    layer,
    open: async (person) => {
      await preview(person, WHATSAPP, await whatsapp());
      await layer(person)
        .getByText(/problems? (?:was|were) found/)
        .click();
    },
  },
  {
    name: 'chat-people',
    layer,
    open: async (person) => {
      await preview(person, WHATSAPP, await whatsapp());
      await layer(person).getByRole('heading', { name: 'Discussions' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'chat-conversations',
    layer,
    open: async (person) => {
      await preview(person, 'Acme.zip', zipSync(await chatFolder(resolve(FIXTURES, 'slack'))));
      await layer(person).getByRole('heading', { name: 'Discussions' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'chat-start',
    layer,
    open: async (person) => preview(person, 'call.vtt', await readFile(resolve(FIXTURES, 'webvtt/zoom.vtt'))),
  },
  {
    name: 'chat-questions',
    layer,
    open: async (person) => {
      await preview(person, 'chat.txt', moderatedChat());
      await layer(person)
        .getByRole('switch', { name: /^Grouped by question/ })
        .click();
    },
  },
  {
    name: 'chat-offer',
    layer: (person) => person.dialog('New from text'),
    open: async (person) => {
      await person.menu('New from text…');
      const dialog = person.dialog('New from text');
      await dialog.getByRole('textbox', { name: 'Text' }).fill(moderatedChat());
      await dialog.getByRole('button', { name: 'Continue' }).click();
      await expect(dialog.getByRole('button', { name: 'Import it as a chat…' })).toBeVisible();
    },
  },
];

const CHOOSE: View = {
  name: 'chat-choose',
  layer,
  open: async (person) => {
    await person.menu('Import a chat…');
    await expect(layer(person).getByRole('button', { name: 'Choose files…' })).toBeFocused();
  },
};

const REPORT: View = {
  name: 'chat-report',
  layer: (person) => person.dialog('What was imported'),
  open: async (person) => {
    await preview(person, WHATSAPP, await whatsapp());
    await layer(person).getByRole('button', { name: 'Create discussion' }).click();
    await person.notice('Imported').getByRole('button', { name: 'Details…' }).click();
    await person
      .dialog('What was imported')
      .getByText(/problems? (?:was|were) found/)
      .click();
  },
};

test('no step of importing a chat has an axe violation', async ({ people }) => {
  test.setTimeout(180_000);
  const person = await people.launch();
  const eyes = await openEyes(person);
  await person.page.getByRole('textbox', { name: 'Your name' }).fill('Renee');
  await person.button('Start').click();
  await person.expectSample();
  // Once something was imported there is more to see, and nothing to choose.
  await eyes.lookAt([CHOOSE]);
  await eyes.lookAt(VIEWS);
  await eyes.lookAt([REPORT]);
  expect(eyes.found).toEqual([]);
});
