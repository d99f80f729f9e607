/** Menus as a hand opens them: the button is held for a moment, and let go of. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/e2e';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 900 },
  { width: 1024, height: 700 },
] as const;

/** What a hand takes to let go of a button, or more. */
const frames = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    for (let at = 0; at < 12; at += 1) await new Promise((shown) => requestAnimationFrame(shown));
  });

test('a menu stays open when its button is let go of, and its button stays where it is', async ({ person }) => {
  const { page } = person;
  const buttons = page.locator('.app-sidebar button[aria-haspopup="menu"], .rec-head button[aria-haspopup="menu"]');
  const layer = page.locator('[role="menu"][data-open]');
  for (const size of SIZES) {
    await person.resize(size.width, size.height);
    const count = await buttons.count();
    expect(count).toBe(4);
    for (let at = 0; at < count; at += 1) {
      const button = buttons.nth(at);
      const name = `${(await button.getAttribute('aria-label')) ?? (await button.textContent())} at ${String(size.width)}`;
      await test.step(name, async () => {
        await button.hover();
        const before = await button.boundingBox();
        await page.mouse.down();
        await frames(page);
        await page.mouse.up();
        await frames(page);
        await expect(layer, name).toBeVisible();
        expect(await button.boundingBox(), name).toEqual(before);
        await page.keyboard.press('Escape');
        await expect(layer, name).toHaveCount(0);
        // Its name is shown while it has the focus, over what is beside it.
        await person.composer.focus();
        await expect(page.locator('.ui-tooltip')).toHaveCount(0);
      });
    }
  }
});
