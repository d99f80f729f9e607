/** What others wrote while one looked elsewhere: marked, listed, walked through, accepted; and after a time apart summed up. */
import { expect, test } from '@playwright/test';
import { Person } from '../support/person';

let people: Person[] = [];

test.afterEach(async () => {
  for (const person of people.reverse()) await person.close();
  people = [];
});

async function inOneDiscussion(title: string, recap: string): Promise<[Person, Person]> {
  const [renee, chris] = await Promise.all([Person.start({ name: 'Renee' }), Person.start({ name: 'Chris' })]);
  people = [renee, chris];
  await renee.newDiscussion(title);
  await renee.writeRecap(recap);
  await chris.join(await renee.share());
  await chris.open(title);
  for (const person of people) await person.expectInSync();
  await expect(chris.recap).toContainText(recap.split('\n')[0] ?? '');
  return [renee, chris];
}

const since = (person: Person) => person.region('Recap').getByRole('button', { name: /since you looked$/ });
const away = (person: Person) => person.page.getByRole('region', { name: 'While you were away' });
const walk = (person: Person) => person.page.getByRole('region', { name: 'Since you looked', exact: true });

/** Selects a word in the recap and types over it. */
async function rewrite(person: Person, word: string, next: string): Promise<void> {
  await person.recap
    .getByText(word)
    .first()
    .evaluate((element, wanted) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1;
        if (at === -1) continue;
        element.closest<HTMLElement>('[contenteditable="true"]')?.focus();
        getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
        return;
      }
      throw new Error(`no ${wanted}`);
    }, word);
  await person.page.keyboard.type(next);
}

test('what was written while the app was closed is marked, walked by key and accepted one by one, also over a restart', async () => {
  const title = 'Weak ties';
  const [renee, chris] = await inOneDiscussion(title, 'The sky is blue today\nWe go to the sea\nA line that goes');
  await expect(since(chris)).toHaveAccessibleName('Nothing changed since you looked');
  const dir = chris.userDataDir;
  await chris.app.close();
  people = [renee];

  await rewrite(renee, 'blue', 'red');
  await renee.recap.getByText('A line that goes').click({ clickCount: 3 });
  await renee.page.keyboard.press('Delete');
  await renee.page.keyboard.press('Backspace');
  await renee.writeRecap('\nA new thought');
  await renee.post('Did you see the sky?');

  let back = await Person.launch({ name: 'Chris', userDataDir: dir });
  people = [renee, back];
  await back.expectInSync();
  await expect(away(back)).toContainText('Renee');
  await expect(away(back)).toContainText('1 new post');
  await expect(back.recap.locator('.chg')).not.toHaveCount(0);
  await expect(back.recap.locator('.chg-words').filter({ hasText: 'red' })).toBeVisible();
  await back.button('Close the summary').click();
  await expect(away(back)).toHaveCount(0);

  const amount = async (person: Person) =>
    Number(/^\d+/.exec((await since(person).getAttribute('aria-label')) ?? '')?.[0] ?? 0);
  await expect.poll(() => amount(back)).toBeGreaterThanOrEqual(4);

  await back.recap.click();
  await back.page.keyboard.press('F7');
  await expect(walk(back)).toContainText('Renee wrote in the thread');
  await back.page.keyboard.press('F7');
  await expect(walk(back)).toContainText('Renee changed words: blue');
  await expect(walk(back).locator('del')).toHaveText('blue');
  const all = await amount(back);
  await back.page.keyboard.press('F9');
  await expect(since(back)).toHaveAccessibleName(`${String(all - 1)} changes since you looked`);
  await expect(back.recap.locator('.chg-words').filter({ hasText: 'red' })).toHaveCount(0);

  back = await back.restart();
  people = [renee, back];
  await expect(back.recap).toContainText('A new thought');
  await expect(back.recap.locator('.chg-words').filter({ hasText: 'red' })).toHaveCount(0);
  await expect(back.recap.locator('.chg')).not.toHaveCount(0);

  await since(back).click();
  const panel = back.page.getByRole('dialog', { name: 'Since you looked' });
  await expect(panel).toContainText('A line that goes');
  await panel.getByRole('button', { name: 'Mark what Renee did as seen' }).click();
  await expect(since(back)).toHaveAccessibleName('Nothing changed since you looked');
  await expect(back.recap.locator('.chg')).toHaveCount(0);
});

test('a sentence that both rewrote while they were apart is flagged with every version, and either can be put, undoable', async () => {
  const [renee, chris] = await inOneDiscussion('Apart', 'It rains. The sky is blue. We go.');
  await chris.workOffline(true);
  await expect(chris.status).toHaveText(/working offline/i);
  await rewrite(renee, 'blue', 'green');
  await rewrite(chris, 'blue', 'red');
  await chris.workOffline(false);
  await chris.expectInSync();
  const both = chris.page.getByRole('region', { name: 'A sentence that both sides rewrote' });
  await expect(both).toContainText('You and Renee rewrote the same sentence');
  await expect(both.getByRole('definition')).toHaveText([
    'The sky is blue.',
    'The sky is red.',
    'The sky is green.',
    /^The sky is (redgreen|greenred)\.$/,
  ]);
  await both.getByRole('button', { name: 'Put theirs' }).click();
  for (const person of [chris, renee]) await expect(person.recap).toHaveText('It rains. The sky is green. We go.');
  await expect(both).toContainText('Theirs stands there now');
  await chris.recap.click();
  await chris.page.keyboard.press('Control+z');
  await expect(chris.recap).toHaveText(/^It rains\. The sky is (redgreen|greenred)\. We go\.$/);
  await chris.button('Mark all as seen').click();
  await expect(away(chris)).toHaveCount(0);
});

test('what others do is told in one calm sentence, and not at all when that is turned off', async () => {
  const [renee, chris] = await inOneDiscussion('Aloud', 'First line');
  const spoken = chris.page.getByRole('status', { name: 'What others write' });
  await expect(spoken).toHaveText('');
  const before = await chris.recap.boundingBox();
  await renee.writeRecap(' and a good deal more about it');
  await expect(spoken).toHaveText('Renee is writing in the recap.', { timeout: 15_000 });
  expect(await chris.recap.boundingBox()).toEqual(before);
  await chris.menu('Settings…');
  await chris.page.getByRole('switch', { name: 'Announce what others write' }).click();
  await chris.button('Done').click();
  await expect(spoken).toHaveText('');
});
