import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openArchive, recogniseChat } from '../../../../shared/chats';
import { safePath } from '../../../../shared/chats/archive/directory';
import type { ChatFile } from '../../../../shared/chats/types';
import { fixture } from './fixtures';
import { fileOf, lines, open } from './sample';

async function contentOf(file: ChatFile): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of file.bytes()) parts.push(part.slice());
  return Buffer.concat(parts);
}

async function zipOf(files: readonly ChatFile[], level: 0 | 6 = 6): Promise<Uint8Array> {
  const entries: Record<string, [Uint8Array, { level: 0 | 6 }]> = {};
  for (const file of files) entries[file.path] = [await contentOf(file), { level }];
  return zipSync(entries);
}

const archive = (bytes: Uint8Array, size?: number) => fileOf('export.zip', bytes, size);
const END = 0x06054b50;
const CENTRAL = 0x02014b50;

/** Changes a field of the list at the end: `offset` in its first entry. */
function changed(bytes: Uint8Array, signature: number, offset: number, value: number, size: 2 | 4): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 <= copy.length; at += 1) {
    if (view.getUint32(at, true) !== signature) continue;
    if (size === 2) view.setUint16(at + offset, value, true);
    else view.setUint32(at + offset, value, true);
    return copy;
  }
  throw new Error('no such record');
}

describe('[CH15] an archive', () => {
  test.each(['slack', 'whatsapp', 'twitter'])('of %s is read like its folder', async (name) => {
    const files = fixture(name);
    for (const [level, size] of [
      [6, 1 << 16],
      [0, 1000],
      [6, 7],
    ] as const) {
      const entries = await openArchive(archive(await zipOf(files, level), size));
      expect(await open(entries ?? [])).toEqual(await open(files));
    }
  });

  test('has entries that are read only when they are asked for, as often as they are', async () => {
    const bytes = await zipOf([fileOf('a.txt', 'text'), fileOf('b.jpg', 'picture')]);
    let read = 0;
    const file: ChatFile = {
      path: 'x.zip',
      size: bytes.length,
      async *bytes() {
        read += 1;
        yield bytes;
      },
    };
    const [text, picture] = (await openArchive(file)) ?? [];
    expect(read).toBe(2);
    if (text === undefined || picture === undefined) throw new Error('entries are missing');
    expect([String(await contentOf(text)), String(await contentOf(text)), read]).toEqual(['text', 'text', 2]);
    expect([String(await contentOf(picture)), read]).toEqual(['picture', 3]);
  });

  test('with something in front of it is one when it begins as one', async () => {
    const bytes = await zipOf([fileOf('a.txt', 'text')]);
    const [entry] = (await openArchive(archive(Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(100), bytes])))) ?? [];
    expect(entry === undefined ? null : String(await contentOf(entry))).toBe('text');
  });

  test.each([
    ['text', 'nothing'],
    ['short', 'PK'],
    ['empty', ''],
  ])('is not what is %s', async (_, text) => {
    expect(await openArchive(fileOf('a.zip', text))).toBe(null);
  });

  test('leads nowhere else', () => {
    const paths = [
      '../../etc/passwd',
      '/etc/passwd',
      'C:\\Windows\\x',
      'a/../../b',
      './a//b',
      'a\u0000b',
      '..\\x',
      'a..b/c',
    ];
    expect(paths.map(safePath)).toEqual(['', 'etc/passwd', 'Windows/x', '', 'a/b', 'ab', '', 'a..b/c']);
  });

  test('leaves out what systems add, folders, and a second entry of one name', async () => {
    const bytes = zipSync({
      '__MACOSX/._a.txt': strToU8('x'),
      '.DS_Store': strToU8('x'),
      'folder/': new Uint8Array(0),
      'a.txt': strToU8('first'),
      './a.txt': strToU8('second'),
      '../b.txt': strToU8('x'),
    });
    expect((await openArchive(archive(bytes)))?.map(({ path }) => path)).toEqual(['a.txt']);
  });

  const text = 'words '.repeat(1000);
  test.each([
    ['locked', 'chats/encrypted', (bytes: Uint8Array) => changed(bytes, CENTRAL, 8, 1, 2)],
    ['cut short', 'chats/damaged-archive', (bytes: Uint8Array) => bytes.slice(0, -30)],
    ['listed elsewhere', 'chats/damaged-archive', (bytes: Uint8Array) => changed(bytes, END, 12, 0x00ffffff, 4)],
    ['without its entry', 'chats/damaged-archive', (bytes: Uint8Array) => changed(bytes, CENTRAL, 42, 0x00ffffff, 4)],
    ['of too much text', 'chats/too-large-archive', (bytes: Uint8Array) => changed(bytes, CENTRAL, 24, 0xfffffff0, 4)],
  ])('that is %s is told as such', async (_, code, change) => {
    const bytes = change(await zipOf([fileOf('a.txt', text)]));
    await expect(openArchive(archive(bytes))).rejects.toMatchObject({ code: expect.stringMatching(code) });
  });

  test('of too many entries is told as such', async () => {
    const bytes = changed(await zipOf([fileOf('a.txt', text)]), END, 10, 0xfffe, 2);
    await expect(openArchive(archive(bytes))).rejects.toMatchObject({ code: 'chats/damaged-archive' });
  });

  test('never gives more than it says, nor less', async () => {
    const bytes = await zipOf([fileOf('a.txt', text)]);
    for (const size of [10, 1_000_000]) {
      const [entry] = (await openArchive(archive(changed(bytes, CENTRAL, 24, size, 4)))) ?? [];
      if (entry === undefined) throw new Error('the entry is missing');
      await expect(contentOf(entry)).rejects.toMatchObject({ code: 'chats/damaged-archive' });
    }
  });

  test('whose entries share bytes is refused', async () => {
    const bytes = await zipOf([fileOf('a.txt', text), fileOf('b.txt', text)]);
    const view = new DataView(bytes.buffer);
    const last = bytes.lastIndexOf(0x50, bytes.length - 60);
    for (let at = last; at > 0; at -= 1) {
      if (view.getUint32(at, true) !== CENTRAL) continue;
      view.setUint32(at + 42, 0, true);
      break;
    }
    await expect(openArchive(archive(bytes))).rejects.toMatchObject({ code: 'chats/damaged-archive' });
  });

  test('with a damaged entry gives the others', async () => {
    const files = fixture('slack');
    const bytes = await zipOf(files);
    const entries = (await openArchive(archive(bytes))) ?? [];
    const broken = entries.map(
      (entry): ChatFile =>
        entry.path === 'D1/2009-08-12.json'
          ? {
              ...entry,
              async *bytes() {
                yield* [];
                throw new Error('crc');
              },
            }
          : entry,
    );
    expect(await recogniseChat(broken)).toBe('slack');
    const chat = await open(broken);
    expect(lines(chat)).not.toContain('Bob Ray: between us two');
    expect(chat.problems.map(({ code, file }) => `${code} ${file}`)).toContain('broken-file D1/2009-08-12.json');
    expect(chat.messages.length).toBe(14);
  });
});
