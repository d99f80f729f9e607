/** Somebody on the same network who holds no invite: listens in between two hubs, and speaks to a hub as another one would. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** Everything that was seen, as text; what is base64 inside a message also as the bytes that it stands for. */
export class Record {
  readonly messages: { readonly topic: string; readonly data: unknown }[] = [];
  private readonly seen: string[] = [];

  add(text: string): void {
    this.seen.push(text);
    const { topic, data } = parse(text);
    if (typeof topic === 'string' && data !== undefined) this.messages.push({ topic, data });
    if (typeof data === 'string') this.seen.push(Buffer.from(data, 'base64').toString('latin1'));
  }

  get topics(): string[] {
    return [...new Set(this.messages.map(({ topic }) => topic))];
  }

  /** Those of the words that can be read in what was seen, in any letter case. */
  find(words: readonly string[]): string[] {
    const all = this.seen.join('\n').toLowerCase();
    const forms = (word: string): string[] => [
      word,
      Buffer.from(word).toString('latin1'),
      Buffer.from(word).toString('hex'),
    ];
    return words.filter((word) => forms(word).some((form) => all.includes(form.toLowerCase())));
  }
}

function parse(text: string): { readonly topic?: unknown; readonly data?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

export interface Relay {
  readonly address: string;
  readonly record: Record;
  close(): Promise<void>;
}

/** Stands between two hubs, hands everything on in both directions, headers included, and records it. */
export async function listenBetween(target: string): Promise<Relay> {
  const record = new Record();
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  let answered: string[] = [];
  server.on('headers', (headers) => headers.push(...answered));
  const options = (headers: NodeJS.Dict<string | string[]>) => ({
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-'))) as {
      [name: string]: string;
    },
  });
  // The far hub's headers are asked for once, because the near one wants them with the upgrade.
  const asking = new WebSocket(`ws://${target}/hub`);
  const [response] = (await once(asking, 'upgrade')) as [{ headers: NodeJS.Dict<string> }];
  answered = Object.entries(response.headers)
    .filter(([name]) => name.startsWith('x-'))
    .map(([name, value]) => `${name}: ${value}`);
  for (const line of answered) record.add(line);
  asking.close();
  server.on('connection', (near, request) => {
    record.add(JSON.stringify(request.headers));
    const far = new WebSocket(`ws://${target}${request.url}`, options(request.headers));
    const waiting: string[] = [];
    near.on('message', (data) => {
      record.add(String(data));
      if (far.readyState === WebSocket.OPEN) far.send(String(data));
      else waiting.push(String(data));
    });
    far.on('open', () => {
      for (const text of waiting.splice(0)) far.send(text);
    });
    far.on('message', (data) => {
      record.add(String(data));
      near.send(String(data));
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('close', () => other.close());
      one.on('error', () => other.close());
    }
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    record,
    async close() {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A connection to a hub, as another hub would make it. */
export class Stranger {
  readonly record = new Record();
  private readonly arrived: string[] = [];

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => {
      this.record.add(String(data));
      this.arrived.push(String(data));
    });
    socket.on('error', () => undefined);
  }

  static async connect(address: string): Promise<Stranger> {
    const socket = new WebSocket(`ws://${address}/hub`, { headers: { 'x-recap-hub': 'f'.repeat(32) } });
    const stranger = new Stranger(socket);
    socket.on('upgrade', ({ headers }) => stranger.record.add(JSON.stringify(headers)));
    await once(socket, 'open');
    return stranger;
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Resolves when the hub has dealt with everything said so far. */
  async settled(): Promise<void> {
    const pong = new Promise<void>((resolve) => {
      const look = (data: unknown): void => {
        if (!String(data).includes('"pong"')) return;
        this.socket.off('message', look);
        resolve();
      };
      this.socket.on('message', look);
    });
    this.say({ type: 'ping' });
    await pong;
  }

  /** What the hub answered to this question, for each topic. */
  async probe(topics: readonly string[]): Promise<unknown[]> {
    const from = this.arrived.length;
    for (const topic of topics) this.say({ type: 'recap:probe', topic });
    await this.settled();
    return this.arrived
      .slice(from)
      .filter((text) => text.includes('recap:probe'))
      .map((text) => (JSON.parse(text) as { known?: unknown }).known);
  }

  close(): void {
    this.socket.terminate();
  }
}
