/**
 * A notebook of many discussions between two real apps: the first join while the person goes on writing, and the
 * catch-up of ten changed discussions after an absence.
 */
import { expect } from '@playwright/test';
import type { Person } from '../support/person';
import { floorPage, launchFloor, withFolder } from './floor';
import { seedAndTap, withPair } from './pair';
import { seedDiscussion, titleOfSeed } from './seed-notebook';
import { type Row, single, spreadOf } from './statistics';
import { pressUntil, watchPage } from './usable';
import { forgetWire, untilArrived, untilEqual } from './wire';

const FEW = 100;
const MANY = 10_000;
const CHANGED = 10;
const ROUNDS = 3;
/** Asks that the exchange has under way at a time: what a plain writer would put into one transaction. */
const TOGETHER = 32;

interface Joined {
  readonly ms: number;
  readonly bytes: number;
  readonly presses: readonly number[];
  readonly tasks: readonly number[];
}

/** The second joins what the first shares, begins a discussion of their own, and writes while all others arrive. */
async function join(first: Person, second: Person, count: number): Promise<Joined> {
  const link = await first.share();
  await watchPage(second.page);
  const stop = { now: false };

  const began = await second.page.evaluate(() => performance.timeOrigin + performance.now());
  await second.join(link);
  await second.newDiscussion('Mine');
  await second.recap.click();
  const pressing = pressUntil(second.page, stop);
  const met = await untilArrived(second, count, 240_000).finally(() => {
    stop.now = true;
  });
  const presses = await pressing;

  await expect(second.discussion(titleOfSeed(0))).toBeVisible();
  const seen = await second.page.evaluate(() => ({ tasks: window.benchTasks, progress: window.benchProgress }));
  if (count > FEW && seen.progress.length < 10) throw new Error(`a progress bar with ${seen.progress.length} steps`);
  return { ms: met.lastDiff - began, bytes: met.bytes, presses, tasks: seen.tasks };
}

/** Ten discussions change at the first while the second is away; from link up to equal digests. */
async function catchUp(first: Person, second: Person): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await second.workOffline(true);
    for (let index = 0; index < CHANGED; index++) {
      await first.discussion(titleOfSeed(index)).click();
      await expect(first.title).toHaveValue(new RegExp(titleOfSeed(index)));
      await first.title.press('End');
      await first.page.keyboard.type('x');
      await expect(first.discussion(`${titleOfSeed(index)}${'x'.repeat(round + 1)}`)).toBeVisible();
    }
    await forgetWire(second);
    await second.workOffline(false);
    const met = await untilEqual(second, 60_000);
    if (met.arrived < CHANGED) throw new Error(`${met.arrived} of ${CHANGED} changes arrived`);
    times.push(met.ms);
  }
  return times;
}

function measure(count: number): Promise<{ joined: Joined; caughtUp: number[] }> {
  return withPair(async (first, second) => {
    await seedAndTap(first, second, count, (index) => seedDiscussion(index, 4));
    const joined = await join(first, second, count);
    const caughtUp = await catchUp(first, second);
    return { joined, caughtUp };
  });
}

/** The same number of records of the same size, written to IndexedDB by a page that does nothing else. */
function plainWrites(count: number, bytes: number): Promise<number> {
  return withFolder(async (folder) => {
    const app = await launchFloor(floorPage('channel'), folder);
    try {
      const page = await app.firstWindow();
      return await page.evaluate(
        async ([all, size, together]) => {
          const db = await new Promise<IDBDatabase>((resolve, reject) => {
            const opening = indexedDB.open('plain', 1);
            opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
            opening.onsuccess = () => resolve(opening.result);
            opening.onerror = () => reject(opening.error);
          });
          const began = performance.now();
          for (let from = 0; from < all; from += together) {
            const transaction = db.transaction('rows', 'readwrite');
            for (let row = from; row < Math.min(all, from + together); row++)
              transaction.objectStore('rows').put(new Uint8Array(size), row);
            await new Promise<void>((resolve, reject) => {
              transaction.oncomplete = () => resolve();
              transaction.onabort = () => reject(transaction.error);
            });
          }
          return performance.now() - began;
        },
        [count, Math.round(bytes / count), TOGETHER] as const,
      );
    } finally {
      await app.close();
    }
  });
}

export async function measureMany(): Promise<Row[]> {
  const few = await measure(FEW);
  const many = await measure(MANY);
  const plain = await plainWrites(MANY, many.joined.bytes);
  const { joined } = many;
  return [
    { what: 'First join of 10,000 discussions', ours: single(joined.ms), floor: single(plain), aim: { most: 60_000 } },
    {
      what: 'Key press to paint during that join',
      ours: spreadOf(joined.presses),
      floor: spreadOf(few.joined.presses),
      aim: { most: 50, p95: 200 },
    },
    {
      what: 'Longest task during that join',
      ours: single(Math.max(0, ...joined.tasks)),
      floor: null,
      aim: { most: 500 },
    },
    { what: 'Catch-up of 10 discussions of 100', ours: spreadOf(few.caughtUp), floor: null, aim: { most: 1000 } },
    {
      what: 'Catch-up of 10 of 10,000',
      ours: spreadOf(many.caughtUp),
      floor: spreadOf(few.caughtUp),
      aim: { ratio: 1.5 },
    },
    { what: 'The same, in itself', ours: spreadOf(many.caughtUp), floor: null, aim: { most: 1000 } },
  ];
}
