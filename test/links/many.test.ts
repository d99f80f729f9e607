import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RealPeers, startPeers } from '../support/peers/start-peers';

const N = 12;
/** One renewal of everybody's state falls into it. */
const QUIET_MS = 16_000;

let peers: RealPeers;
beforeAll(async () => {
  peers = await startPeers({ pages: N });
}, 120_000);
afterAll(() => peers?.close());

/** Messages sent by all since `forgetSent`, by channel and kind. */
async function sent(): Promise<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const one of await Promise.all(peers.pages.map((page) => page.call('sent'))))
    for (const [key, value] of Object.entries(one)) sum[key] = (sum[key] ?? 0) + value;
  return sum;
}

const forget = () => Promise.all(peers.pages.map((page) => page.call('forgetSent')));

describe(`${N} copies in one notebook`, () => {
  test('meet, each with all others', { timeout: 90_000 }, async () => {
    const started = performance.now();
    await peers.meetAll();
    console.log(`${N} copies, ${(N * (N - 1)) / 2} connections: ${Math.round(performance.now() - started)} ms`);
    // Where two announced at once the one of their two connections that is not used is being closed.
    await Promise.all(peers.pages.map((page) => page.until('connections', [], ({ notClosed }) => notClosed === N - 1)));
  });

  test('one edit of a discussion is at most one message to each of the others', { timeout: 60_000 }, async () => {
    await peers.page(0).call('edit', 'd1', 'first');
    await Promise.all(peers.pages.map((page) => page.until('text', ['d1'], (text) => text === 'first')));
    await forget();
    await peers.page(0).call('edit', 'd1', '!');
    await Promise.all(peers.pages.map((page) => page.until('text', ['d1'], (text) => text === 'first!')));
    const updates = (await sent())['1:4'] ?? 0;
    console.log(`updates for one edit among ${N}: ${updates}`);
    expect(updates).toBeLessThanOrEqual(N - 1);
  });

  test('one change of the catalog is sent by its author only', { timeout: 60_000 }, async () => {
    await forget();
    await peers.page(1).call('setCatalog', 'name', 'Ours');
    await Promise.all(peers.pages.map((page) => page.until('catalog', ['name'], (name) => name === 'Ours')));
    const messages = (await sent())['0:0'] ?? 0;
    console.log(`messages on y-webrtc's channel for one change of the catalog among ${N}: ${messages}`);
    expect(messages).toBeLessThanOrEqual(N - 1);
  });

  test('who is here costs little while nothing happens', { timeout: 60_000 }, async () => {
    await Promise.all(peers.pages.map((page) => page.until('people', [], (people) => people === N)));
    await forget();
    await peers.main.processor();
    const before = performance.now();
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const seconds = (performance.now() - before) / 1000;
    const all = await sent();
    const awareness = (all['0:1'] ?? 0) / N / seconds;
    const processor = await peers.main.processor();
    const memory = (await peers.main.memory()).map((one) => (one?.workingSet ?? 0) / 1024);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    console.log(
      `quiet, per copy: ${awareness.toFixed(2)} messages of presence a second, ${mean(memory).toFixed(0)} MB, ` +
        `${mean(processor).toFixed(1)} % of a processor; all: ${JSON.stringify(all)}`,
    );
    // Stock y-webrtc: each of N renewals is sent on by each to each.
    expect((all['0:1'] ?? 0) / seconds).toBeLessThan((N * (N - 1) * (N - 1)) / 15 / 2);
    await Promise.all(peers.pages.map((page) => page.until('people', [], (people) => people === N)));
  });
});
