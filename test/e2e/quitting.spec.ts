/** Quitting on a disk that is slow, or does not answer at all: the real app, with the syncs of its journal held back. */
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '../support/e2e';

const shots = process.env['TRASH_SHOTS'];

interface HeldDisk {
  releaseDisk?: () => void;
}

/** No sync of a file comes back until the disk is released. */
async function holdDisk(app: ElectronApplication): Promise<void> {
  await app.evaluate(async () => {
    const { open } = process.getBuiltinModule('node:fs/promises');
    const any = await open(process.execPath, 'r');
    const files = Object.getPrototypeOf(any) as { datasync(): Promise<void> };
    await any.close();
    const { datasync } = files;
    const released = new Promise<void>((resolve) => {
      (globalThis as HeldDisk).releaseDisk = resolve;
    });
    files.datasync = async function (this: unknown) {
      await released;
      return datasync.call(this);
    };
  });
}

const releaseDisk = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => (globalThis as HeldDisk).releaseDisk?.());

/** Not waited for: the answer goes with the app. */
const quit = (app: ElectronApplication): void =>
  void app.evaluate(({ app: self }) => self.quit()).catch(() => undefined);

test('a quit that waits for the disk says so after a second, with what it waits for, and never drops it unsaid', async ({
  people,
}) => {
  test.setTimeout(90_000);
  const first = await people.start();
  await first.newDiscussion('Slow disk');
  await holdDisk(first.app);
  await first.post('written while the disk was busy');
  const saving = first.page.getByRole('alertdialog', { name: 'Saving your last words…' });
  const ended = first.app.waitForEvent('close');
  quit(first.app);
  await expect(saving).toContainText(/Still being written to the journal: .*“Slow disk”/);
  for (const colorScheme of shots === undefined ? [] : (['light', 'dark'] as const)) {
    await first.page.emulateMedia({ colorScheme });
    await first.page.screenshot({ path: `${shots}/saving-${colorScheme}.png` });
  }
  const stay = saving.getByRole('button', { name: 'Go on writing' });
  await expect(stay).toBeFocused();
  await first.page.keyboard.press('Enter');
  await expect(saving).toBeHidden();
  await expect(first.composer).toBeFocused();
  await first.page.keyboard.type('x');
  await expect(first.composer).toHaveText('x');
  await first.page.keyboard.press('Backspace');
  quit(first.app);
  await expect(stay).toBeFocused();
  await first.page.keyboard.press('Tab');
  await expect(saving.getByRole('button', { name: 'Quit anyway…' })).toBeFocused();
  await first.page.keyboard.press('Enter');
  const question = first.page.getByRole('alertdialog', { name: 'Quit without waiting?' });
  await expect(question).toContainText('in the app’s storage only');
  await expect(question.getByRole('button', { name: 'Keep waiting' })).toBeFocused();
  if (shots !== undefined) await first.page.screenshot({ path: `${shots}/asked.png` });
  await first.page.keyboard.press('Enter');
  await expect(saving).toBeVisible();
  await releaseDisk(first.app);
  await ended;

  const second = await people.restart(first);
  await second.open('Slow disk');
  await expect(second.posts).toContainText(['written while the disk was busy']);
  await holdDisk(second.app);
  await second.post('written while the disk hung');
  const gone = second.app.waitForEvent('close');
  quit(second.app);
  await second.button('Quit anyway…').click();
  await second.button('Quit anyway').click();
  await gone;

  const third = await people.restart(second);
  await third.open('Slow disk');
  await expect(third.posts).toContainText(['written while the disk was busy', 'written while the disk hung']);
});
