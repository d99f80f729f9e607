import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExportedPlaces } from '../../../../main/files/exported-places';
import { publishHandlers } from '../../../../main/ipc/handlers/publish';
import type { Printer } from '../../../../main/windows/print-window';
import { AppError } from '../../../../shared/errors/app-error';
import { discussion, post } from '../../shared/markdown/export-document';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recap-publish-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const input = { kind: 'thread', document: discussion({ posts: [post('p', 'Ann', 'Hello.')] }), assets: [] };
const published = () => ({ ...input, kind: 'thread' as const, assets: [...input.assets] });

function setUp(chosen: string | null, printer: Partial<Printer> = {}) {
  let last = folder;
  const proposed: (string | undefined)[] = [];
  const printed: string[] = [];
  const busy: boolean[] = [];
  const handlers = publishHandlers({
    window: () => null,
    exported: createExportedPlaces(),
    working: (now) => busy.push(now),
    lastFolder: {
      get: () => last,
      set: (next) => {
        last = next;
      },
    },
    dialog: {
      showSaveDialog: async (...given: unknown[]) => {
        proposed.push((given.at(-1) as { defaultPath?: string }).defaultPath);
        return { canceled: chosen === null, filePath: chosen ?? '' };
      },
    },
    printer: {
      pdf: async (html) => {
        printed.push(html);
        return new Uint8Array([37, 80, 68, 70]);
      },
      print: async (html) => {
        printed.push(html);
        return 'printed';
      },
      ...printer,
    },
  });
  return { handlers, proposed, printed, busy, last: () => last };
}

describe('publishing', () => {
  it('writes one HTML file where the person says, with the ending, and remembers the folder', async () => {
    const { handlers, proposed, last } = setUp(join(folder, 'sub', '..', 'out'));
    const done = await handlers['publish.save']({ ...published(), format: 'html' });
    expect(done).toEqual({ status: 'saved', path: join(folder, 'out.html'), place: 1 });
    expect(readFileSync(join(folder, 'out.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<p>Hello\.<\/p>/);
    expect(proposed).toEqual([join(folder, 'Cultures of collaboration - thread.html')]);
    expect(last()).toBe(folder);
  });

  it('writes the PDF that is made of that page', async () => {
    const { handlers, printed, proposed } = setUp(join(folder, 'out.pdf'));
    await handlers['publish.save']({ ...published(), format: 'pdf' });
    expect(readFileSync(join(folder, 'out.pdf'), 'latin1')).toBe('%PDF');
    expect(printed).toEqual([expect.stringContaining('<p>Hello.</p>')]);
    expect(proposed[0]).toMatch(/thread\.pdf$/);
  });

  it('makes nothing when the dialog is cancelled', async () => {
    const { handlers, printed } = setUp(null);
    expect(await handlers['publish.save']({ ...published(), format: 'pdf' })).toEqual({ status: 'cancelled' });
    expect([printed, readdirSync(folder)]).toEqual([[], []]);
  });

  it('leaves the old file when the pages cannot be laid out', async () => {
    const path = join(folder, 'old.pdf');
    writeFileSync(path, 'old');
    const pdf = () => Promise.reject(new AppError('publish/failed'));
    await expect(
      setUp(path, { pdf }).handlers['publish.save']({ ...published(), format: 'pdf' }),
    ).rejects.toMatchObject({ code: 'publish/failed' });
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('of a long PDF is told, and can be ended without a file', async () => {
    const pdf: Printer['pdf'] = (_html, signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new AppError('publish/failed'))));
    const { handlers, busy } = setUp(join(folder, 'out.pdf'), { pdf });
    const saving = handlers['publish.save']({ ...published(), format: 'pdf' });
    await expect.poll(() => busy).toEqual([true]);
    await handlers['publish.cancel'](undefined);
    expect(await saving).toEqual({ status: 'cancelled' });
    expect([busy, readdirSync(folder)]).toEqual([[true, false], []]);
  });

  it('tells of a place that cannot be written', async () => {
    const { handlers, last } = setUp(join(folder, 'missing', 'out.html'));
    await expect(handlers['publish.save']({ ...published(), format: 'html' })).rejects.toMatchObject({
      code: 'files/unwritable',
    });
    expect(last()).toBe(folder);
  });

  it('refuses what would be more than 200 MB before it is made', async () => {
    const bytes = { byteLength: 151 * 1024 * 1024 } as Uint8Array;
    const assets = [{ hash: 'x', mime: 'image/png', bytes }];
    await expect(setUp(null).handlers['publish.print']({ ...published(), assets })).rejects.toMatchObject({
      code: 'publish/too-large',
    });
  });

  it('prints the page, and says when it was cancelled', async () => {
    const { handlers, printed } = setUp(null);
    expect(await handlers['publish.print'](published())).toEqual({ status: 'printed' });
    expect(printed).toHaveLength(1);
    const cancelled = setUp(null, { print: async () => 'cancelled' });
    expect(await cancelled.handlers['publish.print'](published())).toEqual({ status: 'cancelled' });
  });
});
