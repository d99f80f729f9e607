/**
 * One host of the network tests: a person at the app, told what to do over stdin, one JSON line each. Runs inside a
 * network namespace, because Playwright's sockets to its Electron are on that namespace's loopback.
 */
import { createInterface } from 'node:readline';
import { expect } from '@playwright/test';
import { Person } from '../support/person';

/** Answers begin with this, to be told apart from what libraries print. */
const ANSWER = '@recap ';
/** A cut link is noticed by silence, after 10 s; everything else is faster. */
const PATIENCE = { timeout: 40_000 };

let person: Person | null = null;

function here(): Person {
  if (person === null) throw new Error('nobody has started');
  return person;
}

const tasks: Record<string, (argument: string) => Promise<unknown>> = {
  start: async (name) => {
    person = await Person.start({ name, env: { RECAP_HUB_PORT: '47800' } });
  },
  newDiscussion: (title) => here().newDiscussion(title),
  share: () => here().share(),
  join: (link) => here().join(link),
  open: (title) => here().open(title),
  post: (text) => here().post(text),
  writeRecap: (text) => here().writeRecap(text),
  expectPosts: (count) => expect(here().posts).toHaveCount(Number(count), PATIENCE),
  expectRecap: (text) => expect(here().recap).toContainText(text, PATIENCE),
  expectPeople: (words) => expect(here().region('People')).toContainText(words, PATIENCE),
  expectInSync: () => expect(here().status).toHaveText(/in sync/i, PATIENCE),
  close: () => here().close(),
};

async function obey(line: string): Promise<void> {
  const { task, argument } = JSON.parse(line) as { task: string; argument: string };
  let answer: object;
  try {
    const run = tasks[task];
    if (run === undefined) throw new Error(`no task ${task}`);
    answer = { value: (await run(argument)) ?? null };
  } catch (error) {
    answer = { error: error instanceof Error ? error.message : String(error) };
  }
  process.stdout.write(`${ANSWER}${JSON.stringify(answer)}\n`);
}

/** Resolves when stdin ends. */
export async function main(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) await obey(line);
}
