import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLaunchFile } from '../../../../main/app/launch-file';
import { writeFileAtomic } from '../../../../main/files/atomic-write';
import { writeExport, writeNewExport } from '../../../../main/files/export-discussion';
import { writeError } from '../../../../main/files/file-errors';
import { OpenHandOffs } from '../../../../main/files/hand-off/open-hand-offs';
import { MAX_TEXT_BYTES, readTextFile } from '../../../../main/files/read-text';
import { withExtension } from '../../../../main/files/target';
import { planExport } from '../../../../shared/export/plan';
import { type Asset, type ExportDocument, NO_PARTS } from '../../../../shared/model/export-document';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recap-disk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (...parts: string[]) => join(folder, ...parts);

describe('atomic writing', () => {
  it('replaces the content and leaves nothing else behind', async () => {
    writeFileSync(at('a'), 'old');
    await writeFileAtomic(at('a'), 'new');
    expect(readFileSync(at('a'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('leaves the old file and no temporary one when it fails', async () => {
    mkdirSync(at('a'));
    writeFileSync(at('a', 'inside'), 'old');
    await expect(writeFileAtomic(at('a'), 'new')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['a']);
    expect(readFileSync(at('a', 'inside'), 'utf8')).toBe('old');
  });

  it('of the first version has nothing to keep', async () => {
    await writeFileAtomic(at('a'), '1', { keepPreviousAs: at('a.bak') });
    await writeFileAtomic(at('a'), '2', { keepPreviousAs: at('a.bak') });
    await writeFileAtomic(at('a'), '3', { keepPreviousAs: at('a.bak') });
    expect([readFileSync(at('a'), 'utf8'), readFileSync(at('a.bak'), 'utf8')]).toEqual(['3', '2']);
  });

  it('at once from many sides ends with one whole content', async () => {
    const contents = Array.from({ length: 10 }, (_, index) => String(index).repeat(10_000));
    await Promise.all(contents.map((content) => writeFileAtomic(at('a'), content)));
    expect(contents).toContain(readFileSync(at('a'), 'utf8'));
    expect(readdirSync(folder)).toEqual(['a']);
  });
});

const HASHES = ['ab12cd34'.padEnd(64, '0'), 'ab12cd34'.padEnd(64, '1'), 'ffffffff'.padEnd(64, 'f')] as const;
const image = (src: string) => ({ type: 'image', attrs: { src, alt: 'a' } });
function documentWith(...sources: string[]): ExportDocument {
  return {
    id: 'd',
    title: 'T',
    notebookName: 'N',
    status: 'open',
    createdAt: 0,
    participants: [],
    contributors: [],
    posts: [],
    parts: NO_PARTS,
    recap: { type: 'doc', content: sources.map(image) },
  };
}
const png = (hash: string) => ({ hash, mime: 'image/png', bytes: new Uint8Array([1, 2, 3]) });
const ONE = { kind: 'recap', form: 'file' } as const;
const from = (assets: readonly Asset[]) => (hash: string) => assets.find((asset) => asset.hash === hash) ?? null;

describe('an export', () => {
  it('takes along the pictures it refers to, under short names that differ', () => {
    const plan = planExport(
      documentWith(...HASHES.slice(0, 2).map((hash) => `asset:${hash}`)),
      ONE,
      from(HASHES.map(png)),
      'My notes',
    );
    expect(plan.map(({ path }) => path)).toEqual([
      'My notes.assets/ab12cd34.png',
      `My notes.assets/${HASHES[1]}.png`,
      'My notes.md',
    ]);
    expect(plan.at(-1)?.content).toContain('(My%20notes.assets/ab12cd34.png)');
  });

  it.each([
    ['a picture that is not there', `asset:${HASHES[2]}`, []],
    [
      'an address that is no hash',
      'asset:../../etc/passwd',
      [{ ...png('../../etc/passwd'), hash: '../../etc/passwd' }],
    ],
    ['a picture of an unknown kind', `asset:${HASHES[2]}`, [{ ...png(HASHES[2]), mime: 'text/html' }]],
    ['a picture on the web', 'https://x.example/a.png', [png(HASHES[2])]],
  ])('writes no file for %s', (_name, src, assets) => {
    const plan = planExport(documentWith(src), ONE, from(assets), 'a');
    expect(plan.map(({ path }) => path)).toEqual(['a.md']);
  });

  it('is on disk with its pictures', async () => {
    await writeExport(at('a.md'), planExport(documentWith(`asset:${HASHES[2]}`), ONE, from([png(HASHES[2])]), 'a'));
    expect(readdirSync(folder).sort()).toEqual(['a.assets', 'a.md']);
    expect([...readFileSync(at('a.assets', 'ffffffff.png'))]).toEqual([1, 2, 3]);
  });

  it('replaces what a symbolic link points to, with its permissions', async () => {
    writeFileSync(at('real.md'), 'old');
    chmodSync(at('real.md'), 0o640);
    symlinkSync(at('real.md'), at('link.md'));
    await writeExport(at('link.md'), [{ path: 'link.md', content: 'new' }]);
    expect(readFileSync(at('real.md'), 'utf8')).toBe('new');
    expect(statSync(at('real.md')).mode & 0o777).toBe(0o640);
  });

  it.each<[string, () => string]>([
    ['a folder', () => folder],
    ['a folder that is missing', () => at('no', 'a.md')],
    ['a place below a file', () => at('file', 'a.md')],
    ['a read-only file system', () => '/proc/a.md'],
  ])('to %s is refused with a code', async (_name, path) => {
    writeFileSync(at('file'), 'x');
    await expect(writeExport(path(), [{ path: 'a.md', content: 'x' }])).rejects.toMatchObject({
      code: 'files/unwritable',
    });
  });

  it('of several files gets names that nothing there has', async () => {
    writeFileSync(at('t - RECAP.md'), 'theirs');
    const choice = { kind: 'discussion', form: 'files' } as const;
    const plan = (base: string) => planExport(documentWith(), choice, from([]), base);
    expect(await writeNewExport(folder, 'T', choice, plan)).toBe(at('T (2) - recap.md'));
    expect(await writeNewExport(folder, 'T', choice, plan)).toBe(at('T (3) - recap.md'));
    expect(readFileSync(at('t - RECAP.md'), 'utf8')).toBe('theirs');
    await expect(writeNewExport(at('none'), 'T', choice, plan)).rejects.toMatchObject({ code: 'files/unwritable' });
  });

  it.each([
    ['ENOSPC', 'files/no-space'],
    ['EDQUOT', 'files/no-space'],
    ['EROFS', 'files/unwritable'],
    ['EACCES', 'files/unwritable'],
    ['EISDIR', 'files/unwritable'],
  ])('that fails with %s is %s', (code, expected) => {
    expect(writeError(Object.assign(new Error('x'), { code })).code).toBe(expected);
  });

  it('gets the ending .md when none was given, unless that would hit another file', async () => {
    expect(await withExtension(at('a'))).toBe(at('a.md'));
    expect(await withExtension(at('a.txt'))).toBe(at('a.txt'));
    writeFileSync(at('a.md'), 'x');
    expect(await withExtension(at('a'))).toBe(at('a'));
  });
});

describe('reading a text', () => {
  it('refuses what is too large, no text, no file or not there', async () => {
    writeFileSync(at('large.txt'), '');
    truncateSync(at('large.txt'), MAX_TEXT_BYTES + 1);
    writeFileSync(at('binary.txt'), Buffer.from([0, 1, 2, 0, 255]));
    for (const [path, code] of [
      [at('large.txt'), 'files/too-large'],
      [at('binary.txt'), 'files/not-text'],
      [folder, 'files/unreadable'],
      ['/dev/zero', 'files/unreadable'],
      [at('missing.txt'), 'files/unreadable'],
    ] as const)
      await expect(readTextFile(path)).rejects.toMatchObject({ code });
  });

  it('from the command line never fails', async () => {
    const open = (path: string) => new OpenHandOffs().open(path);
    writeFileSync(at('a.md'), '# A');
    writeFileSync(at('a.recap'), 'recap://join#abc\n');
    writeFileSync(at('b.recap'), 'something else');
    expect(await readLaunchFile(at('a.md'), open)).toEqual({ kind: 'text', name: 'a.md', text: '# A' });
    expect(await readLaunchFile(at('a.recap'), open)).toEqual({ kind: 'invite', link: 'recap://join#abc' });
    expect(await readLaunchFile(at('b.recap'), open)).toEqual({
      kind: 'failed',
      name: 'b.recap',
      code: 'handoff/not-one',
    });
    expect(await readLaunchFile(at('c.md'), open)).toEqual({ kind: 'failed', name: 'c.md', code: 'files/unreadable' });
  });
});
