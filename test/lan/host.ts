/**
 * One host of the network tests: a person at the app, told what to do over stdin. Runs inside a network namespace,
 * because Playwright's sockets to its Electron are on that namespace's loopback.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { Person } from '../support/person';
import { processTree } from '../support/sockets';
import { obey } from './host-process';

/** A cut link is noticed by silence, after 10 s; everything else is faster. */
const PATIENCE = { timeout: 40_000 };
const env = { RECAP_HUB_PORT: '47800' };

let person: Person | null = null;

function here(): Person {
  if (person === null) throw new Error('nobody has started');
  return person;
}

/** Everything that a person sees of one discussion, to be compared with what others see. */
async function read(): Promise<string> {
  const posts = await here().posts.evaluateAll((articles) =>
    articles.map((article) => {
      // Without the buttons, which only a post's author has all of.
      const words = article.cloneNode(true) as HTMLElement;
      for (const button of words.querySelectorAll('button')) button.remove();
      return words.textContent;
    }),
  );
  return JSON.stringify({ posts: posts.sort(), recap: await here().recap.textContent() });
}

async function kill(): Promise<void> {
  const { app } = here();
  const main = app.process();
  const ended = app.waitForEvent('close');
  for (const pid of processTree(main.pid ?? 0).reverse()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went with its parent.
    }
  }
  await ended;
}

async function comeBack(): Promise<void> {
  const { name, userDataDir } = here();
  person = await Person.launch({ name, userDataDir, env });
}

/** Waits until exactly these are here, besides oneself: names separated by commas. */
async function expectHere(names: string): Promise<void> {
  const wanted = names.split(',').filter(Boolean).sort();
  const seen = async () => {
    const words =
      (await here()
        .region('People')
        .getByText(/^Only you$|(?:is|are) here$/)
        .textContent()) ?? '';
    return words
      .replace(/ (?:is|are) here$/, '')
      .split(/, | and /)
      .filter((name) => name !== 'Only you')
      .sort();
  };
  await expect.poll(seen, { ...PATIENCE, intervals: [100] }).toEqual(wanted);
}

/** Opens the view that makes a connection by hand. */
async function openCarry(): Promise<Locator> {
  await here().menu('Connection…');
  const connection = here().dialog('Connection');
  await connection.getByRole('tab', { name: 'Other ways to meet' }).click();
  await connection.getByRole('button', { name: 'Connect by hand…' }).click();
  return here().dialog('Connect by hand');
}

async function codeOf(name: 'Connection code' | 'Connection answer'): Promise<string> {
  const field = here().dialog('Connect by hand').getByRole('textbox', { name });
  await expect(field).toHaveValue(/^recap:\/\/connect#/, PATIENCE);
  return field.inputValue();
}

async function giveCode(label: string, code: string, confirm: string): Promise<void> {
  const dialog = here().dialog('Connect by hand');
  await dialog.getByRole('textbox', { name: label }).fill(code);
  await dialog.getByRole('button', { name: confirm, exact: true }).click();
}

async function offerCode(): Promise<string> {
  await (await openCarry()).getByRole('button', { name: 'Start here' }).click();
  return codeOf('Connection code');
}

async function answerCode(code: string): Promise<string> {
  await (await openCarry()).getByRole('button', { name: 'I was given a code' }).click();
  await giveCode('Code of the other device', code, 'Continue');
  return codeOf('Connection answer');
}

/** What the Connection page says when its test is done; the page is closed again. */
async function diagnosis(): Promise<string> {
  await here().menu('Connection…');
  const dialog = here().dialog('Connection');
  await expect(dialog.getByRole('status')).toContainText('The test is done.', PATIENCE);
  const words = await dialog.getByRole('tabpanel').textContent();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return words ?? '';
}

async function closeCarry(): Promise<void> {
  await here().page.keyboard.press('Escape');
  await expect(here().dialog('Connect by hand')).toBeHidden();
}

/** Takes an invite whose addresses do not answer: whoever is heard by multicast meanwhile is met, else it is waited. */
async function joinUnseen(link: string): Promise<void> {
  const dialog = await here().pasteInvite(link);
  const wait = dialog.getByRole('button', { name: 'Wait for the others' });
  await expect(async () => {
    // It may go by itself while it is pressed: somebody was heard.
    if (await wait.isVisible()) await wait.click({ timeout: 1000 });
    await expect(dialog).toBeHidden({ timeout: 1000 });
  }).toPass(PATIENCE);
}

const tasks: Record<string, (argument: string) => Promise<unknown>> = {
  start: async (name) => {
    person = await Person.start({ name, userDataDir: await mkdtemp(join(tmpdir(), 'recap-lan-')), env });
  },
  newDiscussion: (title) => here().newDiscussion(title),
  share: () => here().share(),
  join: (link) => here().join(link),
  joinUnseen,
  open: (title) => here().open(title),
  post: (text) => here().post(text),
  writeRecap: (text) => here().writeRecap(text),
  read,
  status: () => here().status.textContent(),
  expectPosts: (count) => expect(here().posts).toHaveCount(Number(count), PATIENCE),
  expectRecap: (text) => expect(here().recap).toContainText(text, PATIENCE),
  expectHere,
  expectInSync: () => expect(here().status).toHaveText(/in sync/i, PATIENCE),
  offerCode,
  answerCode,
  finishCode: (answer) => giveCode('Answer of the other device', answer, 'Connect'),
  expectCarry: (words) => expect(here().dialog('Connect by hand')).toContainText(words, PATIENCE),
  closeCarry,
  diagnosis,
  kill,
  comeBack,
};

/** Resolves when stdin ends. */
export async function main(): Promise<void> {
  await obey(tasks);
  if (person === null) return;
  await kill().catch(() => {});
  await rm(person.userDataDir, { recursive: true, force: true, maxRetries: 5 });
}
