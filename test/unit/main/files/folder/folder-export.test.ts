/** Exports to real folders: what is written, what is left alone, and what is known after an end at any moment. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FolderExport } from '../../../../../main/files/folder/folder-export';
import { LOG, MANIFEST } from '../../../../../main/files/folder/manifest';
import type { ExportChoice } from '../../../../../shared/export/choice';
import { fileNames } from '../../../../../shared/export/names';
import { shownFiles } from '../../../../support/shown-files';

let folder = '';
let outside = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recap-folder-'));
  outside = mkdtempSync(join(tmpdir(), 'recap-outside-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(outside, { recursive: true, force: true });
});
const at = (...parts: string[]) => join(folder, ...parts);
const text = (...parts: string[]) => readFileSync(at(...parts), 'utf8');
const shown = (): string[] => shownFiles(folder);

const ONE: ExportChoice = { kind: 'discussion', form: 'file' };
const NOTEBOOK = { id: 'n1', name: 'Wednesdays' };

interface Talk {
  readonly id: string;
  readonly title: string;
  readonly content: string;
  readonly picture?: string;
}
const talk = (id: string, title: string, content = `About ${title}`, picture?: string): Talk => ({
  id,
  title,
  content,
  ...(picture === undefined ? {} : { picture }),
});

/** As the page does it; `stop` ends the process in the middle. */
async function exported(talks: readonly Talk[], choice = ONE, options: { readonly stop?: 'written' } = {}) {
  const run = await FolderExport.open(folder, NOTEBOOK, choice);
  const planned = await run.plan(talks.map(({ id, title, content }) => ({ id, title, source: content })));
  const outcomes = await run.write(
    planned
      .filter(({ fresh }) => !fresh)
      .map(({ id, base }) => {
        const { content = '', picture } = talks.find((one) => one.id === id) ?? {};
        const names = fileNames(base, choice);
        const bytes = new TextEncoder().encode(content);
        const pictures =
          picture === undefined ? [] : [{ path: `${names.pictures}/p.png`, bytes: Buffer.from(picture) }];
        return {
          id,
          source: content,
          noted: false,
          files: [...pictures, ...names.parts.map(({ path }) => ({ path, bytes }))],
        };
      }),
  );
  if (options.stop === 'written') return { outcomes, orphans: [], index: null, fresh: 0 };
  const listed = talks.map(({ id, title }) => ({ id, title, status: 'open' as const, createdAt: 0 }));
  const { orphans, index } = await run.finish(listed);
  await run.close();
  return { outcomes, orphans, index, fresh: planned.filter((one) => one.fresh).length };
}

async function resolved(id: string, how: 'theirs' | 'beside'): Promise<void> {
  const run = await FolderExport.open(folder, NOTEBOOK, ONE);
  await run.resolve(id, how);
  await run.finish(null);
  await run.close();
}

describe('a folder', () => {
  it.each<[ExportChoice, string[]]>([
    [ONE, ['A.assets', 'A.md', 'index.md']],
    [{ kind: 'discussion', form: 'files' }, ['A - recap.md', 'A - thread.md', 'A.assets', 'index.md']],
    [{ kind: 'discussion', form: 'folder' }, ['A', 'index.md']],
    [{ kind: 'recap', form: 'files' }, ['A.assets', 'A.md', 'index.md']],
  ])('holds the files of %j', async (choice, names) => {
    await exported([talk('1', 'A', 'x', 'picture')], choice);
    expect(shown()).toEqual(names);
  });

  it('has a list of what is in it, with links', async () => {
    await exported([talk('1', 'Weak ties: [why]?'), talk('2', 'B & C')], { kind: 'discussion', form: 'files' });
    expect(text('index.md')).toBe(
      '# Wednesdays\n\n- [B & C](B%20%26%20C%20-%20recap.md) · open · 1970-01-01 · [thread](B%20%26%20C%20-%20thread.md)\n' +
        '- [Weak ties: \\[why\\]?](Weak%20ties-%20%5Bwhy%5D-%20-%20recap.md) · open · 1970-01-01 · ' +
        '[thread](Weak%20ties-%20%5Bwhy%5D-%20-%20thread.md)\n',
    );
  });

  it('[FX4] that is done again is not touched where nothing changed', async () => {
    const talks = [talk('1', 'A'), talk('2', 'B')];
    await exported(talks);
    utimesSync(at('A.md'), 1000, 1000);
    const again = await exported([talk('1', 'A'), talk('2', 'B', 'changed')]);
    // A file that was copied and has another time is known by its content.
    expect(again.fresh).toBe(1);
    expect(again.outcomes).toEqual([{ id: '2', kind: 'written' }]);
    expect(text('B.md')).toBe('changed');
    const third = await exported([talk('1', 'A'), talk('2', 'B', 'changed')]);
    expect([third.fresh, third.index]).toEqual([2, { id: 'index', kind: 'same' }]);
  });

  it('[FX1] keeps what somebody edited, and tells it', async () => {
    await exported([talk('1', 'A'), talk('2', 'B')]);
    writeFileSync(at('A.md'), 'mine');
    const again = await exported([talk('1', 'A', 'newer'), talk('2', 'B', 'newer')]);
    expect(again.outcomes).toEqual([
      { id: '1', kind: 'edited', file: 'A.md', news: true },
      { id: '2', kind: 'written' },
    ]);
    expect([text('A.md'), text('B.md')]).toEqual(['mine', 'newer']);
    const unchanged = await exported([talk('1', 'A'), talk('2', 'B', 'newer')]);
    expect(unchanged.outcomes).toEqual([{ id: '1', kind: 'edited', file: 'A.md', news: false }]);
  });

  it('[FX1] writes nothing of a discussion whose picture somebody edited', async () => {
    await exported([talk('1', 'A', 'old', 'picture')]);
    writeFileSync(at('A.assets', 'p.png'), 'painted over');
    const { outcomes } = await exported([talk('1', 'A', 'new', 'picture')]);
    expect(outcomes).toEqual([{ id: '1', kind: 'edited', file: 'A.assets/p.png', news: true }]);
    expect([text('A.md'), text('A.assets', 'p.png')]).toEqual(['old', 'painted over']);
  });

  it('[FX2] leaves everything that was there before, whatever its name', async () => {
    writeFileSync(at('a.MD'), 'theirs');
    writeFileSync(at('index.md'), 'their list');
    mkdirSync(at('B.assets'));
    const { index } = await exported([talk('1', 'A'), talk('2', 'B'), talk('3', 'b'), talk('4', 'index')]);
    expect(shown()).toEqual(['A (2).md', 'B (2).md', 'B.assets', 'a.MD', 'b (3).md', 'index (2).md', 'index.md']);
    expect([text('a.MD'), text('index.md')]).toEqual(['theirs', 'their list']);
    expect(index).toMatchObject({ kind: 'taken', file: 'index.md' });
  });

  it('[FX2] never gives two discussions one file', async () => {
    const titles = [
      'Café',
      'Cafe\u0301',
      'CAFÉ',
      'CON',
      'con.',
      'a/b',
      'a:b',
      '',
      '   ',
      'x'.repeat(400),
      'x'.repeat(401),
    ];
    await exported(titles.map((title, index) => talk(String(index), title, String(index))));
    const contents = shown().flatMap((name) => (name === 'index.md' ? [] : [text(name)]));
    expect(contents.sort()).toEqual(titles.map((_, index) => String(index)).sort());
    for (const name of shown()) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });

  it('[FX2] numbers many of one title in a time that grows with how many they are', async () => {
    /** How often names were compared. */
    const steps = async (amount: number): Promise<number> => {
      const run = await FolderExport.open(mkdtempSync(at('many-')), NOTEBOOK, ONE);
      const all = Array.from({ length: amount }, (_, id) => ({ id: String(id), title: 'Meeting', source: 's' }));
      const compared = vi.spyOn(String.prototype, 'normalize');
      const planned = await run.plan(all);
      const count = compared.mock.calls.length;
      compared.mockRestore();
      await run.close();
      expect(new Set(planned.map(({ base }) => base)).size).toBe(amount);
      return count;
    };
    expect(await steps(400)).toBeLessThan(5 * (await steps(100)));
  });

  it('[FX5] renames files with their titles', async () => {
    await exported([talk('1', 'Old', 'x', 'picture')]);
    const { outcomes } = await exported([talk('1', 'New', 'x', 'picture')]);
    expect(outcomes).toEqual([{ id: '1', kind: 'renamed', from: 'Old', to: 'New', left: [] }]);
    expect(shown()).toEqual(['New.assets', 'New.md', 'index.md']);
  });

  it('[FX5] leaves an edited file under its old name', async () => {
    await exported([talk('1', 'Old')]);
    writeFileSync(at('Old.md'), 'mine');
    const { outcomes } = await exported([talk('1', 'New')]);
    expect(outcomes).toEqual([{ id: '1', kind: 'renamed', from: 'Old', to: 'New', left: ['Old.md'] }]);
    expect([text('Old.md'), text('New.md')]).toEqual(['mine', 'About New']);
  });

  it('takes another form, and our files of the form before go', async () => {
    await exported([talk('1', 'A')]);
    await exported([talk('1', 'A')], { kind: 'discussion', form: 'folder' });
    expect(shown()).toEqual(['A', 'index.md']);
    await exported([talk('1', 'A')]);
    expect(shown()).toEqual(['A.md', 'index.md']);
  });

  it('keeps the name where only case changed in the title', async () => {
    await exported([talk('1', 'Plan')]);
    const { outcomes } = await exported([talk('1', 'PLAN', 'new')]);
    expect(outcomes).toEqual([{ id: '1', kind: 'written' }]);
    expect(shown()).toEqual(['Plan.md', 'index.md']);
  });

  it('[FX6] writes the others when one place cannot be written', async () => {
    await exported([talk('1', 'A'), talk('2', 'B'), talk('3', 'C')]);
    unlinkSync(at('B.md'));
    mkdirSync(at('B.md'));
    const { outcomes } = await exported([talk('1', 'A', '2'), talk('2', 'B', '2'), talk('3', 'C', '2')]);
    expect(outcomes).toEqual([
      { id: '1', kind: 'written' },
      { id: '2', kind: 'taken', file: 'B.md', news: true },
      { id: '3', kind: 'written' },
    ]);
    expect([text('A.md'), text('C.md')]).toEqual(['2', '2']);
  });

  it('[FX6] tells a place below a file with a code', async () => {
    const form: ExportChoice = { kind: 'recap', form: 'folder' };
    const run = await FolderExport.open(folder, NOTEBOOK, form);
    const [one] = await run.plan([{ id: '1', title: 'A', source: 's' }]);
    writeFileSync(at('A'), 'in the way');
    const bytes = Buffer.from('x');
    const outcomes = await run.write([
      { id: '1', source: 's', noted: false, files: [{ path: `${one?.base}/recap.md`, bytes }] },
    ]);
    expect(outcomes).toMatchObject([{ id: '1', kind: 'taken' }]);
    await run.close();
    expect(text('A')).toBe('in the way');
  });

  it('writes again what was removed', async () => {
    await exported([talk('1', 'A')]);
    unlinkSync(at('A.md'));
    expect((await exported([talk('1', 'A')])).outcomes).toEqual([{ id: '1', kind: 'written' }]);
  });

  it('[FX8] keeps and tells files of what is not listed any more', async () => {
    await exported([talk('1', 'A'), talk('2', 'B')]);
    const { orphans } = await exported([talk('1', 'A')]);
    expect(orphans).toEqual(['B.md']);
    expect(shown()).toEqual(['A.md', 'B.md', 'index.md']);
    expect(text('index.md')).not.toContain('B.md');
  });
});

describe('an end in the middle', () => {
  it('[FX7] leaves files that are known as ours, and change with the next export', async () => {
    await exported([talk('1', 'A')]);
    await exported([talk('1', 'A', 'second'), talk('2', 'B', 'first')], ONE, { stop: 'written' });
    const { outcomes } = await exported([talk('1', 'A', 'third'), talk('2', 'B', 'second')]);
    expect(outcomes).toEqual([
      { id: '1', kind: 'written' },
      { id: '2', kind: 'written' },
    ]);
    expect([text('A.md'), text('B.md'), shown()]).toEqual(['third', 'second', ['A.md', 'B.md', 'index.md']]);
  });

  it('[FX7] before the files were written leaves the old ones known as ours', async () => {
    await exported([talk('1', 'A', 'old')]);
    await exported([talk('1', 'A', 'new')], ONE, { stop: 'written' });
    // As if the log had come to disk and the file had not; and an empty file, as a power cut may leave.
    for (const content of ['old', '']) {
      writeFileSync(at('A.md'), content);
      expect((await exported([talk('1', 'A', 'newest')])).outcomes).toEqual([{ id: '1', kind: 'written' }]);
      expect(text('A.md')).toBe('newest');
    }
  });

  it('[FX7] with a torn line in the log loses no more than that line', async () => {
    await exported([talk('1', 'A', '1')]);
    await exported([talk('1', 'A', '2')], ONE, { stop: 'written' });
    writeFileSync(at(LOG), `${readFileSync(at(LOG), 'utf8')}{"id":"9","ent`);
    expect((await exported([talk('1', 'A', '3')])).outcomes).toEqual([{ id: '1', kind: 'written' }]);
  });

  it('leaves no temporary file', async () => {
    await exported([talk('1', 'A')], ONE, { stop: 'written' });
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a decision', () => {
  it('[FX10] to keep theirs holds as long as theirs stands', async () => {
    await exported([talk('1', 'A')]);
    writeFileSync(at('A.md'), 'mine');
    await resolved('1', 'theirs');
    expect((await exported([talk('1', 'A', 'new')])).outcomes).toEqual([{ id: '1', kind: 'theirs', file: 'A.md' }]);
    expect(text('A.md')).toBe('mine');
    unlinkSync(at('A.md'));
    expect((await exported([talk('1', 'A', 'newer')])).outcomes).toEqual([{ id: '1', kind: 'written' }]);
  });

  it('[FX10] to write ours beside leaves theirs alone from then on', async () => {
    await exported([talk('1', 'A')]);
    writeFileSync(at('A.md'), 'mine');
    await resolved('1', 'beside');
    await exported([talk('1', 'A', 'new')]);
    expect([text('A.md'), text('A (2).md')]).toEqual(['mine', 'new']);
    await exported([talk('1', 'A', 'newer')]);
    expect([text('A.md'), text('A (2).md'), shown()]).toEqual(['mine', 'newer', ['A (2).md', 'A.md', 'index.md']]);
  });
});

describe('a folder that is none of ours', () => {
  it.each([
    ['another notebook', { format: 1, notebook: 'other', choice: ONE, entries: {} }, 'export/other-notebook'],
    ['a newer version', { format: 99, notebook: 'n1' }, 'export/newer-folder'],
  ])('[FX9] with %s is refused', async (_name, manifest, code) => {
    writeFileSync(at(MANIFEST), JSON.stringify(manifest));
    await expect(FolderExport.open(folder, NOTEBOOK, ONE)).rejects.toMatchObject({ code });
    expect(readdirSync(folder)).toEqual([MANIFEST]);
  });

  it.each<[string, () => string, string]>([
    ['is missing', () => at('none'), 'export/folder-missing'],
    ['is a file', () => at('file'), 'export/folder-missing'],
    ['cannot be written', () => '/proc', 'files/unwritable'],
  ])('%s: refused with a code', async (_name, path, code) => {
    writeFileSync(at('file'), 'x');
    await expect(FolderExport.open(path(), NOTEBOOK, ONE)).rejects.toMatchObject({ code });
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
    const run = await FolderExport.open(folder, NOTEBOOK, ONE);
    const talks = Array.from({ length: 40 }, (_, at) => ({
      id: `t${String(at)}`,
      title: `T ${String(at)}`,
      source: 's',
    }));
    const planned = await run.plan(talks);
    const bytes = Buffer.alloc(200_000, 'x');
    const writing = run.write(
      planned.map(({ id, base }) => ({ id, source: 's', noted: false, files: [{ path: `${base}.md`, bytes }] })),
    );
    await run.close();
    const names = readdirSync(folder);
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(names.filter((name) => name.endsWith('.md'))).toHaveLength(40);
    expect((await writing).map(({ kind }) => kind)).toEqual(talks.map(() => 'written'));
    expect(readdirSync(folder)).toEqual(names);
  });

  it('[FX3] takes no path that it did not name itself', async () => {
    const run = await FolderExport.open(folder, NOTEBOOK, ONE);
    await run.plan([{ id: '1', title: 'A', source: 's' }]);
    const bytes = Buffer.from('x');
    const paths = ['B.md', '../A.md', 'A.md/../../x', '.recap-notebook.json', 'index.md'];
    const outcomes = await run.write(
      paths.map((path) => ({ id: '1', source: 's', noted: false, files: [{ path, bytes }] })),
    );
    expect(outcomes.map((one) => one.kind)).toEqual(paths.map(() => 'failed'));
    const unplanned = await run.write([{ id: '7', source: 's', noted: false, files: [{ path: 'C.md', bytes }] }]);
    expect(unplanned).toMatchObject([{ kind: 'failed' }]);
    await run.close();
    expect(shown()).toEqual([]);
  });
});
