import { ALL_BLOCKS } from '../support/blocks';
import { drop, expectPicture, PICTURE, paste } from '../support/desktop';
import { expect, test } from '../support/e2e';

test('posts stand in the order in which they were written, with author and time', async ({ person }) => {
  await person.newDiscussion('In order');
  await person.post('The opening');
  await person.composer.click();
  await person.page.keyboard.type('By the button');
  await person.button('Post').click();
  await person.post('The last one');
  await expect(person.posts).toHaveCount(3);
  await expect(person.posts.nth(0)).toContainText('The opening');
  await expect(person.posts.nth(1)).toContainText('By the button');
  await expect(person.posts.nth(2)).toContainText('The last one');
  await expect(person.posts.nth(0)).toContainText('Renee');
  await expect(person.posts.nth(0).getByRole('time')).toHaveText(/\d/);
  await expect(person.composer).toBeFocused();
  await expect(person.composer).toHaveText('');
  await expect(person.discussion('In order')).toContainText('3 posts');
});

test('a post keeps its formatting', async ({ person }) => {
  await person.newDiscussion('Formatted');
  await person.composer.click();
  await person.page.keyboard.type('Typed **bold** and `code`');
  await person.page.keyboard.press('Enter');
  await paste(person, { text: ALL_BLOCKS });
  await expect(person.composer).toContainText('The end.');
  await person.page.keyboard.press('Control+Enter');

  const post = person.posts.first();
  await expect(post.getByRole('strong').first()).toHaveText('bold');
  await expect(post.getByRole('code').first()).toHaveText('code');
  await expect(post.getByRole('heading', { name: 'Key takeaways', level: 2 })).toBeVisible();
  await expect(post.getByRole('listitem').filter({ hasText: 'Make it cool to share' })).toContainText('straddlers');
  await expect(post.getByRole('checkbox', { name: 'Done: Thank Renee' })).toBeChecked();
  await expect(post.getByRole('checkbox', { name: 'Done: Write the recap' })).not.toBeChecked();
  await expect(post.getByRole('blockquote')).toContainText('there is a field');
  await expect(post.getByText('const weak = ties.filter(Boolean);')).toBeVisible();
  await expect(post.getByRole('cell', { name: 'everybody' })).toBeVisible();
  await expect(post.getByRole('separator')).toBeVisible();
  await expect(post.getByRole('link', { name: 'a link' })).toBeVisible();
});

test('pictures that are pasted and dropped stay with the discussion', async ({ people, person }) => {
  await person.newDiscussion('Pictures');
  await person.composer.click();
  await paste(person, { picture: PICTURE });
  await expectPicture(person.composer);
  await person.page.keyboard.press('Control+Enter');
  await expectPicture(person.posts.nth(0));

  await person.composer.click();
  await drop(person.composer, { name: 'field.png', type: 'image/png', content: Buffer.from(PICTURE, 'base64') });
  await expectPicture(person.composer);
  await person.button('Post').click();
  await expectPicture(person.posts.nth(1));

  const again = await people.restart(person);
  await expectPicture(again.posts.nth(0));
  await expectPicture(again.posts.nth(1));
});

test('a reply says what it answers, and leads there', async ({ person }) => {
  const { page } = person;
  await person.newDiscussion('Replies');
  await person.post('Find a small crew of silo straddlers');
  await person.post('Something else');
  await person.posts.nth(0).getByRole('button', { name: 'Reply' }).click();
  await expect(person.composer).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Cancel the reply' })).toHaveCount(0);

  await person.posts.nth(0).getByRole('button', { name: 'Reply' }).click();
  await person.post('I will be on the lookout');
  const context = person.posts.nth(2).getByRole('button', { name: 'to Renee: “Find a small crew of silo straddlers”' });
  await context.click();
  await expect(person.posts.nth(0)).toBeFocused();
});

test('an own post can be edited and deleted; a line stays, and Undo brings it back', async ({ person }) => {
  const { page } = person;
  await person.newDiscussion('Second thoughts');
  await person.post('Frist');
  const post = person.posts.first();
  await post.getByRole('button', { name: 'Edit' }).click();
  const editor = post.getByRole('textbox', { name: 'Edit the text' });
  await expect(editor).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('First');
  await page.keyboard.press('Control+Enter');
  await expect(editor).toHaveCount(0);
  await expect(post).toContainText('First');
  await expect(post).toContainText('edited');

  await post.getByRole('button', { name: 'Delete' }).click();
  await expect(post).toHaveText('Renee deleted a post');
  await expect(person.discussion('Second thoughts')).toContainText('no posts yet');
  await person.button('Undo').click();
  await expect(post).toContainText('First');
});

test('an edit can be cancelled, leaves no mark without a change, and a post that was emptied is deleted', async ({
  person,
}) => {
  const { page } = person;
  await person.newDiscussion('In place');
  await person.post('One');
  await person.post('Two');
  const post = person.posts.first();
  const edit = post.getByRole('button', { name: 'Edit' });
  const editor = post.getByRole('textbox', { name: 'Edit the text' });

  await edit.click();
  await expect(editor).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Something');
  await page.keyboard.press('Enter');
  await page.keyboard.type('else');
  await page.keyboard.press('Escape');
  await expect(editor).toHaveCount(0);
  await expect(edit).toBeFocused();
  await expect(post).toContainText('One');
  await expect(post).not.toContainText('else');

  await edit.click();
  await post.getByRole('button', { name: 'Done' }).click();
  await expect(edit).toBeFocused();
  await expect(post).not.toContainText('edited');

  await edit.click();
  await expect(editor).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+Enter');
  await expect(post).toHaveText('Renee deleted a post');
  await expect(person.posts.nth(1)).toBeFocused();
  await person.button('Undo').click();
  await expect(post).toContainText('One');
  await expect(post).not.toContainText('edited');
});

test('after a post was deleted the next one has the focus, and the offer of Undo goes when it is not needed', async ({
  person,
}) => {
  await person.newDiscussion('Going on');
  for (const text of ['One', 'Two']) await person.post(text);
  await person.posts.nth(0).getByRole('button', { name: 'Delete' }).click();
  await expect(person.posts.nth(1)).toBeFocused();
  await person.posts.nth(1).getByRole('button', { name: 'Delete' }).click();
  await expect(person.posts.nth(1)).toBeFocused();
  await expect(person.notice('The post is in the trash')).toHaveCount(2);
});

test('a long text scrolls in the whole composer, with the way to send it in sight', async ({ person }) => {
  await person.resize(900, 600);
  await person.composer.click();
  for (let line = 0; line < 14; line += 1) {
    await person.page.keyboard.type(`line ${String(line)}`);
    await person.page.keyboard.press('Enter');
  }
  await expect(person.button('Post')).toBeInViewport({ ratio: 1 });
  const box = person.page.locator('.cmp-box');
  await expect.poll(() => box.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true);
  expect(await person.composer.evaluate((element) => element.closest('.cmp-editor')?.scrollTop)).toBe(0);
});
