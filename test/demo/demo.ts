/** The main job, unattended: two people, two real copies of the app, one discussion, one recap, apart and together, out as Markdown. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { Person } from '../support/person';

const root = resolve(process.env.RECAP_ROOT ?? '.');
const output = join(root, 'demo-output');
const started = performance.now();
const TITLE = 'Cultures of collaboration: SM as enabler';

/** Who wrote what, as far as the text itself tells: the number in the preview, and the name. */
const AUTHORS: readonly (readonly [post: number, author: string])[] = [
  [1, 'Chris'],
  [2, 'Renee'],
  [4, 'Chris'],
  [6, 'Lurker'],
  [8, 'Lurker'],
  [9, 'Educator'],
];

function step(text: string): void {
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s  ${text}`);
}

async function picture(person: Person, name: string): Promise<void> {
  await person.page.screenshot({ path: join(output, `${name}.png`) });
}

/** Run by `npm run demo`. */
export async function main(): Promise<void> {
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const text = await readFile(join(root, 'test/fixtures/smchat-discussion.txt'), 'utf8');

  const [renee, chris] = await Promise.all([Person.start({ name: 'Renee' }), Person.start({ name: 'Chris' })]);
  try {
    step('two copies of the app are open, each with a profile of its own');

    await renee.button('New from text').click();
    const dialog = renee.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Text' }).fill(text);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByRole('textbox', { name: 'Name of the discussion' }).fill(TITLE);
    for (const [post, author] of AUTHORS) {
      await dialog.getByRole('combobox', { name: `Author of post ${post}`, exact: true }).fill(author);
    }
    await picture(renee, '1-text-to-posts');
    await dialog.getByRole('button', { name: 'Create discussion' }).click();
    await expect(renee.title).toHaveValue(TITLE);
    step(`Renee made a discussion of the real text: ${await renee.posts.count()} posts`);

    await chris.join(await renee.share());
    step('Renee pressed Share, Chris pasted the invite');
    await chris.open(TITLE);
    await Promise.all([renee.expectInSync(), chris.expectInSync()]);
    await expect(chris.posts).toHaveCount(await renee.posts.count());
    step('Chris has the discussion; both copies say they are in sync');

    await renee.writeRecap(
      '# Cultures of collaboration\n## Key takeaways\n- Start with a small crew of silo straddlers.\n- Pilot, learn, adjust.',
    );
    await expect(chris.recap).toContainText('Pilot, learn, adjust.');
    await chris.writeRecap('\n\n## Open questions\nSeminars, or learning by doing:');
    await expect(renee.recap).toContainText('learning by doing:');
    await renee.recap.getByText('silo straddlers').click();
    await renee.page.keyboard.press('End');
    await Promise.all([
      renee.page.keyboard.type(' Their weak ties already cross the organisation; let the others ask to join.'),
      chris.page.keyboard.type(' who needs which? Both, by person.'),
    ]);
    await Promise.all([
      renee.post('Thanks all, keep adding what you took away.'),
      chris.post('I will be on the lookout for silo straddlers from now on.'),
    ]);
    await chris.recap.getByText('Both, by person.').click();
    await chris.page.keyboard.press('End');
    await expect(renee.recap).toContainText('let the others ask to join.');
    await expect(renee.recap).toContainText('Both, by person.');
    await expect(chris.recap).toContainText('let the others ask to join.');
    await expect(renee.recap.locator('.caret')).toBeVisible();
    await picture(renee, '2-together');
    step('both wrote posts and the recap at the same time');

    await chris.workOffline(true);
    await expect(renee.region('People')).toContainText('Only you');
    await chris.writeRecap('\nHow do small wild fires get the white space they need?');
    await chris.post('Written by Chris while apart.');
    await renee.writeRecap('\nWhat makes it cool to share?');
    await renee.post('Written by Renee while apart.');
    await picture(chris, '3-apart');
    step('Chris was cut off; both went on writing');

    await chris.workOffline(false);
    for (const person of [renee, chris]) {
      await expect(person.recap).toContainText('cool to share?');
      await expect(person.recap).toContainText('white space they need?');
      await expect(person.posts.filter({ hasText: 'while apart' })).toHaveCount(2);
      await person.expectInSync();
    }
    await picture(renee, '4-met-again');
    await renee.colourScheme('dark');
    await picture(renee, '5-dark');
    step('they met again, and nothing is missing on either side');

    await renee.button('Finish').click();
    await renee.button('Finish all the same').click();
    await expect(chris.button('Reopen')).toBeVisible();
    const files = [join(output, 'renee.md'), join(output, 'chris.md')] as const;
    await renee.export('Export discussion…', files[0]);
    await chris.export('Export discussion…', files[1]);
    const [first, second] = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    expect(first).toBe(second);
    expect(first).toContain('cool to share?');
    step(`both exported; the files are equal, ${first?.length} characters: demo-output/renee.md, demo-output/chris.md`);
  } finally {
    await Promise.all([renee.close(), chris.close()]);
  }
  step('done: pictures and Markdown are in demo-output/');
}
