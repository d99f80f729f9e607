/** What two people delete, take back, put back and delete for ever, each on a device of their own. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';

const shots = process.env['TRASH_SHOTS'];
async function shot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  for (const [width, height] of [
    [1440, 900],
    [1024, 700],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${shots}/${name}-${String(width)}-${colorScheme}.png`, caret: 'initial' });
    }
  }
}

async function addPoint(person: Person, post: string): Promise<void> {
  const article = person.posts.filter({ hasText: post });
  await article.hover();
  await article.getByRole('button', { name: 'Add to recap' }).click();
}

test('what one deletes the other sees in the trash, puts back whole, or hears that it was deleted for ever', async ({
  people,
}) => {
  test.setTimeout(120_000);
  const renee = await people.start({ name: 'Renee' });
  const link = await renee.share();
  const chris = await people.start({ name: 'Chris' });
  await chris.join(link);
  await renee.newDiscussion('Collaboration');
  await renee.post('Begin with the one group that gives and takes the most');
  await renee.post('Find a small crew of silo straddlers');
  await expect(chris.discussion('Collaboration')).toBeVisible({ timeout: 30_000 });
  await chris.open('Collaboration');
  await expect(chris.posts).toHaveCount(2);
  await chris.post('Make it cool to share');

  await test.step('a post comes back by Undo, and by Ctrl+Z outside of a text', async () => {
    const mine = chris.posts.filter({ hasText: 'Make it cool' });
    await mine.hover();
    await mine.getByRole('button', { name: 'Delete' }).click();
    await expect(chris.notice('The post is in the trash')).toBeVisible();
    await expect(renee.posts.filter({ hasText: 'Chris deleted a post' })).toBeVisible();
    await shot(chris.page, 'post-deleted');
    await chris.page.keyboard.press('Control+z');
    await expect(renee.posts.filter({ hasText: 'Make it cool' })).toBeVisible();
    await expect(chris.notice('The post is in the trash')).toHaveCount(0);
  });

  const point = (person: Person) => person.recap.locator('.point').filter({ hasText: 'Begin with the one group' });
  await test.step('a point that is deleted by typing lies in the trash of both, with what the other wrote in it apart', async () => {
    await addPoint(renee, 'Begin with the one group');
    await expect(point(chris)).toBeVisible();
    await chris.workOffline(true);
    await chris.recap.getByText('Begin with the one group').click();
    await chris.page.keyboard.press('End');
    await chris.caretTold();
    await chris.page.keyboard.type(', said Chris');
    await renee.recap.getByText('Begin with the one group').click();
    await renee.page.keyboard.press('Control+a');
    await renee.caretTold();
    await renee.page.keyboard.press('Delete');
    await expect(point(renee)).toHaveCount(0);
    await expect(renee.notice('The point is in the trash')).toBeVisible();
    await chris.workOffline(false);
    await expect(point(chris)).toHaveCount(0, { timeout: 30_000 });
    await expect(chris.notice('Renee deleted the point you were writing in')).toContainText('with your words');
    await shot(chris.page, 'taken-away');
    await renee.menu('Trash');
    const trash = renee.page.getByRole('region', { name: 'Trash' });
    await expect(trash.getByRole('listitem').filter({ hasText: 'Begin with the one group' })).toContainText(
      /said Chris[\s\S]*Point in “Collaboration” · deleted by you, just now · 30 days left/,
    );
    await shot(renee.page, 'trash');
  });

  await test.step('the other puts it back by keyboard alone, to its place', async () => {
    await chris.menu('Trash');
    const trash = chris.page.getByRole('region', { name: 'Trash' });
    await expect(trash.getByRole('listitem')).toContainText('deleted by Renee');
    await trash.getByRole('button', { name: 'Put back' }).focus();
    await chris.page.keyboard.press('Enter');
    await expect(trash.getByText('The trash is empty.')).toBeVisible();
    await renee.open('Collaboration');
    await expect(point(renee)).toContainText(', said Chris');
    await expect(renee.posts.filter({ hasText: 'Begin with the one group' })).toContainText('in the recap');
  });

  await test.step('deleted for ever, it is told by whom and when on the other side, and where it was', async () => {
    const mine = renee.posts.filter({ hasText: 'silo straddlers' });
    await mine.hover();
    await mine.getByRole('button', { name: 'Delete' }).click();
    await renee.menu('Trash');
    const trash = renee.page.getByRole('region', { name: 'Trash' });
    await trash.getByRole('button', { name: 'Put back' }).focus();
    await renee.page.keyboard.press('Delete');
    const question = renee.page.getByRole('alertdialog', { name: 'Delete for ever?' });
    await expect(question).toContainText('The post “Find a small crew of silo straddlers”');
    await shot(renee.page, 'question');
    await question.getByRole('button', { name: 'Delete for ever' }).click();
    await expect(trash.getByText('The trash is empty.')).toBeVisible();
    await expect(trash).toBeFocused();
    await expect(chris.page.getByRole('region', { name: 'Trash' })).toContainText(
      'Renee deleted a post of “Collaboration” for ever, just now',
    );
    await shot(chris.page, 'gone');
    await chris.open('Collaboration');
    await expect(chris.posts.filter({ hasText: 'Renee deleted a post for ever' })).toBeVisible();
  });
});
