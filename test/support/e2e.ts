/** The test runner of the end-to-end tests: every test gets its own people with throw-away profiles, closed at its end. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { Person, type PersonOptions } from './person';

export { expect } from '@playwright/test';

export interface People {
  /** Starts the app for the first time and gives a name. */
  start(options?: Partial<PersonOptions>): Promise<Person>;
  /** Starts the app for the first time, up to the question for a name. */
  launch(): Promise<Person>;
  /** Quits and starts again; the person given is of no use afterwards. */
  restart(person: Person, meanwhile?: () => Promise<void>): Promise<Person>;
}

interface Fixtures {
  readonly personName: string;
  readonly people: People;
  /** One person who has just started, with the sample discussion open. */
  readonly person: Person;
  /** An empty one outside the profile, removed afterwards. */
  readonly folder: string;
}

export const test = base.extend<Fixtures>({
  personName: ['Renee', { option: true }],

  // After the folder, which is removed only when nobody writes into it any more.
  people: async ({ personName, folder: _ }, use) => {
    const all: Person[] = [];
    const keep = async (starting: Promise<Person>): Promise<Person> => {
      const person = await starting;
      all.push(person);
      return person;
    };
    await use({
      start: (options = {}) => keep(Person.start({ name: personName, ...options })),
      launch: () => keep(Person.launch({ name: personName })),
      restart: (person, meanwhile) => keep(person.restart(meanwhile)),
    });
    // The newest first: whoever made a profile removes it last.
    for (const person of all.reverse()) await person.close();
  },

  folder: async ({ personName }, use) => {
    const folder = await mkdtemp(join(tmpdir(), `recap-folder-${personName}-`));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  person: async ({ people }, use) => {
    const person = await people.start();
    await person.expectSample();
    await use(person);
  },
});
