/** Real hubs and real sockets on loopback, on free ports. */
import { WebSocket } from 'ws';
import { createHubService, type HubService } from '../../../main/signaling/hub-service';
import type { HubInfo, HubLink } from '../../../shared/ipc/contract';
import { createClient, type HubClient } from './client';

export const PAGE_ORIGIN = 'app://recap';

export interface RunningHub {
  readonly service: HubService;
  readonly info: HubInfo;
  /** Under which another hub dials this one. */
  readonly address: string;
  readonly links: () => HubLink[];
  /** Told of every change of the links from now on. */
  onLinks(listener: (links: HubLink[]) => void): void;
  /** Resolves when the links satisfy the condition. */
  linksAre(condition: (links: HubLink[]) => boolean): Promise<void>;
}

export async function startHub(servers: readonly string[] = []): Promise<RunningHub> {
  let links: HubLink[] = [];
  const waiting = new Set<() => void>();
  const service = createHubService({
    port: '0',
    pageOrigins: [PAGE_ORIGIN],
    servers,
    changed: () => {
      links = service.links();
      for (const check of waiting) check();
    },
  });
  const info = await service.start();
  return {
    service,
    info,
    address: `127.0.0.1:${info.port}`,
    links: () => links,
    onLinks: (listener) => waiting.add(() => listener(links)),
    linksAre: (condition) =>
      new Promise((resolve) => {
        const check = () => {
          if (!condition(links)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}

/** Resolves when the socket is open, or closed again. */
export function connect(url: string, headers: Record<string, string> = {}): Promise<HubClient> {
  const socket = new WebSocket(url, { headers });
  const { client, arrived, ended } = createClient({
    send: (text) => socket.send(text),
    sendBinary: () => socket.send(Buffer.from([1, 2, 3])),
    close: () => socket.close(),
  });
  socket.on('message', (data) => arrived(String(data)));
  socket.on('close', (code) => ended(code));
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.on('open', () => resolve(client));
    socket.on('close', () => resolve(client));
  });
}

export const connectPage = (hub: RunningHub) => connect(hub.info.pageUrl, { origin: PAGE_ORIGIN });
export const connectRemote = (hub: RunningHub) => connect(`ws://${hub.address}/hub`);
