/** Two or three people with real copies of the app and profiles of their own. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Person } from '../support/person';

let people: Person[] = [];

async function together(...names: string[]): Promise<Person[]> {
  people = await Promise.all(names.map((name) => Person.start({ name })));
  return people;
}

/** The first one makes a discussion and shares; the others join and open it. */
async function inOneDiscussion(title: string, ...names: string[]): Promise<Person[]> {
  const all = await together(...names);
  const [first, ...others] = all as [Person, ...Person[]];
  await first.newDiscussion(title);
  const link = await first.share();
  for (const other of others) {
    await other.join(link);
    await other.open(title);
  }
  for (const person of all) await person.expectInSync();
  return all;
}

test.afterEach(async () => {
  await Promise.all(people.map((person) => person.close()));
  people = [];
});

test('whoever joins gets the notebook, and each sees who is here in words', async () => {
  const [renee, chris] = (await inOneDiscussion('Weak ties', 'Renee', 'Chris')) as [Person, Person];
  await expect(renee.region('People')).toContainText('Chris is here');
  await expect(chris.region('People')).toContainText('Renee is here');
  await expect(chris.discussion('Start here')).toBeVisible();
  await chris.close();
  people = [renee];
  await expect(renee.region('People')).toContainText('Only you');
  await expect(renee.status).toHaveText(/looking for others/i);
});

test('each sees the other’s caret by name, and it leaves with them', async () => {
  const [renee, chris] = (await inOneDiscussion('Carets', 'Renee', 'Chris')) as [Person, Person];
  await renee.writeRecap('Start small and let others ask to join.');
  await chris.recap.click();
  await chris.page.keyboard.press('Control+End');
  await expect(renee.recap.locator('.caret-label')).toHaveAttribute('data-name', 'Chris');
  await chris.page.keyboard.press('Shift+Control+ArrowLeft');
  await expect(renee.recap.locator('[class*="selection"]').first()).toBeVisible();
  await chris.open('Start here: how a recap comes about');
  await expect(renee.recap.locator('.caret')).toHaveCount(0);
});

test('recap edits in the same paragraph, posts and title changes at once merge without losing a word', async () => {
  const [renee, chris] = (await inOneDiscussion('Merging', 'Renee', 'Chris')) as [Person, Person];
  await renee.writeRecap('one two three');
  await expect(chris.recap).toContainText('one two three');
  await chris.recap.click();
  await chris.page.keyboard.press('Control+Home');
  await Promise.all([
    renee.page.keyboard.type(' four five six', { delay: 15 }),
    chris.page.keyboard.type('minus-one zero ', { delay: 15 }),
  ]);
  for (const person of [renee, chris])
    await expect(person.recap).toHaveText('minus-one zero one two three four five six');
  await Promise.all([renee.post('from Renee, at once'), chris.post('from Chris, at once')]);
  for (const person of [renee, chris]) await expect(person.posts).toHaveCount(2);
  await Promise.all(
    [renee, chris].map(async (person) => {
      await person.title.click();
      await person.page.keyboard.press(person === renee ? 'Home' : 'End');
    }),
  );
  await Promise.all([
    renee.page.keyboard.type('On ', { delay: 30 }),
    chris.page.keyboard.type(' of minds', { delay: 30 }),
  ]);
  for (const person of [renee, chris]) await expect(person.title).toHaveValue('On Merging of minds');
});

test('who writes at once keeps the own letters together: in new lines of an empty recap, and at the end of one line', async () => {
  const all = await inOneDiscussion('At once', 'Renee', 'Chris', 'Maria');
  const write = (line: (name: string) => string) =>
    Promise.all(all.map((person) => person.page.keyboard.type(line(person.name), { delay: 12 })));
  const expectAll = async (line: (name: string) => string) => {
    for (const person of all) for (const { name } of all) await expect(person.recap).toContainText(line(name));
    const texts = () => Promise.all(all.map((person) => person.recap.locator('p').allTextContents()));
    await expect.poll(async () => new Set((await texts()).map((text) => text.join('\n'))).size).toBe(1);
  };
  for (const person of all) {
    await person.recap.click();
    await person.page.keyboard.press('Control+End');
    // A line of one's own: two who begin in one empty line are a known limit (renderer/editor/README.md).
    await person.page.keyboard.press('Enter');
    await person.expectInSync();
  }
  for (let round = 1; round <= 3; round += 1) {
    const own = (name: string) => `Round ${round}, noted by ${name}.`;
    await write(own);
    await expectAll(own);
    for (const person of all) await person.page.keyboard.press('Enter');
  }
  for (const person of all) await person.expectInSync();
  await all[0]?.page.keyboard.type('Together:');
  for (const person of all) {
    await expect(person.recap).toContainText('Together:');
    await person.recap.getByText('Together:').click();
    await person.page.keyboard.press('End');
  }
  const shared = (name: string) => ` and then, as ${name} adds, more`;
  await write(shared);
  await expectAll(shared);
});

test('apart, both go on writing; they meet again and are equal, deletions included', async () => {
  const [renee, chris] = (await inOneDiscussion('Apart', 'Renee', 'Chris')) as [Person, Person];
  await renee.writeRecap('keep\nremove me\nkeep too');
  await expect(chris.recap).toContainText('keep too');
  await chris.workOffline(true);
  await expect(chris.status).toHaveText(/working offline/i);
  await expect(renee.region('People')).toContainText('Only you');
  await chris.recap.getByText('remove me').click();
  await chris.page.keyboard.press('Home');
  await chris.page.keyboard.press('Shift+End');
  await chris.page.keyboard.press('Delete');
  await chris.post('Chris, apart');
  await renee.post('Renee, apart');
  await renee.writeRecap('\nRenee, apart');
  await renee.newDiscussion('Something new');
  await chris.workOffline(false);
  await expect(chris.discussion('Something new')).toBeVisible();
  await renee.open('Apart');
  for (const person of [renee, chris]) {
    await person.expectInSync();
    await expect(person.recap).toContainText('Renee, apart');
    await expect(person.recap).not.toContainText('remove me');
    await expect(person.posts).toHaveCount(2);
  }
  await expect(renee.region('People')).toContainText('Chris is here');
});

test('a copy that was closed meanwhile catches up when it starts again, and shows what is new', async () => {
  const [renee, chris] = (await inOneDiscussion('Catching up', 'Renee', 'Chris')) as [Person, Person];
  await chris.post('before');
  await expect(renee.posts).toHaveCount(1);
  await chris.expectInSync();
  const again = chris.restart();
  await renee.post('while Chris was away');
  people = [renee, await again];
  const back = people[1] as Person;
  await back.expectInSync();
  await expect(back.posts).toHaveCount(2);
  await back.open('Start here: how a recap comes about');
  await renee.post('while Chris looked elsewhere');
  await expect(back.discussion('Catching up').getByText('unread')).toBeAttached();
  await back.open('Catching up');
  await expect(back.region('Thread').getByText('new since you last looked')).toBeVisible();
  await expect(back.discussion('Catching up').getByText('unread')).toHaveCount(0);
});

test('three people: who met through the first stay together when that one leaves', async () => {
  const [renee, chris, lee] = (await inOneDiscussion('Three', 'Renee', 'Chris', 'Lee')) as [Person, Person, Person];
  for (const person of [renee, chris, lee]) await expect(person.status).toHaveText(/in sync/i);
  await expect(lee.region('People')).toContainText('Chris');
  await renee.close();
  people = [chris, lee];
  await expect(chris.region('People')).toContainText('Lee is here');
  await chris.post('still here');
  await expect(lee.posts).toHaveCount(1);
});

test('a change of 600 kB, over twice what one message may hold, arrives whole', async () => {
  const [renee, chris] = (await inOneDiscussion('Large', 'Renee', 'Chris')) as [Person, Person];
  const large = Array.from({ length: 600 }, (_, line) => `${line} ${'lorem ipsum '.repeat(80)}`).join('\n\n');
  await renee.recap.click();
  await renee.page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, large);
  await expect(chris.recap).toContainText('599 lorem', { timeout: 20_000 });
  // It was checked beside the page.
  await expect
    .poll(() => chris.page.workers().map((worker) => worker.url()))
    .toEqual([expect.stringMatching(/^app:.*update-check-worker/)]);
  await renee.expectInSync();
  await renee.post('and what comes after arrives too');
  await expect(chris.posts).toHaveCount(1);
});

test('both exports are equal, byte for byte', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'recap-export-'));
  const [renee, chris] = (await inOneDiscussion('Exports', 'Renee', 'Chris')) as [Person, Person];
  await renee.writeRecap('## Takeaways\n- one\ntwo');
  await chris.composer.click();
  await chris.page.keyboard.type('hello **there** friend');
  await chris.page.keyboard.press('Control+Enter');
  await expect(renee.posts).toHaveCount(1);
  await expect(chris.recap).toContainText('two');
  const files = [join(folder, 'a.md'), join(folder, 'b.md')] as const;
  await renee.export('Export discussion…', files[0]);
  await chris.export('Export discussion…', files[1]);
  const [a, b] = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  expect(a).toBe(b);
  expect(a).toContain('hello **there**');
  await rm(folder, { recursive: true });
});

test('a discussion that the other throws away while one writes in it is told of, and can be brought back or kept', async () => {
  const [renee, chris] = (await inOneDiscussion('Thrown away', 'Renee', 'Chris')) as [Person, Person];
  await renee.post('written before');
  await expect(chris.posts).toHaveCount(1);
  await chris.menu('Move to trash');
  await expect(renee.page.getByRole('alert')).toContainText('Chris moved this discussion to the trash');
  await renee.button('Put back').click();
  await expect(renee.discussion('Thrown away')).toBeVisible();
  await expect(chris.discussion('Thrown away')).toBeVisible();

  await chris.open('Thrown away');
  await chris.menu('Move to trash');
  await chris.menu('Trash');
  await chris.page
    .getByRole('button', { name: /^Delete.*for ever|^Delete for ever/ })
    .first()
    .click();
  await chris.page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(renee.page.getByRole('alert')).toContainText('Chris deleted “Thrown away” for ever');
  await renee.button('Keep a copy').click();
  await expect(renee.posts).toHaveCount(1);
  await renee.post('and written after');
  await expect(chris.discussion('Thrown away')).toBeVisible();
  await chris.open('Thrown away');
  await expect(chris.posts).toHaveCount(2);
  await renee.expectInSync();
});

test('a discussion that is opened for the first time after an offline stretch is sent like every other', async () => {
  const [renee, chris] = (await inOneDiscussion('Opened', 'Renee', 'Chris')) as [Person, Person];
  await renee.newDiscussion('Delta');
  await expect(chris.discussion('Delta')).toBeVisible();
  await chris.expectInSync();
  await chris.workOffline(true);
  await expect(chris.status).toHaveText(/working offline/i);
  await chris.workOffline(false);
  await chris.expectInSync();
  await chris.open('Delta');
  await chris.post('after being away');
  await chris.writeRecap('and in the recap');
  await expect(renee.posts.filter({ hasText: 'after being away' })).toBeVisible();
  await expect(renee.recap).toContainText('and in the recap');
  await renee.expectInSync();
});

test('whoever has joined finds open what was written in last, and sees which notebook is shared with whom', async () => {
  const [renee, chris] = (await together('Renee', 'Chris')) as [Person, Person];
  await renee.newDiscussion('Talked about now');
  await chris.join(await renee.share());
  await expect(chris.title).toHaveValue('Talked about now');
  await expect(chris.library.getByRole('listbox')).toBeFocused();
  await chris.library.getByRole('button', { name: 'Renee’s notebook' }).click();
  const notebooks = chris.page.getByRole('menuitemradio');
  await expect(notebooks).toHaveText([/^Chris’s notebook$/, /^Renee’s notebook shared with Renee$/]);
});
