import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HubServerOptions } from '../../../../main/signaling/hub-server';
import { createHubService, type HubService, parsePort } from '../../../../main/signaling/hub-service';
import { DEFAULT_HUB_PORT, HUB_PORTS } from '../../../../shared/signaling/limits';

const services: HubService[] = [];
const servers: Server[] = [];

function service(port: string | undefined): HubService {
  const created = createHubService({ port, pageOrigins: ['app://recap'], changed: () => {} });
  services.push(created);
  return created;
}

/** The port that was taken: the wished one, or already somebody else's, which serves as well. */
function occupy(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    servers.push(server);
    server.once('error', () => resolve(port));
    server.listen(port, '0.0.0.0', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

afterEach(async () => {
  await Promise.all(services.splice(0).map((each) => each.stop()));
  for (const server of servers.splice(0)) server.close();
});

describe('hub service', () => {
  it('is one hub however often it is started', async () => {
    const hub = service('0');
    const [one, two] = await Promise.all([hub.start(), hub.start()]);
    expect(two).toEqual(one);
    expect(one.pageUrl).toMatch(new RegExp(`^ws://127\\.0\\.0\\.1:${one.port}/page\\?token=[\\w-]{43}$`));
    expect(one.addresses.at(-1)).toBe(`127.0.0.1:${one.port}`);
  });

  it('gives a new token after a restart', async () => {
    const hub = service('0');
    const before = await hub.start();
    await hub.stop();
    const after = await hub.start();
    expect(after.pageUrl.split('=')[1]).not.toBe(before.pageUrl.split('=')[1]);
  });

  it('says that a port given by the person is taken, and can be started once it is free', async () => {
    const port = await occupy(0);
    const hub = service(String(port));
    await expect(hub.start()).rejects.toMatchObject({ code: 'hub/port-taken' });
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    expect((await hub.start()).port).toBe(port);
  });

  it('[HB25] takes one of the next ports when the default one is taken, then any', async () => {
    await occupy(DEFAULT_HUB_PORT);
    const hub = service(undefined);
    const { port } = await hub.start();
    expect(port).not.toBe(DEFAULT_HUB_PORT);
    expect((await hub.test([], 't')).hub).toMatchObject({ port, insteadOf: DEFAULT_HUB_PORT });
    for (let step = 1; step < HUB_PORTS; step += 1) await occupy(DEFAULT_HUB_PORT + step);
    const other = await service(undefined).start();
    expect([0, 1, 2, 3].map((step) => DEFAULT_HUB_PORT + step)).not.toContain(other.port);
  });

  it('tells why it does not listen', async () => {
    const port = await occupy(0);
    const hub = service(String(port));
    await hub.start().catch(() => {});
    expect((await hub.test([], 't')).hub).toMatchObject({ listening: false, port: null, code: 'hub/port-taken' });
  });

  it('[HB24] opens its port again when the server dies, with the same token', async () => {
    const died: (() => void)[] = [];
    const started: HubServerOptions[] = [];
    let isOpen: () => void = () => {};
    const reopened = new Promise<void>((resolve) => {
      isOpen = resolve;
    });
    const hub = createHubService({
      port: '0',
      pageOrigins: [],
      changed: (what) => {
        if (what === 'listening' && started.length === 3) isOpen();
      },
      startServer: async (options) => {
        started.push(options);
        if (started.length === 2) throw new Error('still taken');
        return { port: 5555, ipv6: false, stop: async () => {}, died: new Promise((resolve) => died.push(resolve)) };
      },
    });
    services.push(hub);
    const before = await hub.start();
    died[0]?.();
    await reopened;
    expect(started.map(({ port }) => port)).toEqual([0, 5555, 5555]);
    expect(new Set(started.map(({ token }) => token)).size).toBe(1);
    expect(await hub.start()).toEqual(before);
  });

  it('[HB24] takes another port when its own is gone for good', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      let die: () => void = () => {};
      const hub = createHubService({
        port: '0',
        pageOrigins: [],
        changed: () => {},
        startServer: async ({ port }) => {
          if (port === 5555) throw new Error('taken');
          const first = hub.listening() === null;
          const died = new Promise<void>((resolve) => {
            if (first) die = resolve;
          });
          return { port: first ? 5555 : 6666, ipv6: false, stop: async () => {}, died };
        },
      });
      services.push(hub);
      const before = await hub.start();
      die();
      await vi.advanceTimersByTimeAsync(15_000);
      expect(hub.listening()?.port).toBe(6666);
      expect((await hub.start()).pageUrl).toBe(before.pageUrl.replace(':5555/', ':6666/'));
    } finally {
      vi.useRealTimers();
    }
  });

  it('cannot dial before it runs', () => {
    expect(() => service('0').dial(['127.0.0.1:1'])).toThrow(expect.objectContaining({ code: 'hub/not-running' }));
  });

  it('stops though it never started, and twice', async () => {
    const hub = service('0');
    await hub.stop();
    await hub.start();
    await Promise.all([hub.stop(), hub.stop()]);
  });

  it.each([
    [undefined, null],
    ['', null],
    ['0', 0],
    ['47801', 47801],
  ])('reads RECAP_HUB_PORT=%j as %j', (text, port) => {
    expect(parsePort(text)).toBe(port);
  });

  it.each(['x', '-1', '65536', '1.5'])('refuses RECAP_HUB_PORT=%j', (text) => {
    expect(() => parsePort(text)).toThrow(expect.objectContaining({ code: 'hub/port-taken' }));
  });
});
