/** A whole notebook as Markdown into a folder, by a real app, against plain writing of the same files in the same run. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type * as Y from 'yjs';
import { Person } from '../support/person';
import { withFolder } from './floor';
import { watchMemory } from './memory';
import { seedDiscussion, seedNotebook, titleOfSeed } from './seed-notebook';
import { type Row, single } from './statistics';
import { watchPage } from './usable';

const MB = 1e6;
const MANY = 10_000;
/** A recap of so many blocks and its thread are some 2 kB of Markdown. */
const SHORT = 20;
const FEW = 200;
/** About 100 kB. */
const LONG = 1200;
const LONGEST_TASK_MS = 200;

interface Exported {
  readonly bytes: number;
  readonly ms: number;
  /** The same once more, with nothing changed. */
  readonly againMs: number;
  readonly longestTask: number;
  readonly memory: number | null;
  /** Plain writing of the same files, one after the other. */
  readonly plainMs: number;
}

async function filesOf(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.md'));
}

async function plainWriting(from: string, to: string): Promise<number> {
  await mkdir(to);
  const files = await Promise.all(
    (await filesOf(from)).map(async (name) => ({ path: join(to, name), content: await readFile(join(from, name)) })),
  );
  const began = performance.now();
  for (const { path, content } of files) await writeFile(path, content);
  return performance.now() - began;
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

function measure(count: number, docs: (index: number) => Y.Doc): Promise<Exported> {
  return withFolder(async (folder) => {
    const person = await Person.start({ name: 'Renee' });
    try {
      await person.expectSample();
      await seedNotebook(person, count, docs);
      await person.page.reload();
      await expect(person.discussion(titleOfSeed(0))).toBeVisible({ timeout: 60_000 });
      await watchPage(person.page);
      const watch = await watchMemory(person);
      const target = join(folder, 'markdown');
      await mkdir(target);
      const ms = await exportOnce(person, target);
      const tasks = await person.page.evaluate(() => window.benchTasks);
      const memory = await watch.peak();
      const againMs = await exportOnce(person, target);
      const sizes = await Promise.all(
        (await filesOf(target)).map(async (name) => (await stat(join(target, name))).size),
      );
      if (sizes.length < count) throw new Error(`${sizes.length} of ${count} files`);
      return {
        bytes: sizes.reduce((sum, size) => sum + size, 0),
        ms,
        againMs,
        longestTask: Math.max(0, ...tasks),
        memory,
        plainMs: await plainWriting(target, join(folder, 'plain')),
      };
    } finally {
      await person.close();
    }
  });
}

export async function measureExport(): Promise<Row[]> {
  const small = seedDiscussion(0, SHORT);
  const large = seedDiscussion(0, LONG);
  const rows = (what: string, { bytes, ms, againMs, longestTask, memory, plainMs }: Exported): Row[] => {
    const speed = (time: number) => single(bytes / MB / (time / 1000));
    return [
      {
        what: `${what}, ${(bytes / MB).toFixed(0)} MB of Markdown`,
        ours: speed(ms),
        floor: speed(plainMs),
        unit: 'MB/s',
        aim: { share: 0.5 },
      },
      { what: '  longest task of the window', ours: single(longestTask), floor: null, aim: { most: LONGEST_TASK_MS } },
      { what: '  the same again, nothing changed', ours: single(againMs), floor: single(ms), aim: { ratio: 0.5 } },
      ...(memory === null
        ? []
        : [
            {
              what: '  memory of the window',
              ours: single(memory / MB),
              floor: null,
              unit: 'MB',
              aim: { most: 150 },
            } as const,
          ]),
    ];
  };
  return [
    ...rows('Export of 10,000 discussions', await measure(MANY, () => small)),
    ...rows('Export of 200 long discussions', await measure(FEW, () => large)),
  ];
}
