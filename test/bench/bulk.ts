/** 100 MB between two real apps, and one change of 50 MB, against the same bytes over a bare data channel. */
import type { Person } from '../support/person';
import { type MemoryWatch, watchMemory } from './memory';
import { seedAndTap, seedShows, withPair } from './pair';
import { bulkTimes } from './raw-channel';
import { seedDiscussion, seedNotebook, seedPictures } from './seed-notebook';
import { type Row, single, spreadOf } from './statistics';
import { forgetWire, untilEqual } from './wire';

const MB = 1e6;
const DISCUSSIONS = 1000;
/** A recap of so many blocks is about 100 kB. */
const BLOCKS = 770;
const PICTURES = 5;

interface Sent {
  readonly bytes: number;
  readonly ms: number;
  readonly sender: number | null;
  readonly receiver: number | null;
}

async function send(first: Person, second: Person, bytes: number, start: () => Promise<void>): Promise<Sent> {
  const watches: MemoryWatch[] = [await watchMemory(first), await watchMemory(second)];
  await forgetWire(second);
  await start();
  const { ms } = await untilEqual(second, 120_000);
  const [sender = null, receiver = null] = await Promise.all(watches.map((watch) => watch.peak()));
  return { bytes, ms, sender, receiver };
}

function sendAll(): Promise<{ many: Sent; one: Sent }> {
  return withPair(async (first, second) => {
    const doc = seedDiscussion(0, BLOCKS);
    const manyBytes = await seedAndTap(first, second, DISCUSSIONS, () => doc);
    const link = await first.share();
    const many = await send(first, second, manyBytes, () => second.join(link));

    await second.workOffline(true);
    const oneBytes = await seedNotebook(first, 1, (index) => seedPictures(index, PICTURES), DISCUSSIONS);
    await first.page.reload();
    await seedShows(first);
    const one = await send(first, second, oneBytes, () => second.workOffline(false));
    return { many, one };
  });
}

export async function measureBulk(): Promise<Row[]> {
  const { many, one } = await sendAll();
  const floor = await bulkTimes(many.bytes);
  const floorOne = await bulkTimes(one.bytes);
  const speed = (bytes: number, times: readonly number[]) => spreadOf(times.map((ms) => bytes / MB / (ms / 1000)));
  const rows = (what: string, sent: Sent, floorTimes: readonly number[]): Row[] => [
    {
      what,
      ours: speed(sent.bytes, [sent.ms]),
      floor: speed(sent.bytes, floorTimes),
      unit: 'MB/s',
      aim: { share: 0.6 },
    },
    ...(['sender', 'receiver'] as const).flatMap((side): Row[] => {
      const peak = sent[side];
      const [ours, payload] = [single((peak ?? 0) / MB), single(sent.bytes / MB)];
      return peak === null
        ? []
        : [{ what: `  memory of the ${side} ÷ payload`, ours, floor: payload, unit: 'MB', aim: { ratio: 3 } }];
    }),
  ];
  return [
    ...rows(`First sync of ${(many.bytes / MB).toFixed(0)} MB in 1,000 discussions`, many, floor),
    ...rows(`One change of ${(one.bytes / MB).toFixed(0)} MB`, one, floorOne),
  ];
}
