/**
 * A whole notebook as Markdown into a folder, by a real app, against plain writing of the same files: one after the other
 * in turns, several times.
 *
 * Memory is flat when it does not follow the number of discussions: twice as many take at most a quarter more, of what the main
 * process held at most, with the threads that make and write, above what it held before. (Half, and not fewer: a thousand are done
 * before the heaps have grown to what they are left.) Such a peak counts garbage that nobody collected yet, and of the window little
 * else; what the page still holds when more exports are done stands beside it (the first makes it know the digest of each
 * discussion, as looking at the notebook's state does).
 *
 * Nothing is deleted before the many are measured: ext4 passes over what was deleted in the last minutes (`recently_deleted`), and a
 * new file then takes ten times as long as otherwise.
 */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type * as Y from 'yjs';
import { nodeFiles } from '../../main/files/journal/node-files';
import { Person } from '../support/person';
import { withFolder } from './floor';
import { heldByPage, watchMemory } from './memory';
import { leaveInOrder } from './orderly';
import { processorTime } from './processor';
import { seedDiscussion, seedNotebook, titleOfSeed } from './seed-notebook';
import { type Row, single, spreadOf } from './statistics';
import { watchPage } from './usable';

const MB = 1e6;
const MANY = 10_000;
const HALF = MANY / 2;
/** A recap of so many blocks and its thread are some 2 kB of Markdown. */
const SHORT = 20;
const FEW = 200;
/** About 100 kB. */
const LONG = 1200;
/** Bytes of the shortest in the journal, at least. */
const LEAST = 1000;
const LONGEST_TASK_MS = 200;
const ROUNDS = 3;
const FLAT = 1.25;
/** Of the page after more exports: less than a tenth of what one of them is. */
const HELD_MB = 2;

/** Once, with plain writing of the same files right after it. */
interface Round {
  readonly ms: number;
  readonly plainMs: number;
  /** Of the processor, for each MB. */
  readonly work: number | null;
  readonly plainWork: number;
}

interface Peaks {
  readonly window: number | null;
  readonly main: number | null;
}

interface Exported {
  readonly bytes: number;
  readonly rounds: readonly Round[];
  /** The first folder once more, with nothing changed. */
  readonly againMs: number;
  readonly longestTask: number;
  /** Bytes above what was held before, of the first round. */
  readonly peaks: Peaks;
  /** Bytes of the page's heap after the last round, above what it had after the first. */
  readonly held: number;
}

async function filesOf(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.md'));
}

/** One after the other. */
async function plainWriting(from: string, to: string): Promise<{ ms: number; work: number }> {
  await mkdir(to);
  const files: { path: string; content: Buffer }[] = [];
  // All before the first is written, and not more open at once than the system allows.
  for (const name of await filesOf(from))
    files.push({ path: join(to, name), content: await readFile(join(from, name)) });
  const before = process.cpuUsage();
  const began = performance.now();
  for (const { path, content } of files) await writeFile(path, content);
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { ms, work: (user + system) / 1000 };
}

/** From the click to the report; the native dialog answers at once. */
async function exportOnce(person: Person, folder: string): Promise<number> {
  await person.answerOpenDialog(folder);
  await person.menu('Export notebook…');
  const dialog = person.dialog('Export notebook');
  await dialog.getByRole('radio', { name: 'One file' }).check();
  const began = performance.now();
  await dialog.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(dialog.getByRole('status')).toHaveText(/discussions? (?:written|unchanged)/, { timeout: 600_000 });
  const took = performance.now() - began;
  await dialog.getByRole('button', { name: 'Done' }).click();
  return took;
}

async function sizeOf(folder: string, count: number): Promise<number> {
  const sizes = await Promise.all((await filesOf(folder)).map(async (name) => (await stat(join(folder, name))).size));
  if (sizes.length < count) throw new Error(`${sizes.length} of ${count} files`);
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A profile with so many discussions, in both stores, and left in order: else the journal takes them in while it is measured. */
async function seeded(userDataDir: string, count: number, docs: (index: number) => Y.Doc): Promise<void> {
  const person = await Person.start({ name: 'Renee', userDataDir });
  await person.expectSample();
  await seedNotebook(person, count, docs);
  // Only now does the page see what it was given, and that the journal lacks it.
  await person.page.reload();
  await expect(person.discussion(titleOfSeed(0))).toBeVisible({ timeout: 60_000 });
  await person.close();
  const journal = await leaveInOrder(userDataDir);
  const sizes = [...(await nodeFiles.list(journal)).values()];
  if (sizes.reduce((sum, size) => sum + size, 0) < count * LEAST) throw new Error('the journal has not taken them in');
}

function measureOne(count: number, docs: (index: number) => Y.Doc, rounds: number): Promise<Exported> {
  return withFolder(async (folder) => {
    const userDataDir = join(folder, 'profile');
    await seeded(userDataDir, count, docs);
    const person = await Person.launch({ name: 'Renee', userDataDir });
    try {
      await expect(person.discussion(titleOfSeed(0))).toBeVisible({ timeout: 60_000 });
      await watchPage(person.page);
      const watches = { window: await watchMemory(person), main: await watchMemory(person, 'main') };
      const target = (round: number): string => join(folder, `markdown-${round}`);
      const found: Round[] = [];
      let peaks: Peaks = { window: null, main: null };
      let bytes = 0;
      let heldAfterFirst = 0;
      for (let round = 0; round < rounds; round++) {
        await mkdir(target(round));
        const before = await processorTime(person);
        const ms = await exportOnce(person, target(round));
        const after = await processorTime(person);
        if (round === 0) peaks = { window: await watches.window.peak(), main: await watches.main.peak() };
        if (round === 0) heldAfterFirst = await heldByPage(person);
        bytes = await sizeOf(target(round), count);
        const plain = await plainWriting(target(round), join(folder, `plain-${round}`));
        const work = before === null || after === null ? null : (after - before) / (bytes / MB);
        found.push({ ms, plainMs: plain.ms, work, plainWork: plain.work / (bytes / MB) });
      }
      const tasks = await person.page.evaluate(() => window.benchTasks);
      const held = (await heldByPage(person)) - heldAfterFirst;
      const againMs = await exportOnce(person, target(0));
      return { bytes, rounds: found, againMs, longestTask: Math.max(0, ...tasks), peaks, held };
    } finally {
      await person.close();
    }
  });
}

function rowsOf(what: string, { bytes, rounds, againMs, longestTask }: Exported): Row[] {
  const speeds = (times: readonly number[]) => spreadOf(times.map((ms) => bytes / MB / (ms / 1000)));
  const work = rounds.flatMap((round) => round.work ?? []);
  const times = spreadOf(rounds.map(({ ms }) => ms));
  return [
    {
      what: `${what}, ${(bytes / MB).toFixed(0)} MB of Markdown`,
      ours: speeds(rounds.map(({ ms }) => ms)),
      floor: speeds(rounds.map(({ plainMs }) => plainMs)),
      unit: 'MB/s',
      aim: { share: 0.5 },
    },
    ...(work.length === 0
      ? []
      : [
          {
            what: '  processor time for each MB',
            ours: spreadOf(work),
            floor: spreadOf(rounds.map(({ plainWork }) => plainWork)),
            aim: null,
          } as const,
        ]),
    { what: '  longest task of the window', ours: single(longestTask), floor: null, aim: { most: LONGEST_TASK_MS } },
    { what: '  the same again, nothing changed', ours: single(againMs), floor: times, aim: { ratio: 0.5 } },
  ];
}

/** The floor is half of the discussions. */
function memoryRows(many: Peaks, half: Peaks): Row[] {
  return (['window', 'main'] as const).flatMap((side) => {
    const [ours, floor] = [many[side], half[side]];
    if (ours === null || floor === null) return [];
    return [
      {
        what: `  memory of the ${side === 'main' ? 'main process and its threads' : 'window'}; floor: of ${HALF} discussions`,
        ours: single(ours / MB),
        floor: single(floor / MB),
        unit: 'MB',
        aim: side === 'main' ? { ratio: FLAT } : null,
      } as const,
    ];
  });
}

export async function measureExport(): Promise<Row[]> {
  const short = seedDiscussion(0, SHORT);
  const long = seedDiscussion(0, LONG);
  const many = await measureOne(MANY, () => short, ROUNDS);
  const half = await measureOne(HALF, () => short, 1);
  return [
    ...rowsOf('Export of 10,000 discussions', many),
    ...memoryRows(many.peaks, half.peaks),
    {
      what: '  held by the page after more of them',
      ours: single(many.held / MB),
      floor: null,
      unit: 'MB',
      aim: { most: HELD_MB },
    },
    ...rowsOf('Export of 200 long discussions', await measureOne(FEW, () => long, ROUNDS)),
  ];
}
