/** A person at the app: what the demo and the end-to-end tests do, by the names that screen readers use. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type ElectronApplication, expect as expectSoon, type Locator, type Page } from '@playwright/test';
import { type LaunchOptions, launchApp } from './app';

/** As long as build/playwright.config.ts has it, also for those who are driven without its runner. */
const expect = expectSoon.configure({ timeout: 15_000 });

/** The title of the sample discussion. */
export const SAMPLE = 'Start here: how a recap comes about';

export interface PersonOptions {
  readonly name: string;
  readonly env?: Record<string, string>;
  readonly args?: readonly string[];
  /** A profile to go on with; a throw-away one is made without it. */
  readonly userDataDir?: string;
}

export class Person {
  private constructor(
    readonly name: string,
    readonly app: ElectronApplication,
    readonly page: Page,
    readonly userDataDir: string,
    private readonly options: LaunchOptions,
    private readonly end: () => Promise<void>,
    private readonly throwAway: boolean,
  ) {}

  /** Starts the app; the first screen or the last view is shown. */
  static async launch(options: PersonOptions): Promise<Person> {
    const throwAway = options.userDataDir === undefined;
    const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'recap-person-')));
    const launch = { userDataDir, env: { RECAP_HUB_PORT: '0', ...options.env }, args: [...(options.args ?? [])] };
    const { app, page, close } = await launchApp(launch);
    return new Person(options.name, app, page, userDataDir, launch, close, throwAway);
  }

  /** Starts the app for the first time and gives a name. */
  static async start(options: PersonOptions): Promise<Person> {
    const person = await Person.launch(options);
    await person.page.getByRole('textbox', { name: 'Your name' }).fill(options.name);
    await person.page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(person.library).toBeVisible();
    return person;
  }

  /** Quits and starts again with the same profile, which may be changed meanwhile. */
  async restart(meanwhile = async (): Promise<void> => {}): Promise<Person> {
    await this.end();
    await meanwhile();
    return Person.launch({
      name: this.name,
      userDataDir: this.userDataDir,
      env: this.options.env,
      args: this.options.args,
    });
  }

  async close(): Promise<void> {
    await this.end();
    if (this.throwAway) await rm(this.userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }

  region(name: 'Library' | 'Thread' | 'Recap' | 'People'): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  get library(): Locator {
    return this.region('Library');
  }

  get title(): Locator {
    return this.page.getByRole('textbox', { name: 'Title', exact: true });
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Write a post' });
  }

  get recap(): Locator {
    return this.region('Recap').getByRole('textbox', { name: 'Recap', exact: true });
  }

  get posts(): Locator {
    return this.region('Thread').getByRole('article');
  }

  get status(): Locator {
    return this.region('People').getByRole('status');
  }

  /** The discussion that a new notebook starts with. */
  async expectSample(): Promise<void> {
    await expect(this.title).toHaveValue(SAMPLE);
    await expect(this.recap).toBeVisible();
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name, exact: true });
  }

  /** A quiet message at the edge of the window. */
  notice(text: string | RegExp): Locator {
    return this.page.getByRole('dialog').filter({ hasText: text });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  discussion(title: string): Locator {
    return this.library.getByRole('option', { name: title });
  }

  async newDiscussion(title: string): Promise<void> {
    await this.button('New discussion').click();
    await expect(this.title).toHaveValue('');
    await expect(this.title).toBeFocused();
    await this.page.keyboard.type(title);
    await expect(this.discussion(title)).toBeVisible();
  }

  async open(title: string): Promise<void> {
    await expect(async () => {
      // The list moves while others write: the row may go from under the pointer.
      await this.discussion(title).click();
      await expect(this.title).toHaveValue(title, { timeout: 5000 });
    }).toPass({ timeout: 30_000 });
  }

  async post(text: string): Promise<void> {
    await this.composer.click();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Control+Enter');
    await expect(this.posts.filter({ hasText: text })).toBeVisible();
  }

  /**
   * After a key that only moves the caret: the browser tells the editor where it is afterwards, and on a busy machine the next
   * key would come first.
   */
  async caretTold(): Promise<void> {
    await this.page.evaluate(() => new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(told))));
  }

  /** Puts the caret at the end of the recap and types; `\n` presses Enter. */
  async writeRecap(text: string): Promise<void> {
    // In the first line: in the middle there may be a control of a point.
    await this.recap.click({ position: { x: 60, y: 12 } });
    await this.page.keyboard.press('Control+End');
    await this.caretTold();
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) await this.page.keyboard.press('Enter');
      await this.page.keyboard.type(line);
    }
  }

  /** Presses Share and returns the invite link; the dialog is closed again. */
  async share(): Promise<string> {
    await this.button('Share').click();
    const dialog = this.page.getByRole('dialog', { name: 'Share' });
    const field = dialog.getByRole('textbox', { name: 'Invite link' });
    await expect(field).toHaveValue(/^recap:\/\/join#/);
    const link = await field.inputValue();
    await this.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    return link;
  }

  /** Pastes the invite; what the app answers is the caller's to check. */
  async pasteInvite(link: string): Promise<Locator> {
    await this.button('Join notebook').click();
    const dialog = this.page.getByRole('dialog', { name: 'Join notebook' });
    await dialog.getByRole('textbox', { name: 'Invite' }).fill(link);
    await dialog.getByRole('button', { name: 'Join', exact: true }).click();
    return dialog;
  }

  async join(link: string): Promise<void> {
    await expect(await this.pasteInvite(link)).toBeHidden({ timeout: 30_000 });
  }

  async workOffline(offline: boolean): Promise<void> {
    await this.region('People').getByRole('switch', { name: 'Work offline' }).setChecked(offline);
    // What is written before that still goes to the others.
    if (offline) await expect(this.status).toHaveText(/working offline/i);
  }

  async expectInSync(): Promise<void> {
    await expect(this.status).toHaveText(/in sync/i, { timeout: 30_000 });
  }

  /** Runs a command by the palette. */
  async command(words: string): Promise<void> {
    await this.page.keyboard.press('Control+Shift+P');
    // Keys that come before it has the focus go elsewhere.
    await expect(this.page.getByRole('combobox', { name: 'Find a command or a discussion' })).toBeFocused();
    await this.page.keyboard.type(words);
    await expect(this.page.getByRole('option').first()).toContainText(words);
    await this.page.keyboard.press('Enter');
  }

  /** Clicks a command of the native menu. */
  async menu(label: string): Promise<void> {
    await this.app.evaluate(({ Menu, BrowserWindow }, wanted) => {
      const find = (items: Electron.MenuItem[]): Electron.MenuItem | undefined => {
        for (const item of items) {
          if (item.label === wanted) return item;
          const inside = item.submenu ? find(item.submenu.items) : undefined;
          if (inside) return inside;
        }
        return undefined;
      };
      const item = find(Menu.getApplicationMenu()?.items ?? []);
      if (!item) throw new Error(`no menu item ${wanted}`);
      if (!item.enabled) throw new Error(`menu item ${wanted} is disabled`);
      item.click(undefined, BrowserWindow.getAllWindows()[0], undefined);
    }, label);
  }

  /** Answers the next native save dialogs with this path; null cancels. */
  async answerSaveDialog(path: string | null): Promise<void> {
    await this.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = (async () =>
        filePath === null
          ? { canceled: true, filePath: '' }
          : { canceled: false, filePath }) as typeof dialog.showSaveDialog;
    }, path);
  }

  async answerOpenDialog(path: string): Promise<void> {
    await this.app.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = (async () => ({
        canceled: false,
        filePaths: [filePath],
      })) as typeof dialog.showOpenDialog;
    }, path);
  }

  /** Exports by the native menu into `path`. */
  async export(label: 'Export recap…' | 'Export thread…' | 'Export discussion…', path: string): Promise<void> {
    await this.answerSaveDialog(path);
    await this.menu(label);
    // By its name: of the export before there may be a notice still.
    await expect(this.notice(basename(path)).first()).toBeVisible();
  }

  /** Chooses it in the native menu. */
  async colourScheme(scheme: 'light' | 'dark'): Promise<void> {
    await this.menu(scheme === 'dark' ? 'Dark' : 'Light');
    await this.page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, scheme);
  }

  async resize(width: number, height: number): Promise<void> {
    await this.app.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
      },
      { width, height },
    );
    await this.page.waitForFunction((size) => innerWidth === size.width && innerHeight === size.height, {
      width,
      height,
    });
  }
}
