import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RealPeers, startPeers } from '../support/peers/start-peers';

let peers: RealPeers;
beforeAll(async () => {
  peers = await startPeers({ pages: 2 });
}, 60_000);
afterAll(() => peers?.close());

test('two meet', async () => {
  await peers.meetAll();
  await peers.page(0).call('edit', 'd1', 'hello');
  const took = await peers.page(1).until('text', ['d1'], (text) => text === 'hello');
  expect(took).toBeLessThan(5000);
});
