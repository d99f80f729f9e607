import { describe, expect, test, vi } from 'vitest';
import { removed, value } from '../../../../../shared/journal/format';
import { MadeDisk } from '../../../../support/made-disk';
import { FOLDER, journalOn, Typist, wordsOn } from './made-journal';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A session: words into three documents, with compaction, removal and a start in between. Steps that fail are tried again. */
async function session(disk: MadeDisk): Promise<{ words: Record<string, string[]>; told: (string | null)[] }> {
  const typist = new Typist();
  const words: Record<string, string[]> = {};
  const write = (document: string) => {
    const { record, word } = typist.type(document);
    words[document] = [...(words[document] ?? []), word];
    return record;
  };
  const first = journalOn(disk);
  await first.journal.open().catch(() => undefined);
  for (let turn = 0; turn < 3; turn += 1) {
    first.journal.append([write('a'), write('b')]);
    await vi.waitFor(() => first.journal.flush(), { interval: 1 });
    first.journal.append([write('a')]);
    first.journal.append([write('gone')]);
  }
  await first.journal.compact();
  first.journal.append([write('c'), removed('gone')]);
  await first.journal.compact();
  await vi.waitFor(() => first.journal.rest(), { interval: 1 });
  await first.journal.close();
  const second = journalOn(disk);
  await second.journal.open().catch(() => undefined);
  second.journal.append([write('a')]);
  await vi.waitFor(() => second.journal.flush(), { interval: 1 });
  await second.journal.close();
  delete words.gone;
  return { words, told: [...first.told.states, ...second.told.states] };
}

describe('a journal', () => {
  test('[JR1] gives a new start what was given to it', async () => {
    const disk = new MadeDisk();
    const { words, told } = await session(disk);
    expect(await wordsOn(disk.powerCut())).toEqual(words);
    expect(told).toEqual([]);
  });

  test('[JR5] writes what it is given at once, and syncs all that came meanwhile together', async () => {
    const disk = new MadeDisk();
    const typist = new Typist();
    const { journal } = journalOn(disk, { syncAfter: 50 });
    await journal.open();
    const words: string[] = [];
    for (let index = 0; index < 200; index += 1) {
      const { record, word } = typist.type('a');
      words.push(word);
      journal.append([record]);
    }
    await vi.waitFor(async () => expect((await wordsOn(disk.killed()))['a']).toEqual(words), { interval: 1 });
    expect(disk.syncs).toBe(0);
    await vi.waitFor(async () => expect((await wordsOn(disk.powerCut()))['a']).toEqual(words), { interval: 5 });
    expect(disk.syncs).toBe(1);
    await journal.close();
  });

  test('[JR5] what was flushed survives a power cut, however much of the rest is torn', async () => {
    for (const torn of [0, 0.3, 0.9, 1]) {
      const disk = new MadeDisk();
      const typist = new Typist();
      const { journal } = journalOn(disk, { syncAfter: 60_000 });
      const words: string[] = [];
      for (let index = 0; index < 10; index += 1) {
        const { record, word } = typist.type('a');
        journal.append([record]);
        if (index < 6) words.push(word);
        if (index === 5) await journal.flush();
      }
      await journal.open();
      const after = disk.powerCut(torn);
      expect((await wordsOn(after))['a']?.slice(0, words.length)).toEqual(words);
      // Once more: what was torn was cut.
      expect((await wordsOn(after))['a']?.slice(0, words.length)).toEqual(words);
      await journal.close();
    }
  });

  test('[JR2] what a cut-off write left is kept beside, and told once', async () => {
    const disk = new MadeDisk();
    await session(disk);
    const before = await wordsOn(disk.killed());
    const last =
      disk
        .names(FOLDER)
        .filter((name) => name.endsWith('.journal'))
        .at(-1) ?? '';
    disk.change(FOLDER, last, (content) => Buffer.concat([content, bytes('RJR')]));
    const { journal, told } = journalOn(disk);
    await journal.open();
    await journal.digests();
    await journal.digests();
    expect(told).toMatchObject({ damaged: [last], behind: 1 });
    const [aside] = disk.names(FOLDER).filter((name) => name.includes('.damaged-'));
    expect(Buffer.from(await disk.read(`${FOLDER}/${aside}`, 0, 10)).toString()).toBe('RJR');
    const again = journalOn(disk);
    await again.journal.open();
    await again.journal.digests();
    expect(again.told.damaged).toEqual([]);
    expect(await wordsOn(disk)).toEqual(before);
  });

  test('[JR3] a segment with damage within is put aside whole by the compaction that follows', async () => {
    const disk = new MadeDisk();
    const typist = new Typist();
    const { journal } = journalOn(disk);
    journal.append(['a', 'b', 'c'].map((document) => typist.type(document).record));
    await journal.close();
    const [name = ''] = disk.names(FOLDER);
    disk.change(FOLDER, name, (content) => {
      content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1;
      return content;
    });
    const next = journalOn(disk);
    await next.journal.open();
    expect((await next.journal.digests()).length).toBe(2);
    await next.journal.compact();
    expect(next.told).toMatchObject({ damaged: [name], behind: 1, errors: [] });
    expect(disk.names(FOLDER).filter((one) => one.startsWith(`${name}.damaged-`)).length).toBe(1);
    expect(disk.names(FOLDER)).not.toContain(name);
    expect(Object.keys(await wordsOn(disk)).length).toBe(2);
  });

  test('[JR6] loses nothing when any single step of the disk fails, whichever it is', async () => {
    const sound = new MadeDisk();
    await session(sound);
    for (let failing = 1; failing <= sound.steps + 3; failing += 1) {
      const disk = new MadeDisk();
      disk.fails = (step) => (step === failing ? (['ENOSPC', 'EIO', 'ENOENT'][step % 3] ?? null) : null);
      const { words } = await session(disk);
      expect(await wordsOn(disk.powerCut()), `step ${failing} fails`).toEqual(words);
    }
  });

  test('[JR6] loses nothing when steps fail again and again, and writes are short', async () => {
    for (const share of [3, 5, 9]) {
      const disk = new MadeDisk();
      disk.takes = 11;
      disk.fails = (step, what) => {
        const chance = Math.imul(step, 0x9e3779b1) >>> 16;
        return chance % (what === 'write' ? share * 20 : share) === 0 ? 'EIO' : null;
      };
      const { words } = await session(disk);
      disk.fails = () => null;
      expect(await wordsOn(disk.powerCut()), `one of ${share}`).toEqual(words);
    }
  });

  test.each([
    ['ENOSPC', 'journal/no-space'],
    ['EROFS', 'journal/unwritable'],
    ['EACCES', 'journal/unwritable'],
  ])('[JR6] tells %s once as %s, keeps what comes meanwhile, and goes on by itself', async (code, told) => {
    const disk = new MadeDisk();
    const typist = new Typist();
    const one = journalOn(disk);
    one.journal.append([typist.type('a').record]);
    await one.journal.flush();
    disk.fails = () => code;
    one.journal.append([typist.type('a').record]);
    await expect(one.journal.flush()).rejects.toMatchObject({ code: told });
    one.journal.append([typist.type('a').record]);
    await expect(one.journal.flush()).rejects.toMatchObject({ code: told });
    expect(one.told.states).toEqual([told]);
    disk.fails = () => null;
    await vi.waitFor(() => expect(one.told.states).toEqual([told, null]), { interval: 1 });
    expect(await wordsOn(disk.powerCut())).toEqual({ a: ['a1', 'a2', 'a3'] });
    await one.journal.close();
  });

  test('[JR7] makes its folder again when that was taken away, and asks for everything', async () => {
    const disk = new MadeDisk();
    const typist = new Typist();
    const { journal, told } = journalOn(disk);
    journal.append([typist.type('a').record]);
    await journal.flush();
    disk.takeAway(FOLDER);
    journal.append([typist.type('b').record]);
    await journal.flush();
    expect(told).toMatchObject({ behind: 1, states: [] });
    expect(await wordsOn(disk.powerCut())).toEqual({ b: ['b2'] });
    await journal.close();
  });

  test('[JR8] is the same at every moment of a compaction, after a kill and after a power cut', async () => {
    const make = async (disk: MadeDisk) => {
      const typist = new Typist();
      const { journal, told } = journalOn(disk);
      for (let index = 0; index < 30; index += 1) journal.append([typist.type('abc'[index % 3] ?? '').record]);
      journal.append([value('a', 'draft', bytes('"half"')), typist.type('d').record, removed('d')]);
      await journal.flush();
      return { journal, told };
    };
    const sound = new MadeDisk();
    const { journal } = await make(sound);
    const expected = await wordsOn(sound.killed());
    const from = sound.steps;
    await journal.compact();
    expect(sound.names(FOLDER)).toEqual(['00000001-0001.states']);
    const steps = sound.steps - from;
    for (let failing = 1; failing <= steps; failing += 1) {
      const disk = new MadeDisk();
      const one = await make(disk);
      const at = disk.steps + failing;
      const found: Record<string, unknown[]>[] = [];
      disk.fails = (step) => (step >= at ? 'EIO' : null);
      await one.journal.compact();
      for (const after of [disk.killed(), disk.powerCut()]) found.push(await wordsOn(after));
      expect(found, `step ${failing} of ${steps}`).toEqual([expected, expected]);
    }
  });

  test('[JR8] is compacted by itself when what counts is the smaller part of it', async () => {
    const disk = new MadeDisk();
    const typist = new Typist();
    const { journal, told } = journalOn(disk, { compactBytes: 4000 });
    for (let index = 0; index < 400; index += 1) {
      journal.append([typist.type('a').record]);
      if (index % 20 === 0) await journal.flush();
    }
    await vi.waitFor(() => expect(disk.names(FOLDER).some((name) => name.endsWith('.states'))).toBe(true));
    await journal.close();
    expect(told.errors).toEqual([]);
    expect((await wordsOn(disk.powerCut()))['a']?.length).toBe(400);
  });

  test('[JR9] says that it is as it was left only as long as nothing was written, cut, added or taken away', async () => {
    const left = async () => {
      const disk = new MadeDisk();
      const { words: _ } = await session(disk);
      const { journal } = journalOn(disk);
      await journal.open();
      const generation = await journal.rest();
      await journal.close();
      return { disk, generation };
    };
    const generationOn = async (disk: MadeDisk) => (await journalOn(disk).journal.open()).generation;
    const { disk, generation } = await left();
    expect(await generationOn(disk.powerCut())).toBe(generation);
    const last = (of: MadeDisk) =>
      of
        .names(FOLDER)
        .filter((name) => name.endsWith('.journal'))
        .at(-1) ?? '';
    const states = (of: MadeDisk) => of.names(FOLDER).find((name) => name.endsWith('.states')) ?? '';
    const changes: ((of: MadeDisk) => unknown)[] = [
      (of) => of.change(FOLDER, last(of), (content) => content.slice(0, -1)),
      (of) => of.change(FOLDER, last(of), (content) => Buffer.concat([content, bytes('x')])),
      (of) => of.change(FOLDER, states(of), (content) => content.slice(0, -1)),
      (of) => of.remove(`${FOLDER}/${states(of)}`),
      (of) => of.remove(`${FOLDER}/${last(of)}`),
      (of) => of.create(`${FOLDER}/00000099.journal`),
      async (of) => {
        const { journal } = journalOn(of);
        journal.append([new Typist().type('a').record]);
        await journal.close();
      },
    ];
    for (const [index, change] of changes.entries()) {
      const changed = disk.killed();
      await change(changed);
      expect(await generationOn(changed), `change ${index}`).toBeNull();
    }
  });

  test('[JR9] that nothing was written to since is left as it was, without a new file', async () => {
    const disk = new MadeDisk();
    await session(disk);
    const first = journalOn(disk);
    await first.journal.open();
    const generation = await first.journal.rest();
    await first.journal.close();
    const names = disk.names(FOLDER);
    const { journal } = journalOn(disk);
    expect((await journal.open()).generation).toBe(generation);
    expect(await journal.rest()).toBe(generation);
    await journal.close();
    expect(disk.names(FOLDER)).toEqual(names);
  });

  test('[JR12] lets go of what a disk refuses for long, and asks for everything when it takes it again', async () => {
    const disk = new MadeDisk();
    const typist = new Typist();
    const { journal, told } = journalOn(disk, { heldBytes: 2000 });
    disk.fails = () => 'ENOSPC';
    for (let index = 0; index < 200; index += 1) {
      journal.append([typist.type('a').record]);
      if (index === 0) await journal.flush().catch(() => undefined);
    }
    disk.fails = () => null;
    await vi.waitFor(() => expect(told.behind).toBe(1), { interval: 1 });
    await journal.close();
  });
});
