/** The thread and its recap, tied together: citing, jumping both ways, what is missing, setting aside. */
import { resolve } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';

const PICTURES = resolve(import.meta.dirname, '../../test-results/views');

const post = (person: Person, text: string): Locator => person.posts.filter({ hasText: text });
const point = (person: Person, text: string): Locator => person.recap.getByRole('group').filter({ hasText: text });
const coverage = (person: Person): Locator =>
  person.region('Recap').getByRole('progressbar', { name: 'Posts in the recap' });
const add = (of: Locator): Locator => of.getByRole('button', { name: 'Add to recap' });

async function discuss(person: Person, title: string, ...texts: string[]): Promise<void> {
  await person.newDiscussion(title);
  for (const text of texts) await person.post(text);
}

/** Selects words on the page as a pointer would leave them. */
async function select(inside: Locator, words: string): Promise<void> {
  await inside.locator('.post-body').evaluate((body, wanted) => {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = (node.textContent ?? '').indexOf(wanted);
      if (at >= 0) getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }
  }, words);
}

test('a whole post becomes a takeaway that cites it, and can be taken back', async ({ person }) => {
  await discuss(person, 'By button', 'Find a small crew of silo straddlers.', 'Thanks for that.');
  const first = post(person, 'small crew');
  await expect(first.getByRole('button', { name: 'not in the recap yet' })).toBeVisible();
  await add(first).click();
  await expect(point(person, 'small crew')).toBeVisible();
  await expect(add(first)).toBeFocused();
  await expect(first.getByRole('button', { name: 'in the recap', exact: true })).toBeVisible();
  await expect(coverage(person)).toHaveAttribute('aria-valuetext', '1 of 2 posts in');
  await person.page.screenshot({ path: resolve(PICTURES, 'citations-added.png') });
  await person.notice('Added to the recap').getByRole('button', { name: 'Undo' }).click();
  await expect(point(person, 'small crew')).toHaveCount(0);
  await expect(first.getByRole('button', { name: 'not in the recap yet' })).toBeVisible();
});

test('selected words become a quote with exactly these words', async ({ person }) => {
  await discuss(person, 'By selection', 'Find a small crew of silo straddlers.');
  await select(person.posts.first(), 'silo straddlers');
  const bar = person.page.getByRole('toolbar', { name: 'Selected words' });
  await expect(bar).toBeVisible();
  await person.page.screenshot({ path: resolve(PICTURES, 'citations-selection.png') });
  await bar.getByRole('button', { name: 'Quote' }).click();
  await expect(point(person, 'silo straddlers')).toHaveAttribute('data-kind', 'quote');
  await expect(point(person, 'silo straddlers')).not.toContainText('small crew');
  await expect(bar).toBeHidden();

  await select(person.posts.first(), 'a small crew');
  await bar.getByRole('button', { name: 'More…' }).click();
  await person.page.getByRole('menuitem', { name: 'Decision' }).click();
  await expect(point(person, 'a small crew')).toHaveAttribute('data-kind', 'decision');
  await expect(person.posts.first().getByRole('button', { name: 'in the recap ×2' })).toBeVisible();
});
