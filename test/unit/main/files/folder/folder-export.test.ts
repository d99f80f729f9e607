/** Exports to real folders: what is written, what is left alone, and what is known after an end at any moment. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { FolderExport } from '../../../../../main/files/folder/folder-export';
import { LOG } from '../../../../../main/files/folder/manifest';
import type { ExportChoice } from '../../../../../shared/export/choice';
import { contentsOf } from '../../../../support/direct-export';
import { at, exported, folder, NOTEBOOK, ONE, shown, talk, text } from './exported-folder';

async function resolved(id: string, how: 'theirs' | 'beside'): Promise<void> {
  const run = await FolderExport.open({ folder, notebook: NOTEBOOK, choice: ONE });
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
      const run = await FolderExport.open({ folder: mkdtempSync(at('many-')), notebook: NOTEBOOK, choice: ONE });
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
    const run = await FolderExport.open({ folder, notebook: NOTEBOOK, choice: form });
    const [one] = await run.plan([{ id: '1', title: 'A', source: 's' }]);
    writeFileSync(at('A'), 'in the way');
    const bytes = Buffer.from('x');
    const outcomes = await run.write(
      contentsOf([{ id: '1', source: 's', noted: false, files: [{ path: `${one?.base}/recap.md`, bytes }] }]),
    );
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

  it('[FX5] [FX7] of a rename leaves no file that nobody knows', async () => {
    await exported([talk('1', 'Old', 'x', 'picture')]);
    await exported([talk('1', 'New', 'x')], ONE, { stop: 'written' });
    // As if it had said what it does and not done it.
    writeFileSync(at(LOG), `${readFileSync(at(LOG), 'utf8').split('\n')[0]}\n`);
    rmSync(at('New.md'));
    mkdirSync(at('Old.assets'), { recursive: true });
    writeFileSync(at('Old.md'), 'x');
    writeFileSync(at('Old.assets', 'p.png'), 'picture');
    await exported([talk('1', 'New', 'x')]);
    expect(shown()).toEqual(['New.md', 'index.md']);
  });

  it('[FX9] of the first export leaves a folder that is known as that notebook’s', async () => {
    await exported([talk('1', 'A')], ONE, { stop: 'written' });
    const another = FolderExport.open({ folder, notebook: { id: 'n2', name: 'Another' }, choice: ONE });
    await expect(another).rejects.toMatchObject({ code: 'export/other-notebook' });
    expect((await exported([talk('1', 'A', 'more')])).outcomes).toEqual([{ id: '1', kind: 'written' }]);
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
