import { expect, test } from '../support/e2e';
import { SAMPLE } from '../support/person';
import { seedDiscussions } from '../support/seed';

test('Ctrl+N puts the caret in the title of a new discussion, and F2 in the title of an old one', async ({
  person,
}) => {
  const { page } = person;
  await page.keyboard.press('Control+N');
  await expect(person.title).toBeFocused();
  await expect(person.title).toHaveValue('');
  await page.keyboard.type('Weak ties');
  await expect(person.discussion('Weak ties')).toBeVisible();

  await person.open(SAMPLE);
  await page.keyboard.press('F2');
  await expect(person.title).toBeFocused();
  await page.keyboard.type('First steps');
  await expect(person.discussion('First steps')).toBeVisible();
  await expect(person.discussion(SAMPLE)).toHaveCount(0);

  await person.discussion('Weak ties').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await expect(person.title).toBeFocused();
  await expect(person.title).toHaveValue('Weak ties');
});

test('discussions stand under their status, and each group says how many it has', async ({ person }) => {
  await person.newDiscussion('Pilots that survived');
  await expect(person.library.getByText(/^Open\s*2$/)).toBeVisible();
  await expect(person.library.getByText(/^Finished/)).toHaveCount(0);

  await person.page.getByRole('combobox', { name: 'Status' }).click();
  await person.page.getByRole('option', { name: 'Recapping' }).click();
  await expect(person.discussion('Pilots that survived')).toContainText('recap in progress');

  await person.button('Finish').click();
  await person.button('Finish now').click();
  await expect(person.button('Reopen')).toBeVisible();
  await expect(person.library.getByText(/^Finished\s*1$/)).toBeVisible();
  await expect(person.library.getByText(/^Open\s*1$/)).toBeVisible();

  await person.discussion(SAMPLE).click({ button: 'right' });
  await person.page.getByRole('menuitemradio', { name: 'Finished' }).click();
  await expect(person.library.getByText(/^Finished\s*2$/)).toBeVisible();
});

test('the search field narrows the list by words of the title, and Ctrl+K goes there', async ({ person }) => {
  await person.newDiscussion('Café as a meeting place');
  await person.newDiscussion('Hands-on or seminar');
  await person.page.keyboard.press('Control+K');
  const search = person.page.getByRole('textbox', { name: 'Search' });
  await expect(search).toBeFocused();
  await person.page.keyboard.type('place cafe');
  await expect(person.library.getByRole('option')).toHaveCount(1);
  await expect(person.discussion('Café as a meeting place')).toBeVisible();
  await search.fill('zebra');
  await expect(person.library.getByText('Nothing is called “zebra”.')).toBeVisible();
  await person.page.keyboard.press('Escape');
  await expect(person.library.getByRole('option')).toHaveCount(3);

  await search.fill('cafe');
  await search.press('Enter');
  await expect(person.title).toHaveValue('Café as a meeting place');
  await search.fill('hands');
  await search.press('ArrowDown');
  await expect(person.library.getByRole('listbox')).toBeFocused();
  await person.page.keyboard.press('Enter');
  await expect(person.title).toHaveValue('Hands-on or seminar');
});

test('what was thrown away comes back by Undo and from the trash, and is deleted only after asking', async ({
  person,
}) => {
  const { page } = person;
  await person.newDiscussion('First wins');
  await person.discussion('First wins').click();
  await page.keyboard.press('Delete');
  await expect(person.discussion('First wins')).toHaveCount(0);
  await person.button('Undo').click();
  await expect(person.discussion('First wins')).toBeVisible();
  await expect(person.title).toHaveValue('First wins');

  await person.menu('Move to trash');
  await expect(person.discussion('First wins')).toHaveCount(0);
  const trash = page.getByRole('region', { name: 'Trash' });
  await person.library.getByRole('button', { name: /^Trash\s*1$/ }).click();
  await expect(person.notice('is in the trash')).toHaveCount(1);
  await trash.getByRole('button', { name: 'Put back' }).click();
  await expect(person.discussion('First wins')).toBeVisible();
  await expect(person.notice('is in the trash')).toHaveCount(0);
  await expect(trash).toBeFocused();
  await expect(trash.getByText('The trash is empty.')).toBeVisible();

  await person.open('First wins');
  await person.menu('Move to trash');
  await person.menu('Trash');
  await trash.getByRole('button', { name: 'Delete for ever…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete for ever?' });
  await expect(question).toContainText('“First wins”');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(trash).toContainText('First wins');
  await trash.getByRole('button', { name: 'Delete for ever…' }).click();
  await question.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(trash.getByText('The trash is empty.')).toBeVisible();
});

test('a device holds several notebooks, and the switcher goes from one to the other', async ({ person }) => {
  const { page } = person;
  await person.library.getByRole('button', { name: 'Renee’s notebook' }).click();
  await page.getByRole('menuitem', { name: 'New notebook…' }).click();
  await person.dialog('New notebook').getByRole('textbox', { name: 'Name' }).fill('SMCHAT Wednesdays');
  await page.keyboard.press('Enter');
  await expect(person.library).toBeFocused();
  const switcher = person.library.getByRole('button', { name: 'SMCHAT Wednesdays' });
  await expect(switcher).toBeVisible();
  await expect(person.library.getByRole('option')).toHaveCount(0);
  await person.newDiscussion('Only in this one');

  await switcher.click();
  await page.getByRole('menuitemradio', { name: 'Renee’s notebook' }).click();
  await person.expectSample();
  await expect(person.discussion('Only in this one')).toHaveCount(0);

  await person.menu('Rename notebook…');
  await person.dialog('Rename notebook').getByRole('textbox', { name: 'Name' }).fill('Reading circle');
  await page.keyboard.press('Enter');
  await person.library.getByRole('button', { name: 'Reading circle' }).click();
  await page.getByRole('menuitemradio', { name: 'SMCHAT Wednesdays' }).click();
  await expect(person.title).toHaveValue('Only in this one');
});

test('2,000 discussions need few elements and scroll without a dropped frame', async ({ person }, testInfo) => {
  await seedDiscussions(person, 2000);
  await expect(person.library.getByText(/^Open\s*1501$/)).toBeVisible({ timeout: 30_000 });
  const list = person.library.getByRole('listbox', { name: 'Discussions' });
  await expect(list.getByRole('option', { name: /^Discussion 1 no posts/ })).toBeVisible();

  const frames = await list.evaluate(async (element) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const measure = async (steps: number, by: number) => {
      let longest = 0;
      let most = 0;
      for (let at = await frame(), step = 0; step < steps; step += 1) {
        element.scrollTop += by;
        const next = await frame();
        longest = Math.max(longest, next - at);
        most = Math.max(most, element.querySelectorAll('[role="option"]').length);
        at = next;
      }
      return { longest, most };
    };
    const idle = await measure(30, 0);
    const scrolling = await measure(60, 400);
    return { idle: idle.longest, scrolling: scrolling.longest, rows: scrolling.most };
  });
  const words = `longest frame ${frames.scrolling.toFixed(1)} ms while scrolling, ${frames.idle.toFixed(1)} ms while idle; ${frames.rows} rows at most`;
  testInfo.annotations.push({ type: 'measured', description: words });
  console.log(`      2,000 discussions: ${words}`);
  expect(frames.rows).toBeLessThan(80);

  await list.focus();
  await person.page.keyboard.press('End');
  await expect(list.getByRole('option', { name: /^Discussion 2000 / })).toBeInViewport();
  await person.page.keyboard.press('Home');
  await expect(list.getByRole('option').first()).toBeInViewport();
});
