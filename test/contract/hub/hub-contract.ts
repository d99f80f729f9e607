/** What every hub does, whatever carries its messages. Run over the core with a fake wire and over the real server. */
import { afterEach, describe, expect, it } from 'vitest';
import { CLOSE, HUB_LIMITS } from '../../../shared/signaling/limits';
import type { HubClient } from './client';

export interface HubHarness {
  page(): Promise<HubClient>;
  remote(): Promise<HubClient>;
  stop(): Promise<void>;
}

async function settleAll(...clients: HubClient[]): Promise<void> {
  for (const client of clients) await client.settle();
}

export function describeHub(name: string, open: () => Promise<HubHarness>): void {
  describe(name, () => {
    let harness: HubHarness | null = null;
    const start = async (): Promise<HubHarness> => {
      harness = await open();
      return harness;
    };
    afterEach(async () => {
      await harness?.stop();
      harness = null;
    });

    it('[HB3] hands what a page publishes to other pages and to remotes that are subscribed, never back to it', async () => {
      const hub = await start();
      const [author, page, remote, stranger] = [
        await hub.page(),
        await hub.page(),
        await hub.remote(),
        await hub.remote(),
      ];
      for (const client of [author, page, remote]) client.send({ type: 'subscribe', topics: ['t'] });
      stranger.send({ type: 'subscribe', topics: ['other'] });
      await settleAll(author, page, remote, stranger);
      const before = author.received.length;
      author.send({ type: 'publish', topic: 't', data: 'offer' });
      await settleAll(author, page, remote, stranger);
      const message = { type: 'publish', topic: 't', data: 'offer' };
      expect(page.received).toContainEqual(message);
      expect(remote.received).toEqual([message]);
      expect(stranger.received).toEqual([]);
      expect(author.received.slice(before)).toEqual([]);
    });

    it('[HB4] [HB5] hands what a remote publishes to pages only', async () => {
      const hub = await start();
      const [page, remote, other] = [await hub.page(), await hub.remote(), await hub.remote()];
      for (const client of [page, remote, other]) client.send({ type: 'subscribe', topics: ['t'] });
      await settleAll(page, remote, other);
      remote.send({ type: 'publish', topic: 't', data: { type: 'announce', from: 'x' } });
      await settleAll(remote, page, other);
      expect(page.received).toContainEqual({ type: 'publish', topic: 't', data: { type: 'announce', from: 'x' } });
      expect(other.received).toEqual([]);
      expect(remote.received).toEqual([]);
    });

    it('[HB4] drops what a remote publishes on a topic that no page holds', async () => {
      const hub = await start();
      const [page, remote] = [await hub.page(), await hub.remote()];
      page.send({ type: 'subscribe', topics: ['mine'] });
      await settleAll(page);
      remote.send({ type: 'publish', topic: 'other', data: 'x' });
      await settleAll(remote, page);
      expect(page.received).toEqual([]);
    });

    it('[HB6] delivers the same message from two remotes once', async () => {
      const hub = await start();
      const [page, one, two] = [await hub.page(), await hub.remote(), await hub.remote()];
      page.send({ type: 'subscribe', topics: ['t'] });
      await settleAll(page);
      for (const remote of [one, two]) {
        remote.send({ type: 'publish', topic: 't', data: 'same', clients: 2 });
        await remote.settle();
      }
      await settleAll(page);
      expect(page.received).toEqual([{ type: 'publish', topic: 't', data: 'same' }]);
    });

    it('[HB6] does not hand a page its own message when another server echoes it', async () => {
      const hub = await start();
      const [page, remote] = [await hub.page(), await hub.remote()];
      page.send({ type: 'subscribe', topics: ['t'] });
      page.send({ type: 'publish', topic: 't', data: 'mine' });
      await settleAll(page);
      remote.send({ type: 'publish', topic: 't', data: 'mine' });
      await settleAll(remote, page);
      expect(page.received).toEqual([]);
    });

    it('stops delivering after unsubscribe and after the connection closed', async () => {
      const hub = await start();
      const [page, remote] = [await hub.page(), await hub.remote()];
      remote.send({ type: 'subscribe', topics: ['t', 'u'] });
      remote.send({ type: 'unsubscribe', topics: ['t'] });
      await settleAll(remote);
      page.send({ type: 'publish', topic: 't', data: 1 });
      page.send({ type: 'publish', topic: 'u', data: 2 });
      await settleAll(page, remote);
      expect(remote.received).toEqual([{ type: 'publish', topic: 'u', data: 2 }]);
      remote.close();
      await remote.closed;
      page.send({ type: 'publish', topic: 'u', data: 3 });
      await settleAll(page);
    });

    it('[HB7] answers a probe by whether a page holds the topic', async () => {
      const hub = await start();
      const [page, remote] = [await hub.page(), await hub.remote()];
      page.send({ type: 'subscribe', topics: ['t'] });
      remote.send({ type: 'subscribe', topics: ['only-remote'] });
      await settleAll(page, remote);
      for (const topic of ['t', 'only-remote']) remote.send({ type: 'recap:probe', topic });
      await settleAll(remote);
      expect(remote.received).toEqual([
        { type: 'recap:probe', topic: 't', known: true },
        { type: 'recap:probe', topic: 'only-remote', known: false },
      ]);
    });

    it('[HB8] asks the pages that hold a topic to announce again when a remote comes to it, once', async () => {
      const hub = await start();
      const [page, other, remote] = [await hub.page(), await hub.page(), await hub.remote()];
      page.send({ type: 'subscribe', topics: ['t'] });
      other.send({ type: 'subscribe', topics: ['u'] });
      await settleAll(page, other);
      remote.send({ type: 'subscribe', topics: ['t', 't'] });
      remote.send({ type: 'subscribe', topics: ['t'] });
      await settleAll(remote, page, other);
      expect(page.received).toEqual([{ type: 'recap:peer', topic: 't' }]);
      expect(other.received).toEqual([]);
    });

    it('[HB28] tells a remote that comes to a topic which a page left for a new one, whoever was first', async () => {
      const hub = await start();
      const [page, early, late, stranger] = [
        await hub.page(),
        await hub.remote(),
        await hub.remote(),
        await hub.remote(),
      ];
      early.send({ type: 'subscribe', topics: ['old'] });
      stranger.send({ type: 'subscribe', topics: ['other'] });
      await settleAll(early, stranger);
      page.send({ type: 'recap:renewed', topics: ['old', 'older'] });
      page.send({ type: 'recap:renewed', topics: ['old', 'older'] });
      await settleAll(page);
      late.send({ type: 'subscribe', topics: ['old', 'other'] });
      await settleAll(early, late, stranger);
      for (const remote of [early, late]) expect(remote.received).toEqual([{ type: 'recap:renewed', topics: ['old'] }]);
      expect(stranger.received).toEqual([]);
      page.close();
      await page.closed;
      const last = await hub.remote();
      last.send({ type: 'subscribe', topics: ['old'] });
      await settleAll(last);
      expect(last.received).toEqual([]);
    });

    it('[HB28] hands what a remote says of a topic to the pages that hold it, and to nobody else', async () => {
      const hub = await start();
      const [page, other, remote, listener] = [
        await hub.page(),
        await hub.page(),
        await hub.remote(),
        await hub.remote(),
      ];
      page.send({ type: 'subscribe', topics: ['mine'] });
      await settleAll(page, other);
      listener.send({ type: 'subscribe', topics: ['theirs'] });
      remote.send({ type: 'recap:renewed', topics: ['mine', 'theirs'] });
      await settleAll(listener, remote, page, other);
      expect(page.received).toEqual([{ type: 'recap:renewed', topics: ['mine'] }]);
      expect([other.received, listener.received]).toEqual([[], []]);
    });

    const broken: readonly (readonly [string, string])[] = [
      ['no JSON', '{"type":'],
      ['a number', '7'],
      ['null', 'null'],
      ['no type', '{"topic":"t"}'],
      ['topics that are no list', '{"type":"subscribe","topics":"t"}'],
      ['a topic that is no text', '{"type":"subscribe","topics":[{}]}'],
      ['a topic that is too long', `{"type":"subscribe","topics":["${'t'.repeat(129)}"]}`],
      ['no topic', '{"type":"publish","data":1}'],
      ['data nested too deeply', `{"type":"publish","topic":"t","data":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
      ['__proto__ as type', '{"type":"publish","__proto__":{"topic":"t"}}'],
    ];
    it.each(broken)('[HB14] survives %s, and closes at the third strike', async (_name, text) => {
      const hub = await start();
      const [remote, page] = [await hub.remote(), await hub.page()];
      remote.sendText(text);
      remote.sendText(text);
      await remote.settle();
      remote.sendText(text);
      expect(await remote.closed).toBe(CLOSE.malformed);
      await page.settle();
    });

    it('[HB14] takes binary frames as strikes', async () => {
      const hub = await start();
      const remote = await hub.remote();
      for (let frame = 0; frame < HUB_LIMITS.strikes; frame += 1) remote.sendBinary();
      expect(await remote.closed).toBe(CLOSE.malformed);
    });

    it('[HB14] ignores message types that it does not know', async () => {
      const hub = await start();
      const remote = await hub.remote();
      for (let times = 0; times < 10; times += 1) remote.send({ type: 'recap:future', value: times });
      await remote.settle();
      expect(remote.received).toEqual([]);
    });

    it('[HB15] refuses more topics than a connection may hold', async () => {
      const hub = await start();
      const remote = await hub.remote();
      remote.send({
        type: 'subscribe',
        topics: Array.from({ length: HUB_LIMITS.topicsPerConnection }, (_, index) => `t${index}`),
      });
      await remote.settle();
      remote.send({ type: 'subscribe', topics: ['one more'] });
      expect(await remote.closed).toBe(CLOSE.tooManyTopics);
    });

    it('[HB16] closes a connection that floods', async () => {
      const hub = await start();
      const [remote, page] = [await hub.remote(), await hub.page()];
      for (let sent = 0; sent < HUB_LIMITS.burst * 3; sent += 1)
        remote.send({ type: 'publish', topic: 't', data: sent });
      expect(await remote.closed).toBe(CLOSE.tooFast);
      await page.settle();
    });

    it('[HB17] refuses more connections from one address than allowed, and takes one again when another left', async () => {
      const hub = await start();
      const remotes = await Promise.all(Array.from({ length: HUB_LIMITS.remotesPerAddress }, () => hub.remote()));
      await settleAll(...remotes);
      expect(await (await hub.remote()).closed).toBe(CLOSE.full);
      const [first] = remotes;
      first?.close();
      await first?.closed;
      const page = await hub.page();
      await page.settle();
      const again = await hub.remote();
      await again.settle();
    });
  });
}
