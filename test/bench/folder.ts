/**
 * A shared folder that carries 10,000 discussions between two real apps: all into it, all out of it, one change, and
 * what changed while both were closed; beside plain writing and reading of as many bytes in as many files.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { Person } from '../support/person';
import { withFolder } from './floor';
import {
  arrivedRows,
  bytesCounted,
  type Carried,
  carriedIn,
  countBytes,
  documentsIn,
  notebooksOf,
  plainReading,
  plainWriting,
  takeFolder,
  untilQuiet,
  untilRows,
} from './folder-facts';
import { type MemoryWatch, watchMemory } from './memory';
import { leaveInOrder } from './orderly';
import { changeSeeded, seedDiscussion, seedNotebook, titleOfSeed } from './seed-notebook';
import { type Row, single, spreadOf } from './statistics';
import { watchPage } from './usable';

const MB = 1e6;
const MANY = 10_000;
const CHANGED = 200;
const CHANGES = 3;
/** Some 1 kB each. */
const BLOCKS = 4;
const MOST_MS = 120_000;
const LONGEST_TASK_MS = 500;

interface Way {
  readonly ms: number;
  readonly longestTask: number;
  /** Of the folder's files. */
  readonly bytes: { readonly read: number; readonly written: number };
  /** Bytes above what was held before, of the window and of main. */
  readonly peaks: readonly (number | null)[];
}

interface Watched {
  end(ms: number): Promise<Way>;
}

async function seeded(userDataDir: string): Promise<number> {
  const person = await Person.start({ name: 'Renee', userDataDir });
  await person.expectSample();
  const short = seedDiscussion(0, BLOCKS);
  const bytes = await seedNotebook(person, MANY, () => short);
  await person.page.reload();
  await expect(person.discussion(titleOfSeed(0))).toBeVisible({ timeout: 60_000 });
  await person.close();
  await leaveInOrder(userDataDir);
  return bytes;
}

async function launched(name: string, userDataDir: string): Promise<Person> {
  const person = await Person.launch({ name, userDataDir });
  await expect(person.discussion(titleOfSeed(1))).toBeVisible({ timeout: 60_000 });
  return person;
}

async function watched(person: Person, folder: string): Promise<Watched> {
  await watchPage(person.page);
  await countBytes(person, folder);
  const memory: readonly MemoryWatch[] = [await watchMemory(person), await watchMemory(person, 'main')];
  return {
    async end(ms) {
      const tasks = await person.page.evaluate(() => window.benchTasks.splice(0));
      const peaks = await Promise.all(memory.map((one) => one.peak()));
      return { ms, longestTask: Math.max(0, ...tasks), bytes: await bytesCounted(person), peaks };
    },
  };
}

/** Somebody with an invite, who has met nobody yet. */
async function invited(userDataDir: string, link: string): Promise<Person> {
  const person = await Person.start({ name: 'Chris', userDataDir });
  const joining = await person.pasteInvite(link);
  await joining.getByRole('button', { name: 'Wait for the others' }).click({ timeout: 30_000 });
  await expect(joining).toBeHidden();
  await person.workOffline(true);
  return person;
}

interface Changes {
  readonly times: readonly number[];
  /** Read and written by both, for each. */
  readonly bytes: readonly number[];
}

async function changeOne(from: Person, to: Person, folder: string): Promise<Changes> {
  const [times, bytes]: [number[], number[]] = [[], []];
  await from.open(titleOfSeed(0));
  for (let round = 1; round <= CHANGES; round += 1) {
    await untilQuiet(folder, MOST_MS);
    for (const one of [from, to]) await bytesCounted(one);
    await from.title.press('End');
    await from.caretTold();
    const began = performance.now();
    await from.page.keyboard.type('x');
    await expect(to.discussion(`${titleOfSeed(0)}${'x'.repeat(round)}`)).toBeVisible({ timeout: MOST_MS });
    times.push(performance.now() - began);
    await untilQuiet(folder, MOST_MS);
    const counted = await Promise.all([bytesCounted(from), bytesCounted(to)]);
    bytes.push(counted.reduce((sum, { read, written }) => sum + read + written, 0));
  }
  return { times, bytes };
}

/** From the start of each app until what changed at the first has been written, and until the second has it. */
async function catchUp(first: string, second: string, folder: string, notebook: string): Promise<readonly number[]> {
  const changing = await launched('Renee', first);
  await changeSeeded(changing, CHANGED);
  const before = await carriedIn(folder);
  await changing.close();
  let began = Date.now();
  const renee = await launched('Renee', first);
  const written = (await untilQuiet(folder, MOST_MS, before)).last - began;
  await renee.close();
  began = Date.now();
  const chris = await launched('Chris', second);
  await untilRows(chris, notebook, MANY + CHANGED, MOST_MS);
  const taken = Date.now() - began;
  await chris.close();
  return [written, taken];
}

function rowsOf(what: string, way: Way, floor: number, most: number): Row[] {
  const [window, main] = way.peaks;
  const memory = (of: string, peak: number | null | undefined): Row[] =>
    peak === null || peak === undefined
      ? []
      : [{ what: `  memory of the ${of}, at most`, ours: single(peak / MB), floor: null, unit: 'MB', aim: null }];
  return [
    { what, ours: single(way.ms), floor: single(floor), aim: { most } },
    {
      what: '  longest task of the window',
      ours: single(way.longestTask),
      floor: null,
      aim: { most: LONGEST_TASK_MS },
    },
    ...memory('window', window),
    ...memory('main process', main),
  ];
}

export function measureFolder(): Promise<Row[]> {
  return withFolder(async (home) => {
    const folder = join(home, 'carried');
    const [first, second] = [join(home, 'first'), join(home, 'second')];
    await mkdir(folder);
    const documents = await seeded(first);

    const renee = await launched('Renee', first);
    const link = await renee.share();
    await renee.workOffline(true);
    const [notebook] = await notebooksOf(first);
    if (notebook === undefined) throw new Error('no notebook');
    const filling = await watched(renee, folder);
    const began = await takeFolder(renee, folder);
    const full: Carried = await untilQuiet(folder, MOST_MS);
    const filled = await filling.end(full.last - began);
    const inIt = await documentsIn(folder, notebook);
    if (inIt < MANY) throw new Error(`${inIt} discussions in the folder`);
    const plain = {
      written: await plainWriting(join(home, 'plain'), full),
      read: await plainReading(join(home, 'plain')),
    };

    const chris = await invited(second, link);
    const taking = await watched(chris, folder);
    const asked = await takeFolder(chris, folder);
    await untilRows(chris, notebook.id, MANY, MOST_MS);
    const taken = await taking.end(Date.now() - asked);
    await untilQuiet(folder, MOST_MS);
    const changes = await changeOne(renee, chris, folder);
    const rows = await arrivedRows(chris, notebook.id);
    if (rows < MANY) throw new Error(`${rows} rows`);
    await chris.close();
    await renee.close();

    const [written = Number.NaN, caughtUp = Number.NaN] = await catchUp(first, second, folder, notebook.id);
    return [
      ...rowsOf('10,000 discussions into a shared folder', filled, plain.written, 30_000),
      {
        what: '  in the folder; floor: the discussions themselves',
        ours: single(full.bytes / MB),
        floor: single(documents / MB),
        unit: 'MB',
        aim: { ratio: 2 },
      },
      { what: '  files', ours: single(full.files), floor: null, unit: '', aim: { most: 16 } },
      {
        what: '  read there meanwhile; floor: what is there',
        ours: single(filled.bytes.read / MB),
        floor: single(full.bytes / MB),
        unit: 'MB',
        aim: { ratio: 2.5 },
      },
      ...rowsOf('All of them out of it, at another one', taken, plain.read, 60_000),
      {
        what: '  read there; floor: what is there',
        ours: single(taken.bytes.read / MB),
        floor: single(full.bytes / MB),
        unit: 'MB',
        aim: { ratio: 4 },
      },
      {
        what: 'A key press by the folder, to be seen',
        ours: spreadOf(changes.times),
        floor: null,
        aim: { most: 4000 },
      },
      {
        what: '  read and written for it by both, bytes',
        ours: spreadOf(changes.bytes),
        floor: null,
        unit: '',
        aim: { most: 20_000 },
      },
      {
        what: '200 changed: from a start to all in the folder',
        ours: single(written),
        floor: null,
        aim: { most: 20_000 },
      },
      { what: '  from a start to all out of it', ours: single(caughtUp), floor: null, aim: { most: 20_000 } },
    ];
  });
}
