/** Pages out of a discussion: HTML, PDF, paper; and copies for letters and other programs. */
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Locator } from '@playwright/test';
import { cancelSaveDialog, clipboardHtml, clipboardText, expectPicture, PICTURE, paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';

const TITLE = 'Weak ties: <why> & how?';
const POST = 'I will be on the lookout for silo straddlers.';

async function discussion(person: Person): Promise<void> {
  const { page, recap } = person;
  await person.newDiscussion(TITLE);
  await person.post(POST);
  await person.composer.click();
  await page.keyboard.type('And here is <b>a map</b>.');
  await paste(person, { picture: PICTURE });
  await expectPicture(person.composer);
  await page.keyboard.press('Control+Enter');
  await expectPicture(person.posts.nth(1));
  await person.writeRecap('## Key takeaways\nWe begin with **lunch** today.\n=> We meet on Wednesdays.');
  await expect(recap.getByRole('group', { name: 'Decision', exact: true })).toBeVisible();
}

async function save(person: Person, label: string, path: string): Promise<void> {
  await person.answerSaveDialog(path);
  await person.menu(label);
  await expect(person.notice(basename(path))).toBeVisible({ timeout: 30_000 });
}

/** Notes the settings of every window that is made from now on, and answers its print dialog. */
async function watchWindows(person: Person, answer: { done: boolean; reason: string }): Promise<void> {
  await person.app.evaluate(({ app }, { done, reason }) => {
    const seen = globalThis as { printed?: object[] };
    seen.printed = [];
    app.removeAllListeners('browser-window-created');
    app.on('browser-window-created', (_event, window) => {
      const { webContents } = window;
      const noted = (
        webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      webContents.print = (_options, callback) => {
        seen.printed?.push({
          title: webContents.getTitle(),
          visible: window.isVisible(),
          javascript: noted.javascript,
          sandbox: noted.sandbox,
          preload: noted.preload,
          own: webContents.session.storagePath === null,
        });
        callback?.(done, reason);
      };
    });
  }, answer);
}

const windows = (person: Person): Promise<number> =>
  person.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

test('a discussion leaves as one HTML file that holds everything, needs nothing and can be read by everybody', async ({
  person,
  folder,
}) => {
  await discussion(person);
  const proposed = cancelSaveDialog(person);
  await person.menu('Export recap as HTML…');
  expect(basename(await proposed)).toBe('Weak ties- -why- & how- - recap.html');
  const path = join(folder, 'all.html');
  await save(person, 'Export discussion as HTML…', path);
  expect(await readdir(folder)).toEqual(['all.html']);

  const axe = await readFile(resolve('node_modules/axe-core/axe.min.js'), 'utf8');
  const seen = await person.app.evaluate(
    async ({ BrowserWindow, session }, { address, source }) => {
      const requests: string[] = [];
      const reader = session.fromPartition('reader');
      reader.webRequest.onBeforeRequest(({ url }, callback) => {
        if (url !== address && !url.startsWith('data:')) requests.push(url);
        callback({});
      });
      const window = new BrowserWindow({ show: false, webPreferences: { session: reader, sandbox: true } });
      await window.loadURL(address);
      await window.webContents.executeJavaScript(`${source};0`);
      const page = (await window.webContents.executeJavaScript(`(async () => {
        const texts = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
        const { violations } = await axe.run(document);
        return {
          violations: violations.map(({ id }) => id),
          lang: document.documentElement.lang, title: document.title, h1: texts('h1'), sections: texts('h2'),
          notebook: texts('.notebook'), authors: texts('article .author'), bodies: texts('article .body'),
          points: texts('figure.decision > p'), strong: texts('section strong'), scripts: document.scripts.length,
          pictures: [...document.images].map((one) => one.naturalWidth),
          font: getComputedStyle(document.body).maxWidth,
        };
      })()`)) as Record<string, unknown>;
      window.destroy();
      return { ...page, requests };
    },
    { address: pathToFileURL(path).href, source: axe },
  );
  expect(seen).toEqual({
    violations: [],
    requests: [],
    lang: 'en',
    title: TITLE,
    h1: [TITLE],
    sections: ['Recap', 'Thread'],
    notebook: expect.anything(),
    authors: ['Renee', 'Renee'],
    bodies: [POST, 'And here is <b>a map</b>.\n'],
    points: ['We meet on Wednesdays.'],
    strong: ['lunch'],
    scripts: 0,
    pictures: [24],
    // The style sheet is in force though only its hash is allowed.
    font: '648px',
  });
});

test('[HM6] a discussion leaves as PDF, laid out by a window without script that is gone afterwards', async ({
  person,
  folder,
}) => {
  await discussion(person);
  await watchWindows(person, { done: true, reason: '' });
  const path = join(folder, 'all.pdf');
  await save(person, 'Export discussion as PDF…', path);
  await expect(person.notice('Saved as PDF')).toBeVisible();
  const bytes = await readFile(path);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const source = bytes.toString('latin1');
  for (const part of ['/StructTreeRoot', '/Outlines', '/Lang']) expect(source).toContain(part);
  const words = await promisify(execFile)('pdftotext', ['-layout', path, '-']).catch(() => null);
  if (words === null) console.log('pdftotext is not installed: the words of the PDF were not read');
  else
    for (const word of [TITLE, POST, 'Decision', 'We meet on Wednesdays.', '1/2']) expect(words.stdout).toContain(word);
  await expect.poll(() => windows(person)).toBe(1);

  // A place that cannot be written: said, and the window is gone as well.
  await writeFile(join(folder, 'a-file'), 'in the way');
  await person.answerSaveDialog(join(folder, 'a-file', 'x.pdf'));
  await person.menu('Export recap as PDF…');
  await expect(person.page.getByRole('alert').filter({ hasText: 'could not be written there' })).toBeVisible();
  await expect.poll(() => windows(person)).toBe(1);
});

test('printing opens the dialog of the system on the same page, and says when there is no printer', async ({
  person,
}) => {
  await discussion(person);
  const printed = () => person.app.evaluate(() => (globalThis as { printed?: object[] }).printed);
  await watchWindows(person, { done: true, reason: '' });
  await person.page.keyboard.press('Control+P');
  await expect.poll(printed).toEqual([{ title: TITLE, visible: false, javascript: false, sandbox: true, own: true }]);
  await expect.poll(() => windows(person)).toBe(1);

  await watchWindows(person, { done: false, reason: 'Print job canceled' });
  await person.menu('Print thread…');
  await expect.poll(printed).toHaveLength(1);
  await expect.poll(() => windows(person)).toBe(1);
  await expect(person.page.getByRole('alert')).toHaveCount(0);

  await watchWindows(person, { done: false, reason: 'No printers available on the network' });
  await person.menu('Print discussion…');
  await expect(person.page.getByRole('alert').filter({ hasText: 'The system could not print.' })).toBeVisible();
  await expect.poll(() => windows(person)).toBe(1);
});

async function choose(person: Person, ...names: readonly string[]): Promise<void> {
  for (const name of names) await person.page.getByRole('menuitem', { name }).click();
}

/** Selects the words in a text for reading. */
async function select(text: Locator, words: string): Promise<void> {
  await text.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at >= 0) getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }
  }, words);
}

test('points and blocks are copied as Markdown and as rich text', async ({ person }) => {
  await discussion(person);
  const { page, recap } = person;
  await recap.getByText('We meet on Wednesdays.').click();
  await page.keyboard.press('Control+.');
  await choose(person, 'Copy as Markdown');
  await expect(person.notice('The point is on the clipboard')).toBeVisible();
  expect(await clipboardText(person)).toBe('**Decision:** We meet on Wednesdays.\n');

  await page.keyboard.press('Control+Shift+H');
  await expect.poll(() => clipboardHtml(person)).toContain('<p><strong>Decision:</strong> We meet on Wednesdays.</p>');
  expect(await clipboardText(person)).toBe('**Decision:** We meet on Wednesdays.\n');

  // Words of a block are words.
  await recap.getByText('Key takeaways').dblclick({ position: { x: 10, y: 8 } });
  await page.keyboard.press('Control+Shift+K');
  await expect(person.notice('What you selected is on the clipboard')).toBeVisible();
  expect((await clipboardText(person)).trim()).toBe('Key');
});

test('posts and words of posts are copied as Markdown and as rich text', async ({ person }) => {
  await discussion(person);
  const { page, posts } = person;
  await posts.first().focus();
  await page.keyboard.press('c');
  await expect(person.notice('The post is on the clipboard')).toBeVisible();
  expect(await clipboardText(person)).toMatch(
    /^\*\*Renee\*\* · \d{4}-\d\d-\d\d \d\d:\d\d UTC\n\nI will be on the lookout/,
  );
  await page.keyboard.press('Shift+C');
  await expect
    .poll(() => clipboardHtml(person))
    .toMatch(/<p><strong>Renee<\/strong> · .*UTC<\/p>\s*<p>I will be on the lookout/);

  await posts.nth(1).getByRole('button', { name: 'not in the recap' }).click();
  await choose(person, 'Copy as rich text');
  await expect.poll(() => clipboardHtml(person)).toContain(`src="data:image/png;base64,${PICTURE.slice(0, 20)}`);

  await select(posts.first(), 'lookout for silo');
  await page.keyboard.press('Control+Shift+K');
  await expect.poll(() => clipboardText(person)).toBe('lookout for silo\n');
});

test('the recap as a whole is copied as rich text, and there is a word when nothing can be copied', async ({
  person,
}) => {
  await discussion(person);
  await person.button('Export').click();
  await choose(person, 'Copy recap as rich text');
  await expect(person.notice('The recap is on the clipboard')).toBeVisible();
  expect(await clipboardHtml(person)).toMatch(/<h1>Weak ties: &lt;why&gt; &amp; how\?<\/h1>\s*<h3>Key takeaways<\/h3>/);
  expect(await clipboardText(person)).toContain('## Key takeaways');

  await person.title.click();
  await person.menu('Copy as Markdown');
  await expect(person.notice('There is nothing to copy here')).toBeVisible();
});
