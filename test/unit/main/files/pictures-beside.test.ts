/** A Markdown file names its pictures: only what lies below its own folder is read. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPicturesBeside } from '../../../../main/files/pictures-beside';
import { readTextFile } from '../../../../main/files/read-text';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAIAAACDRijCAAAAGklEQVR42mMQaYqiCmIYNWjUoFGDRg2iDAEAC6toEBSj+CoAAAAASUVORK5CYII=',
  'base64',
);
let root = '';
let folder = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'recap-beside-'));
  folder = join(root, 'notes');
  mkdirSync(join(folder, 'all.assets'), { recursive: true });
  writeFileSync(join(folder, 'all.assets', '0a.png'), PNG);
  writeFileSync(join(folder, 'my map.png'), PNG);
  writeFileSync(join(root, 'secret.png'), PNG);
  writeFileSync(join(folder, 'words.png'), 'root:x:0:0');
  symlinkSync(join(root, 'secret.png'), join(folder, 'out.png'));
  symlinkSync(root, join(folder, 'up'));
  symlinkSync(join(folder, 'my map.png'), join(folder, 'inside.png'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const found = async (text: string): Promise<string[]> =>
  (await readPicturesBeside(join(folder, 'all.md'), text)).map(({ address }) => address);

test.each([
  ['beside it', '![map](all.assets/0a.png)', ['all.assets/0a.png']],
  ['with a space, in either way', '![a](my%20map.png) ![b](<my map.png> "title")', ['my%20map.png', 'my map.png']],
  ['named twice', '![a](./all.assets/0a.png)\n\n![b](./all.assets/0a.png)', ['./all.assets/0a.png']],
  ['behind a link that stays inside', '![a](inside.png)', ['inside.png']],
  ['above it', '![a](../secret.png)', []],
  ['above it, written otherwise', '![a](all.assets/%2e%2e/%2e%2e/secret.png) ![b](..%2Fsecret.png)', []],
  ['elsewhere on the disk', `![a](/etc/passwd) ![b](file:///etc/passwd) ![c](C:\\x.png) ![d](//host/a.png)`, []],
  ['behind a link that leads out', '![a](out.png) ![b](up/secret.png)', []],
  ['that are none', '![a](words.png) ![b](all.assets) ![c](missing.png) ![d](a\0b.png)', []],
  ['on the net', '![a](https://example.org/a.png) ![b](data:image/png;base64,AAAA)', []],
])('pictures %s', async (_, text, expected) => {
  expect(await found(text)).toEqual(expected);
});

test('come with the text and the kind that their bytes have', async () => {
  writeFileSync(join(folder, 'all.md'), '# A\n\n![map](all.assets/0a.png)\n');
  const { pictures = [] } = await readTextFile(join(folder, 'all.md'));
  expect(pictures).toMatchObject([{ address: 'all.assets/0a.png', mime: 'image/png' }]);
  expect(Buffer.from(pictures[0]?.bytes ?? []).equals(PNG)).toBe(true);
});
