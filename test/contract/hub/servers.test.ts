/** Signaling servers that the person added: the one that y-webrtc ships, and one that sends nonsense. */
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { passwordOf, topicOf } from '../../../shared/invite/invite';
import type { HubLink } from '../../../shared/ipc/contract';
import { freePort } from '../../support/free-port';
import type { HubClient } from './client';
import { killStandardServers, startStandardServer } from './standard-server';
import { connectPage, type RunningHub, startHub } from './ws-hub';

const hubs: RunningHub[] = [];
const rogues: WebSocketServer[] = [];

afterEach(async () => {
  await Promise.all(hubs.splice(0).map(({ service }) => service.stop()));
  killStandardServers();
  for (const rogue of rogues.splice(0)) {
    for (const client of rogue.clients) client.terminate();
    rogue.close();
  }
});

async function hub(servers: readonly string[] = []): Promise<RunningHub> {
  const started = await startHub(servers);
  hubs.push(started);
  return started;
}

async function pageOn(topic: string, of: RunningHub): Promise<HubClient> {
  const page = await connectPage(of);
  page.send({ type: 'subscribe', topics: [topic] });
  await page.settle();
  return page;
}

const isConnected = (links: readonly HubLink[]) =>
  links.some(({ state, source }) => state === 'connected' && source === 'server');
const hasData = (data: string) => (message: unknown) => (message as { data?: unknown }).data === data;

/** Publishes until it arrives: how soon the server has taken a subscription cannot be seen from here. */
async function carries(from: HubClient, topic: string, to: HubClient, name: string): Promise<void> {
  let arrived = false;
  const first = to.until((message) => String((message as { data?: unknown }).data).startsWith(name));
  void first.then(() => {
    arrived = true;
  });
  for (let attempt = 0; !arrived; attempt += 1) {
    from.send({ type: 'publish', topic, data: `${name} ${attempt}` });
    await from.settle();
    await to.settle();
  }
}

describe('signaling servers', () => {
  it('[HB26] carry a publish both ways between two copies that share nothing else, from the moment they are added', async () => {
    const port = await freePort();
    await startStandardServer(port);
    const [a, b] = [await hub(), await hub()];
    const topic = topicOf('s'.repeat(43));
    const [pageA, pageB] = [await pageOn(topic, a), await pageOn(topic, b)];
    for (const each of [a, b]) each.service.setServers([`ws://127.0.0.1:${port}`]);
    await Promise.all([a.linksAre(isConnected), b.linksAre(isConnected)]);
    await carries(pageA, topic, pageB, 'from a');
    await carries(pageB, topic, pageA, 'from b');
    a.service.setServers([]);
    await a.linksAre((links) => links.length === 0);
  });

  it('[HB26] [HB11] are dialled again when they were killed and come back', async () => {
    const port = await freePort();
    const server = await startStandardServer(port);
    const [a, b] = [await hub([`ws://127.0.0.1:${port}`]), await hub([`ws://127.0.0.1:${port}`])];
    const [pageA, pageB] = [await pageOn('t', a), await pageOn('t', b)];
    await Promise.all([a.linksAre(isConnected), b.linksAre(isConnected)]);
    server.kill('SIGKILL');
    await a.linksAre(
      ([link]) => link?.state === 'failed' && link.code === 'hub/unreachable' && link.source === 'server',
    );
    await startStandardServer(port);
    await Promise.all([a.linksAre(isConnected), b.linksAre(isConnected)]);
    await carries(pageA, 't', pageB, 'again');
  });

  it('[HB26] [HB14] that send nonsense break nothing, and are left', async () => {
    const rogue = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    rogues.push(rogue);
    const closes = new Promise<number>((done) =>
      rogue.on('connection', (socket) => {
        socket.on('close', done);
        for (const text of ['{', 'null', '[]', '{"type":7}', '{"type":"publish"}', '{"type":"publish","topic":{}}'])
          socket.send(text);
        socket.send(Buffer.from([0, 1, 2]));
      }),
    );
    await new Promise((done) => rogue.once('listening', done));
    const { port } = rogue.address() as { port: number };
    const a = await hub([`ws://127.0.0.1:${port}`, 'nonsense', 'http://127.0.0.1/']);
    const page = await pageOn('t', a);
    expect(await closes).toBe(4400);
    await a.linksAre((links) => links.length === 3 && links.every(({ state }) => state === 'failed'));
    await page.settle();
  });

  it('see hashes and what the page encrypted, and nothing of the secret', async () => {
    const seen: string[] = [];
    const rogue = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    rogues.push(rogue);
    rogue.on('connection', (socket) => socket.on('message', (data) => void seen.push(String(data))));
    await new Promise((done) => rogue.once('listening', done));
    const { port } = rogue.address() as { port: number };
    const a = await hub([`ws://127.0.0.1:${port}`]);
    const secret = 'q'.repeat(43);
    const page = await pageOn(topicOf(secret), a);
    await a.linksAre(isConnected);
    page.send({ type: 'publish', topic: topicOf(secret), data: 'ZW5jcnlwdGVk' });
    await page.settle();
    await new Promise<void>((done) => {
      const [socket] = rogue.clients;
      const check = () =>
        seen.some((text) => text.includes('ZW5jcnlwdGVk')) ? done() : socket?.once('message', check);
      check();
    });
    expect(seen.map((text) => (JSON.parse(text) as { type: string }).type).sort()).toEqual(['publish', 'subscribe']);
    for (const text of seen) {
      expect(text).toContain(topicOf(secret));
      expect(text).not.toContain(secret);
      expect(text).not.toContain(passwordOf(secret));
    }
    expect(topicOf(secret)).toMatch(/^[\w-]{43}$/);
  });
});

describe('three hubs that all dial each other', () => {
  it('[HB4] [HB6] deliver each message once to each page, and none comes back', async () => {
    const all = [await hub(), await hub(), await hub()];
    const pages = await Promise.all(all.map((each) => pageOn('t', each)));
    for (const each of all) each.service.dial(all.filter((other) => other !== each).map(({ address }) => address));
    for (const each of all)
      await each.linksAre((links) => links.filter(({ state }) => state === 'connected').length === 2);
    // Each page hears of two links that opened and of two remotes that came.
    const isPeer = (message: unknown) => (message as { type: string }).type === 'recap:peer';
    await Promise.all(pages.map((page) => page.until(isPeer, 4)));
    for (const [index, page] of pages.entries())
      for (let count = 0; count < 50; count += 1) page.send({ type: 'publish', topic: 't', data: `${index} ${count}` });
    await Promise.all(
      pages.map((page, index) =>
        Promise.all([0, 1, 2].filter((other) => other !== index).map((other) => page.until(hasData(`${other} 49`)))),
      ),
    );
    // A second round over the same connections comes after whatever was still on its way.
    for (const [index, page] of pages.entries()) page.send({ type: 'publish', topic: 't', data: `last ${index}` });
    await Promise.all(
      pages.map((page, index) =>
        Promise.all([0, 1, 2].filter((other) => other !== index).map((other) => page.until(hasData(`last ${other}`)))),
      ),
    );
    for (const [index, page] of pages.entries()) {
      const data = page.received.flatMap((message) => (message as { data?: string }).data ?? []);
      expect(data.filter((each) => !each.startsWith('last'))).toHaveLength(100);
      expect(new Set(data).size).toBe(data.length);
      expect(data.some((each) => each.startsWith(`${index} `) || each === `last ${index}`)).toBe(false);
    }
  });
});
