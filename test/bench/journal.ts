/** What the second copy of everything costs: beside plain appending, beside the app without it, and at the start. */
import { once } from 'node:events';
import { cp, open } from 'node:fs/promises';
import { join } from 'node:path';
import { DirectReading } from '../../main/files/journal/journal-reading';
import { nodeFiles } from '../../main/files/journal/node-files';
import { NotebookJournal } from '../../main/files/journal/notebook-journal';
import { requestWire } from '../../shared/ipc/wire';
import { removed, update } from '../../shared/journal/format';
import { Person } from '../support/person';
import { withFolder } from './floor';
import { markKeys, pressAndMark } from './key-marks';
import { leaveInOrder } from './orderly';
import { openWithRecap, recapUpdate } from './seed';
import { seedDiscussion, seedNotebook } from './seed-notebook';
import { startTime } from './start';
import { type Row, spreadOf } from './statistics';
import { placeCaret } from './typing';

const ROUNDS = 6;
/** The disk is one and a half times as fast in one moment as in the next. */
const APPENDING_ROUNDS = 24;
/** Each of a few presses: windows differ from moment to moment by more than what is looked for. */
const TYPING_ROUNDS = 24;
const PRESSES = 9;
/** A fast typist's frame has 50 bytes; this is a paste, or what arrives from others. */
const RECORD = Buffer.alloc(1000, 7);
const TOGETHER = 64;
const BATCHES = 100;
const DISCUSSIONS = 10_000;
const WEIGHT = 1024 * 1024 * 1024;
const PIECE = 1024 * 1024;

function journalIn(folder: string): NotebookJournal {
  const ignore = () => {};
  return new NotebookJournal({
    files: nodeFiles,
    reading: new DirectReading(nodeFiles),
    folder,
    notebook: 'bench',
    compactBytes: Number.POSITIVE_INFINITY,
    hooks: { state: ignore, behind: ignore, damaged: ignore, error: (error) => console.error(error), note: ignore },
  });
}

/** MB/s of batches that are each made durable before the next. */
async function rate(batch: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let count = 0; count < BATCHES; count += 1) await batch();
  return (BATCHES * TOGETHER * RECORD.length) / 1e3 / (performance.now() - began);
}

function throughput(): Promise<Row> {
  return withFolder(async (folder) => {
    const journal = journalIn(join(folder, 'journal'));
    const plain = await open(join(folder, 'plain'), 'w');
    const records = Array.from({ length: TOGETHER }, (_, at) => update(`d${at % 8}`, RECORD));
    const batch = Buffer.concat(records.map(({ bytes }) => bytes));
    const ours: number[] = [];
    const floor: number[] = [];
    for (let round = 0; round < APPENDING_ROUNDS; round += 1) {
      floor.push(
        await rate(async () => {
          await plain.write(batch);
          await plain.datasync();
        }),
      );
      ours.push(
        await rate(async () => {
          journal.append(records);
          await journal.flush();
        }),
      );
    }
    await journal.close();
    await plain.close();
    const what = `Journal, ${TOGETHER} changes of 1 kB at a time, each synced`;
    return { what, ours: spreadOf(ours), floor: spreadOf(floor), aim: { share: 0.7 }, unit: 'MB/s' };
  });
}

async function typing(): Promise<Row> {
  const both = await Person.start({ name: 'Bench' });
  const one = await Person.start({ name: 'Bench' });
  try {
    // Main never takes what the page has for the journal: nothing more is sent, and nothing written.
    await one.app.evaluate(({ ipcMain }, channel) => {
      ipcMain.removeHandler(channel);
      ipcMain.handle(channel, () => new Promise(() => {}));
    }, requestWire('journal.append'));
    for (const person of [both, one]) {
      await openWithRecap(person, 'Two stores', recapUpdate(200));
      await markKeys(person.page);
      await placeCaret(person.recap);
    }
    const ours: number[] = [];
    const floor: number[] = [];
    const press = async ({ page }: Person, marks: number[]) =>
      marks.push(...(await pressAndMark(page, PRESSES, 100)).slice(1));
    for (let round = 0; round < TYPING_ROUNDS; round += 1) {
      // Neither is always the one behind the other.
      if (round % 2 === 0) await press(one, floor);
      await press(both, ours);
      if (round % 2 === 1) await press(one, floor);
    }
    return {
      what: 'Key press to paint, with both stores and with one',
      ours: spreadOf(ours),
      floor: spreadOf(floor),
      aim: { ratio: 1.1 },
    };
  } finally {
    // It would wait, and ask whether to, for the journal that never answers.
    one.app.process().kill('SIGKILL');
    await both.close();
  }
}

/** A start that is measured ends in the middle of it; before it the app is left as a person leaves it. */
async function orderlyStart(profile: string, least?: number): Promise<number> {
  await leaveInOrder(profile, least);
  return startTime(profile);
}

/** Both were as they were left, at the last of the measured starts. */
async function provedInOrder(userDataDir: string): Promise<void> {
  const log = Buffer.from(await nodeFiles.read(join(userDataDir, 'logs', 'recap-notebook.log'), 0, 1e6)).toString();
  const last = log.split('"message":"start"').at(-1);
  if (last?.includes('is compared')) throw new Error('the two stores were compared at a start');
}

/** @param light gets the same before the journal becomes heavy */
async function fill(userDataDir: string, light: string): Promise<void> {
  const person = await Person.start({ name: 'Bench', userDataDir });
  const doc = seedDiscussion(0, 4);
  await seedNotebook(person, DISCUSSIONS, () => doc);
  // What was put into one store behind its back is found by the app, and given to the journal, unless it was left in order.
  const ended = once(person.app.process(), 'exit');
  person.app.process().kill('SIGKILL');
  await ended;
  const journal = await leaveInOrder(userDataDir);
  await cp(userDataDir, light, { recursive: true });
  const heavy = journalIn(journal);
  await heavy.open();
  for (let bytes = 0; bytes < WEIGHT; bytes += PIECE * 8) {
    heavy.append(Array.from({ length: 8 }, () => update('weight', Buffer.alloc(PIECE, bytes))));
    await heavy.flush();
  }
  heavy.append([removed('weight')]);
  await heavy.close();
  await leaveInOrder(userDataDir);
}

function start(): Promise<Row[]> {
  return withFolder(async (folder) => {
    const [full, light, empty] = [join(folder, 'full'), join(folder, 'light'), join(folder, 'empty')];
    await (await Person.start({ name: 'Bench', userDataDir: empty })).close();
    await fill(full, light);
    const ours: number[] = [];
    const many: number[] = [];
    const floor: number[] = [];
    for (let round = -1; round < ROUNDS; round += 1) {
      const [without, withMany, withAll] = [
        await orderlyStart(empty, 1000),
        await orderlyStart(light),
        await orderlyStart(full),
      ];
      // The first of each is not counted.
      if (round >= 0) {
        floor.push(without);
        many.push(withMany);
        ours.push(withAll);
      }
    }
    await provedInOrder(full);
    const all = 'Start with 10,000 discussions and 1 GB of journal';
    return [
      { what: `${all}, and with none`, ours: spreadOf(ours), floor: spreadOf(floor), aim: { ratio: 1.3 } },
      { what: `${all}, and with a small one`, ours: spreadOf(ours), floor: spreadOf(many), aim: { ratio: 1.1 } },
    ];
  });
}

export async function measureJournal(): Promise<Row[]> {
  return [await throughput(), await typing(), ...(await start())];
}
