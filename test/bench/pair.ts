/** Two real apps for one measurement: the first has a seeded notebook, the second is on its own. */
import { expect } from '@playwright/test';
import { Person } from '../support/person';
import { seedNotebook, titleOfSeed } from './seed-notebook';
import { tapWire } from './wire';

export async function withPair<T>(work: (first: Person, second: Person) => Promise<T>): Promise<T> {
  const [first, second] = await Promise.all([Person.start({ name: 'Bench' }), Person.start({ name: 'Bank' })]);
  try {
    return await work(first, second);
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
}

/** The first's notebook is full, and both wires are watched; answers the bytes that were written. */
export async function seedAndTap(
  first: Person,
  second: Person,
  count: number,
  make: Parameters<typeof seedNotebook>[2],
): Promise<number> {
  const bytes = await seedNotebook(first, count, make);
  await Promise.all([tapWire(first), tapWire(second)]);
  await seedShows(first);
  return bytes;
}

export function seedShows(person: Person): Promise<void> {
  return expect(person.discussion(titleOfSeed(0))).toBeVisible({ timeout: 60_000 });
}
