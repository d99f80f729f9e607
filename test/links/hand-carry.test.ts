import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PeerHandle, type RealPeers, SECRET, startPeers } from '../support/peers/start-peers';

/** Longer than ICE waits for an answer to its checks (15 s). */
const CARRYING_MS = 18_000;

let peers: RealPeers;
let a: PeerHandle;
let b: PeerHandle;

beforeAll(async () => {
  // Two hubs that know nothing of each other.
  peers = await startPeers({ pages: 2, hubOf: (page) => page });
  [a, b] = [peers.page(0), peers.page(1)];
}, 60_000);
afterAll(() => peers?.close());

beforeEach(async () => {
  for (const page of [a, b]) {
    await page.reload();
    await page.meet(SECRET);
  }
});

const isLinked = (links: readonly string[]) => links.length === 1;
const bothLinked = () => Promise.all([a, b].map((page) => page.until('linked', [], isLinked, 20_000)));

describe('a connection carried by hand', () => {
  test('links two copies that share no hub, in one round trip of short codes', async () => {
    const offer = await a.call('offer');
    expect(offer).toMatch(/^recap:\/\/connect#1\./);
    expect(await a.call('progress')).toEqual({ kind: 'waiting', for: 'answer' });
    const answer = await b.call('take', offer);
    expect(answer.kind).toBe('answer');
    expect(await b.call('progress')).toEqual({ kind: 'waiting', for: 'other-side' });
    console.log(`codes: ${offer.length} and ${answer.code.length} characters`);
    expect(Math.max(offer.length, answer.code.length)).toBeLessThanOrEqual(900);
    expect(await a.call('take', answer.code)).toEqual({ kind: 'completed', code: '' });
    await bothLinked();
    for (const page of [a, b]) {
      await page.until('progress', [], ({ kind }) => kind === 'connected');
      expect((await page.call('facts'))?.links).toMatchObject([{ byHand: true }]);
    }
    await a.call('edit', 'd1', 'by hand');
    await b.until('text', ['d1'], (text) => text === 'by hand');

    // Once more, although they are connected: nothing to carry back.
    await b.call('cancelCarry');
    const again = await a.call('offer');
    expect(await b.call('take', again)).toEqual({ kind: 'completed', code: '' });
    expect(await b.call('progress')).toEqual({ kind: 'connected' });
  });

  test('waits for the person: the answer may come long after ICE has given up', { timeout: 90_000 }, async () => {
    const answer = await b.call('take', await a.call('offer'));
    await new Promise((resolve) => setTimeout(resolve, CARRYING_MS));
    expect(await b.call('progress')).toEqual({ kind: 'waiting', for: 'other-side' });
    const started = performance.now();
    await a.call('take', answer.code);
    await bothLinked();
    console.log(`answer after ${CARRYING_MS / 1000} s: connected ${Math.round(performance.now() - started)} ms later`);
    await a.call('edit', 'd1', 'late');
    await b.until('text', ['d1'], (text) => text === 'late');
  });

  test('refuses what it cannot use, says why, and goes on waiting', async () => {
    const offer = await a.call('offer');
    const refused = async (page: PeerHandle, code: string) => (await page.call('take', code)).code;
    expect(await refused(a, offer)).toBe('carry/own-code');
    expect(await refused(b, 'hello')).toBe('carry/not-a-code');
    expect(await refused(b, offer.slice(0, -20))).toBe('carry/damaged');
    const answer = await b.call('take', offer);
    expect(await refused(b, offer)).toBe('carry/used');
    expect(await refused(b, answer.code)).toBe('carry/own-code');
    expect(await a.call('progress')).toEqual({ kind: 'waiting', for: 'answer' });
    await a.call('take', answer.code);
    expect(await refused(a, answer.code)).toBe('carry/used');
    await bothLinked();
  });

  test('an answer that came too late, or to somebody else, is not expected', async () => {
    const answer = await b.call('take', await a.call('offer'));
    await a.call('cancelCarry');
    expect(await a.call('progress')).toEqual({ kind: 'none' });
    expect((await a.call('take', answer.code)).code).toBe('carry/not-expected');
    await b.call('cancelCarry');
    for (const page of [a, b]) expect(await page.call('connections')).toMatchObject({ notClosed: 0, counted: 0 });
  });

  test('what is begun anew, or cancelled, before its code was ready leaves no connection behind', async () => {
    const begun = [a.call('offer'), a.call('offer')];
    expect((await Promise.allSettled(begun)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    const late = a.call('offer');
    await a.call('cancelCarry');
    await expect(late).rejects.toThrow();
    expect(await a.call('progress')).toEqual({ kind: 'none' });
    expect(await a.call('connections')).toMatchObject({ notClosed: 0, counted: 0 });
  });

  test('a code of another notebook is told apart', async () => {
    const offer = await a.call('offer');
    await b.call('leave');
    await b.meet('Z'.repeat(43));
    expect((await b.call('take', offer)).code).toBe('carry/other-notebook');
  });
});
