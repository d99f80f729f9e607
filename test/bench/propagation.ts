/**
 * From a key press at one copy to its paint at another copy on this machine: after a pause, and while typing at twelve
 * keys a second. The floor is a bare data channel: its round trip between the same two pages, and the same presses sent
 * by a bare page to another. Clocks: `performance.timeOrigin` is wall time, and the machine is one.
 */
import { expect } from '@playwright/test';
import { Person } from '../support/person';
import { pressAcross, timeArrivals, timeKeys, typeAcross } from './key-marks';
import { connect, roundTrips, withChannel } from './raw-channel';
import { type Row, type Spread, spreadOf } from './statistics';

const ROUNDS = 6;
const PRESSES = 10;
const TYPED = 120;
const KEYS_PER_SECOND = 12;
const FRAME_MS = 1000 / 60;
const RECAP = '#pane-recap [role="textbox"]';

/** Two copies with one discussion open, both in sync. */
async function meet(first: Person, second: Person): Promise<void> {
  await first.newDiscussion('Far and near');
  await second.join(await first.share());
  await second.open('Far and near');
  await first.writeRecap('Text so far: ');
  await Promise.all([first.expectInSync(), second.expectInSync()]);
  await expect(second.recap).toContainText('Text so far:');
}

interface Measured {
  readonly alone: Spread;
  readonly steady: Spread;
}

/** Bare pages: the key is sent as it is, and appended as text. */
function bare(): Promise<Measured> {
  return withChannel(async (from, to) => {
    await from.evaluate(() => {
      addEventListener('keydown', ({ key }) => window.benchChannel.send(key));
    });
    await to.evaluate(() => {
      const text = document.getElementById('text');
      window.benchChannel.onmessage = ({ data }: MessageEvent<string>) => text?.append(data);
    });
    await Promise.all([timeKeys(from), timeArrivals(to, '#text')]);
    const alone: number[] = [];
    for (let round = 0; round < ROUNDS; round++) alone.push(...(await pressAcross(from, to, PRESSES)));
    return { alone: spreadOf(alone), steady: spreadOf(await typeAcross(from, to, TYPED, KEYS_PER_SECOND)) };
  });
}

async function ours(): Promise<Measured & { readonly trip: Spread }> {
  const [first, second] = await Promise.all([Person.start({ name: 'Bench' }), Person.start({ name: 'Bank' })]);
  try {
    await meet(first, second);
    await connect(first.page, second.page);
    await Promise.all([timeKeys(first.page), timeArrivals(second.page, RECAP)]);
    const trips: number[] = [];
    const alone: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      trips.push(...(await roundTrips(first.page, second.page, PRESSES)));
      alone.push(...(await pressAcross(first.page, second.page, PRESSES)));
    }
    const steady = await typeAcross(first.page, second.page, TYPED, KEYS_PER_SECOND);
    return { trip: spreadOf(trips), alone: spreadOf(alone), steady: spreadOf(steady) };
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
}

export async function measurePropagation(): Promise<Row[]> {
  const app = await ours();
  const floor = await bare();
  return [
    {
      what: 'Key after a pause here to paint there; floor: round trip',
      ours: app.alone,
      floor: app.trip,
      aim: { most: FRAME_MS + app.trip.median / 2, p95: 33 },
    },
    { what: '  beside bare pages', ours: app.alone, floor: floor.alone, aim: null },
    {
      what: 'Lag per character at 12 keys a second',
      ours: app.steady,
      floor: floor.steady,
      aim: { most: 25, p95: 50 },
    },
  ];
}
