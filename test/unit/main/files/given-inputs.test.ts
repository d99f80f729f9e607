import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openInputs } from '../../../../main/files/given-inputs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recap-inputs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('tells what is in files and folders, without links, and what cannot be read when its turn comes', async () => {
  mkdirSync(join(folder, 'slack/general'), { recursive: true });
  writeFileSync(join(folder, 'slack/users.json'), '[]');
  writeFileSync(join(folder, 'slack/general/1.json'), '{}');
  writeFileSync(join(folder, 'secret'), 'x');
  symlinkSync(join(folder, 'secret'), join(folder, 'slack/link.json'));
  writeFileSync(join(folder, 'a.md'), '# A');
  const { inputs } = await openInputs(['a.md', join(folder, 'slack'), 'gone.md'], folder);
  expect(inputs).toEqual([
    { name: 'a.md', folder: false, files: [{ path: 'a.md', size: 3 }], code: null },
    {
      name: join(folder, 'slack'),
      folder: true,
      files: [
        { path: 'slack/general/1.json', size: 2 },
        { path: 'slack/users.json', size: 2 },
      ],
      code: null,
    },
    { name: 'gone.md', folder: false, files: [], code: 'files/unreadable' },
  ]);
});

it('gives pieces of these files, and of no others', async () => {
  writeFileSync(join(folder, 'a.md'), 'abcdef');
  const given = await openInputs(['a.md'], folder);
  expect(new TextDecoder().decode(await given.bytes(0, 0, 4, 100))).toBe('ef');
  expect(await given.text(0)).toEqual({ name: 'a.md', text: 'abcdef' });
  await expect(given.bytes(0, 1, 0, 1)).rejects.toMatchObject({ code: 'files/unreadable' });
  await expect(given.bytes(1, 0, 0, 1)).rejects.toMatchObject({ code: 'files/unreadable' });
});
