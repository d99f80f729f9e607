import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHubService, type HubService, parsePort } from '../../../../main/signaling/hub-service';
import { DEFAULT_HUB_PORT } from '../../../../shared/signaling/limits';

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

  it('takes any free port when the default one is taken', async () => {
    await occupy(DEFAULT_HUB_PORT);
    const { port } = await service(undefined).start();
    expect(port).not.toBe(DEFAULT_HUB_PORT);
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
