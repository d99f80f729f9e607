/** Two people who are never there at the same time and have no network: a folder is all that goes between them. */
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expectPicture, PICTURE, paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import { Person } from '../support/person';
import { openEyes, SIZES } from '../support/views';

async function way(person: Person): Promise<Locator> {
  await person.menu('Connection…');
  const dialog = person.dialog('Connection');
  await dialog.getByRole('tab', { name: 'Other ways to meet' }).click();
  return dialog.getByRole('region', { name: 'By a shared folder' });
}

async function choose(person: Person, folder: string): Promise<Locator> {
  await person.answerOpenDialog(folder);
  const region = await way(person);
  await region.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(region).toContainText(folder);
  return region;
}

async function done(person: Person): Promise<void> {
  await person.dialog('Connection').getByRole('button', { name: 'Done' }).click();
}

test('a folder brings two together who are never there at the same time', async ({ people, folder }) => {
  test.setTimeout(120_000);
  const carried = join(folder, 'Carried');
  mkdirSync(carried);
  const profile = mkdtempSync(join(tmpdir(), 'recap-chris-'));
  let renee = await people.start();
  await renee.expectSample();
  await renee.newDiscussion('Between trains');
  await renee.post('Written on the first train.');
  await renee.composer.click();
  await paste(renee, { picture: PICTURE });
  await expectPicture(renee.composer);
  await renee.page.keyboard.press('Control+Enter');
  await expect(renee.posts).toHaveCount(2);
  const link = await renee.share();
  await renee.workOffline(true);
  const hers = await choose(renee, carried);
  await expect(hers).toContainText('Last written just now.', { timeout: 15_000 });
  await done(renee);
  await renee.post('Last words before the tunnel.');

  // Quitting writes what is due; then only Chris is there.
  let chris: Person | null = null;
  renee = await people.restart(renee, async () => {
    const [name] = readdirSync(carried) as [string];
    renameSync(join(carried, name), join(carried, `${name} (Renee's conflicted copy)`));
    chris = await Person.start({ name: 'Chris', userDataDir: profile, env: { RECAP_HUB_PORT: '0' } });
    const joining = await chris.pasteInvite(link);
    await joining.getByRole('button', { name: 'Wait for the others' }).click({ timeout: 20_000 });
    await expect(joining).toBeHidden();
    await chris.workOffline(true);
    const his = await choose(chris, carried);
    await expect(his).toContainText('from Renee.', { timeout: 15_000 });
    await done(chris);
    await chris.open('Between trains');
    await expect(chris.posts).toHaveCount(3);
    await expectPicture(chris.posts.nth(1));
    await chris.post('An answer from the second train.');
    await chris.close();
    // The stick is not there when she starts.
    renameSync(carried, join(folder, 'Away'));
  });
  await expect(renee.posts).toHaveCount(3);
  const now = await way(renee);
  await expect(now).toContainText('The folder is not there. Everything you wrote is still here.');
  renameSync(join(folder, 'Away'), carried);
  await expect(now).toContainText('Last read just now, from Chris.', { timeout: 20_000 });
  await expect(now).not.toContainText('The folder is not there.');
  const eyes = await openEyes(renee);
  for (const size of SIZES) {
    await renee.resize(size.width, size.height);
    await now.scrollIntoViewIfNeeded();
    await eyes.look('shared-folder', size);
  }
  expect(eyes.found).toEqual([]);
  await done(renee);
  await renee.open('Between trains');
  await expect(renee.posts.filter({ hasText: 'An answer from the second train.' })).toBeVisible();

  const again = await way(renee);
  const before = readdirSync(carried).length;
  await again.getByRole('button', { name: 'Stop using it…' }).click();
  await expect(again.getByRole('button', { name: 'Leave my files' })).toBeFocused();
  await again.getByRole('button', { name: 'Remove my files' }).click();
  await expect(again.getByRole('button', { name: 'Choose folder…' })).toBeFocused();
  await expect.poll(() => readdirSync(carried).length).toBeLessThan(before);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});
