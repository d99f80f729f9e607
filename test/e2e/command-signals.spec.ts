/** Commands that are told to end by Ctrl+C or by the system: how they end, and that all that is there is whole. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EXIT_STATUS } from '../../shared/command-line/exit-status';
import { seedDiscussion, seedNotebook } from '../bench/seed-notebook';
import { electronExecutable } from '../support/app';
import { type CommandResult, type Line, type StartedCommand, startCommand } from '../support/command-line';
import { expect, test } from '../support/e2e';
import { telegramExport } from '../support/made-chats';
import { Person } from '../support/person';

const root = resolve(import.meta.dirname, '../..');
const discussion = resolve(root, 'test/fixtures/exported-discussion.md');

let profile = '';
test.beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'recap-signals-'));
});
test.afterEach(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

const start = (...args: string[]): StartedCommand => startCommand(electronExecutable(), [root], args);

type How = (started: StartedCommand) => void;
const terminate: How = (started) => started.signal('SIGTERM', 'app');
const interrupt: How = (started) => started.signal('SIGINT', 'terminal');
/** The second one does not wait for what is being stored. */
const interruptTwice: How = (started) => {
  interrupt(started);
  setTimeout(() => {
    // It may have come to its end before the second one.
    if (started.child.exitCode === null && started.child.signalCode === null) interrupt(started);
  }, 50);
};

async function endedWhen(started: StartedCommand, line: (line: Line) => boolean, how: How): Promise<CommandResult> {
  await started.said(line);
  how(started);
  const result = await started.ended;
  expect(result.status, result.stderr).toBe(EXIT_STATUS.cancelled);
  expect(result.done, result.stderr).toMatchObject({ type: 'done', outcome: 'cancelled', exit: 130 });
  return result;
}

/** All that an export left is whole files; returns how many discussions. */
function wholeFiles(out: string): number {
  const names = readdirSync(out);
  expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  const files = names.filter((name) => name.endsWith('.md') && name !== 'index.md');
  for (const name of files) expect(readFileSync(join(out, name), 'utf8')).toMatch(/<!--base posts are="[^"]+"-->\n$/);
  return files.length;
}

test('an export that is told to end says how far it came, leaves whole files, and the next one goes on there', async () => {
  test.setTimeout(120_000);
  const many = 1500;
  const person = await Person.start({ name: 'Renee', userDataDir: profile });
  const doc = seedDiscussion(0, 30);
  await seedNotebook(person, many, () => doc);
  await person.close();
  const out = join(profile, 'out');
  const exporting = () => start('export', '--profile', profile, '--notebook', 'Renee’s notebook', '--out', out);
  const isUnderWay = (line: Line): boolean => line.type === 'progress' && Number(line['done']) > 0;

  const terminated = await endedWhen(exporting(), isUnderWay, terminate);
  const first = wholeFiles(out);
  expect(terminated.done).toMatchObject({ written: first, failed: 0 });
  expect(first).toBeLessThan(many);

  const isFurther = (line: Line): boolean => line.type === 'progress' && Number(line['done']) > first;
  const interrupted = await endedWhen(exporting(), isFurther, interrupt);
  const second = wholeFiles(out);
  expect(interrupted.done).toMatchObject({ written: second - first, unchanged: first, failed: 0 });

  const isFurtherStill = (line: Line): boolean => line.type === 'progress' && Number(line['done']) > second;
  await endedWhen(exporting(), isFurtherStill, interruptTwice);
  const third = wholeFiles(out);
  expect(third).toBeGreaterThanOrEqual(second);

  const whole = await exporting().ended;
  // The sample discussion of a new notebook is among them.
  expect(whole.done, whole.stderr).toMatchObject({ exit: 0, written: many + 1 - third, unchanged: third, left: 0 });
  expect(wholeFiles(out)).toBe(many + 1);
});

test('a chat that was coming in when the command was told to end is not there, and all before it is', async () => {
  test.setTimeout(120_000);
  const chat = join(profile, 'result.json');
  writeFileSync(chat, telegramExport(30_000));
  const into = ['--profile', profile, '--notebook', 'SMCHAT', '--create', '--as', 'Renee', '--zone', 'UTC'];
  const discussions = async (): Promise<unknown> =>
    (await start('list', '--profile', profile, '--notebook', 'SMCHAT').ended).done?.['discussions'];
  const isAt =
    (step: string) =>
    (line: Line): boolean =>
      line.type === 'progress' && line['step'] === step && line['about'] === chat && Number(line['done']) > 0;

  const terminated = await endedWhen(start('import', ...into, discussion, chat), isAt('store'), terminate);
  expect(terminated.done).toMatchObject({ imported: 1, discussions: 1, failed: 0 });
  expect(await discussions()).toBe(1);
  for (const step of ['store', 'read']) {
    const interrupted = await endedWhen(start('import', ...into, chat), isAt(step), interrupt);
    expect(interrupted.done).toMatchObject({ imported: 0, discussions: 0, failed: 0 });
    expect(await discussions()).toBe(1);
  }
  await endedWhen(start('import', ...into, chat), isAt('store'), interruptTwice);
  expect(await discussions()).toBe(1);

  const whole = await start('import', ...into, chat).ended;
  expect(whole.done, whole.stderr).toMatchObject({ exit: 0, imported: 1, failed: 0 });
  expect(await discussions()).toBe(1 + Number(whole.done?.['discussions']));
});
