import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeerHandle, type RealPeers, startPeers } from '../support/peers/start-peers';

/** Pairs that work side by side, each in a notebook of its own. */
const PAIRS = 4;
const CROSSINGS = 200;
const DROPS = 200;
/** With those above: this many times a connection was made anew. */
const RECONNECTS = 1000;
/** What a person notices. */
const AT_MOST_MS = 5000;

let peers: RealPeers;
let pairs: [PeerHandle, PeerHandle][] = [];

beforeAll(async () => {
  peers = await startPeers({ pages: 2 * PAIRS });
  pairs = Array.from({ length: PAIRS }, (_, pair) => [peers.page(2 * pair), peers.page(2 * pair + 1)]);
  await Promise.all(
    pairs.map(async (pair, index) => {
      const secret = String.fromCharCode(65 + index).repeat(43);
      await Promise.all(pair.map((page) => page.meet(secret)));
      await Promise.all(pair.map((page) => page.until('linked', [], (links) => links.length === 1)));
    }),
  );
}, 120_000);
afterAll(() => peers?.close());

/** Runs `times` rounds, spread over the pairs; returns how long each took until both sides were linked anew. */
async function rounds(times: number, round: (pair: [PeerHandle, PeerHandle]) => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  let left = times;
  await Promise.all(
    pairs.map(async (pair) => {
      while (left > 0) {
        left -= 1;
        const ups = await Promise.all(pair.map((page) => page.call('upCount')));
        await round(pair);
        const times = await Promise.all(
          pair.map((page, side) => page.until('upCount', [], (now) => now > (ups[side] ?? 0), 2 * AT_MOST_MS)),
        );
        await Promise.all(pair.map((page) => page.until('linked', [], (links) => links.length === 1)));
        took.push(Math.max(...times));
      }
    }),
  );
  return took.sort((a, b) => a - b);
}

function tell(what: string, took: readonly number[]): void {
  const at = (share: number) => Math.round(took[Math.floor((took.length - 1) * share)] ?? 0);
  const inTime = took.filter((ms) => ms < AT_MOST_MS).length;
  console.log(`${what}: ${inTime} of ${took.length} within 5 s; median ${at(0.5)} ms, p95 ${at(0.95)}, most ${at(1)}`);
}

describe('links come back', () => {
  test(`${CROSSINGS} times when the announces of both cross`, { timeout: 180_000 }, async () => {
    const took = await rounds(CROSSINGS, async (pair) => {
      await Promise.all(pair.map(({ index }) => peers.main.tap(index, 'hold')));
      await Promise.all(pair.map((page) => page.call('dropLinks')));
      await Promise.all(
        pair.map(async ({ index }) => {
          while ((await peers.main.waiting(index)) === 0) await new Promise((again) => setTimeout(again, 10));
        }),
      );
      await Promise.all(pair.map(({ index }) => peers.main.tap(index, 'release')));
    });
    tell('crossings', took);
    expect(took.filter((ms) => ms >= AT_MOST_MS)).toEqual([]);
    expect(took).toHaveLength(CROSSINGS);
  });

  test(`${DROPS} times when a channel was closed on one side`, { timeout: 180_000 }, async () => {
    const took = await rounds(DROPS, async ([page]) => {
      await page.call('dropChannels');
    });
    tell('dropped channels', took);
    expect(took.filter((ms) => ms >= AT_MOST_MS)).toEqual([]);
    expect(took).toHaveLength(DROPS);
  });

  test(`and ${RECONNECTS} new connections leave no old one behind`, { timeout: 180_000 }, async () => {
    const left = RECONNECTS - CROSSINGS - DROPS;
    const took = await rounds(left, async ([, page]) => {
      await page.call('dropLinks');
    });
    tell('links closed', took);
    const seen = await Promise.all(peers.pages.map((page) => page.call('connections')));
    console.log('connections', JSON.stringify(seen));
    expect(seen.reduce((sum, { made }) => sum + made, 0)).toBeGreaterThanOrEqual(2 * RECONNECTS);
    expect(seen.map(({ notClosed, counted }) => ({ notClosed, counted }))).toEqual(
      seen.map(() => ({ notClosed: 1, counted: 1 })),
    );
  });
});
