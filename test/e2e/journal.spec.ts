/** The two places where everything is stored: either alone brings everything back, whatever became of the other. */
import { appendFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';

/** The files in which the browser keeps its databases. */
async function databaseFiles(userDataDir: string): Promise<string[]> {
  const folder = join(userDataDir, 'IndexedDB');
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile() && /\.(log|ldb)$|MANIFEST/.test(file.name))
    .map((file) => join(file.parentPath, file.name));
}

async function flipBits(path: string): Promise<void> {
  const bytes = await readFile(path);
  for (let at = 60; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0x20;
  await writeFile(path, bytes);
}

const damages: readonly [string, (userDataDir: string) => Promise<void>][] = [
  ['deleted', (folder) => rm(join(folder, 'IndexedDB'), { recursive: true })],
  [
    'cut short',
    async (folder) => {
      for (const path of await databaseFiles(folder))
        await truncate(path, Math.floor((await readFile(path)).length / 2));
    },
  ],
  [
    'changed at random',
    async (folder) => {
      for (const path of await databaseFiles(folder)) await flipBits(path);
    },
  ],
];

async function write(person: Person): Promise<void> {
  await person.newDiscussion('Not on screen');
  await person.post('In another one');
  await person.newDiscussion('Kept twice');
  await person.post('The first post');
  await person.writeRecap('What we said');
  await person.composer.click();
  await person.page.keyboard.type('Half a thought');
}

async function expectAll(person: Person): Promise<void> {
  await person.open('Kept twice');
  await expect(person.recap).toHaveText('What we said');
  await expect(person.posts).toHaveText([/The first post/]);
  await expect(person.composer).toContainText('Half a thought');
  await person.open('Not on screen');
  await expect(person.posts).toHaveText([/In another one/]);
  await person.open('Kept twice');
}

test('what the storage of the app lost comes back from the journal', async ({ people, person }) => {
  await write(person);
  let now = person;
  for (const [name, damage] of damages)
    await test.step(name, async () => {
      now = await people.restart(now, () => damage(person.userDataDir));
      await expectAll(now);
    });
  await expect(now.page.getByRole('alert').filter({ hasText: 'came back from the journal' }).first()).toBeVisible();
});

/** As a kill leaves it in the middle of a write: the beginning of a record of 5,000 bytes. */
async function tearLog(userDataDir: string): Promise<void> {
  const logs = (await databaseFiles(userDataDir)).filter((path) => path.endsWith('.log')).sort();
  const torn = Buffer.alloc(120, 7);
  torn.writeUInt16LE(5000, 4);
  torn[6] = 1;
  await appendFile(logs.at(-1) ?? '', torn);
}

test('a write of the browser that a kill cut off does not cost its storage, even when the journal is lost as well', async ({
  people,
  person,
}) => {
  await write(person);
  const again = await people.restart(person, () => tearLog(person.userDataDir));
  await expectAll(again);
  await again.newDiscussion('Behind the tear');
  const alone = await people.restart(again, () => rm(join(person.userDataDir, 'journal'), { recursive: true }));
  await expect(alone.discussion('Behind the tear')).toBeVisible();
  await expectAll(alone);
});

test('what the journal lost comes back from the storage of the app', async ({ people, person }) => {
  await write(person);
  const journal = join(person.userDataDir, 'journal');
  const again = await people.restart(person, () => rm(journal, { recursive: true }));
  await expectAll(again);
  // It has everything again, and nothing has to be said about it.
  await expect.poll(async () => (await readdir(journal, { recursive: true })).length).toBeGreaterThan(1);
  await expect(again.page.getByRole('alert')).toHaveCount(0);
  const alone = await people.restart(again, () => rm(join(person.userDataDir, 'IndexedDB'), { recursive: true }));
  await expectAll(alone);
});

test('writing goes on while the journal cannot be written, and it catches up', async ({ people, person }) => {
  const journal = join(person.userDataDir, 'journal');
  await expect(async () => {
    // The app may just be writing there, or make the folder anew.
    await rm(journal, { recursive: true, force: true });
    await writeFile(journal, 'in the way', { flag: 'wx' });
  }).toPass();
  await write(person);
  const told = person.page.getByRole('alert').filter({ hasText: 'second copy of what you write' });
  await expect(told).toBeVisible();
  await rm(journal);
  await expect(told).toBeHidden();
  const alone = await people.restart(person, () => rm(join(person.userDataDir, 'IndexedDB'), { recursive: true }));
  await expectAll(alone);
});
