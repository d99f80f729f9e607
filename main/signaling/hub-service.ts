/** The signaling hub as the rest of the app sees it: start, stop, dial, probe. No socket is open before `start` or `probe`. */
import { createHash, randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { AppError, toAppError } from '../../shared/errors/app-error';
import type { AddressTest, HubInfo, HubLink, NetworkReport, ProbeResult } from '../../shared/ipc/contract';
import { createHubCore, type HubCore } from '../../shared/signaling/hub-core';
import { DEFAULT_HUB_PORT, HUB_LIMITS, PAGE_PATH } from '../../shared/signaling/limits';
import { reachableAddresses } from './addresses';
import { dialWith } from './dial';
import { type HubServer, startHubServer } from './hub-server';
import { createLinks, type Links } from './links';
import { probe, testAddresses } from './probe';

/** What changed of a hub: whether and where it listens, its links, or the topics that its pages hold. */
export type HubChange = 'listening' | 'links' | 'topics';

export interface HubService {
  /** Random for each run of the app; names nobody. */
  readonly hubId: string;
  /** The running hub, started when it is not. Errors: hub/port-taken, hub/failed. */
  start(): Promise<HubInfo>;
  stop(): Promise<void>;
  /** Replaces the hubs to stay linked with. Errors: hub/not-running. */
  dial(addresses: readonly string[]): void;
  /** Replaces the hubs that were heard on the local network; nothing while it does not run. */
  setHeard(addresses: readonly string[]): void;
  /** Somebody was heard at these addresses: links to them that wait dial at once [DI11]. */
  nudge(addresses: readonly string[]): void;
  /** Replaces the y-webrtc signaling servers to stay linked with, chosen by this person and by nobody else [HB21]. What is no ws(s) URL fails. */
  setServers(urls: readonly string[]): void;
  /** The network changed or the computer woke: all links are looked at and dialled again at once [HB22]. */
  refresh(): void;
  /** Null while it does not listen. */
  listening(): { readonly port: number; readonly addresses: readonly string[] } | null;
  links(): HubLink[];
  /** The topics that pages of this app hold. */
  topics(): string[];
  probe(addresses: readonly string[], topic: string): Promise<ProbeResult[]>;
  /** Takes at most 4 s. */
  test(addresses: readonly string[], topic: string): Promise<Pick<NetworkReport, 'hub' | 'addresses'>>;
}

export interface HubServiceOptions {
  /** `RECAP_HUB_PORT` as it was given. */
  readonly port: string | undefined;
  readonly pageOrigins: readonly string[];
  readonly servers?: readonly string[];
  readonly changed: (what: HubChange) => void;
  /** For tests. */
  readonly startServer?: typeof startHubServer;
}

/** How often quiet connections are looked at, in ms: a fraction of `pingAfter`. */
const SWEEP = 5000;
/** How often a hub whose port was lost tries to get it back, in ms. */
const REOPEN = 1000;
/** After so many it takes any port: whoever has the old one may keep it. */
const REOPEN_ATTEMPTS = 10;

interface Running {
  server: HubServer;
  readonly core: HubCore;
  readonly links: Links;
  readonly token: string;
  readonly sweeper: NodeJS.Timeout;
  stopped: boolean;
}

export function createHubService(options: HubServiceOptions): HubService {
  const startServer = options.startServer ?? startHubServer;
  const hubId = randomBytes(16).toString('hex');
  const dial = dialWith(hubId);
  let servers = options.servers ?? [];
  let starting: Promise<Running> | null = null;
  let running: Running | null = null;
  let failure: string | null = null;

  async function open(): Promise<Running> {
    const core = createHubCore({
      limits: HUB_LIMITS,
      now: () => performance.now(),
      fingerprint: (text) => createHash('sha256').update(text).digest('base64'),
      topicsChanged: () => options.changed('topics'),
    });
    const token = randomBytes(32).toString('base64url');
    const listenOn = (port: number | null) =>
      startServer({ hubId, token, pageOrigins: options.pageOrigins, port, core });
    const links = createLinks({
      hubId,
      core,
      dial,
      schedule: (task, delay) => {
        const timer = setTimeout(task, delay);
        return () => clearTimeout(timer);
      },
      now: () => performance.now(),
      random: Math.random,
      changed: () => options.changed('links'),
    });
    const server = await listenOn(parsePort(options.port));
    const opened: Running = {
      server,
      core,
      links,
      token,
      sweeper: setInterval(() => core.sweep(), SWEEP),
      stopped: false,
    };
    follow(opened, listenOn);
    return opened;
  }

  /** The page knows port and token: a server that died comes back under both, and the page's socket finds it; where the port is gone for good, under another, and the page follows [HB24]. */
  function follow(hub: Running, listenOn: (port: number) => Promise<HubServer>): void {
    const { port } = hub.server;
    let attempts = 0;
    const reopen = (): void => {
      if (hub.stopped) return;
      attempts += 1;
      listenOn(attempts > REOPEN_ATTEMPTS ? 0 : port).then(
        (server) => {
          if (hub.stopped) return void server.stop();
          hub.server = server;
          options.changed('listening');
          follow(hub, listenOn);
        },
        () => void setTimeout(reopen, REOPEN),
      );
    };
    void hub.server.died.then(reopen);
  }

  const listening = (): { port: number; addresses: string[] } | null => {
    if (running === null) return null;
    const { port, ipv6 } = running.server;
    return { port, addresses: reachableAddresses(networkInterfaces(), port, ipv6) };
  };

  async function reachesItself(): Promise<boolean> {
    const own = listening()?.addresses.find((address) => !address.startsWith('127.'));
    if (own === undefined) return false;
    const [result] = await testAddresses(dial, hubId, [own], 'self');
    return result?.hub === 'self';
  }

  return {
    hubId,
    listening,
    async start() {
      starting ??= open();
      try {
        const hub = await starting;
        if (running !== hub && !hub.stopped) {
          running = hub;
          failure = null;
          hub.links.set('server', servers);
          options.changed('listening');
        }
        const { port, ipv6 } = hub.server;
        return {
          hubId,
          port,
          pageUrl: `ws://127.0.0.1:${port}${PAGE_PATH}?token=${hub.token}`,
          addresses: reachableAddresses(networkInterfaces(), port, ipv6),
        };
      } catch (error) {
        starting = null;
        failure = toAppError(error).code;
        throw error;
      }
    },
    async stop() {
      const stopping = starting;
      starting = null;
      if (running !== null) {
        running = null;
        options.changed('listening');
      }
      if (stopping === null) return;
      const stopped = await stopping.catch(() => null);
      if (stopped === null || stopped.stopped) return;
      stopped.stopped = true;
      clearInterval(stopped.sweeper);
      stopped.links.stop();
      await stopped.server.stop();
    },
    dial(addresses) {
      if (running === null) throw new AppError('hub/not-running');
      running.links.set('address', addresses);
    },
    setHeard: (addresses) => running?.links.set('multicast', addresses),
    nudge: (addresses) => running?.links.nudge(addresses),
    setServers(urls) {
      servers = [...new Set(urls)];
      running?.links.set('server', servers);
    },
    refresh: () => running?.links.refresh(),
    links: () => running?.links.list() ?? [],
    topics: () => running?.core.topics() ?? [],
    probe: (addresses, topic) => probe(dial, hubId, addresses, topic),
    async test(addresses, topic) {
      const [tested, reaches]: [AddressTest[], boolean] = await Promise.all([
        testAddresses(dial, hubId, addresses, topic),
        reachesItself(),
      ]);
      const port = running?.server.port ?? null;
      const isElsewhere = port !== null && parsePort(options.port) === null && port !== DEFAULT_HUB_PORT;
      return {
        hub: {
          listening: port !== null,
          port,
          insteadOf: isElsewhere ? DEFAULT_HUB_PORT : null,
          code: port === null ? failure : null,
          reachesItself: reaches,
        },
        addresses: tested,
      };
    },
  };
}

/** Null means the default port. Errors: hub/port-taken, for a text that is no port and can never be had. */
export function parsePort(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new AppError('hub/port-taken', `RECAP_HUB_PORT is "${text}", not a port`);
  return port;
}
