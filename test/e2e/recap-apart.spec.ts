/** One point, and two people who do different things to it while they are apart: what both find when they meet again. */
import type { Locator } from '@playwright/test';
import { expect, type People, test } from '../support/e2e';
import type { Person } from '../support/person';

const point = ({ recap }: Person, text: string): Locator => recap.locator('[data-point]').filter({ hasText: text });
const texts = ({ recap }: Person): Promise<string[]> => recap.locator('.point-body').allTextContents();

async function pair(people: People, title: string, ...lines: readonly string[]): Promise<[Person, Person]> {
  const [renee, chris] = await Promise.all([people.start({ name: 'Renee' }), people.start({ name: 'Chris' })]);
  await renee.newDiscussion(title);
  await renee.post('Find a small crew of silo straddlers.');
  await chris.join(await renee.share());
  await chris.open(title);
  await renee.recap.click();
  for (const [at, line] of lines.entries()) {
    if (at > 0) for (const key of ['Enter', 'Enter']) await renee.page.keyboard.press(key);
    await renee.page.keyboard.type(`!! ${line}`);
  }
  await expect(chris.recap.locator('[data-point]')).toHaveCount(lines.length);
  for (const person of [renee, chris]) await person.expectInSync();
  return [renee, chris];
}

/** Each does something apart from the other; then they meet. */
async function apart(people: readonly [Person, Person], ...acts: readonly (() => Promise<void>)[]): Promise<void> {
  for (const person of people) await person.workOffline(true);
  await Promise.all(acts.map((act) => act()));
  for (const person of people) await person.workOffline(false);
  for (const person of people) await person.expectInSync();
  const [first, second] = people;
  // Both anew each time: either may be a moment behind the other.
  await expect(async () => expect(await texts(second)).toEqual(await texts(first))).toPass({ timeout: 15_000 });
}

/** The caret to the end of the words of a point. */
async function into(person: Person, text: string): Promise<void> {
  await point(person, text).locator('.point-body > p').first().click();
  await person.page.keyboard.press('End');
  await person.caretTold();
}

test('the same point edited on both sides keeps the words of both', async ({ people }) => {
  const pairOf = await pair(people, 'Edited', 'Start small');
  const [renee, chris] = pairOf;
  await apart(
    pairOf,
    async () => {
      await into(renee, 'Start small');
      await renee.page.keyboard.type(' and stay small');
    },
    async () => {
      await into(chris, 'Start small');
      await chris.page.keyboard.press('Home');
      await chris.page.keyboard.type('Soon: ');
      await chris.page.keyboard.press('Control+Shift+2');
    },
  );
  for (const person of pairOf) {
    await expect(person.recap.locator('[data-point]')).toHaveCount(1);
    await expect(point(person, 'Soon: Start small and stay small')).toHaveAttribute('data-kind', 'decision');
  }
});

test('a point moved on both sides stands once, or both copies are pointed out as the same', async ({ people }) => {
  const pairOf = await pair(people, 'Moved', 'First', 'Second', 'Third');
  const [renee, chris] = pairOf;
  await apart(
    pairOf,
    async () => {
      await into(renee, 'Third');
      await renee.page.keyboard.press('Alt+ArrowUp');
    },
    async () => {
      await into(chris, 'Third');
      await chris.page.keyboard.press('Alt+ArrowUp');
      await chris.page.keyboard.press('Alt+ArrowUp');
    },
  );
  const found = await texts(renee);
  expect(new Set(found)).toEqual(new Set(['First', 'Second', 'Third']));
  if (found.length > 3) {
    for (const person of pairOf) {
      await expect(person.recap.getByRole('button', { name: /likely the same/ }).first()).toBeVisible();
    }
  }
});

test('a point that one moves while the other writes in it and in its neighbour loses no word', async ({ people }) => {
  const pairOf = await pair(people, 'Moved and edited', 'First', 'Second');
  const [renee, chris] = pairOf;
  await apart(
    pairOf,
    async () => {
      await into(renee, 'Second');
      await renee.page.keyboard.press('Alt+ArrowUp');
    },
    async () => {
      await into(chris, 'First');
      await chris.page.keyboard.type(' of all');
      await into(chris, 'Second');
      await chris.page.keyboard.type(' to none');
    },
  );
  for (const person of pairOf) {
    await expect.poll(() => texts(person)).toEqual(['Second to none', 'First of all']);
  }
});

test('points merged on both sides become one with the words of both', async ({ people }) => {
  const pairOf = await pair(people, 'Merged', 'Start small', 'Let others ask');
  const [renee, chris] = pairOf;
  const merge = async (person: Person): Promise<void> => {
    await into(person, 'Let others ask');
    await person.page.keyboard.press('Home');
    await person.caretTold();
    await person.page.keyboard.press('Backspace');
    await expect(person.recap.locator('[data-point]')).toHaveCount(1);
  };
  await apart(
    pairOf,
    () => merge(renee),
    () => merge(chris),
  );
  for (const person of pairOf) {
    await expect(person.recap).toContainText('Start small');
    await expect(person.recap).toContainText('Let others ask');
    await expect(person.recap.locator('[data-point]')).toHaveCount(1);
  }
});

test('a point deleted by one while the other agrees and writes elsewhere is gone for both, and comes back with its stances', async ({
  people,
}) => {
  const pairOf = await pair(people, 'Deleted', 'Start small', 'Let others ask');
  const [renee, chris] = pairOf;
  await apart(
    pairOf,
    async () => {
      await into(renee, 'Start small');
      await renee.page.keyboard.press('Control+.');
      await renee.page.getByRole('menuitem', { name: /^Delete/ }).click();
      await expect(renee.recap.locator('[data-point]')).toHaveCount(1);
    },
    async () => {
      await into(chris, 'Start small');
      await chris.menu('Agree with this point');
      await expect(point(chris, 'Start small')).toContainText('1 agrees');
      await into(chris, 'Let others ask');
      await chris.page.keyboard.type(' to join');
    },
  );
  for (const person of pairOf) await expect.poll(() => texts(person)).toEqual(['Let others ask to join']);
  await into(renee, 'Let others ask to join');
  await renee.page.keyboard.press('Control+Z');
  for (const person of pairOf) await expect(point(person, 'Start small')).toContainText('1 agrees');
});

test('a post that one deletes while the other cites it is cited, and said to be deleted', async ({ people }) => {
  const pairOf = await pair(people, 'Cited', 'Start small');
  const [renee, chris] = pairOf;
  await apart(
    pairOf,
    async () => {
      await renee.posts.first().hover();
      await renee.posts.first().getByRole('button', { name: 'Delete' }).click();
    },
    async () => {
      await chris.posts.first().getByRole('button', { name: 'Add to recap' }).click();
      await expect(point(chris, 'silo straddlers')).toBeVisible();
    },
  );
  for (const person of pairOf) {
    await expect(point(person, 'silo straddlers').getByRole('button', { name: /^Cited: / })).toHaveAttribute(
      'data-state',
      'deleted',
    );
  }
});
