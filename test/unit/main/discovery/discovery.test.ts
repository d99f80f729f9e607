import { describe, expect, it } from 'vitest';
import { type Advert, roomHash } from '../../../../main/discovery/advert';
import { createDiscovery, type Situation } from '../../../../main/discovery/discovery';
import type { MulticastEvents } from '../../../../main/discovery/multicast';
import type { UsableAddress } from '../../../../main/signaling/addresses';

const OWN = '0'.repeat(32);
const idOf = (number: number) => `f${number.toString(16).padStart(31, '0')}`;
const eth0: UsableAddress = { name: 'eth0', address: '192.168.1.2', family: 'IPv4', kind: 'network' };
const wlan0: UsableAddress = { name: 'wlan0', address: '10.0.0.2', family: 'IPv4', kind: 'network' };

interface Opened {
  readonly where: UsableAddress;
  readonly events: MulticastEvents;
  readonly adverts: Advert[];
  asked: number;
  closed: boolean;
}

/** Discovery over sockets that are spoken to by hand, and a clock that is moved by hand. */
function setUp() {
  const opened: Opened[] = [];
  const dials: (readonly string[])[] = [];
  const nudged: string[] = [];
  const linked = new Set<string>();
  const clock = { now: 0 };
  let timers: { at: number; task: () => void }[] = [];
  const state = { neighbours: [] as string[] };
  const discovery = createDiscovery({
    hubId: OWN,
    protocol: 1,
    open: (where, advert, events) => {
      const socket: Opened = { where, events, adverts: [advert], asked: 0, closed: false };
      opened.push(socket);
      return {
        advertise: (next) => void socket.adverts.push(next),
        ask: () => {
          socket.asked += 1;
        },
        close: () => {
          socket.closed = true;
        },
      };
    },
    findNeighbours: async () => state.neighbours,
    dial: (addresses) => void dials.push(addresses),
    nudge: (addresses) => void nudged.push(...addresses),
    isLinked: (address) => linked.has(address),
    changed: () => {},
    now: () => clock.now,
    schedule: (task, delay) => {
      const timer = { at: clock.now + delay, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  });
  /** Runs everything that is due until then, in order. */
  const advance = (to: number) => {
    for (;;) {
      const next = timers.filter(({ at }) => at <= to).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      timers = timers.filter((each) => each !== next);
      clock.now = next.at;
      next.task();
    }
    clock.now = to;
  };
  const situation = (topics: readonly string[] = ['t'], networks: readonly UsableAddress[] = [eth0]): Situation => ({
    port: 5000,
    topics,
    networks,
  });
  const far = (number: number, topic = 't', port = 6000, protocol = 1): Advert => ({
    hubId: idOf(number),
    port,
    protocol,
    rooms: [roomHash(topic, idOf(number))],
  });
  const last = () => dials.at(-1) ?? [];
  const open = () => opened.filter(({ closed }) => !closed);
  return {
    discovery,
    opened,
    open,
    dials,
    last,
    nudged,
    linked,
    advance,
    situation,
    far,
    state,
    timers: () => timers.length,
  };
}

describe('discovery', () => {
  it('[DI1] opens no socket and asks nobody until there is a topic, and ends with the last one', () => {
    const { discovery, opened, open, situation, timers } = setUp();
    discovery.follow(null);
    discovery.follow(situation([]));
    expect([opened.length, timers()]).toEqual([0, 0]);
    discovery.follow(situation());
    expect(open()).toHaveLength(1);
    discovery.follow(situation([]));
    expect([open().length, timers()]).toEqual([0, 0]);
    expect(discovery.multicastOn('eth0')).toBe('off');
  });

  it('[DI1] forgets whom it heard, and lets go of the links, when it is turned off', () => {
    const { discovery, opened, last, far, situation } = setUp();
    discovery.follow(situation());
    opened[0]?.events.heard(far(1), ['192.168.1.7']);
    discovery.follow(null);
    expect(last()).toEqual([]);
    expect(discovery.heard()).toEqual({ copies: 0, sharing: 0, otherVersions: 0 });
    opened[0]?.events.heard(far(2), ['192.168.1.8']);
    expect(discovery.heard().copies).toBe(0);
  });

  it('[DI3] dials who holds one of our topics, and counts the others', () => {
    const { discovery, opened, last, far, situation } = setUp();
    discovery.follow(situation(['t', 'u']));
    opened[0]?.events.heard(far(1), ['192.168.1.7']);
    opened[0]?.events.heard(far(2, 'other'), ['192.168.1.8']);
    opened[0]?.events.heard(far(3, 'u'), ['fd00::9']);
    expect(last()).toEqual(['192.168.1.7:6000', '[fd00::9]:6000']);
    expect(discovery.heard()).toEqual({ copies: 3, sharing: 2, otherVersions: 0 });
  });

  it('[DI3] announces topics that come, and compares those it knows again', () => {
    const { discovery, opened, last, far, situation } = setUp();
    discovery.follow(situation());
    opened[0]?.events.heard(far(1, 'u'), ['192.168.1.7']);
    expect(last()).toEqual([]);
    discovery.follow(situation(['t', 'u']));
    expect(opened[0]?.adverts.at(-1)?.rooms).toEqual([roomHash('t', OWN), roomHash('u', OWN)]);
    expect(last()).toEqual(['192.168.1.7:6000']);
  });

  it('[DI4] opens and closes sockets with the interfaces, and all anew after waking', () => {
    const { discovery, opened, open, situation } = setUp();
    const names = () => open().map(({ where }) => where.name);
    discovery.follow(situation(['t'], [eth0]));
    discovery.follow(situation(['t'], [eth0, wlan0]));
    expect(names()).toEqual(['eth0', 'wlan0']);
    discovery.follow(situation(['t'], [{ ...eth0, address: '192.168.1.99' }, wlan0]));
    expect(open().map(({ where }) => where.address)).toEqual(['10.0.0.2', '192.168.1.99']);
    const before = opened.length;
    discovery.restart();
    expect(opened).toHaveLength(before + 2);
    expect(names().sort()).toEqual(['eth0', 'wlan0']);
  });

  it('tells starting, heard, silent and failed for each interface', () => {
    const { discovery, opened, advance, situation } = setUp();
    discovery.follow(situation(['t'], [eth0, wlan0]));
    const states = () => ['eth0', 'wlan0', 'none'].map((name) => discovery.multicastOn(name));
    expect(states()).toEqual(['starting', 'starting', 'off']);
    opened[0]?.events.cameBack();
    advance(5000);
    expect(states()).toEqual(['heard', 'silent', 'off']);
    opened[1]?.events.cameBack();
    opened[0]?.events.failed();
    expect(states()).toEqual(['failed', 'heard', 'off']);
  });

  it('[DI10] opens a socket that failed again, more and more seldom', () => {
    const { discovery, opened, open, advance, situation } = setUp();
    discovery.follow(situation());
    const times: number[] = [];
    let count = 1;
    for (let now = 0; now <= 120_000; now += 1000) {
      open()[0]?.events.failed();
      advance(now);
      if (opened.length > count) times.push(now);
      count = opened.length;
    }
    expect(times).toEqual([1000, 3000, 10_000, 40_000, 70_000, 100_000]);
    expect(open()).toHaveLength(1);
  });

  it('[DI5] forgets who was not heard for 120 s, but not who is linked', () => {
    const { discovery, opened, last, linked, far, advance, situation } = setUp();
    discovery.follow(situation());
    opened[0]?.events.heard(far(1), ['192.168.1.7']);
    opened[0]?.events.heard(far(2), ['192.168.1.8']);
    linked.add('192.168.1.8:6000');
    advance(200_000);
    expect(last()).toEqual(['192.168.1.8:6000']);
    linked.clear();
    advance(300_000);
    expect(last()).toEqual([]);
  });

  it('[DI5] believes a goodbye only where no link stands', () => {
    const { discovery, opened, last, linked, far, situation } = setUp();
    discovery.follow(situation());
    for (const number of [1, 2]) opened[0]?.events.heard(far(number), [`192.168.1.${number}`]);
    linked.add('192.168.1.1:6000');
    for (const number of [1, 2, 3]) opened[0]?.events.left(idOf(number));
    expect(last()).toEqual(['192.168.1.1:6000']);
  });

  it('[DI6] counts other versions, and dials those that only speak another exchange', () => {
    const { discovery, opened, last, far, situation } = setUp();
    discovery.follow(situation());
    opened[0]?.events.otherVersion(idOf(1));
    opened[0]?.events.heard(far(2, 't', 6000, 2), ['192.168.1.8']);
    expect(discovery.heard()).toEqual({ copies: 2, sharing: 1, otherVersions: 2 });
    expect(last()).toEqual(['192.168.1.8:6000']);
  });

  it('[DI8] a flood of strangers displaces nobody who shares a notebook, and ends at 64', () => {
    const { discovery, opened, last, far, situation } = setUp();
    discovery.follow(situation());
    opened[0]?.events.heard(far(1), ['192.168.1.7']);
    for (let number = 2; number < 2000; number += 1) {
      opened[0]?.events.heard(far(number, 'other'), ['192.168.1.8']);
      opened[0]?.events.otherVersion(idOf(number + 10_000));
    }
    expect(discovery.heard()).toMatchObject({ copies: 64, sharing: 1 });
    opened[0]?.events.heard(far(5000), ['192.168.1.9']);
    expect(last()).toEqual(['192.168.1.7:6000', '192.168.1.9:6000']);
    expect(discovery.heard()).toMatchObject({ copies: 64, sharing: 2 });
  });

  it('[DI8] dials 64 addresses at most, 4 of one copy', () => {
    const { discovery, opened, last, far, situation } = setUp();
    discovery.follow(situation());
    for (let host = 1; host < 10; host += 1) opened[0]?.events.heard(far(1), [`192.168.1.${host}`]);
    expect(last()).toHaveLength(4);
    for (let number = 2; number < 200; number += 1) opened[0]?.events.heard(far(number), [`10.0.${number}.1`]);
    expect(last()).toHaveLength(64);
  });

  it('a copy that comes back on another port is dialled there alone', () => {
    const { discovery, opened, last, far, situation } = setUp();
    discovery.follow(situation());
    opened[0]?.events.heard(far(1), ['192.168.1.7']);
    opened[0]?.events.heard(far(1, 't', 7000), ['192.168.1.7']);
    expect(last()).toEqual(['192.168.1.7:7000']);
  });

  it('[DI5] one that says another’s id from elsewhere does not take its place', () => {
    const { discovery, opened, last, far, situation } = setUp();
    discovery.follow(situation());
    opened[0]?.events.heard(far(1), ['192.168.1.7']);
    opened[0]?.events.heard({ ...far(1), rooms: [] }, ['192.168.1.66']);
    opened[0]?.events.otherVersion(idOf(1));
    expect(last()).toEqual(['192.168.1.7:6000']);
    expect(discovery.heard()).toMatchObject({ copies: 1, sharing: 1 });
  });

  it('[DI11] says when somebody new is at an address, each time it is another, and of nobody else', () => {
    const { discovery, opened, nudged, far, situation } = setUp();
    discovery.follow(situation());
    opened[0]?.events.heard(far(1), ['192.168.1.7']);
    opened[0]?.events.heard(far(1), ['192.168.1.7']);
    opened[0]?.events.heard(far(2, 'other'), ['192.168.1.8']);
    expect(nudged).toEqual(['192.168.1.7:6000']);
    opened[0]?.events.heard(far(3), ['192.168.1.7']);
    expect(nudged).toEqual(['192.168.1.7:6000', '192.168.1.7:6000']);
  });

  it('does not hear itself', () => {
    const { discovery, opened, dials, situation } = setUp();
    discovery.follow(situation());
    opened[0]?.events.heard({ hubId: OWN, port: 1, protocol: 1, rooms: [roomHash('t', OWN)] }, ['192.168.1.2']);
    expect(dials.flat()).toEqual([]);
  });

  it('[DI9] links with a copy on this machine, and keeps it while the link stands', async () => {
    const { discovery, last, linked, advance, situation, state } = setUp();
    state.neighbours = ['127.0.0.1:47800'];
    discovery.follow(situation(['t'], []));
    await Promise.resolve();
    expect(last()).toEqual(['127.0.0.1:47800']);
    linked.add('127.0.0.1:47800');
    state.neighbours = [];
    advance(5000);
    await Promise.resolve();
    expect(last()).toEqual(['127.0.0.1:47800']);
    linked.clear();
    advance(10_000);
    await Promise.resolve();
    expect(last()).toEqual([]);
  });
});
