/** Leaves a profile as a person leaves it: with nothing under way, so that what is measured next is not disturbed by it. */
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { nodeFiles } from '../../main/files/journal/node-files';
import { readRest } from '../../main/files/journal/rest-marker';
import { Person } from '../support/person';

/** Starts and quits until both stores were left in order. @returns the folder of the notebook's journal */
export async function leaveInOrder(userDataDir: string, least = 5000): Promise<string> {
  for (let wait = least; wait < 120_000; wait *= 2) {
    const person = await Person.launch({ name: 'Bench', userDataDir });
    await person.library.waitFor();
    await after(wait);
    await person.close();
    const journal = join(userDataDir, 'journal', await notebookOf(userDataDir));
    if ((await readRest(nodeFiles, journal, await nodeFiles.list(journal))) !== null) return journal;
  }
  throw new Error('the two stores were not left in order');
}

async function notebookOf(userDataDir: string): Promise<string> {
  const settings = await nodeFiles.read(join(userDataDir, 'settings.json'), 0, 1e6);
  return JSON.parse(Buffer.from(settings).toString()).notebooks[0].id;
}
