/** Who is heard on the local networks, and whom of them to link with. Speaks and listens only while there is something shared. */
import type { NetworkInterface, NetworkState } from '../../shared/ipc/contract';
import { formatHostAndPort } from '../../shared/signaling/hub-address';
import type { UsableAddress } from '../signaling/addresses';
import { type Advert, roomHash } from './advert';
import type { Multicast, OpenMulticast } from './multicast';
import type { FindNeighbours } from './neighbours';

/** Copies that are remembered, and addresses that are dialled: more than meet in one network; see HUB_LIMITS.remotes. */
const MAX_FOUND = 64;
const MAX_DIALLED = 64;
/** Addresses of one copy: one for each network that both are in. */
const MAX_HOSTS = 4;
/** A copy that neither answers nor is linked is forgotten after four questions, in ms. */
const FORGET = 120_000;
/** Waits between questions, in ms; the last one repeats. */
const ASK_AFTER = [1000, 2000, 7000, 30_000] as const;
/** When nothing that was sent has come back after this, multicast is silent here, in ms: two questions. */
const SILENT_AFTER = 4000;
const NEIGHBOURS_EVERY = 5000;

export interface DiscoveryOptions {
  readonly hubId: string;
  readonly protocol: number;
  readonly open: OpenMulticast;
  readonly findNeighbours: FindNeighbours;
  /** Replaces the addresses to stay linked with. */
  readonly dial: (addresses: readonly string[]) => void;
  /** Somebody is there who was not there before: those that wait to be dialled are dialled now [DI11]. */
  readonly nudge: (addresses: readonly string[]) => void;
  readonly isLinked: (address: string) => boolean;
  /** Something that `multicastOn` or `heard` tells is another. */
  readonly changed: () => void;
  readonly now: () => number;
  /** Runs `task` after `delay` ms; returns the function that cancels it. */
  readonly schedule: (task: () => void, delay: number) => () => void;
}

export interface Situation {
  readonly port: number;
  /** Topics that pages of this app hold. Without one nothing is sent and nothing is listened to. */
  readonly topics: readonly string[];
  readonly networks: readonly UsableAddress[];
}

export interface Discovery {
  /** Null: off. */
  follow(situation: Situation | null): void;
  /** The network changed: all sockets are opened anew. */
  restart(): void;
  multicastOn(interfaceName: string): NetworkInterface['multicast'];
  heard(): NetworkState['heard'];
}

interface Instance {
  readonly where: UsableAddress;
  readonly multicast: Multicast;
  state: NetworkInterface['multicast'];
  asked: number;
  cancel: () => void;
  cancelSilent: () => void;
}

/** One copy at one host: what another host says under the same id does not touch it. */
interface Found {
  readonly id: string;
  /** Null: it speaks another version. */
  advert: Advert | null;
  hosts: readonly string[];
  lastHeard: number;
}

export function createDiscovery(options: DiscoveryOptions): Discovery {
  const { hubId, schedule, now, changed } = options;
  const instances = new Map<string, Instance>();
  const found = new Map<string, Found>();
  let neighbours: readonly string[] = [];
  let situation: Situation | null = null;
  let round = 0;
  let cancelTick = () => {};
  let dialled = '';

  const keyOf = ({ name, address }: UsableAddress) => `${name} ${address}`;
  const advertOf = ({ port, topics }: Situation): Advert => ({
    hubId,
    port,
    protocol: options.protocol,
    rooms: topics.map((topic) => roomHash(topic, hubId)),
  });

  function isSharing({ advert }: Found): boolean {
    if (advert === null || situation === null) return false;
    const rooms = new Set(advert.rooms);
    return situation.topics.some((topic) => rooms.has(roomHash(topic, advert.hubId)));
  }

  const addressesOf = ({ advert, hosts }: Found) =>
    advert === null ? [] : hosts.map((host) => formatHostAndPort(host, advert.port));

  function decide(): void {
    for (const [key, each] of found)
      if (now() - each.lastHeard > FORGET && !addressesOf(each).some(options.isLinked)) found.delete(key);
    const heard = [...found.values()].filter(isSharing).flatMap(addressesOf);
    const wanted = [...new Set([...heard, ...neighbours])].slice(0, MAX_DIALLED);
    if (wanted.join() !== dialled) {
      dialled = wanted.join();
      options.dial(wanted);
    }
    changed();
  }

  function note(id: string, advert: Advert | null, hosts: readonly string[]): void {
    if (id === hubId || situation === null) return;
    const key = `${id} ${hosts[0] ?? ''}`;
    const each: Found = { id, advert, hosts, lastHeard: now() };
    const isNew = !found.has(key);
    if (isNew) {
      if ([...found.values()].filter((other) => other.id === id).length >= MAX_HOSTS) return;
      if (found.size >= MAX_FOUND && !makeRoom(each)) return;
    }
    found.set(key, each);
    decide();
    if (isNew && isSharing(each)) options.nudge(addressesOf(each));
  }

  /** Who shares a notebook with us is never displaced by who does not [DI8]. */
  function makeRoom(newcomer: Found): boolean {
    if (!isSharing(newcomer)) return false;
    const strangers = [...found]
      .filter(([, each]) => !isSharing(each))
      .sort(([, a], [, b]) => a.lastHeard - b.lastHeard);
    const [oldest] = strangers;
    return oldest !== undefined && found.delete(oldest[0]);
  }

  function open(where: UsableAddress, advert: Advert): void {
    const key = keyOf(where);
    const setState = (state: Instance['state']) => {
      if (instances.get(key) !== instance || instance.state === state) return;
      instance.state = state;
      changed();
    };
    const works = () => setState('heard');
    const instance: Instance = {
      where,
      state: 'starting',
      asked: 0,
      cancel: () => {},
      cancelSilent: schedule(() => {
        if (instance.state === 'starting') setState('silent');
      }, SILENT_AFTER),
      multicast: options.open(where, advert, {
        cameBack: works,
        heard: (far, hosts) => note(far.hubId, far, hosts),
        otherVersion: (id) => note(id, null, []),
        left: (id) => {
          // Anybody can say so: it is believed when no link stands.
          for (const each of found.values()) if (each.id === id) each.lastHeard = Number.NEGATIVE_INFINITY;
          decide();
        },
        failed: () => setState('failed'),
      }),
    };
    instances.set(key, instance);
    askLater(instance);
  }

  function askLater(instance: Instance): void {
    const wait = ASK_AFTER[Math.min(instance.asked, ASK_AFTER.length - 1)] ?? 0;
    instance.asked += 1;
    instance.cancel = schedule(() => {
      if (instance.state === 'failed') return reopen(instance);
      instance.multicast.ask();
      askLater(instance);
      decide();
    }, wait);
  }

  function close(instance: Instance): void {
    instances.delete(keyOf(instance.where));
    instance.cancel();
    instance.cancelSilent();
    instance.multicast.close();
  }

  function reopen(instance: Instance): void {
    const { asked } = instance;
    close(instance);
    if (situation === null) return;
    open(instance.where, advertOf(situation));
    // One that fails again and again is tried as seldom as others ask.
    const again = instances.get(keyOf(instance.where));
    if (again === undefined) return;
    again.cancel();
    again.asked = asked;
    askLater(again);
  }

  function lookNextDoor(): void {
    round += 1;
    const mine = round;
    if (situation === null) return;
    const { port, topics } = situation;
    void options.findNeighbours(port, topics).then((addresses) => {
      if (mine !== round || situation === null) return;
      // A hub that is linked under this address is busy, not gone.
      neighbours = [...new Set([...addresses, ...neighbours.filter(options.isLinked)])];
      decide();
      cancelTick = schedule(lookNextDoor, NEIGHBOURS_EVERY);
    });
  }

  function stopAll(): void {
    round += 1;
    cancelTick();
    for (const instance of [...instances.values()]) close(instance);
    found.clear();
    neighbours = [];
  }

  function apply(next: Situation): void {
    const advert = advertOf(next);
    const wanted = new Map(next.networks.map((where) => [keyOf(where), where]));
    for (const [key, instance] of [...instances]) if (!wanted.has(key)) close(instance);
    for (const [key, where] of wanted) {
      const instance = instances.get(key);
      if (instance === undefined) open(where, advert);
      else instance.multicast.advertise(advert);
    }
  }

  return {
    follow(next) {
      const before = situation;
      situation = next === null || next.topics.length === 0 ? null : next;
      if (situation === null) {
        if (before === null) return;
        stopAll();
      } else {
        apply(situation);
        if (before?.port !== situation.port || before.topics.join() !== situation.topics.join()) {
          cancelTick();
          lookNextDoor();
        }
      }
      decide();
    },
    restart() {
      for (const instance of [...instances.values()]) close(instance);
      if (situation !== null) apply(situation);
      changed();
    },
    multicastOn(name) {
      return [...instances.values()].find(({ where }) => where.name === name)?.state ?? 'off';
    },
    heard() {
      const count = (condition: (each: Found) => boolean) =>
        new Set([...found.values()].filter(condition).map(({ id }) => id)).size;
      return {
        copies: count(() => true),
        sharing: count(isSharing),
        otherVersions: count(({ advert }) => advert === null || advert.protocol !== options.protocol),
      };
    },
  };
}
