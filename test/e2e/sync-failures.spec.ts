/** What can go wrong with sharing: a clear message, and nothing changed. */
import { createServer, type Server } from 'node:net';
import { expect, test } from '@playwright/test';
import { encodeInvite, encodeSecret, parseInvite } from '../../shared/invite/invite';
import { Person } from '../support/person';

let people: Person[] = [];
let blocker: Server | null = null;

test.afterEach(async () => {
  await Promise.all(people.map((person) => person.close()));
  people = [];
  await new Promise<void>((resolve) => (blocker ? blocker.close(() => resolve()) : resolve()));
  blocker = null;
});

async function start(name: string, env?: Record<string, string>): Promise<Person> {
  const person = await Person.start({ name, env });
  people.push(person);
  return person;
}

async function expectNothingChanged(person: Person): Promise<void> {
  await person.page.keyboard.press('Escape');
  await expect(person.library.getByRole('option')).toHaveCount(1);
  await expect(person.status).toHaveText(/not shared/i);
}

const secret = encodeSecret(new Uint8Array(32).fill(1));

function inviteTo(addresses: readonly string[]): string {
  return encodeInvite({ name: 'N', id: 'n', secret, owner: null, epoch: 0, grant: null, addresses });
}

test.describe('an invite that cannot be followed says why', () => {
  for (const [name, link, words] of [
    ['no invite at all', 'hello', /not a Recap Notebook invite/],
    ['one that was cut short', inviteTo(['127.0.0.1:1']).slice(0, -6), /damaged|cut short/],
    ['one of a newer version', inviteTo([]).replace('#2.', '#9.'), /newer version/],
    ['one whose copy cannot be reached', inviteTo(['127.0.0.1:9']), /could be reached/],
  ] as const) {
    test(name, async () => {
      const person = await start('Chris');
      const dialog = await person.pasteInvite(link);
      await expect(dialog).toContainText(words);
      await expect(dialog).toContainText('Nothing was changed');
      await expectNothingChanged(person);
    });
  }

  test('one with the wrong secret', async () => {
    const [renee, chris] = [await start('Renee'), await start('Chris')];
    const invite = parseInvite(await renee.share());
    const dialog = await chris.pasteInvite(encodeInvite({ ...invite, secret }));
    await expect(dialog).toContainText('does not know this invite');
    await expectNothingChanged(chris);
    await expect(renee.region('People')).toContainText('Only you');
  });
});

test('a port that is taken is told, and sharing works once it is free', async () => {
  const server = createServer();
  blocker = server;
  const port = await new Promise<number>((resolve) => {
    server.listen(0, () => resolve((server.address() as { port: number }).port));
  });
  const renee = await start('Renee', { RECAP_HUB_PORT: String(port) });
  await renee.button('Share').click();
  const dialog = renee.page.getByRole('dialog', { name: 'Share' });
  await expect(dialog).toContainText('used by another program');
  await expect(dialog).toContainText('Everything you wrote is still here');
  await new Promise<void>((resolve) => server.close(() => resolve()));
  blocker = null;
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Invite link' })).toHaveValue(/^recap:/);
});

test('an invite that one has followed already switches to its notebook', async () => {
  const [renee, chris] = [await start('Renee'), await start('Chris')];
  await renee.newDiscussion('Only once');
  const link = await renee.share();
  await chris.join(link);
  await expect(chris.discussion('Only once')).toHaveCount(1);
  await chris.join(link);
  await expect(chris.discussion('Only once')).toHaveCount(1);
});
