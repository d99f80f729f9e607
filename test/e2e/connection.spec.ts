/** What the app says about the way to others, and the ways that a person arranges, between real copies of it. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { writeConnectCode } from '../../shared/carry/connect-code';
import { type Settings, settingsSchema } from '../../shared/model/settings';
import { Person } from '../support/person';

let people: Person[] = [];
let folders: string[] = [];

test.afterEach(async () => {
  await Promise.all(people.map((person) => person.close()));
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })));
  people = [];
  folders = [];
});

async function start(name: string): Promise<Person> {
  const userDataDir = await mkdtemp(join(tmpdir(), 'recap-connection-'));
  folders.push(userDataDir);
  const person = await Person.start({ name, userDataDir });
  people.push(person);
  return person;
}

async function pair(): Promise<[Person, Person]> {
  const both = (await Promise.all([start('Renee'), start('Chris')])) as [Person, Person];
  const [renee, chris] = both;
  await chris.join(await renee.share());
  await Promise.all(both.map((person) => person.expectInSync()));
  return both;
}

/** Quits both and starts them again; between the two their settings are changed as a person could have done. */
async function restartWith(both: readonly Person[], change: (settings: Settings) => Settings): Promise<Person[]> {
  await Promise.all(both.map((person) => person.close()));
  people = [];
  for (const { userDataDir } of both) {
    const file = join(userDataDir, 'settings.json');
    const settings = settingsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    await writeFile(file, JSON.stringify(change(settings)));
  }
  people = await Promise.all(both.map(({ name, userDataDir }) => Person.launch({ name, userDataDir })));
  return people;
}

async function openPage(person: Person): Promise<Locator> {
  await person.button('Connection…').click();
  const page = person.dialog('Connection');
  await expect(page.getByRole('status')).toContainText('The test is done.', { timeout: 15_000 });
  return page;
}

function step(page: Locator, title: string): Locator {
  return page.getByRole('list', { name: 'Steps' }).getByRole('listitem').filter({ hasText: title });
}

async function openCarry(person: Person): Promise<Locator> {
  await person.menu('Connection…');
  await person.page.getByRole('tab', { name: 'Other ways to meet' }).click();
  await person.button('Connect by hand…').click();
  return person.dialog('Connect by hand');
}

function textbox(page: Page, name: string): Locator {
  return page.getByRole('textbox', { name, exact: true });
}

test('the status tells the truth: alone, looking, in sync with whom, and what is still to send', async () => {
  const [renee, chris] = await Promise.all([start('Renee'), start('Chris')]);
  await expect(renee.status).toHaveText('Not shared: only on this device');
  const link = await renee.share();
  await expect(renee.status).toHaveText(/^Looking for others…/);
  await chris.join(link);
  await expect(renee.status).toHaveText('In sync with Chris', { timeout: 30_000 });
  await expect(chris.status).toHaveText('In sync with Renee', { timeout: 30_000 });
  await chris.workOffline(true);
  await expect(chris.status).toHaveText('Working offline');
  await chris.newDiscussion('Written apart');
  await expect(chris.status).toHaveText(/^Working offline · \d+ discussions? to send$/);
  await chris.workOffline(false);
  await expect(renee.discussion('Written apart')).toBeVisible({ timeout: 30_000 });
  await expect(chris.status).toHaveText('In sync with Renee', { timeout: 30_000 });
});

test('the Connection page of a working pair finds nothing wrong, and says by which way they meet', async () => {
  const [renee] = await pair();
  const page = await openPage(renee);
  await expect(page.getByText('In sync with Chris', { exact: true })).toBeVisible();
  await expect(page.getByRole('list', { name: 'People of this notebook' })).toContainText(/Chris ?in sync now ?direct/);
  for (const title of [
    'This device can be found',
    'The others have the same invite',
    'The apps understand each other',
    'There is a way between the devices',
    'The line is open',
    'All discussions are the same',
  ]) {
    await expect(step(page, title)).toContainText(/OK/);
  }
  await expect(page.getByText('Problem', { exact: true })).toHaveCount(0);
  await renee.page.keyboard.press('Escape');
  await expect(renee.button('Connection…')).toBeFocused();
});

test('an address that leads nowhere is named, with what to do', async () => {
  const renee = await start('Renee');
  await renee.share();
  const page = await openPage(renee);
  await renee.page.getByRole('tab', { name: 'Other ways to meet' }).click();
  await textbox(renee.page, 'Address of another copy').fill('127.0.0.1:9');
  await renee.page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Remembered addresses' })).toContainText('127.0.0.1:9');
  await renee.page.getByRole('tab', { name: 'Other ways to meet' }).focus();
  await renee.page.keyboard.press('ArrowLeft');
  await expect(renee.page.getByRole('tab', { name: 'How it is now' })).toHaveAttribute('aria-selected', 'true');
  await renee.button('Test again').click();
  await expect(step(page, 'Known addresses answer')).toContainText(
    '127.0.0.1:9 (typed by hand): the device is there, the app is not open at this port',
    { timeout: 15_000 },
  );
  await expect(page).toContainText('Open the app there with this notebook.');
});

test('two copies that cannot find each other are connected by a code and its answer', async () => {
  const both = await pair();
  const [renee, chris] = (await restartWith(both, (settings) => ({
    ...settings,
    notebooks: settings.notebooks.map((entry) => ({ ...entry, addresses: [] })),
    connection: { ...settings.connection, discovery: false },
  }))) as [Person, Person];
  await expect(renee.status).toHaveText(/^Looking for others…/);
  await expect(chris.status).toHaveText(/^Looking for others…/);

  const mine = await openCarry(renee);
  await mine.getByRole('button', { name: 'Start here' }).click();
  await expect(textbox(renee.page, 'Connection code')).toHaveValue(/^recap:\/\/connect#/);
  const code = await textbox(renee.page, 'Connection code').inputValue();
  await renee.page.keyboard.press('Escape');
  await openCarry(renee);
  await expect(textbox(renee.page, 'Connection code')).toHaveValue(code);
  const theirs = await openCarry(chris);
  await theirs.getByRole('button', { name: 'I was given a code' }).click();
  await textbox(chris.page, 'Code of the other device').fill(code);
  await chris.page.keyboard.press('Enter');
  await expect(textbox(chris.page, 'Connection answer')).toHaveValue(/^recap:\/\/connect#/);
  await expect(theirs).toContainText('Waiting for the other device to take the answer.');

  await textbox(renee.page, 'Answer of the other device').fill(
    await textbox(chris.page, 'Connection answer').inputValue(),
  );
  await renee.page.keyboard.press('Enter');
  for (const dialog of [mine, theirs]) await expect(dialog).toContainText('Connected.', { timeout: 30_000 });
  for (const [person, dialog] of [
    [renee, mine],
    [chris, theirs],
  ] as const) {
    await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused();
    await person.page.keyboard.press('Enter');
  }
  await expect(mine).toBeHidden();
  await expect(renee.status).toHaveText('In sync with Chris', { timeout: 30_000 });
  await renee.newDiscussion('Carried by hand');
  await expect(chris.discussion('Carried by hand')).toBeVisible();
  await openCarry(renee);
  await expect(mine).toContainText('You are connected with Chris already.');
});

test('a connection code of another notebook is refused, and the notebook stays on its own', async () => {
  const renee = await start('Renee');
  const dialog = await openCarry(renee);
  await dialog.getByRole('button', { name: 'I was given a code' }).click();
  await textbox(renee.page, 'Code of the other device').fill(writeConnectCode('another', new Uint8Array(60)));
  await renee.page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('This connection code belongs to another notebook');
  await renee.page.keyboard.press('Escape');
  await expect(renee.status).toHaveText('Not shared: only on this device');
});

test('when somebody was last in sync is known after a restart', async () => {
  const [renee, chris] = await pair();
  await chris.close();
  await expect(renee.region('People')).toContainText('Only you');
  await expect(renee.region('People')).toContainText('Chris · last in sync just now');
  const [again] = (await restartWith([renee], (settings) => settings)) as [Person];
  await expect(again.region('People')).toContainText(/Chris · last in sync (?:just now|today \d\d:\d\d)/);
});
