/** Real mDNS on this machine's own network: two copies in one process, and whoever wants to disturb them. */
import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { openMulticast } from '../../../main/discovery/multicast';
import { createNetwork, type Network } from '../../../main/discovery/network';
import { usableAddresses } from '../../../main/signaling/addresses';
import type { NetworkState } from '../../../shared/ipc/contract';
import type { HubClient } from './client';
import { connect, PAGE_ORIGIN } from './ws-hub';

interface Copy {
  readonly network: Network;
  readonly page: HubClient;
  readonly changes: string[];
  /** How often the state was told. */
  told(): number;
  stateIs(condition: (state: NetworkState) => boolean): Promise<void>;
}

/** Of this run alone: other copies may be heard on the network, and another run of these tests as well. */
const run = randomUUID();
const topic = (name: string): string => `${name} of ${run}`;

const copies: Copy[] = [];
afterEach(async () => {
  await Promise.all(copies.splice(0).map(({ network }) => network.stop()));
});

interface Given {
  readonly discovery?: boolean;
  readonly interfaces?: typeof networkInterfaces;
}

async function copy({ discovery = true, interfaces = networkInterfaces }: Given = {}): Promise<Copy> {
  let state: NetworkState | null = null;
  let told = 0;
  const changes: string[] = [];
  const waiting = new Set<() => void>();
  const network = createNetwork({
    port: '0',
    pageOrigins: [PAGE_ORIGIN],
    settings: { servers: [], discovery },
    interfaces,
    stateChanged: (now) => {
      state = now;
      told += 1;
      for (const check of waiting) check();
    },
    networkChanged: (reason) => changes.push(reason),
  });
  const { pageUrl } = await network.hub.start();
  const page = await connect(pageUrl, { origin: PAGE_ORIGIN });
  const made: Copy = {
    network,
    page,
    changes,
    told: () => told,
    stateIs: (condition) =>
      new Promise((resolve) => {
        const check = () => {
          if (state === null || !condition(state)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
  copies.push(made);
  return made;
}

const isLinked = ({ links }: NetworkState) =>
  links.some(({ source, state }) => source === 'multicast' && state === 'connected');
const isHeard = ({ interfaces }: NetworkState) => interfaces.some(({ multicast }) => multicast === 'heard');

function onlyIpv6(all: ReturnType<typeof networkInterfaces>): ReturnType<typeof networkInterfaces> {
  return Object.fromEntries(
    Object.entries(all).map(([name, infos]) => [name, infos?.filter(({ family }) => family === 'IPv6')]),
  );
}
const hasIpv6 = usableAddresses(onlyIpv6(networkInterfaces())).some(({ address }) => /^f[cd]/i.test(address));

/** Where no packet that this machine multicasts comes back to it, there is nothing to test. */
const works = await new Promise<boolean>((resolve) => {
  const [where] = usableAddresses(networkInterfaces());
  if (where === undefined) return resolve(false);
  const finish = (result: boolean) => {
    clearTimeout(timer);
    socket.close();
    resolve(result);
  };
  const timer = setTimeout(() => finish(false), 2000);
  const advert = { hubId: 'e'.repeat(32), port: 9, protocol: 1, rooms: [] };
  const nothing = () => {};
  const socket = openMulticast(where, advert, {
    cameBack: () => finish(true),
    heard: nothing,
    otherVersion: nothing,
    left: nothing,
    failed: () => finish(false),
  });
});

describe.skipIf(!works)('two copies on one network', () => {
  it('[DI3] [DI4] find each other by multicast, and their pages meet', async () => {
    const [a, b] = [await copy(), await copy()];
    for (const { page } of [a, b]) page.send({ type: 'subscribe', topics: [topic('shared')] });
    await Promise.all([a.stateIs(isLinked), b.stateIs(isLinked)]);
    a.page.send({ type: 'publish', topic: topic('shared'), data: 'hello' });
    await b.page.until((message) => JSON.stringify(message).includes('hello'));
    expect(a.network.state()).toMatchObject({ heard: { sharing: 1 } });
  });

  it('[DI1] [DI3] do not link when they share nothing, when discovery is off, or when a page has left', async () => {
    const [a, b, off] = [await copy(), await copy(), await copy({ discovery: false })];
    a.page.send({ type: 'subscribe', topics: [topic('mine')] });
    b.page.send({ type: 'subscribe', topics: [topic('yours')] });
    off.page.send({ type: 'subscribe', topics: [topic('mine')] });
    await Promise.all([a, b].map((each) => each.stateIs(({ heard }) => heard.copies >= 1)));
    expect(a.network.state()).toMatchObject({ links: [], heard: { sharing: 0 } });
    expect(off.network.state().interfaces.every(({ multicast }) => multicast === 'off')).toBe(true);
    off.network.configure({ servers: [], discovery: true });
    await Promise.all([a.stateIs(isLinked), off.stateIs(isLinked)]);
    a.page.send({ type: 'unsubscribe', topics: [topic('mine')] });
    await a.stateIs(
      ({ links, interfaces }) => links.length === 0 && interfaces.every(({ multicast }) => multicast === 'off'),
    );
  });

  it.skipIf(!hasIpv6)('[DI4] [DI7] find each other by IPv6 where there is nothing else', async () => {
    const interfaces = () => onlyIpv6(networkInterfaces());
    const [a, b] = [await copy({ interfaces }), await copy({ interfaces })];
    for (const { page } of [a, b]) page.send({ type: 'subscribe', topics: [topic('shared')] });
    await Promise.all([a.stateIs(isLinked), b.stateIs(isLinked), a.stateIs(isHeard)]);
    expect(a.network.state().links.every(({ address }) => address.startsWith('['))).toBe(true);
  });

  it('[DI8] live through packets of any content', async () => {
    const a = await copy();
    a.page.send({ type: 'subscribe', topics: [topic('t')] });
    await a.stateIs(isHeard);
    const socket = createSocket('udp4');
    const send = (bytes: Uint8Array) =>
      new Promise<void>((resolve) => socket.send(bytes, 5353, '224.0.0.251', () => resolve()));
    const label = Buffer.from('\x06_recap\x04_tcp\x05local\x00', 'latin1');
    // Headers of answers that promise records which do not follow, are cut, or point to themselves.
    const header = (answers: number) => Buffer.from([0, 0, 0x84, 0, 0, 0, 0, answers, 0, 0, 0, 0]);
    const record = (type: number, data: Buffer) =>
      Buffer.concat([label, Buffer.from([0, type, 0, 1, 0, 0, 0, 120, data.length >> 8, data.length & 255]), data]);
    const instance = Buffer.concat([Buffer.from('\x01x', 'latin1'), label]);
    const packets = [
      header(1),
      Buffer.concat([header(255), label]),
      Buffer.concat([header(1), label, Buffer.from([0, 12])]),
      Buffer.concat([header(1), record(12, Buffer.from([0xc0, 12]))]),
      Buffer.concat([header(1), record(12, Buffer.from([0xc0, 255]))]),
      Buffer.concat([header(2), record(12, instance), record(33, Buffer.alloc(2))]),
      Buffer.concat([header(2), record(12, instance), record(16, Buffer.alloc(300, 255))]),
      Buffer.concat([header(1), record(33, Buffer.alloc(7, 1))]),
      ...Array.from({ length: 300 }, (_, seed) =>
        Buffer.concat([
          header(3),
          label,
          Buffer.from(Array.from({ length: 60 }, (_byte, at) => (seed * 31 + at * 17 + at ** 3) & 255)),
        ]),
      ),
    ];
    for (const packet of packets) await send(packet);
    socket.close();
    const b = await copy();
    b.page.send({ type: 'subscribe', topics: [topic('t')] });
    await Promise.all([a.stateIs(isLinked), b.stateIs(isLinked)]);
  });
});

describe('the device’s networks', () => {
  it('[DI4] [HB22] are followed while the hub listens: addresses are told, links looked at', async () => {
    const eth0 = { address: '192.168.7.1', netmask: '', family: 'IPv4', mac: '', internal: false, cidr: null } as const;
    let now: ReturnType<typeof networkInterfaces> = {};
    const a = await copy({ discovery: false, interfaces: () => now });
    now = { eth0: [eth0] };
    await a.stateIs(({ interfaces }) => interfaces.some(({ address }) => address === '192.168.7.1'));
    expect(a.changes).toEqual(['addresses']);
    a.network.woke();
    expect(a.changes).toEqual(['addresses', 'woke']);
    await a.network.stop();
    a.network.woke();
    expect(a.changes).toHaveLength(2);
  });

  it('are told again to a page that loads again and starts the hub again', async () => {
    const a = await copy({ discovery: false });
    await a.stateIs(({ addresses }) => addresses.length > 0);
    const told = a.told();
    await a.network.hub.start();
    await a.stateIs(() => a.told() > told);
  });

  it('[DI10] a socket that cannot be opened is told as failed', async () => {
    const ghost = {
      address: '192.168.7.1',
      netmask: '',
      family: 'IPv4',
      mac: '',
      internal: false,
      cidr: null,
    } as const;
    const a = await copy({ interfaces: () => ({ ghost0: [ghost] }) });
    a.page.send({ type: 'subscribe', topics: [topic('t')] });
    await a.stateIs(({ interfaces }) => interfaces.every(({ multicast }) => multicast === 'failed'));
  });
});

describe('a test of the network', () => {
  it('says of each address where the way ended, and of the hub whether it reaches itself', async () => {
    const [a, b] = [await copy({ discovery: false }), await copy({ discovery: false })];
    b.page.send({ type: 'subscribe', topics: [topic('t')] });
    await b.page.settle();
    const port = b.network.hub.listening()?.port;
    const own = a.network.hub.listening()?.port;
    const addresses = [
      `127.0.0.1:${port}`,
      `127.0.0.1:${own}`,
      'no-such-name.invalid',
      'not an address',
      '127.0.0.1:1',
    ];
    const report = await a.network.test(addresses, topic('t'));
    expect(report.addresses.map(({ reached, hub }) => `${reached} ${hub}`)).toEqual([
      'answered known',
      'answered self',
      'unresolved null',
      'unresolved null',
      'refused null',
    ]);
    expect((await a.network.test([`127.0.0.1:${port}`], 'u')).addresses[0]?.hub).toBe('unknown-topic');
    expect(report.hub).toMatchObject({ listening: true, port: own, insteadOf: null, code: null });
    expect(report.hub.reachesItself).toBe(usableAddresses(networkInterfaces()).length > 0);
    await a.network.stop();
    expect((await a.network.test([], 't')).hub).toMatchObject({ listening: false, port: null, reachesItself: false });
  });
});
