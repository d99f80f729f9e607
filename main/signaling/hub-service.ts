/** The signaling hub as the rest of the app sees it: start, stop, dial, probe. No socket is open before `start` or `probe`. */
import { createHash, randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { AppError } from '../../shared/errors/app-error';
import type { HubInfo, HubLink, ProbeResult } from '../../shared/ipc/contract';
import { createHubCore } from '../../shared/signaling/hub-core';
import { HUB_LIMITS, PAGE_PATH } from '../../shared/signaling/limits';
import { reachableAddresses } from './addresses';
import { dialWith } from './dial';
import { type HubServer, startHubServer } from './hub-server';
import { createLinks, type Links } from './links';
import { probe } from './probe';

export interface HubService {
  /** The running hub, started when it is not. Errors: hub/port-taken, hub/failed. */
  start(): Promise<HubInfo>;
  stop(): Promise<void>;
  /** Errors: hub/not-running. */
  dial(addresses: readonly string[]): void;
  probe(addresses: readonly string[], topic: string): Promise<ProbeResult[]>;
}

export interface HubServiceOptions {
  /** `RECAP_HUB_PORT` as it was given. */
  readonly port: string | undefined;
  readonly pageOrigins: readonly string[];
  /** Full ws(s) URLs of y-webrtc signaling servers to stay linked with, chosen by this person and by nobody else [HB21]. */
  readonly servers?: readonly string[];
  readonly linksChanged: (links: HubLink[]) => void;
}

/** How often quiet connections are looked at, in ms: a fraction of `pingAfter`. */
const SWEEP = 5000;

interface Running {
  readonly server: HubServer;
  readonly links: Links;
  readonly token: string;
  readonly sweeper: NodeJS.Timeout;
}

export function createHubService(options: HubServiceOptions): HubService {
  const hubId = randomBytes(16).toString('hex');
  const dial = dialWith(hubId);
  let running: Promise<Running> | null = null;
  let links: Links | null = null;

  async function open(): Promise<Running> {
    const core = createHubCore({
      limits: HUB_LIMITS,
      now: () => performance.now(),
      fingerprint: (text) => createHash('sha256').update(text).digest('base64'),
    });
    const token = randomBytes(32).toString('base64url');
    const server = await startHubServer({
      hubId,
      token,
      pageOrigins: options.pageOrigins,
      port: parsePort(options.port),
      core,
    });
    links = createLinks({
      hubId,
      core,
      dial,
      schedule: (task, delay) => {
        const timer = setTimeout(task, delay);
        return () => clearTimeout(timer);
      },
      now: () => performance.now(),
      random: Math.random,
      servers: options.servers ?? [],
      changed: options.linksChanged,
    });
    return { server, links, token, sweeper: setInterval(() => core.sweep(), SWEEP) };
  }

  return {
    async start() {
      running ??= open();
      try {
        const { server, token } = await running;
        return {
          hubId,
          port: server.port,
          pageUrl: `ws://127.0.0.1:${server.port}${PAGE_PATH}?token=${token}`,
          addresses: reachableAddresses(networkInterfaces(), server.port, server.ipv6),
        };
      } catch (error) {
        running = null;
        throw error;
      }
    },
    async stop() {
      const stopping = running;
      running = null;
      links = null;
      if (stopping === null) return;
      const stopped = await stopping.catch(() => null);
      if (stopped === null) return;
      clearInterval(stopped.sweeper);
      stopped.links.stop();
      await stopped.server.stop();
    },
    dial(addresses) {
      if (links === null) throw new AppError('hub/not-running');
      links.setAddresses(addresses);
    },
    probe: (addresses, topic) => probe(dial, hubId, addresses, topic),
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
