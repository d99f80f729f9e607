/** The listening side of the hub: one HTTP server that upgrades `/page` and `/hub`, and refuses the rest. */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { AppError } from '../../shared/errors/app-error';
import { PROTOCOL_MAJOR } from '../../shared/exchange/messages';
import type { HubCore } from '../../shared/signaling/hub-core';
import {
  CLOSE,
  DEFAULT_HUB_PORT,
  HUB_ID_HEADER,
  HUB_LIMITS,
  HUB_PATH,
  HUB_PORTS,
  PAGE_PATH,
  PROTOCOL_HEADER,
} from '../../shared/signaling/limits';
import { isLoopback } from './addresses';
import { createSocketCaps } from './socket-caps';
import { pump, wireOf } from './ws-wire';

export interface HubServerOptions {
  readonly hubId: string;
  /** What a page must show as `?token=`. */
  readonly token: string;
  readonly pageOrigins: readonly string[];
  /** A fixed port (0 = any free one); null is the default port, one of the next, or any free one when those are taken. */
  readonly port: number | null;
  readonly core: HubCore;
}

export interface HubServer {
  readonly port: number;
  readonly ipv6: boolean;
  /** Resolves when it listens no more, though nobody called `stop`. */
  readonly died: Promise<void>;
  stop(): Promise<void>;
}

/** TCP connections from outside [HB20]: all remotes, and as many that are shaking hands. */
const MAX_SOCKETS = 2 * HUB_LIMITS.remotes;
const MAX_SOCKETS_PER_ADDRESS = 2 * HUB_LIMITS.remotesPerAddress;
/** In ms: how long a connection may take to ask for an upgrade, and how often those that did not are looked for. */
const HANDSHAKE_TIMEOUT = 5000;
const HANDSHAKE_CHECK = 1000;
const STOP_GRACE = 300;

/** Errors: hub/port-taken, hub/failed. */
export async function startHubServer(options: HubServerOptions): Promise<HubServer> {
  const server = createServer(
    {
      requestTimeout: HANDSHAKE_TIMEOUT,
      headersTimeout: HANDSHAKE_TIMEOUT,
      connectionsCheckingInterval: HANDSHAKE_CHECK,
    },
    (_request, response) => {
      response.writeHead(426, { connection: 'close' }).end();
    },
  );
  const caps = createSocketCaps(MAX_SOCKETS_PER_ADDRESS, MAX_SOCKETS);
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    if (caps.admit(address)) socket.once('close', () => caps.release(address));
    else socket.destroy();
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: HUB_LIMITS.messageBytes,
    perMessageDeflate: false,
    clientTracking: true,
  });
  sockets.on('headers', (headers) =>
    headers.push(`${HUB_ID_HEADER}: ${options.hubId}`, `${PROTOCOL_HEADER}: ${PROTOCOL_MAJOR}`),
  );
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    sockets.handleUpgrade(request, socket, head, (webSocket) => accept(webSocket, request, options));
  });
  const ipv6 = await listenSomewhere(server, options.port);
  const { port } = server.address() as AddressInfo;
  let stopping = false;
  const died = new Promise<void>((resolve) => {
    server.on('error', () => server.close());
    server.on('close', () => {
      if (!stopping) resolve();
    });
  });
  return {
    port,
    ipv6,
    died,
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        options.core.closeAll();
        // Close frames get a moment to leave; then whoever did not answer is cut.
        const cut = setTimeout(() => {
          for (const socket of sockets.clients) socket.terminate();
          server.closeAllConnections();
        }, STOP_GRACE);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
      }),
  };
}

function accept(socket: WebSocket, request: IncomingMessage, options: HubServerOptions): void {
  socket.on('error', () => {});
  const wire = wireOf(socket);
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const address = request.socket.remoteAddress ?? '';
  if (path === PAGE_PATH) {
    if (!isOwnPage(request, query, address, options)) return wire.close(CLOSE.forbidden, 'not the page of this app');
    const page = options.core.connect('page', wire, address);
    if (page !== null) pump(socket, page);
    return;
  }
  if (path !== HUB_PATH) return wire.close(CLOSE.wrongPath, 'nothing here');
  if (request.headers.origin !== undefined) return wire.close(CLOSE.forbidden, 'for hubs only');
  // The id is a claim: it can keep out only the connection that makes it [HB13].
  if (hubIdOf(request.headers[HUB_ID_HEADER]) === options.hubId) return wire.close(CLOSE.self, 'this is you');
  const remote = options.core.connect('remote', wire, address);
  if (remote !== null) pump(socket, remote);
}

function isOwnPage(
  request: IncomingMessage,
  query: string,
  address: string,
  { token, pageOrigins }: HubServerOptions,
): boolean {
  const given = Buffer.from(new URLSearchParams(query).get('token') ?? '');
  const wanted = Buffer.from(token);
  const rightToken = given.length === wanted.length && timingSafeEqual(given, wanted);
  return isLoopback(address) && rightToken && pageOrigins.includes(request.headers.origin ?? '');
}

/** Null for anything that is no version number. */
export function protocolOf(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,4}$/.test(header) ? Number(header) : null;
}

/** Null for anything that is not an id as hubs make them. */
export function hubIdOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && /^[0-9a-f]{32}$/.test(header) ? header : null;
}

/** True when IPv6 is served as well. */
async function listenSomewhere(server: Server, port: number | null): Promise<boolean> {
  const wanted =
    port !== null ? [port] : [...Array.from({ length: HUB_PORTS }, (_, step) => DEFAULT_HUB_PORT + step), 0];
  for (const [index, each] of wanted.entries()) {
    try {
      return await listenBothFamilies(server, each);
    } catch (error) {
      const isTaken = codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES';
      if (isTaken && port !== null) throw new AppError('hub/port-taken', `port ${port}`, { cause: error });
      if (!isTaken || index === wanted.length - 1) throw new AppError('hub/failed', String(error), { cause: error });
    }
  }
  throw new AppError('hub/failed', 'no port');
}

async function listenBothFamilies(server: Server, port: number): Promise<boolean> {
  try {
    // `::` with ipv6Only off also takes IPv4, on one port.
    await listen(server, '::', port);
    return true;
  } catch (error) {
    // Without IPv6 in the system.
    if (codeOf(error) !== 'EAFNOSUPPORT' && codeOf(error) !== 'EADDRNOTAVAIL') throw error;
    await listen(server, '0.0.0.0', port);
    return false;
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
