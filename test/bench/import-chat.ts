/** A chat of 100,000 messages from its file to discussions that can be read, against reading and parsing the same bytes in the same page. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { telegramExport } from '../support/made-chats';
import { Person } from '../support/person';
import { withFolder } from './floor';
import { watchMemory } from './memory';
import { type Row, single } from './statistics';
import { watchPage } from './usable';

const MESSAGES = 100_000;
const LIMIT = 120_000;

/** Two frames: what is there is painted. */
const painted = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(() => shown()))));

/** What any reader of the file does at least: its bytes to text, the text to objects. */
async function plainReading(page: Page, path: string): Promise<number> {
  const choosing = page.waitForEvent('filechooser');
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'bench-file';
    document.body.append(input);
    input.click();
  });
  await (await choosing).setFiles(path);
  return page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('#bench-file');
    const file = input?.files?.[0];
    input?.remove();
    const began = performance.now();
    const parsed = JSON.parse((await file?.text()) ?? 'null') as { messages?: unknown[] } | null;
    if ((parsed?.messages ?? []).length === 0) throw new Error('nothing was read');
    return performance.now() - began;
  });
}

export function measureImportChat(): Promise<Row[]> {
  return withFolder(async (folder) => {
    const path = join(folder, 'result.json');
    await writeFile(path, telegramExport(MESSAGES));
    const person = await Person.start({ name: 'Bench' });
    try {
      const { page } = person;
      const floor = await plainReading(page, path);
      const memory = await watchMemory(person);
      const dialog = person.dialog('Import a chat');
      await person.menu('Import a chat…');
      const choosing = page.waitForEvent('filechooser');
      await dialog.getByRole('button', { name: 'Choose files…' }).click();
      const chooser = await choosing;
      await watchPage(page, '[role="dialog"] [role="progressbar"]');

      const began = performance.now();
      await chooser.setFiles(path);
      await expect(dialog.getByText('100,000 posts')).toBeVisible({ timeout: LIMIT });
      await painted(page);
      const read = performance.now() - began;
      const creating = performance.now();
      await dialog.getByRole('button', { name: 'Create discussions' }).click();
      await expect(person.title).toHaveValue(/^Field notes/, { timeout: LIMIT });
      await expect(person.posts.first()).toBeVisible();
      await painted(page);
      const made = performance.now() - creating;

      const seen = await page.evaluate(() => ({ tasks: window.benchTasks, progress: window.benchProgress }));
      if (seen.progress.length < 10) throw new Error(`a progress bar with ${seen.progress.length} steps`);
      const megabytes = ((await memory.peak()) ?? Number.NaN) / 1e6;
      return [
        {
          what: 'Import a chat of 100,000 messages',
          ours: single(read + made),
          floor: single(floor),
          aim: { most: 10_000 },
        },
        { what: '  from the file to the preview', ours: single(read), floor: single(floor), aim: null },
        { what: '  to a discussion on screen', ours: single(made), floor: null, aim: null },
        {
          what: '  its longest task',
          ours: single(Math.max(0, ...seen.tasks)),
          floor: null,
          aim: { most: 200 },
        },
        { what: '  memory, at most', ours: single(megabytes), floor: null, aim: { most: 700 }, unit: 'MB' },
      ];
    } finally {
      await person.close();
    }
  });
}
