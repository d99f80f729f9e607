/** Hub, local discovery and the device's networks as one thing: what the page is told of them, and what it may ask. */
import { networkInterfaces } from 'node:os';
import { PROTOCOL_MAJOR } from '../../shared/exchange/messages';
import type { NetworkReport, NetworkState, ProbeResult } from '../../shared/ipc/contract';
import type { ConnectionSettings } from '../../shared/model/settings';
import { type Interfaces, type UsableAddress, usableAddresses } from '../signaling/addresses';
import { dialWith } from '../signaling/dial';
import { createHubService, type HubService, type HubServiceOptions } from '../signaling/hub-service';
import { createDiscovery } from './discovery';
import type { OpenMulticast } from './multicast';
import { findNeighboursWith } from './neighbours';
import { createSeek } from './seek';

type Settings = Pick<ConnectionSettings, 'servers' | 'discovery'>;

export interface NetworkOptions extends Pick<HubServiceOptions, 'port' | 'pageOrigins'> {
  readonly settings: Settings;
  readonly stateChanged: (state: NetworkState) => void;
  readonly networkChanged: (reason: 'woke' | 'addresses') => void;
  /** The system's own list, unless a test gives another. */
  readonly interfaces?: () => Interfaces;
}

export interface Network {
  readonly hub: HubService;
  state(): NetworkState;
  /** Asks the addresses, and whoever is heard on the local networks, for a topic. Takes at most 4 s. */
  probe(addresses: readonly string[], topic: string): Promise<ProbeResult[]>;
  /** Takes at most 4 s. */
  test(addresses: readonly string[], topic: string): Promise<NetworkReport>;
  /** In effect at once. */
  configure(settings: Settings): void;
  /** The computer woke up. */
  woke(): void;
  stop(): Promise<void>;
}

/** How often the device's addresses are looked at while the hub listens, in ms: Node tells of no change by itself. */
const POLL = 1000;
/** Networks that are listened on; a laptop has three or four. */
const MAX_NETWORKS = 16;
/** Changes that come together are told together, in ms. */
const TOGETHER = 50;

export function createNetwork(options: NetworkOptions): Network {
  const readInterfaces = options.interfaces ?? networkInterfaces;
  let settings = options.settings;
  let usable: readonly UsableAddress[] = [];
  let poll: NodeJS.Timeout | null = null;
  let telling: NodeJS.Timeout | null = null;
  let told = '';

  const hub = createHubService({
    port: options.port,
    pageOrigins: options.pageOrigins,
    servers: settings.servers,
    changed: (what) => {
      if (what === 'listening') follow();
      if (what !== 'links') discover();
      tell();
    },
  });

  const schedule = (task: () => void, delay: number) => {
    const timer = setTimeout(task, delay);
    return () => clearTimeout(timer);
  };
  const seek = createSeek({ probe: hub.probe, schedule, changed: discover });
  const discovery = createDiscovery({
    hubId: hub.hubId,
    protocol: PROTOCOL_MAJOR,
    open: openMulticastLater,
    findNeighbours: findNeighboursWith(dialWith(hub.hubId), hub.hubId),
    dial: (addresses) => {
      hub.setHeard(addresses);
      seek.heard(addresses);
    },
    nudge: (addresses) => hub.nudge(addresses),
    isLinked: (address) => hub.links().some((link) => link.address === address && link.state === 'connected'),
    changed: tell,
    now: () => performance.now(),
    schedule,
  });

  /** One instance for each interface: by IPv4, and by IPv6 where there is no other. */
  function discover(): void {
    const port = hub.listening()?.port;
    const byName = new Map([...usable].reverse().map((each) => [each.name, each]));
    const networks = usable.filter((each) => byName.get(each.name) === each).slice(0, MAX_NETWORKS);
    discovery.follow(
      port !== undefined && settings.discovery
        ? { port, topics: [...new Set([...hub.topics(), ...seek.topics()])], networks }
        : null,
    );
  }

  function state(): NetworkState {
    return {
      addresses: [...(hub.listening()?.addresses ?? [])],
      links: hub.links(),
      interfaces: (poll === null ? usableAddresses(readInterfaces()) : usable).map(({ name, address, kind }) => ({
        name,
        address,
        kind,
        multicast: discovery.multicastOn(name),
      })),
      heard: discovery.heard(),
    };
  }

  function tell(): void {
    telling ??= setTimeout(() => {
      telling = null;
      const now = state();
      const text = JSON.stringify(now);
      if (text === told) return;
      told = text;
      options.stateChanged(now);
    }, TOGETHER);
  }

  function follow(): void {
    const isOn = hub.listening() !== null;
    if (isOn && poll === null) {
      usable = usableAddresses(readInterfaces());
      poll = setInterval(look, POLL);
    } else if (!isOn && poll !== null) {
      clearInterval(poll);
      poll = null;
    }
  }

  function look(): void {
    const now = usableAddresses(readInterfaces());
    if (JSON.stringify(now) === JSON.stringify(usable)) return;
    usable = now;
    discover();
    hub.refresh();
    options.networkChanged('addresses');
    tell();
  }

  return {
    hub: {
      ...hub,
      // A page that loads again starts the hub again, and knows nothing of what was told before.
      async start() {
        const info = await hub.start();
        told = '';
        tell();
        return info;
      },
    },
    state,
    async probe(addresses, topic) {
      if (hub.listening() === null || !settings.discovery) return hub.probe(addresses, topic);
      const heard = seek.find(topic);
      const both = [hub.probe(addresses, topic), heard.found];
      // Whoever knows it first is enough; that nobody does is known only when both have ended.
      const answers = await Promise.race(
        both.map(async (one) => {
          const results = await one;
          return results.some(({ result }) => result === 'known') ? results : (await Promise.all(both)).flat();
        }),
      );
      heard.cancel();
      return answers;
    },
    async test(addresses, topic) {
      const report = await hub.test(addresses, topic);
      return { ...report, state: state() };
    },
    configure(next) {
      if (next.servers.join('\n') !== settings.servers.join('\n')) hub.setServers(next.servers);
      const wasOn = settings.discovery;
      settings = next;
      if (wasOn !== next.discovery) discover();
    },
    woke() {
      if (hub.listening() === null) return;
      discovery.restart();
      hub.refresh();
      options.networkChanged('woke');
    },
    async stop() {
      await hub.stop();
      if (telling !== null) clearTimeout(telling);
      telling = null;
    },
  };
}

/** The multicast library is read when something is shared, not at every start. */
const openMulticastLater: OpenMulticast = (where, advert, events) => {
  let latest = advert;
  let opened: ReturnType<OpenMulticast> | null = null;
  let closed = false;
  void import('./multicast').then(
    ({ openMulticast }) => {
      if (!closed) opened = openMulticast(where, latest, events);
    },
    () => events.failed(),
  );
  return {
    advertise(next) {
      latest = next;
      opened?.advertise(next);
    },
    ask: () => opened?.ask(),
    close() {
      closed = true;
      opened?.close();
    },
  };
};
