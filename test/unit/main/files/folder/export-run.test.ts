/** What is asked of the folder and of the makers, with both in memory. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ExportFolder } from '../../../../../main/files/folder/export-folder';
import { ExportRun } from '../../../../../main/files/folder/export-run';
import type { Makers, Wanted } from '../../../../../main/files/folder/makers';
import type { Made, MadeGroup } from '../../../../../shared/export/make-group';

let journal = '';
beforeEach(() => {
  journal = mkdtempSync(join(tmpdir(), 'recap-journal-'));
});
afterEach(() => rmSync(journal, { recursive: true, force: true }));

const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `d${String(at)}`);
const described = (id: string) => ({ id, title: id, digest: `${id} digest` });
const MADE: Made = { kind: 'made', files: [{ path: 'A.md', size: 3 }], notes: [] };
const madeOf = (wanted: readonly Wanted[]): MadeGroup => ({
  made: wanted.map(() => MADE),
  bytes: new Uint8Array(3 * wanted.length),
});

function setUp({
  make = async (wanted: readonly Wanted[]) => madeOf(wanted),
  fresh = [] as readonly string[],
}: {
  make?: Makers['make'];
  fresh?: readonly string[];
} = {}) {
  const written: string[][] = [];
  const asked: (readonly Wanted[])[] = [];
  let [writing, together] = [0, 0];
  const folder: ExportFolder = {
    known: false,
    plan: async (all) => all.map(({ id }) => ({ id, base: id, fresh: fresh.includes(id), noted: true })),
    async write({ discussions, bytes }) {
      writing += 1;
      together = Math.max(together, writing);
      await new Promise((resolve) => setTimeout(resolve, 0));
      writing -= 1;
      expect(bytes.length).toBe(3 * discussions.length);
      written.push(discussions.map(({ id, source }) => `${id}: ${source}`));
      return discussions.map(({ id }) => ({ kind: 'written', id }));
    },
    resolve: async () => undefined,
    finish: async () => ({ orphans: [], index: null }),
    close: async () => undefined,
  };
  const makers: Makers = {
    lanes: 3,
    make: (wanted) => {
      asked.push(wanted);
      return make(wanted);
    },
    end: () => undefined,
  };
  const run = new ExportRun({ folder, makers, journal });
  return {
    run,
    written,
    asked,
    plan: (some: readonly string[], following = 0) => run.plan('context', some.map(described), following),
    make: (some: readonly string[]) => run.make(some, []),
    together: () => together,
  };
}

it('writes one group after the other, each discussion with what it was made of', async () => {
  const { plan, make, written, together } = setUp();
  expect(await plan(ids(6))).toEqual({ wanted: ids(6), same: 0 });
  const groups = [ids(6).slice(0, 3), ids(6).slice(3)];
  const reports = await Promise.all(groups.map((group) => make(group)));
  expect(reports.map((one) => one.written)).toEqual([3, 3]);
  expect(written).toEqual(groups.map((group) => group.map((id) => `${id}: ${id} digest context`)));
  expect(together()).toBe(1);
});

it('goes on with those that were left of a group', async () => {
  const { plan, make, written, asked } = setUp({ make: async (wanted) => madeOf(wanted.slice(0, 2)) });
  await plan(ids(5));
  expect(await make(ids(5))).toMatchObject({ written: 5, bytes: 15 });
  expect(asked.map(({ length }) => length)).toEqual([5, 3, 1]);
  expect(written.map(({ length }) => length)).toEqual([2, 2, 1]);
});

it('makes each by itself when the thread ended at one of a group', async () => {
  const { plan, make, written } = setUp({
    make: async (wanted) => {
      if (wanted.some(({ id }) => id === 'd4')) throw new Error('out of memory');
      return madeOf(wanted);
    },
  });
  await plan(ids(7));
  expect(await make(ids(7))).toMatchObject({
    written: 6,
    outcomes: [{ id: 'd4', kind: 'failed', code: 'unexpected' }],
  });
  expect(written.flat()).toHaveLength(6);
});

it('[FX11] tells what is not there as it is wanted, writes it when it is given, and nothing twice', async () => {
  const { run, plan, make, written, asked } = setUp({
    make: async (wanted) => ({
      ...madeOf(wanted.filter(({ update }) => update !== null)),
      made: wanted.map(({ update }) => (update === null ? { kind: 'other' } : MADE)),
    }),
  });
  await plan(['d0']);
  expect(await make(['d0'])).toMatchObject({ written: 0, outcomes: [], lacking: ['d0'] });
  expect(asked[0]).toMatchObject([{ id: 'd0', digest: 'd0 digest', update: null }]);
  expect(await run.make([], [{ id: 'd0', update: new Uint8Array(1) }])).toMatchObject({ written: 1, bytes: 3 });
  expect(written).toHaveLength(1);
  expect(await make(['d0'])).toMatchObject({ outcomes: [{ kind: 'failed', code: 'ipc/bad-input' }] });
});

it('writes nothing of what stands there already and is looked through for its notes', async () => {
  const note = { code: 'deep', where: 'Recap', count: 1 } as const;
  const { plan, make, written } = setUp({
    fresh: ['d0'],
    make: async (wanted) => ({
      made: wanted.map(() => ({ kind: 'made', files: [], notes: [note] })),
      bytes: new Uint8Array(),
    }),
  });
  await plan(['d0']);
  expect(await make(['d0'])).toMatchObject({ written: 0, same: 1, notes: [{ id: 'd0', note }] });
  expect(written).toEqual([]);
});

it.each([
  ['few of a long one', 3, 0, false],
  ['few of a long one, with many to come', 3, 3000, true],
  ['many', 40, 0, true],
])('looks into the journal where that is the quicker way: %s', async (_, planned, following, isUsed) => {
  writeFileSync(join(journal, '00000001.journal'), new Uint8Array(8 * 1024 * 1024));
  const { plan, make, asked } = setUp();
  await plan(ids(planned), following);
  expect([(await make(['d0'])).lacking, asked.length]).toEqual(isUsed ? [[], 1] : [['d0'], 0]);
});

it('does without a journal that is not there', async () => {
  rmSync(journal, { recursive: true });
  const { plan, make, asked } = setUp();
  await plan(ids(40));
  expect((await make(['d0'])).lacking).toEqual(['d0']);
  expect(asked).toEqual([]);
});
