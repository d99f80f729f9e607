import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PeerHandle, type RealPeers, startPeers } from '../support/peers/start-peers';

let peers: RealPeers;
let a: PeerHandle;
let b: PeerHandle;

const isLinked = (links: readonly string[]) => links.length === 1;
const bothLinked = () => Promise.all([a, b].map((page) => page.until('linked', [], isLinked)));

beforeAll(async () => {
  peers = await startPeers({ pages: 2 });
  [a, b] = [peers.page(0), peers.page(1)];
}, 60_000);
afterAll(() => peers?.close());

beforeEach(async () => {
  for (const page of [a, b]) if ((await page.call('facts')) === null) await page.meet();
  await bothLinked();
});

describe('links', () => {
  test('come back within 5 s after a page was loaded again', async () => {
    await b.reload();
    await b.meet();
    expect(Math.max(...(await bothLinked()))).toBeLessThan(5000);
  });

  test('stay while the hub is away, and new ones are made when it is back with another port and token', async () => {
    const [linkOfA] = await a.call('linked');
    await Promise.all([a, b].map(({ index }) => peers.main.cut(index, true)));
    await a.until('facts', [], (facts) => facts?.hubSocket === false);
    await peers.main.restartHub(0);
    expect(await a.call('linked')).toEqual([linkOfA]);
    await Promise.all([a, b].map(({ index }) => peers.main.tap(index, 'restore')));
    const back = await Promise.all([a, b].map((page) => page.until('facts', [], (facts) => facts?.hubSocket === true)));
    expect(Math.max(...back)).toBeLessThan(5000);
    expect(await a.call('linked')).toEqual([linkOfA]);
    await a.call('dropLinks');
    await a.until('linked', [], isLinked);
  });

  test('stay when the room is told of another hub', async () => {
    const links = await a.call('linked');
    await a.call('replaceHub', `${await peers.main.tapUrl(0)}?token=other`);
    await a.until('facts', [], (facts) => facts?.hubSocket === true);
    expect(await a.call('linked')).toEqual(links);
  });

  test('that work are kept when the network may have changed', async () => {
    const links = await a.call('linked');
    const ups = await a.call('upCount');
    await a.call('lookAgain');
    await b.call('lookAgain');
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await a.call('linked')).toEqual(links);
    expect(await a.call('upCount')).toBe(ups);
  });

  test('of a device that slept are let go within seconds, and come back within 5 s of its waking', {
    timeout: 30_000,
  }, async () => {
    const ups = await b.call('upCount');
    await peers.main.freeze(1, true);
    await a.call('lookAgain');
    expect(await a.until('linked', [], (links) => links.length === 0)).toBeLessThan(4000);
    expect((await a.call('facts'))?.failed[0]).toMatchObject({ code: 'link/silent', stage: 'greeting' });
    await peers.main.freeze(1, false);
    await b.call('lookAgain');
    const took = await b.until('upCount', [], (now) => now > ups);
    await bothLinked();
    console.log(`after sleep: linked again ${Math.round(took)} ms after waking`);
    expect(took).toBeLessThan(5000);
  });

  test('that slept for a moment only are kept', async () => {
    const ups = await a.call('upCount');
    await peers.main.freeze(0, true);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await peers.main.freeze(0, false);
    await a.call('lookAgain');
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await a.call('upCount')).toBe(ups);
  });

  test('tell the way they took', async () => {
    await a.until('facts', [], (facts) => facts?.links[0]?.route?.local === 'host', 15_000);
    const facts = await a.call('facts');
    expect(facts?.links[0]?.route).toMatchObject({ local: 'host', protocol: 'udp' });
    expect(facts).toMatchObject({ hubSocket: true, undecryptable: { count: 0 }, candidates: ['host'] });
  });
});

/** What was said, other than that this copy no longer listens. */
const spoken = (recorded: readonly { readonly text: string }[]): string[] =>
  recorded.map(({ text }) => text).filter((text) => (JSON.parse(text) as { type: string }).type !== 'unsubscribe');

describe('leaving', () => {
  test('says nothing but that this copy no longer listens', async () => {
    const before = (await peers.main.recorded(1, 0)).length;
    await b.call('leave');
    await a.until('linked', [], (links) => links.length === 0);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const after = (await peers.main.recorded(1, before)).filter(({ from }) => from === 'page');
    expect(spoken(after)).toEqual([]);
    expect(await b.call('connections')).toMatchObject({ notClosed: 0 });
  });

  test('by closing or loading the page says nothing either', async () => {
    const before = (await peers.main.recorded(1, 0)).length;
    await b.reload();
    await a.until('linked', [], (links) => links.length === 0);
    const after = (await peers.main.recorded(1, before)).filter(({ from }) => from === 'page');
    expect(spoken(after)).toEqual([]);
  });
});

describe('messages of any size', () => {
  const MB = 1024 * 1024;
  test.each([
    ['one of 50 MB', 50, 1],
    ['100 MB in messages of 1 MB', 1, 100],
  ])(
    '%s arrives, and takes less than three times its size on both sides',
    { timeout: 90_000 },
    async (_name, size, times) => {
      await Promise.all([a, b].map((page) => page.call('leave')));
      await Promise.all([a, b].map((page) => page.reload()));
      await Promise.all([a, b].map((page) => page.meet(undefined, true)));
      await bothLinked();
      const before = await peers.main.memory();
      const most = before.map(() => 0);
      const started = performance.now();
      let isSending = true;
      const watch = (async () => {
        while (isSending) {
          const now = await peers.main.memory();
          for (const [index, one] of now.entries())
            most[index] = Math.max(most[index] ?? 0, (one?.workingSet ?? 0) - (before[index]?.workingSet ?? 0));
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })();
      await a.call('sendRaw', size * MB, times);
      await b.until('rawReceived', [], ({ bytes }) => bytes === size * MB * times, 60_000);
      const seconds = (performance.now() - started) / 1000;
      isSending = false;
      await watch;
      const total = size * times;
      const [sender = 0, receiver = 0] = most.map((kilobytes) => kilobytes / 1024);
      console.log(
        `${_name}: ${seconds.toFixed(1)} s (${(total / seconds).toFixed(1)} MB/s), sender +${sender.toFixed(0)} MB, receiver +${receiver.toFixed(0)} MB`,
      );
      expect(sender).toBeLessThan(3 * total);
      expect(receiver).toBeLessThan(3 * total);
      await Promise.all([a, b].map((page) => page.reload()));
    },
  );
});
