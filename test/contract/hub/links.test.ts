/** Links between real hubs, and to the signaling server that y-webrtc ships. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { HubClient } from './client';
import { connect, connectPage, type RunningHub, startHub } from './ws-hub';

const hubs: RunningHub[] = [];
const children: ChildProcess[] = [];

async function hub(): Promise<RunningHub> {
  const started = await startHub();
  hubs.push(started);
  return started;
}

const isConnected = (links: readonly { state: string }[]) => links.some((link) => link.state === 'connected');

/** Resolves when the client has received a message that satisfies the condition. */
async function received(client: HubClient, condition: (message: unknown) => boolean): Promise<void> {
  while (!client.received.some(condition)) await client.settle();
}

const isPublish = (data: unknown) => (message: unknown) =>
  JSON.stringify(message) === JSON.stringify({ type: 'publish', topic: 't', data });
const isPeer = (message: unknown) => JSON.stringify(message) === JSON.stringify({ type: 'recap:peer', topic: 't' });

afterEach(async () => {
  await Promise.all(hubs.splice(0).map((started) => started.service.stop()));
  for (const child of children.splice(0)) child.kill('SIGKILL');
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

  it('[HB13] keep one connection when two hubs dial each other, and messages arrive once', async () => {
    const [a, b] = [await hub(), await hub()];
    const [pageA, pageB] = [await connectPage(a), await connectPage(b)];
    for (const page of [pageA, pageB]) page.send({ type: 'subscribe', topics: ['t'] });
    await Promise.all([pageA.settle(), pageB.settle()]);
    a.service.dial([b.address]);
    b.service.dial([a.address]);
    const [smaller, larger] = a.info.hubId < b.info.hubId ? [a, b] : [b, a];
    await Promise.all([smaller.linksAre(isConnected), larger.linksAre(([link]) => link?.state === 'duplicate')]);
    pageA.send({ type: 'publish', topic: 't', data: 'once' });
    await received(pageB, isPublish('once'));
    await pageA.settle();
    await pageB.settle();
    expect(pageB.received.filter(isPublish('once'))).toHaveLength(1);
  });

  it('[HB13] dial again when the connection that stayed is gone', async () => {
    const [a, b] = [await hub(), await hub()];
    a.service.dial([b.address]);
    b.service.dial([a.address]);
    const [smaller, larger] = a.info.hubId < b.info.hubId ? [a, b] : [b, a];
    await larger.linksAre(([link]) => link?.state === 'duplicate');
    smaller.service.dial([]);
    await larger.linksAre(isConnected);
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
    const [a, b] = [await hub(), await hub()];
    const [pageA, pageB] = [await connectPage(a), await connectPage(b)];
    for (const page of [pageA, pageB]) page.send({ type: 'subscribe', topics: ['t'] });
    await Promise.all([pageA.settle(), pageB.settle()]);
    for (const each of [a, b]) each.service.dial([`ws://127.0.0.1:${port}`]);
    await Promise.all([received(pageA, isPeer), received(pageB, isPeer)]);
    const stock = await connect(`ws://127.0.0.1:${port}`);
    stock.send({ type: 'subscribe', topics: ['t'] });
    await stock.settle();
    pageA.send({ type: 'publish', topic: 't', data: 'through the server' });
    await received(pageB, isPublish('through the server'));
    await stock.settle();
    expect(stock.received).toContainEqual({ type: 'publish', topic: 't', data: 'through the server', clients: 3 });
    expect(pageA.received.some(isPublish('through the server'))).toBe(false);
    stock.close();
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
    const addresses = [b.address, nobody, `ws://127.0.0.1:${port}`, a.address, 'nonsense:port'];
    const results = await a.service.probe(addresses, 't');
    expect(results.map(({ result }) => result)).toEqual([
      'known',
      'unreachable',
      'not-a-hub',
      'not-a-hub',
      'unreachable',
    ]);
    expect(await a.service.probe([b.address], 'u')).toEqual([{ address: b.address, result: 'unknown-topic' }]);
  });
});

async function startHubOn(port: number): Promise<{ service: { stop(): Promise<void> } }> {
  const { createHubService } = await import('../../../main/signaling/hub-service');
  const service = createHubService({ port: String(port), pageOrigins: [], linksChanged: () => {} });
  await service.start();
  return { service };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function startStandardServer(port: number): Promise<void> {
  const script = resolve(import.meta.dirname, '../../../node_modules/y-webrtc/bin/server.js');
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return waitUntilAnswers(port);
}

/** The server says that it runs before it listens. */
async function waitUntilAnswers(port: number): Promise<void> {
  for (;;) {
    const client = await connect(`ws://127.0.0.1:${port}`);
    const code = await Promise.race([client.closed, client.settle().then(() => 0)]);
    client.close();
    if (code === 0) return;
  }
}
