import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeerHandle, type RealPeers, startPeers } from '../support/peers/start-peers';
import { Seeded } from '../support/seeded';

let peers: RealPeers;
let a: PeerHandle;
let b: PeerHandle;

beforeAll(async () => {
  peers = await startPeers({ pages: 2 });
  [a, b] = [peers.page(0), peers.page(1)];
}, 60_000);
afterAll(() => peers?.close());

const bothLinked = () => Promise.all([a, b].map((page) => page.until('linked', [], (links) => links.length === 1)));

/** Everything that the hub has seen of the meeting so far, both ways, as a hub says it. */
async function conversation(): Promise<string[]> {
  const all = (await Promise.all([a, b].map(({ index }) => peers.main.recorded(index, 0)))).flat();
  return [...new Set(all.map(({ text }) => text))].filter((text) => text.includes('"publish"'));
}

/** The whole, backwards, twice, and parts of it. */
function variations(texts: readonly string[], random: Seeded): string[][] {
  const parts = Array.from({ length: 6 }, () => texts.filter(() => random.chance(0.4)));
  return [[...texts], [...texts].reverse(), [...texts, ...texts], ...parts];
}

async function replay(page: PeerHandle, texts: readonly string[]): Promise<void> {
  for (const variation of variations(texts, new Seeded(7))) await peers.main.inject(page.index, variation);
  // What was injected has been handled when something that comes after it has.
  const { undecryptable } = (await page.call('facts')) ?? { undecryptable: { count: 0 } };
  const topic = (JSON.parse(texts[0] ?? '{}') as { topic?: string }).topic;
  await peers.main.inject(page.index, [JSON.stringify({ type: 'publish', topic, data: 'AAAA' })]);
  await page.until('facts', [], (facts) => facts?.undecryptable.count === undecryptable.count + 1);
}

test('what a hub has recorded makes nobody connect, in the same meeting, later, whole or in part', {
  timeout: 90_000,
}, async () => {
  await peers.meetAll();
  await a.call('edit', 'd1', 'one');
  await b.until('text', ['d1'], (text) => text === 'one');
  const first = await conversation();
  expect(first.length).toBeGreaterThan(4);

  const state = async () => ({
    links: await Promise.all([a, b].map((page) => page.call('linked'))),
    made: await Promise.all([a, b].map(async (page) => (await page.call('connections')).made)),
  });
  const before = await state();
  for (const page of [a, b]) await replay(page, first);
  expect(await state()).toEqual(before);

  // One side has started again, and the other is gone.
  await b.call('leave');
  await a.reload();
  await a.meet();
  await replay(a, first);
  expect(await a.call('connections')).toEqual({ notClosed: 0, counted: 0, made: 0 });

  // Both have started again, and meet while the old meeting is replayed.
  await b.reload();
  await Promise.all([b.meet(), replay(a, first)]);
  await bothLinked();
  for (const page of [a, b]) await replay(page, first);
  const made = await Promise.all([a, b].map(async (page) => (await page.call('connections')).made));
  expect(made).toEqual([1, 1]);
  await a.call('edit', 'd1', 'two');
  await b.until('text', ['d1'], (text) => text.endsWith('two'));

  // A third meeting, while everything of both is replayed to both.
  const both = await conversation();
  await a.call('dropLinks');
  await Promise.all([a, b].map((page) => replay(page, both)));
  await bothLinked();
  expect(await a.call('connections')).toMatchObject({ notClosed: 1, counted: 1 });
});
