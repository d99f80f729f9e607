/** The real discussion: text to posts, recapped, finished, out as Markdown, and in again on a device that knows nothing of it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator } from '@playwright/test';
import { contentDigest, contentOf } from '../support/content-digest';
import { expectPicture, PICTURE, paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';
import { storedDiscussion } from '../support/stored-discussion';

const FIXTURE = resolve(import.meta.dirname, '../fixtures/smchat-discussion.txt');
const TITLE = 'Cultures of collaboration';

const draftOf = (person: Person): Locator => person.dialog('New from text');
const point = ({ recap }: Person, kind: string): Locator => recap.locator(`[data-kind="${kind}"]`);

async function fromText(person: Person): Promise<number> {
  await person.button('New from text').click();
  const draft = draftOf(person);
  await expect(draft.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await paste(person, { text: await readFile(FIXTURE, 'utf8') });
  await draft.getByRole('textbox', { name: 'Name of the discussion' }).fill(TITLE);
  await draft.getByRole('combobox', { name: 'Author of post 2', exact: true }).fill('Renee');
  await draft.getByRole('combobox', { name: 'Author of post 4', exact: true }).fill('Chris');
  const posts = await draft.getByRole('textbox', { name: /^Text of post/ }).count();
  await draft.getByRole('button', { name: 'Create discussion' }).click();
  await expect(person.title).toHaveValue(TITLE);
  await expect(person.posts).toHaveCount(posts);
  return posts;
}

/** Every kind of point, citations, a picture, a stance with its reason, a reaction, a post set aside, a recap of one's own, the end. */
async function recapped(person: Person, posts: number): Promise<void> {
  const { page, recap } = person;
  for (const post of [1, 3]) {
    const one = person.posts.nth(post);
    await one.getByRole('button', { name: 'Add to recap' }).click();
    await expect(one.getByRole('button', { name: /^in the recap/ })).toBeVisible();
  }
  const aside = person.posts.nth(posts - 1);
  await aside.getByRole('button', { name: 'not in the recap yet' }).click();
  await page.getByRole('menuitem', { name: 'Thanks only' }).click();
  await person.posts.nth(9).getByRole('button', { name: 'React', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: /Thumbs up/ }).click();
  await person.writeRecap('\n\n=> Start with one small crew\nwhy: it is cheap\n\n-> Write the invitation');
  await person.writeRecap('\n\n?? Who needs a seminar?\n\n"" There is a field\n\n@@ The Tipping Point\n\n');
  for (const kind of ['takeaway', 'decision', 'action', 'question', 'quote', 'source'])
    await expect(point(person, kind).first()).toBeVisible();
  await paste(person, { picture: PICTURE });
  await expectPicture(recap);

  await recap.getByText('Start with one small crew').click();
  await page.keyboard.press('Control+Shift+Y');
  const stances = page.getByRole('dialog', { name: 'What people think of this point' });
  await stances.getByRole('button', { name: 'Disagree' }).click();
  await stances.getByRole('textbox', { name: /^Why/ }).fill('Two would be better');
  await page.keyboard.press('Control+Enter');
  await expect(point(person, 'decision')).toContainText('1 disagrees');
  await person.menu('Finish now');
  await expect(person.button('Reopen')).toBeVisible();
}

async function exported(person: Person, path: string): Promise<string> {
  await person.export('Export discussion…', path);
  await expect(async () => expect(await readFile(path, 'utf8')).toContain('<!--base ')).toPass();
  return readFile(path, 'utf8');
}

const idIn = (markdown: string): string => /^id: (.*)$/m.exec(markdown)?.[1] ?? '';

/** What belongs to the device: its notebook, the discussion's new id, and the ids of people who come back as guests. */
const withoutDevice = (markdown: string): string =>
  markdown
    .replace(/^(?:notebook|id): .*\n/gm, '')
    .replace(/^contributors:(?: \[\]|\n(?: {2}- .*\n)*)/m, '')
    .replace(/ person="[^"]*"/g, '')
    .replace(/(?:all|again)(%2E|\.)assets/g, 'assets');

test('the real discussion goes from text through its Markdown to another profile, and is the same there', async ({
  people,
}) => {
  test.setTimeout(120_000);
  const folder = await mkdtemp(join(tmpdir(), 'recap-out-and-in-'));
  try {
    const here = await people.start({ name: 'Renee' });
    await here.expectSample();
    const posts = await fromText(here);
    expect(posts).toBeGreaterThanOrEqual(10);
    await recapped(here, posts);
    const out = await exported(here, join(folder, 'all.md'));
    expect(out).toMatch(/<!--point takeaway id="[^"]+"--><a id="point-[^"]+"><\/a>\n\n/);
    expect(out).toMatch(/\nFrom \[Renee\]\(#post-[\w-]+\)<!--cite /);
    expect(out).toMatch(/\nIn the recap: \[[^\]]+\]\(#point-[\w-]+\)<!--cited-->/);
    expect(out).toMatch(/!\[[^\]]*\]\(all\.assets\/[0-9a-f]{8}\.png\)/);

    const there = await people.start({ name: 'Paul' });
    await there.answerOpenDialog(join(folder, 'all.md'));
    await there.button('New from text').click();
    await draftOf(there).getByRole('button', { name: 'Open a file…' }).click();
    await expect(draftOf(there).getByRole('textbox', { name: 'Name of the discussion' })).toHaveValue(TITLE);
    await draftOf(there).getByRole('button', { name: 'Create discussion' }).click();
    await expect(there.title).toHaveValue(TITLE);
    await expect(there.posts).toHaveCount(posts);
    await expectPicture(there.recap);
    const again = await exported(there, join(folder, 'again.md'));
    expect(withoutDevice(again)).toBe(withoutDevice(out));

    // Not what the app says of itself: what lies in the storage of each.
    const [left, arrived] = [await storedDiscussion(here, idIn(out)), await storedDiscussion(there, idIn(again))];
    expect(contentOf(arrived)).toEqual(contentOf(left));
    expect(contentDigest(arrived)).toBe(contentDigest(left));
    expect(left).toMatchObject({ title: TITLE, status: 'finished', posts: { length: posts } });
    expect(left.parts).toMatchObject({
      stances: [{ name: 'Renee', stance: 'disagree', reason: 'Two would be better' }],
      reactions: [{ emoji: '👍' }],
      aside: [{ reason: 'thanks only' }],
      finished: { name: 'Renee' },
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
