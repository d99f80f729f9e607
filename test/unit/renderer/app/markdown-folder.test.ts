import { expect, test } from 'vitest';
import { markdownFolder, readMarkdownFolder } from '../../../../renderer/app/markdown-folder';

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1]);
const file = (path: string, content: string | Uint8Array<ArrayBuffer> = '') => ({ path, file: new Blob([content]) });

test('a folder with one Markdown file brings the pictures that the file shows', async () => {
  const folder = markdownFolder([
    file('notes/.DS_Store'),
    file('notes/all.md', '![a](all.assets/0a.png) ![b](missing.png) ![c](all.assets/words.png)'),
    file('notes/all.assets/0a.png', PNG),
    file('notes/all.assets/words.png', 'no picture'),
    file('notes/other.png', PNG),
  ]);
  if (folder === null) throw new Error('no folder');
  const { name, pictures } = await readMarkdownFolder(folder, (one) => one.text());
  expect(name).toBe('all.md');
  expect(pictures?.map(({ address, mime }) => [address, mime])).toEqual([['all.assets/0a.png', 'image/png']]);
});

test.each([
  ['two texts', [file('a/a.md'), file('a/b.md'), file('a/c.png')]],
  ['data beside it, as a chat has', [file('a/readme.md'), file('a/users.json')]],
  ['a single file', [file('a.md')]],
  ['pictures alone', [file('a/a.png'), file('a/b.png')]],
])('%s is something else', (_, files) => {
  expect(markdownFolder(files)).toBeNull();
});
