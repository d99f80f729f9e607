import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExportedPlaces } from '../../../../main/files/exported-places';
import { filesHandlers } from '../../../../main/ipc/handlers/files';
import { externalAddress, linksHandlers } from '../../../../main/ipc/handlers/links';
import { type ExportDocument, NO_PARTS } from '../../../../shared/model/export-document';

describe('opening links', () => {
  function setUp(response: number) {
    const asked: string[] = [];
    const opened: string[] = [];
    const handlers = linksHandlers({
      dialog: {
        showMessageBox: async (...given: unknown[]) => {
          asked.push((given.at(-1) as { detail: string }).detail);
          return { response, checkboxChecked: false };
        },
      },
      shell: { openExternal: async (url) => void opened.push(url) },
      window: () => null,
    });
    return { asked, opened, open: handlers['links.open'] };
  }

  it('asks with the whole address, then opens it', async () => {
    const { asked, opened, open } = setUp(1);
    expect(await open({ url: 'https://example.org/a?b=c#d' })).toEqual({ opened: true });
    expect([asked, opened]).toEqual([['https://example.org/a?b=c#d'], ['https://example.org/a?b=c#d']]);
  });

  it('opens nothing when the answer is no', async () => {
    const { opened, open } = setUp(0);
    expect(await open({ url: 'mailto:a@b.example' })).toEqual({ opened: false });
    expect(opened).toEqual([]);
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://x/y',
    'ms-msdt:/id',
    'recap://join#x',
    'app://recap/',
    'data:text/html,x',
    '//x',
    'x',
    '',
  ])('refuses %j without asking', async (url) => {
    const { asked, open } = setUp(1);
    await expect(open({ url })).rejects.toMatchObject({ code: 'links/refused' });
    expect(asked).toEqual([]);
  });

  it.each([
    ['HTTP://EXAMPLE.org', 'http://example.org/'],
    ['https://аpple.com/', 'https://xn--pple-43d.com/'],
    ['java\nscript:alert(1)', null],
    [' https://x/\u202E', 'https://x/%E2%80%AE'],
  ])('%j is shown as %j', (text, address) => {
    expect(externalAddress(text)).toBe(address);
  });
});

describe('files', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'recap-files-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const document: ExportDocument = {
    id: 'd',
    title: 'Weekly: plan',
    notebookName: 'N',
    status: 'open',
    createdAt: 0,
    participants: ['Ann'],
    contributors: ['Ann'],
    posts: [],
    parts: NO_PARTS,
    recap: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Done.' }] }] },
  };

  function setUp(chosen: string | null) {
    let last = folder;
    const defaults: (string | undefined)[] = [];
    const shown: string[] = [];
    const handlers = filesHandlers({
      window: () => null,
      exported: createExportedPlaces(),
      show: (path) => shown.push(path),
      lastFolder: {
        get: () => last,
        set: (next) => {
          last = next;
        },
      },
      dialog: {
        showSaveDialog: async (...given: unknown[]) => {
          defaults.push((given.at(-1) as { defaultPath?: string }).defaultPath);
          return { canceled: chosen === null, filePath: chosen ?? '' };
        },
        showOpenDialog: async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] }),
      },
    });
    return { handlers, defaults, shown, last: () => last };
  }
  const input = { kind: 'recap', form: 'file', document, assets: [] } as const;

  it('are exported where the person says, the folder is remembered, and the file can be shown there', async () => {
    const { handlers, defaults, shown, last } = setUp(join(folder, 'sub', '..', 'out'));
    const result = await handlers['files.export']({ ...input, assets: [] });
    const path = join(folder, 'out.md');
    expect(result).toEqual({ status: 'saved', path, place: 1 });
    await handlers['files.showExported']({ place: 1 });
    await handlers['files.showExported']({ place: 7 });
    expect(shown).toEqual([path]);
    expect(readFileSync(join(folder, 'out.md'), 'utf8')).toContain('Done.');
    expect(last()).toBe(folder);
    expect(defaults[0]?.startsWith(join(folder, 'Weekly'))).toBe(true);
  });

  it('are not written when the dialog is cancelled', async () => {
    expect(await setUp(null).handlers['files.export']({ ...input, assets: [] })).toEqual({ status: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that cannot be written are told with a code, and the folder is not remembered', async () => {
    const { handlers, last } = setUp(join(folder, 'missing', 'out.md'));
    await expect(handlers['files.export']({ ...input, assets: [] })).rejects.toMatchObject({
      code: 'files/unwritable',
    });
    expect(last()).toBe(folder);
  });

  it('are opened as text', async () => {
    const path = join(folder, 'notes.txt');
    writeFileSync(path, 'Grüße');
    expect(await setUp(path).handlers['files.openText'](undefined)).toEqual({
      status: 'opened',
      name: 'notes.txt',
      text: 'Grüße',
    });
    expect(await setUp(null).handlers['files.openText'](undefined)).toEqual({ status: 'cancelled' });
  });

  it.each([
    ['invite', 'Team: plan', 'Team- plan.recap-invite'],
    ['code', '\u202E../..', 'Code.recap-code'],
    ['invite', '', 'Invite.recap-invite'],
  ] as const)('with an %s of %j are saved as %s, for this user only', async (kind, name, suggested) => {
    const { handlers, defaults } = setUp(join(folder, 'saved'));
    const path = join(folder, `saved.recap-${kind}`);
    expect(await handlers['files.saveText']({ kind, name, text: 'recap://x#y' })).toEqual({ status: 'saved', path });
    expect(defaults).toEqual([join(folder, suggested)]);
    expect(readFileSync(path, 'utf8')).toBe('recap://x#y\n');
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('with a code are opened as text, or as a picture', async () => {
    const text = join(folder, 'a.recap-code');
    const picture = join(folder, 'a.JPG');
    writeFileSync(text, 'recap://connect#x\n');
    writeFileSync(picture, Buffer.from([255, 216, 255]));
    expect(await setUp(text).handlers['files.openCode'](undefined)).toEqual({
      status: 'text',
      name: 'a.recap-code',
      text: 'recap://connect#x',
    });
    expect(await setUp(picture).handlers['files.openCode'](undefined)).toEqual({
      status: 'picture',
      name: 'a.JPG',
      type: 'image/jpeg',
      bytes: new Uint8Array([255, 216, 255]),
    });
    expect(await setUp(null).handlers['files.openCode'](undefined)).toEqual({ status: 'cancelled' });
  });

  it.each([
    ['a.txt', 64 * 1024 + 1, 'files/not-a-code'],
    ['a.png', 10 * 1024 * 1024 + 1, 'asset/too-large'],
    ['none.png', -1, 'files/unreadable'],
  ])('%s of %i bytes is refused: %s', async (name, size, code) => {
    const path = join(folder, name);
    if (size >= 0) writeFileSync(path, Buffer.alloc(size, 'x'));
    await expect(setUp(path).handlers['files.openCode'](undefined)).rejects.toMatchObject({ code });
  });
});
