/**
 * From the start of the process to a window that can be used, with a profile that exists, against an empty window of the
 * same runtime. Both marks are taken in the main process after the page's second frame: the first frame laid the view
 * out, the second one has shown it. The app writes its mark into its log (`ready`), the empty window to its output.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { electronExecutable } from '../support/app';
import { Person } from '../support/person';
import { floorArguments, floorPage, sandboxSwitches, withFolder } from './floor';
import { type Row, spreadOf } from './statistics';

const ROUNDS = 5;
const TIMEOUT = 20_000;
const root = resolve(import.meta.dirname, '../..');

/** `mark` reads the time of the mark, milliseconds since 1970, once it is there. */
async function timed(args: readonly string[], mark: (output: string) => Promise<number | null>): Promise<number> {
  const spawned = Date.now();
  const child = spawn(electronExecutable(), [...args], {
    cwd: root,
    env: { ...process.env, RECAP_HUB_PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  try {
    for (;;) {
      const at = await mark(output);
      if (at !== null && at >= spawned) return at - spawned;
      if (child.exitCode !== null || Date.now() - spawned > TIMEOUT) throw new Error(`no mark of ${args.join(' ')}`);
      await new Promise((again) => setTimeout(again, 25));
    }
  } finally {
    await ended(child);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exit;
  clearTimeout(late);
}

async function lastReady(userDataDir: string): Promise<number | null> {
  const log = await readFile(join(userDataDir, 'logs', 'recap-notebook.log'), 'utf8').catch(() => '');
  const line = log
    .trimEnd()
    .split('\n')
    .reverse()
    .find((row) => row.includes('"ready"'));
  return line === undefined ? null : Date.parse((JSON.parse(line) as { time: string }).time);
}

async function printed(output: string): Promise<number | null> {
  const line = output.split('\n').find((row) => row.startsWith('{"painted"'));
  return line === undefined ? null : (JSON.parse(line) as { painted: number }).painted;
}

/** Milliseconds from the process to a window that can be used. */
export function startTime(profile: string): Promise<number> {
  return timed([...sandboxSwitches, `--user-data-dir=${profile}`, root], () => lastReady(profile));
}

export function measureStart(): Promise<Row> {
  return withFolder(async (folder) => {
    const profile = join(folder, 'app');
    const person = await Person.start({ name: 'Bench', userDataDir: profile });
    for (const title of ['Which database?', 'Where we meet', 'What we learned']) await person.newDiscussion(title);
    await person.close();

    const app = () => startTime(profile);
    const empty = () => timed(floorArguments(floorPage('empty'), join(folder, 'empty')), printed);
    // Once without counting: both read their files from disk for the first time.
    await app();
    await empty();
    const ours: number[] = [];
    const floor: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      floor.push(await empty());
      ours.push(await app());
    }
    return { what: 'Start to usable window', ours: spreadOf(ours), floor: spreadOf(floor), aim: { ratio: 1.6 } };
  });
}
