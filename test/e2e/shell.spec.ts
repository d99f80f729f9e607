import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../shared/commands/commands';
import { startAgain } from '../support/desktop';
import { expect, test } from '../support/e2e';
import { type Person, SAMPLE } from '../support/person';

test('the native menu has every command with its shortcut', async ({ person }) => {
  const items = await person.app.evaluate(({ Menu }) => {
    const found: { id: string; accelerator: string | null; enabled: boolean }[] = [];
    const walk = (menu: Electron.Menu) => {
      for (const { id, accelerator, enabled, submenu } of menu.items) {
        found.push({ id, accelerator: typeof accelerator === 'string' ? accelerator : null, enabled });
        if (submenu) walk(submenu);
      }
    };
    const menu = Menu.getApplicationMenu();
    if (menu) walk(menu);
    return found;
  });
  for (const command of COMMANDS) {
    const item = items.find(({ id }) => id === command.id);
    expect(item, command.label).toBeDefined();
    expect(item?.accelerator ?? null, command.label).toBe('accelerator' in command ? command.accelerator : null);
    const isMove = command.id === 'view.back' || command.id === 'view.forward' || command.id === 'notebook.offline';
    if (!isMove) expect(item?.enabled, command.label).toBe(true);
  }
});

test('the palette finds commands and discussions by a few letters', async ({ person }) => {
  const { page } = person;
  await person.newDiscussion('Weak ties');
  await page.keyboard.press('Control+Shift+P');
  const field = page.getByRole('combobox', { name: 'Find a command or a discussion' });
  await expect(field).toBeFocused();
  for (const [words, first] of [
    ['share', 'Share…'],
    ['deleted', 'Trash'],
  ] as const) {
    await field.fill(words);
    await expect(page.getByRole('option').first()).toHaveText(first);
  }
  await field.fill('start here');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await person.expectSample();

  await person.command('Keyboard shortcuts');
  await expect(person.dialog('Keyboard shortcuts')).toContainText('Ctrl N');
});

test('the shortcut sheet lists every shortcut', async ({ person }) => {
  await person.page.keyboard.press('Control+/');
  const sheet = person.dialog('Keyboard shortcuts');
  for (const command of COMMANDS) {
    if ('accelerator' in command) await expect(sheet).toContainText(command.label.replace('…', ''));
  }
});

test('settings take effect at once', async ({ person }) => {
  const { page } = person;
  await person.newDiscussion('Names');
  await person.post('By me');
  await page.keyboard.press('Control+,');
  const settings = person.dialog('Settings');
  await settings.getByRole('textbox', { name: 'Your name' }).fill('Renée');
  await settings.getByRole('radio', { name: 'Olive' }).click();
  await settings.getByRole('combobox', { name: 'Appearance' }).click();
  await page.getByRole('option', { name: 'Dark' }).click();
  await page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await settings.getByRole('combobox', { name: 'Appearance' }).click();
  await page.getByRole('option', { name: 'Light' }).click();
  await page.waitForFunction(() => matchMedia('(prefers-color-scheme: light)').matches);
  await settings.getByRole('button', { name: 'Done' }).click();
  await expect(person.posts.first()).toContainText('Renée');
});

test('F6 walks through the regions, and Shift+F6 back', async ({ person }) => {
  const { page } = person;
  await person.recap.click();
  const region = () =>
    page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('aria-label') ?? 'none');
  const walk: string[] = [];
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press('F6');
    walk.push(await region());
  }
  expect(walk).toEqual(['Library', 'People', 'Thread', 'Recap']);
  await page.keyboard.press('Shift+F6');
  expect(await region()).toBe('Thread');
});

test('Esc closes the top layer only, and the focus returns to where it was', async ({ person }) => {
  const { page } = person;
  await person.composer.click();
  await page.keyboard.press('Control+,');
  const settings = person.dialog('Settings');
  await settings.getByRole('combobox', { name: 'Appearance' }).click();
  await expect(page.getByRole('listbox').filter({ hasText: 'Like the system' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox').filter({ hasText: 'Like the system' })).toBeHidden();
  await expect(settings).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings).toBeHidden();
  await expect(person.composer).toBeFocused();
});

test('back and forward go through what was open', async ({ person }) => {
  await person.newDiscussion('Second');
  await person.page.keyboard.press('Alt+ArrowLeft');
  await expect(person.title).toHaveValue(SAMPLE);
  await person.page.keyboard.press('Alt+ArrowRight');
  await expect(person.title).toHaveValue('Second');
});

test('a second start brings the first one forward and hands over its link or its file', async ({ person }) => {
  const windows = () => person.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  await startAgain(person, ['recap://join#cut-short']);
  const join_ = person.dialog('Join notebook');
  await expect(join_.getByRole('textbox', { name: 'Invite' })).toHaveValue('recap://join#cut-short');
  await person.page.keyboard.press('Escape');
  await expect(join_).toBeHidden();

  const folder = await mkdtemp(join(tmpdir(), 'recap-launch-'));
  try {
    await writeFile(join(folder, 'minutes.txt'), '[20:14] Renee: Start small\n[20:15] Chris: Agreed');
    await startAgain(person, [join(folder, 'minutes.txt')]);
    await expect(person.dialog('New from text').getByLabel('Text of post 2', { exact: true })).toHaveValue('Agreed');
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  expect(await windows()).toBe(1);
});

test('the window comes back as it was left', async ({ people, person }) => {
  const bounds = (one: Person) =>
    one.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  await person.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 40, width: 1130, height: 740 });
  });
  await person.page.waitForFunction(() => innerWidth === 1130);
  await person.menu('Show library');
  await expect(person.library).toBeHidden();
  const again = await people.restart(person);
  await again.expectSample();
  await expect.poll(() => bounds(again)).toEqual({ x: 60, y: 40, width: 1130, height: 740 });
  await expect(again.library).toBeHidden();
});

test('a library that was hidden leaves a way back', async ({ person }) => {
  await person.discussion(SAMPLE).click();
  await person.menu('Show library');
  await expect(person.library).toBeHidden();
  await expect(person.button('Show library')).toBeFocused();
  await person.page.keyboard.press('Enter');
  await expect(person.library.getByRole('listbox')).toBeFocused();
  await expect(person.button('Show library')).toHaveCount(0);
});

test('in a small window everything stays within reach', async ({ person }) => {
  const { page } = person;
  await person.resize(900, 600);
  await page.getByRole('separator', { name: 'Width of the library' }).press('End');
  for (const name of ['Export', 'Finish', 'Post']) await expect(person.button(name)).toBeInViewport({ ratio: 1 });
  await person.newDiscussion('Small');
  const recap = page.locator('.rec-doc');
  await expect.poll(() => recap.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
  for (const title of ['One', 'Two', 'Three']) {
    await person.newDiscussion(title);
    await person.menu('Move to trash');
  }
  await person.open('Small');
  await expect(person.notice('is in the trash').filter({ visible: true })).toHaveCount(2);
  await person.composer.click();
  await page.keyboard.type('Not covered');
  await person.button('Post').click({ trial: true });
  await person.button('Finish').click({ trial: true });
});

test('an empty name is not taken, and settings say why', async ({ person }) => {
  await person.page.keyboard.press('Control+,');
  const settings = person.dialog('Settings');
  await settings.getByRole('textbox', { name: 'Your name' }).fill(' ');
  await expect(settings.getByText('A name is needed')).toBeVisible();
  await settings.getByRole('button', { name: 'Done' }).click();
  await expect(settings.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await person.page.keyboard.press('Escape');
  await expect(settings).toBeHidden();
});

test('a notebook is named where it is shared, and the list of notebooks says that it is', async ({ person }) => {
  await person.button('Share').click();
  const dialog = person.dialog('Share');
  await dialog.getByRole('textbox', { name: 'Name of the notebook' }).fill('Reading circle');
  await dialog.getByRole('textbox', { name: 'Name of the notebook' }).press('Enter');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await person.library.getByRole('button', { name: 'Reading circle' }).click();
  await expect(person.page.getByRole('menuitemradio', { name: 'Reading circle shared' })).toBeVisible();
});
