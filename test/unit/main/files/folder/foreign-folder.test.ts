/** Folders that somebody else made or changed: links, manifests, paths. */
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderExport } from '../../../../../main/files/folder/folder-export';
import { LOG, MANIFEST } from '../../../../../main/files/folder/manifest';
import type { ExportChoice } from '../../../../../shared/export/choice';
import { contentsOf } from '../../../../support/direct-export';
import { at, exported, folder, NOTEBOOK, ONE, outside, shown, talk, text } from './exported-folder';

describe('a folder that is none of ours', () => {
  it.each([
    ['another notebook', { format: 1, notebook: 'other', choice: ONE, entries: {} }, 'export/other-notebook'],
    ['a newer version', { format: 99, notebook: 'n1' }, 'export/newer-folder'],
  ])('[FX9] with %s is refused', async (_name, manifest, code) => {
    writeFileSync(at(MANIFEST), JSON.stringify(manifest));
    await expect(FolderExport.open({ folder, notebook: NOTEBOOK, choice: ONE })).rejects.toMatchObject({ code });
    expect(readdirSync(folder)).toEqual([MANIFEST]);
  });

  it.each<[string, () => string, string]>([
    ['is missing', () => at('none'), 'export/folder-missing'],
    ['is a file', () => at('file'), 'export/folder-missing'],
    ['cannot be written', () => '/proc', 'files/unwritable'],
  ])('%s: refused with a code', async (_name, path, code) => {
    writeFileSync(at('file'), 'x');
    await expect(FolderExport.open({ folder: path(), notebook: NOTEBOOK, choice: ONE })).rejects.toMatchObject({
      code,
    });
  });

  it.each(['not JSON', '[]', '{"format":1}', '{"format":1,"notebook":"n1","entries":7}', '\0\0\0'])(
    'with the manifest %j counts everything there as somebody else’s',
    async (manifest) => {
      writeFileSync(at(MANIFEST), manifest);
      writeFileSync(at('A.md'), 'theirs');
      await exported([talk('1', 'A')]);
      expect([text('A.md'), text('A (2).md')]).toEqual(['theirs', 'About A']);
    },
  );

  it.each(['../escaped.md', '/etc/x.md', 'a/../../x.md', '..\\x.md', 'C:x.md', '.hidden/x.md', 'a/b/c/d.md'])(
    '[FX3] whose manifest names %j leads nowhere',
    async (path) => {
      const victim = join(folder, '..', 'escaped.md');
      writeFileSync(victim, 'x');
      const hash = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';
      const entry = { base: 'A', source: 's', noted: false, files: { [path]: { hash, size: 1 } } };
      writeFileSync(at(MANIFEST), JSON.stringify({ format: 1, notebook: 'n1', choice: ONE, entries: { '1': entry } }));
      await exported([talk('1', 'B')]);
      expect(existsSync(victim)).toBe(true);
      expect(shown()).toEqual(['B.md', 'index.md']);
      unlinkSync(victim);
    },
  );

  it('[FX3] through a link writes and removes nothing', async () => {
    const form: ExportChoice = { kind: 'recap', form: 'folder' };
    await exported([talk('1', 'A')], form);
    rmSync(at('A'), { recursive: true });
    symlinkSync(outside, at('A'));
    const { outcomes } = await exported([talk('1', 'A', 'new')], form);
    expect(outcomes).toEqual([{ id: '1', kind: 'taken', file: 'A/recap.md', news: true }]);
    expect(readdirSync(outside)).toEqual([]);
    writeFileSync(join(outside, 'a'), 'theirs');
    symlinkSync(join(outside, 'a'), at('L.md'));
    await exported([talk('2', 'L')]);
    expect(readFileSync(join(outside, 'a'), 'utf8')).toBe('theirs');
  });

  it('[FX3] removes nothing behind a link that took the place of a folder of ours', async () => {
    await exported([talk('1', 'A', 'about', 'picture')]);
    rmSync(at('A.assets'), { recursive: true });
    writeFileSync(join(outside, 'p.png'), 'picture');
    symlinkSync(outside, at('A.assets'));
    const { outcomes } = await exported([talk('1', 'B')]);
    expect(outcomes).toMatchObject([{ kind: 'renamed', from: 'A', to: 'B', left: ['A.assets/p.png'] }]);
    expect(readdirSync(outside)).toEqual(['p.png']);
  });

  it('[FX3] whose manifest names an empty file behind a link leaves it', async () => {
    writeFileSync(join(outside, 'empty.md'), '');
    symlinkSync(outside, at('docs'));
    const files = { 'docs/empty.md': { hash: '0'.repeat(64), size: 1 } };
    const entries = { '1': { base: 'A', source: 's', noted: false, files } };
    writeFileSync(at(MANIFEST), JSON.stringify({ format: 1, notebook: 'n1', choice: ONE, entries }));
    await exported([talk('1', 'B')]);
    expect(readdirSync(outside)).toEqual(['empty.md']);
  });

  it.each([LOG, MANIFEST])('[FX3] with a link for %s is refused, and what it leads to stays', async (name) => {
    const theirs = join(outside, 'theirs');
    const read = () => readFileSync(theirs, 'utf8');
    writeFileSync(theirs, JSON.stringify({ format: 1, notebook: 'n1', choice: ONE, entries: {} }));
    const before = read();
    symlinkSync(theirs, at(name));
    await expect(exported([talk('1', 'A')])).rejects.toMatchObject({ code: 'files/unwritable' });
    expect([read(), readdirSync(folder)]).toEqual([before, [name]]);
  });

  it('[FX7] that is closed in the middle of writing has whole files, and nothing is written afterwards', async () => {
    const run = await FolderExport.open({ folder, notebook: NOTEBOOK, choice: ONE });
    const talks = Array.from({ length: 40 }, (_, at) => ({
      id: `t${String(at)}`,
      title: `T ${String(at)}`,
      source: 's',
    }));
    const planned = await run.plan(talks);
    const bytes = Buffer.alloc(200_000, 'x');
    const writing = run.write(
      contentsOf(
        planned.map(({ id, base }) => ({ id, source: 's', noted: false, files: [{ path: `${base}.md`, bytes }] })),
      ),
    );
    await run.close();
    const names = readdirSync(folder);
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(names.filter((name) => name.endsWith('.md'))).toHaveLength(40);
    expect((await writing).map(({ kind }) => kind)).toEqual(talks.map(() => 'written'));
    expect(readdirSync(folder)).toEqual(names);
  });

  it('[FX3] takes no path that it did not name itself', async () => {
    const run = await FolderExport.open({ folder, notebook: NOTEBOOK, choice: ONE });
    await run.plan([{ id: '1', title: 'A', source: 's' }]);
    const bytes = Buffer.from('x');
    const paths = ['B.md', '../A.md', 'A.md/../../x', '.recap-notebook.json', 'index.md'];
    const outcomes = await run.write(
      contentsOf(paths.map((path) => ({ id: '1', source: 's', noted: false, files: [{ path, bytes }] }))),
    );
    expect(outcomes.map((one) => one.kind)).toEqual(paths.map(() => 'failed'));
    const unplanned = await run.write(
      contentsOf([{ id: '7', source: 's', noted: false, files: [{ path: 'C.md', bytes }] }]),
    );
    expect(unplanned).toMatchObject([{ kind: 'failed' }]);
    await run.close();
    expect(shown()).toEqual([]);
  });
});
