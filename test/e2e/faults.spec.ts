/**
 * What can go wrong under the running app, in the real one and for real: each time a clear banner, writing goes on, nothing
 * is lost, and it recovers by itself when the cause ends. The table of all faults: renderer/notebook/journal/README.md.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startAlone } from '../crash/process-tree';
import { expect, type People, test } from '../support/e2e';
import { breakStorage, failEvery, mend, setClock, throwOnce } from '../support/faults';
import { makeReadOnly, makeWritable, ownDisk, unmountAll } from '../support/own-disk';
import type { Person } from '../support/person';

const alerts = (person: Person) => person.page.getByRole('alert');
const banner = (person: Person, text: string | RegExp) => alerts(person).filter({ hasText: text });

/** Types on at the end of the recap, where the caret is. */
async function type(person: Person, text: string): Promise<void> {
  await person.page.keyboard.type(text);
  await expect(person.recap).toContainText(text.trim());
}

async function toEnd(person: Person): Promise<void> {
  await person.recap.click({ position: { x: 60, y: 12 } });
  await person.page.keyboard.press('Control+End');
  await person.caretTold();
}

async function expectNoBanner(person: Person): Promise<void> {
  await expect(alerts(person)).toHaveCount(0, { timeout: 20_000 });
}

/** Each of the two stores alone brings it back. */
async function expectKept(people: People, person: Person, text: string): Promise<Person> {
  let now = person;
  for (const lost of ['journal', 'IndexedDB']) {
    const folder = join(person.userDataDir, lost);
    now = await people.restart(now, () => {
      unmountAll(folder);
      return rm(folder, { recursive: true, force: true, maxRetries: 5 });
    });
    await expect(now.recap).toHaveText(text);
  }
  return now;
}

const LONG = ' two'.repeat(4000);

/** Takes all the room that is left. */
function fill(folder: string): string {
  const filler = join(folder, 'filler');
  expect(() => writeFileSync(filler, Buffer.alloc(128 * 1024 * 1024))).toThrow('ENOSPC');
  return filler;
}

test('a disk that is full, a folder that cannot be written, and folders that are taken away', async ({
  people,
  folder,
}) => {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  const why = ownDisk(disk, '96m');
  test.info().skip(why !== null, why ?? '');
  try {
    let person = await people.start({ userDataDir: disk });
    await person.newDiscussion('Kept');
    await person.writeRecap('one');

    await test.step('the whole disk is full, for both stores', async () => {
      const filler = fill(disk);
      // A file may have some room left in its last page.
      await person.page.keyboard.insertText(LONG);
      await expect(alerts(person)).toHaveText([/The disk is full/]);
      await type(person, ' three');
      rmSync(filler);
      await expectNoBanner(person);
    });

    await test.step('the journal is taken away', async () => {
      await rm(join(disk, 'journal'), { recursive: true, maxRetries: 5 });
      await type(person, ' four');
      await expect.poll(() => readdir(join(disk, 'journal')).catch(() => [])).toHaveLength(1);
      await expectNoBanner(person);
    });

    await test.step('the folder of the storage is taken away', async () => {
      await rm(join(disk, 'IndexedDB'), { recursive: true, maxRetries: 5 });
      await type(person, ' five');
    });

    await test.step('nobody may write in the journal', async () => {
      person = await people.restart(person, async () => makeReadOnly(join(disk, 'journal')));
      await expect(person.recap).toHaveText(`one${LONG} three four five`);
      await person.writeRecap(' six');
      await expect(banner(person, 'cannot be written').first()).toBeVisible();
      await type(person, ' seven');
      makeWritable(join(disk, 'journal'));
      await expect(banner(person, 'cannot be written')).toHaveCount(0);
      // What the storage lost before is told, and stays so until it is put away.
      await expect(alerts(person)).toHaveText([/came back from the journal/]);
    });

    person = await expectKept(people, person, `one${LONG} three four five six seven`);
    await person.close();
  } finally {
    unmountAll(join(disk, 'journal'));
    unmountAll(disk);
  }
});

test('writes that fail, updates that stop, a clock that is set back, and a second app on the profile', async ({
  people,
  person,
}) => {
  const { app, page } = person;
  await person.newDiscussion('Kept');
  await person.writeRecap('words');
  let text = 'words two three four fivXYZ!e';

  await test.step('[HL4] the storage fails', async () => {
    await breakStorage(page, 'throws');
    await type(person, ' two');
    // Of the list of discussions as well, when that is written at the same moment.
    await expect(banner(person, 'It is in the journal on your disk').first()).toBeVisible();
    await type(person, ' three');
    await mend(page);
    await expectNoBanner(person);
  });

  await test.step('[HL4] the storage does not answer', async () => {
    await breakStorage(page, 'is silent');
    await type(person, ' four');
    // Of the list of discussions as well, when that is written at the same moment.
    await expect(banner(person, 'It is in the journal on your disk').first()).toBeVisible();
    await type(person, ' five');
    await mend(page);
    await expectNoBanner(person);
  });

  await test.step('[HL1] [HL3] an exception stops the updates of a document', async () => {
    await page.keyboard.press('ArrowLeft');
    await person.caretTold();
    await throwOnce(person.recap);
    await page.keyboard.type('XYZ');
    const told = banner(person, 'had stopped saving and was opened again');
    await expect(told).toBeVisible();
    await page.keyboard.type('!');
    await expect(person.recap).toHaveText('words two three four fivXYZ!e');
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await toEnd(person);
  });

  await test.step('every first, second, third… write fails', async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      await failEvery(app, page, n);
      for (const word of ['a', 'b', 'c']) {
        await type(person, ` ${word}${String(n)}`);
        text += ` ${word}${String(n)}`;
      }
      if (n > 1) continue;
      // Both stores, for one cause, which is told once.
      await expect(alerts(person)).toHaveText([/what you write now cannot be stored/]);
    }
    await failEvery(app, page, 0);
    await expectNoBanner(person);
  });

  await test.step('the clock is set back by a year', async () => {
    await setClock(app, page, -365 * 24 * 3600 * 1000);
    await type(person, ' back');
    await person.post('Written a year ago');
    text += ' back';
    await expectNoBanner(person);
  });

  await test.step('the app is started once more on the same profile', async () => {
    const second = startAlone(person.userDataDir);
    // At once: it may end while this one is typed in.
    const ended = new Promise((exited) => second.once('exit', exited));
    await toEnd(person);
    await type(person, ' twice');
    text += ' twice';
    expect(await ended).toBe(0);
    await expectNoBanner(person);
  });

  const last = await expectKept(people, person, text);
  await expect(last.posts).toHaveText([/Written a year ago/]);
});
