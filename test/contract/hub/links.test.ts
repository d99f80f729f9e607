/** Links between real hubs, and to the signaling server that y-webrtc ships. */
import { afterEach, describe, expect, it } from 'vitest';
import { HUB_ID_HEADER } from '../../../shared/signaling/limits';
import { freePort } from '../../support/free-port';
import type { HubClient } from './client';
import { killStandardServers, startStandardServer } from './standard-server';
import { connect, connectPage, type RunningHub, startHub } from './ws-hub';

const hubs: RunningHub[] = [];

async function hub(servers: readonly string[] = []): Promise<RunningHub> {
  const started = await startHub(servers);
  hubs.push(started);
  return started;
}

const isConnected = (links: readonly { state: string }[]) => links.some((link) => link.state === 'connected');

/** Resolves when the client has received a message that satisfies the condition. */
async function received(client: HubClient, condition: (message: unknown) => boolean): Promise<void> {
  await client.until(condition);
}

const isPublish = (data: unknown) => (message: unknown) =>
  JSON.stringify(message) === JSON.stringify({ type: 'publish', topic: 't', data });
const isPeer = (message: unknown) => JSON.stringify(message) === JSON.stringify({ type: 'recap:peer', topic: 't' });

afterEach(async () => {
  await Promise.all(hubs.splice(0).map((started) => started.service.stop()));
  killStandardServers();
});

describe('links between hubs', () => {
  it('[HB9] [HB4] carry messages both ways, and ask both pages to announce', async () => {
    const [a, b] = [await hub(), await hub()];
    const [pageA, pageB] = [await connectPage(a), await connectPage(b)];
    for (const page of [pageA, pageB]) page.send({ type: 'subscribe', topics: ['t'] });
    await Promise.all([pageA.settle(), pageB.settle()]);
    a.service.dial([b.address]);
    await Promise.all([received(pageA, isPeer), received(pageB, isPeer)]);
    pageA.send({ type: 'publish', topic: 't', data: 'from a' });
    pageB.send({ type: 'publish', topic: 't', data: 'from b' });
    await Promise.all([received(pageA, isPublish('from b')), received(pageB, isPublish('from a'))]);
  });

  it('[HB10] subscribe to a topic that a page takes up later, and leave it with the last page', async () => {
    const [a, b] = [await hub(), await hub()];
    const pageB = await connectPage(b);
    pageB.send({ type: 'subscribe', topics: ['t'] });
    a.service.dial([b.address]);
    await a.linksAre(isConnected);
    const pageA = await connectPage(a);
    pageA.send({ type: 'subscribe', topics: ['t'] });
    await received(pageB, isPeer);
    pageB.send({ type: 'publish', topic: 't', data: 1 });
    await received(pageA, isPublish(1));
  });

  it('[HB4] do not carry messages further: three hubs in a chain stay two conversations', async () => {
    const [a, b, c] = [await hub(), await hub(), await hub()];
    const pages = await Promise.all([a, b, c].map(connectPage));
    for (const page of pages) page.send({ type: 'subscribe', topics: ['t'] });
    await Promise.all(pages.map((page) => page.settle()));
    const [pageA, pageB, pageC] = pages as [HubClient, HubClient, HubClient];
    a.service.dial([b.address]);
    b.service.dial([c.address]);
    await Promise.all([received(pageA, isPeer), received(pageC, isPeer)]);
    pageA.send({ type: 'publish', topic: 't', data: 'a' });
    await received(pageB, isPublish('a'));
    pageB.send({ type: 'publish', topic: 't', data: 'b' });
    await received(pageC, isPublish('b'));
    expect(pageC.received.some(isPublish('a'))).toBe(false);
  });

  it('[HB12] tell a link to oneself', async () => {
    const a = await hub();
    a.service.dial([a.address]);
    await a.linksAre(([link]) => link?.state === 'self');
  });

  it('[HB13] [HB6] of two hubs that dial each other both stay, and messages arrive once', async () => {
    const [a, b] = [await hub(), await hub()];
    const [pageA, pageB] = [await connectPage(a), await connectPage(b)];
    for (const page of [pageA, pageB]) page.send({ type: 'subscribe', topics: ['t'] });
    await Promise.all([pageA.settle(), pageB.settle()]);
    a.service.dial([b.address]);
    b.service.dial([a.address]);
    // Each page is asked once for the link that opened and once for the remote that came.
    await Promise.all([pageA.until(isPeer, 2), pageB.until(isPeer, 2)]);
    for (let count = 0; count < 20; count += 1) {
      pageA.send({ type: 'publish', topic: 't', data: `a${count}` });
      pageB.send({ type: 'publish', topic: 't', data: `b${count}` });
    }
    await Promise.all([received(pageA, isPublish('b19')), received(pageB, isPublish('a19'))]);
    // What travelled over the other connection has arrived as well when a probe over a third one, sent later, is answered.
    for (const each of [a, b]) each.service.dial([]);
    await Promise.all([a.service.probe([b.address], 't'), b.service.probe([a.address], 't')]);
    await Promise.all([pageA.settle(), pageB.settle()]);
    for (let count = 0; count < 20; count += 1) {
      expect(pageA.received.filter(isPublish(`b${count}`))).toHaveLength(1);
      expect(pageB.received.filter(isPublish(`a${count}`))).toHaveLength(1);
    }
  });

  it('[HB13] are not touched by a remote that claims the id of their far end', async () => {
    const [a, b] = [await hub(), await hub()];
    const [pageA, pageB] = [await connectPage(a), await connectPage(b)];
    for (const page of [pageA, pageB]) page.send({ type: 'subscribe', topics: ['t'] });
    await Promise.all([pageA.settle(), pageB.settle()]);
    const states: string[] = [];
    a.onLinks((links) => states.push(...links.map(({ state }) => state)));
    a.service.dial([b.address]);
    await a.linksAre(isConnected);
    // Both orders of ids, and b's side: the hub that a dialled.
    for (const [target, claimed] of [
      [a, b.info.hubId],
      [b, a.info.hubId],
      [a, '0'.repeat(32)],
      [a, 'f'.repeat(32)],
    ] as const) {
      const pretender = await connect(`ws://${target.address}/hub`, { [HUB_ID_HEADER]: claimed });
      await pretender.settle();
      pretender.send({ type: 'subscribe', topics: ['t'] });
      await pretender.settle();
    }
    pageA.send({ type: 'publish', topic: 't', data: 'still here' });
    pageB.send({ type: 'publish', topic: 't', data: 'here too' });
    await Promise.all([received(pageB, isPublish('still here')), received(pageA, isPublish('here too'))]);
    expect(new Set(states)).toEqual(new Set(['connecting', 'connected']));
  });

  it('[HB13] reach a hub though a pretender with its id came first', async () => {
    const [a, b] = [await hub(), await hub()];
    const pretender = await connect(`ws://${a.address}/hub`, { [HUB_ID_HEADER]: b.info.hubId });
    await pretender.settle();
    a.service.dial([b.address]);
    await a.linksAre(isConnected);
  });

  it('[HB13] keep one link when one hub is dialled under two addresses', async () => {
    const [a, b] = [await hub(), await hub()];
    a.service.dial([b.address, `localhost:${b.info.port}`]);
    await a.linksAre(
      (links) =>
        links
          .map(({ state }) => state)
          .sort()
          .join() === 'connected,duplicate',
    );
  });

  it('[HB11] come back when the other hub does', async () => {
    const [a, b] = [await hub(), await hub()];
    a.service.dial([b.address]);
    await a.linksAre(isConnected);
    await b.service.stop();
    await a.linksAre(([link]) => link?.state === 'failed' && link.code === 'hub/unreachable');
    const again = await startHubOn(b.info.port);
    await a.linksAre(isConnected);
    await again.service.stop();
  });

  it('tell an address that nobody answers at, and one that is none', async () => {
    const a = await hub();
    a.service.dial([`127.0.0.1:${await freePort()}`, 'not an address']);
    await a.linksAre((links) => links.length === 2 && links.every((link) => link.state === 'failed'));
  });

  it('work with the signaling server that y-webrtc ships', async () => {
    const port = await freePort();
    await startStandardServer(port);
    const server = `ws://127.0.0.1:${port}`;
    const [a, b] = [await hub([server]), await hub([server])];
    const [pageA, pageB] = [await connectPage(a), await connectPage(b)];
    for (const page of [pageA, pageB]) page.send({ type: 'subscribe', topics: ['t'] });
    await Promise.all([pageA.settle(), pageB.settle()]);
    const stock = await connect(server);
    stock.send({ type: 'subscribe', topics: ['t'] });
    // The server says with each message how many have subscribed: both hubs and this client, once all have arrived.
    let clients = 0;
    for (let probe = 0; clients < 3; probe++) {
      stock.send({ type: 'publish', topic: 't', data: `probe ${probe}` });
      const isProbe = (message: unknown) => (message as { data?: unknown }).data === `probe ${probe}`;
      await stock.until(isProbe);
      clients = (stock.received.find(isProbe) as { clients: number }).clients;
    }
    pageA.send({ type: 'publish', topic: 't', data: 'through the server' });
    await received(pageB, isPublish('through the server'));
    await stock.settle();
    expect(stock.received).toContainEqual({ type: 'publish', topic: 't', data: 'through the server', clients: 3 });
    expect(pageA.received.some(isPublish('through the server'))).toBe(false);
    stock.close();
  });

  it('[HB21] leave a signaling server that an address leads to', async () => {
    const port = await freePort();
    await startStandardServer(port);
    const a = await hub();
    a.service.dial([`127.0.0.1:${port}`, `ws://127.0.0.1:${port}`]);
    await a.linksAre((links) => links.length === 2 && links.every((link) => link.state === 'failed'));
  });
});

describe('probing', () => {
  it('[HB7] tells known, unknown topic, unreachable and not a hub, all at once', async () => {
    const [a, b] = [await hub(), await hub()];
    const page = await connectPage(b);
    page.send({ type: 'subscribe', topics: ['t'] });
    await page.settle();
    const port = await freePort();
    await startStandardServer(port);
    const nobody = `127.0.0.1:${await freePort()}`;
    const addresses = [b.address, nobody, `127.0.0.1:${port}`, a.address, 'nonsense:port', `ws://127.0.0.1:${port}`];
    const results = await a.service.probe(addresses, 't');
    expect(results.map(({ result }) => result)).toEqual([
      'known',
      'unreachable',
      'not-a-hub',
      'not-a-hub',
      'unreachable',
      'unreachable',
    ]);
    expect(await a.service.probe([b.address], 'u')).toEqual([{ address: b.address, result: 'unknown-topic' }]);
  });
});

async function startHubOn(port: number): Promise<{ service: { stop(): Promise<void> } }> {
  const { createHubService } = await import('../../../main/signaling/hub-service');
  const service = createHubService({ port: String(port), pageOrigins: [], changed: () => {} });
  await service.start();
  return { service };
}
