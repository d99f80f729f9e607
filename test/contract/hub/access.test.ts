/** Who is let in at the real server. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { PROTOCOL_MAJOR } from '../../../shared/exchange/messages';
import { CLOSE, HUB_ID_HEADER, PROTOCOL_HEADER } from '../../../shared/signaling/limits';
import { connect, connectPage, PAGE_ORIGIN, type RunningHub, startHub } from './ws-hub';

let hub: RunningHub;
beforeEach(async () => {
  hub = await startHub();
});
afterEach(() => hub.service.stop());

describe('the page', () => {
  it('[HB1] is let in with the token and the origin of the app', async () => {
    const page = await connectPage(hub);
    await page.settle();
  });

  const url = (token: string) => `ws://${hub.address}/page${token}`;
  const outside = () => hub.info.addresses.find((address) => !address.startsWith('127.'));
  const right = () => new URL(hub.info.pageUrl).search;

  it.each<[string, () => string, Record<string, string>]>([
    ['without token', () => url(''), { origin: PAGE_ORIGIN }],
    ['with another token', () => url(`?token=${'x'.repeat(43)}`), { origin: PAGE_ORIGIN }],
    ['with a token of another length', () => url('?token=x'), { origin: PAGE_ORIGIN }],
    ['without origin', () => url(right()), {}],
    ['of another site', () => url(right()), { origin: 'https://example.org' }],
    ['of another app', () => url(right()), { origin: 'app://other' }],
    [
      'from outside',
      () => `ws://${outside() ?? hub.address}/page${outside() === undefined ? '' : right()}`,
      { origin: PAGE_ORIGIN },
    ],
  ])('[HB1] is refused %s', async (_name, address, headers) => {
    const client = await connect(address(), headers);
    expect(await client.closed).toBe(CLOSE.forbidden);
  });
});

describe('others', () => {
  it('[HB2] are refused at /hub when a browser sends them', async () => {
    const client = await connect(`ws://${hub.address}/hub`, { origin: PAGE_ORIGIN });
    expect(await client.closed).toBe(CLOSE.forbidden);
  });

  it.each(['/', '/Hub', '/hub/', '//', '/%70age'])('[HB2] find nothing at %s', async (path) => {
    const client = await connect(`ws://${hub.address}${path}`);
    expect(await client.closed).toBe(CLOSE.wrongPath);
  });

  it('[HB12] are refused when they are this hub itself', async () => {
    const client = await connect(`ws://${hub.address}/hub`, { [HUB_ID_HEADER]: hub.info.hubId });
    expect(await client.closed).toBe(CLOSE.self);
  });

  it('[HB15] are closed when a message is larger than allowed', async () => {
    const client = await connect(`ws://${hub.address}/hub`);
    client.sendText(`{"type":"publish","topic":"t","data":"${'x'.repeat(300_000)}"}`);
    expect(await client.closed).toBe(1009);
  });

  it('[HB20] are cut when they connect and say nothing', async () => {
    const idle = idleSocket('127.0.0.1', hub.info.port);
    await idle.connected;
    await idle.closed;
  }, 30_000);

  it('[HB20] that fill the hub with idle connections do not keep the page out', async () => {
    // Without a network the connections come from loopback, where none is refused.
    const host = lanAddress();
    const idle = Array.from({ length: 620 }, () => idleSocket(host ?? '127.0.0.1', hub.info.port));
    await Promise.all(idle.map(({ connected }) => connected));
    if (host !== null) await Promise.all(idle.slice(32).map(({ closed }) => closed));
    const page = await connectPage(hub);
    await page.settle();
    for (const { end } of idle) end();
  }, 30_000);

  it('[HB23] are told the id and the version with the answer to their upgrade', async () => {
    const socket = new WebSocket(`ws://${hub.address}/hub`);
    const [response] = (await once(socket, 'upgrade')) as [IncomingMessage];
    expect(response.headers).toMatchObject({
      [HUB_ID_HEADER]: hub.info.hubId,
      [PROTOCOL_HEADER]: String(PROTOCOL_MAJOR),
    });
    socket.terminate();
  });

  it('get no page by HTTP', async () => {
    const status = await new Promise((resolve) => {
      request({ host: '127.0.0.1', port: hub.info.port, path: '/hub' }, (response) =>
        resolve(response.statusCode),
      ).end();
    });
    expect(status).toBe(426);
  });
});

/** An IPv4 address of this machine that is not loopback. */
function lanAddress(): string | null {
  const all = Object.values(networkInterfaces()).flatMap((infos) => infos ?? []);
  return all.find((info) => !info.internal && info.family === 'IPv4')?.address ?? null;
}

/** A TCP connection that sends nothing. */
function idleSocket(host: string, port: number) {
  const socket = connectTcp(port, host);
  socket.on('error', () => {});
  socket.resume();
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const connected = Promise.race([new Promise<void>((resolve) => socket.once('connect', () => resolve())), closed]);
  return { connected, closed, end: () => socket.destroy() };
}
