/** What was not seen yet and the summary after a time apart, light and dark, large and small: no axe violation. */
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';
import { openEyes, type View } from '../support/views';

const recap = (person: Person) => person.region('Recap');
const walk = (person: Person) => person.page.getByRole('region', { name: 'Since you looked', exact: true });
const summary = (person: Person) => person.page.getByRole('region', { name: 'While you were away' });
const endWalk = (person: Person) => person.button('End going through').click();

/** Walks on until the bar tells this. */
async function walkTo(person: Person, words: string): Promise<void> {
  let before: string | RegExp = /^never$/;
  for (let step = 0; step < 12; step += 1) {
    await person.page.keyboard.press('F7');
    await expect(walk(person)).toBeVisible();
    await expect(walk(person)).not.toHaveText(before);
    before = (await walk(person).textContent()) ?? '';
    if (before.includes(words)) return;
  }
  throw new Error(`the walk does not come to ${words}`);
}

const AWAY: readonly View[] = [
  {
    name: 'since-away',
    open: (person) => expect(summary(person)).toContainText('rewrote the same sentence'),
  },
];

const VIEWS: readonly View[] = [
  { name: 'since-marks', open: (person) => expect(recap(person).locator('.chg').first()).toBeVisible() },
  {
    name: 'since-panel',
    open: (person) =>
      recap(person)
        .getByRole('button', { name: /since you looked$/ })
        .click(),
    layer: (person) => person.dialog('Since you looked'),
  },
  { name: 'since-walk-words', open: (person) => walkTo(person, 'changed words'), close: endWalk },
  { name: 'since-walk-new', open: (person) => walkTo(person, 'added a takeaway'), close: endWalk },
  { name: 'since-walk-gone', open: (person) => walkTo(person, 'removed text'), close: endWalk },
];

async function select(person: Person, words: string): Promise<void> {
  await person.recap
    .getByText(words)
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
    }, words);
}

async function rewrite(person: Person, words: string, next: string): Promise<void> {
  await select(person, words);
  await person.page.keyboard.type(next);
}

test('what was not seen yet is readable and operable by everybody', async ({ people }) => {
  test.setTimeout(180_000);
  const [renee, chris] = await Promise.all([people.start(), people.start({ name: 'Chris' })]);
  await renee.newDiscussion('Weak ties');
  await renee.post('Start internal SM in the one group that will deposit and withdraw the most value.');
  await renee.writeRecap(
    'Weak ties carry the news that strong ties do not have.\nA seminar helps beginners, and a small crew of silo straddlers is the place to start. Make others ask to be part of it.\nThis line has had its day.\nWe meet again on Wednesday at eight.',
  );
  await chris.join(await renee.share());
  await chris.open('Weak ties');
  for (const person of [renee, chris]) await person.expectInSync();
  await chris.workOffline(true);
  await expect(chris.status).toHaveText(/working offline/i);
  await rewrite(chris, 'small crew', 'handful');
  await rewrite(renee, 'small crew', 'larger group');
  await rewrite(renee, 'Wednesday at eight', 'Thursday at nine');
  await select(renee, 'This line has had its day.');
  await renee.page.keyboard.press('Delete');
  await renee.page.keyboard.press('Backspace');
  await renee.page.keyboard.press('Control+End');
  await renee.caretTold();
  await renee.page.keyboard.press('Enter');
  await renee.page.keyboard.type('/takeaway');
  await expect(renee.page.getByRole('option', { name: /^Takeaway/ })).toBeVisible();
  await renee.page.keyboard.press('Enter');
  await renee.page.keyboard.type('Learning by doing beats a seminar after the first week.');
  await renee.post('Find a small crew of silo straddlers and start with them.');
  await chris.workOffline(false);
  await chris.expectInSync();
  const eyes = await openEyes(chris);
  await eyes.lookAt(AWAY);
  await chris.button('Close the summary').click();
  await eyes.lookAt(VIEWS);
  expect(eyes.found).toEqual([]);
});
