/** The views of citing and coverage, light and dark, large and small: no axe violation, and pictures of all. */
import type { Locator } from '@playwright/test';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';
import { openEyes, type View } from '../support/views';

const TEXTS = [
  'Start internal SM in the one group that will deposit and withdraw the most value, and make others beg to become part of it. Make it cool to share.',
  'I, for one, will now be on the lookout for silo straddlers to serve as change agents.',
  'Do you mean training seminars to teach about social media? I have been running two-hour introductory seminars of different tools.',
  'Thanks, see you all next Wednesday.',
];

const post = (person: Person, text: string): Locator => person.posts.filter({ hasText: text });

const pressEscape = async ({ page }: Person): Promise<void> => page.keyboard.press('Escape');

const VIEWS: readonly View[] = [
  { name: 'citing-thread', open: async ({ composer }) => composer.click(), close: async () => undefined },
  {
    name: 'citing-words',
    open: async (person) => {
      await post(person, 'straddlers').focus();
      await person.page.keyboard.press('s');
      await expect(person.page.getByRole('toolbar', { name: 'Selected words' })).toBeVisible();
    },
    close: pressEscape,
  },
  {
    name: 'citing-menu',
    open: async (person) => {
      await post(person, 'seminars').getByRole('button', { name: 'not in the recap yet' }).click();
      await expect(person.page.getByRole('menuitem', { name: 'Off topic' })).toBeVisible();
    },
    close: pressEscape,
  },
  {
    name: 'citing-points',
    open: async (person) => {
      await post(person, 'internal SM').getByRole('button', { name: 'in the recap ×2' }).click();
      await expect(person.page.getByRole('menuitem', { name: /^Quote: / })).toBeVisible();
    },
    close: pressEscape,
  },
  {
    name: 'citing-reason',
    open: async (person) => {
      await post(person, 'seminars').focus();
      await person.page.keyboard.press('x');
      await person.page.getByRole('menuitem', { name: 'Another reason…' }).click();
      await expect(person.dialog('Set aside')).toBeVisible();
    },
    close: pressEscape,
  },
  {
    name: 'citing-jump',
    open: async (person) => {
      await person.recap
        .getByRole('button', { name: /^Cited: / })
        .first()
        .click();
      await expect(person.button('Back to the recap')).toBeVisible();
    },
    close: pressEscape,
  },
  {
    name: 'citing-walk',
    open: async (person) => {
      await person.button('Show what is missing').click();
      await expect(post(person, 'straddlers')).toBeFocused();
    },
    close: pressEscape,
  },
];

async function prepare(person: Person): Promise<void> {
  await person.newDiscussion('Cultures of collaboration: SM as enabler');
  for (const text of TEXTS) await person.post(text);
  await person.writeRecap('## Key takeaways');
  const first = post(person, 'internal SM');
  await first.getByRole('button', { name: 'Add to recap' }).click();
  await first.focus();
  for (const key of ['s', 's', 'Enter']) await person.page.keyboard.press(key);
  await expect(first.getByRole('button', { name: 'in the recap ×2' })).toBeVisible();
  await post(person, 'Thanks, see').focus();
  await person.page.keyboard.press('x');
  await person.page.getByRole('menuitem', { name: 'Thanks only' }).click();
  await person.notice('Set aside: thanks only').getByLabel('Dismiss').click();
}

test('no view of citing has an axe violation', async ({ person }) => {
  test.setTimeout(120_000);
  const eyes = await openEyes(person);
  await prepare(person);
  await eyes.lookAt(VIEWS);
  expect(eyes.found).toEqual([]);
});
