/** One connection to a hub under test, over whatever transport: what arrived is kept, and waited for without sleeping. */
export interface HubClient {
  send(message: unknown): void;
  sendText(text: string): void;
  sendBinary(): void;
  /** Everything that arrived so far, pongs excepted. */
  readonly received: unknown[];
  /** Resolves when so many messages that satisfy the condition have arrived. Asks nothing of the hub meanwhile [HB16]. */
  until(condition: (message: unknown) => boolean, times?: number): Promise<void>;
  /** Resolves when everything that was sent before has been handled by the hub, and its answers have arrived. */
  settle(): Promise<void>;
  /** The close code. */
  readonly closed: Promise<number>;
  close(): void;
}

export interface ClientWire {
  send(text: string): void;
  sendBinary(): void;
  close(): void;
}

export interface ClientCore {
  readonly client: HubClient;
  arrived(text: string): void;
  ended(code: number): void;
}

export function createClient(wire: ClientWire): ClientCore {
  const received: unknown[] = [];
  const pongs: (() => void)[] = [];
  const waiting = new Set<() => void>();
  let end: (code: number) => void = () => {};
  const closed = new Promise<number>((resolve) => {
    end = resolve;
  });
  return {
    client: {
      received,
      closed,
      send: (message) => wire.send(JSON.stringify(message)),
      sendText: (text) => wire.send(text),
      sendBinary: () => wire.sendBinary(),
      close: () => wire.close(),
      until: (condition, times = 1) =>
        new Promise((resolve) => {
          const check = () => {
            if (received.filter(condition).length < times) return;
            waiting.delete(check);
            resolve();
          };
          waiting.add(check);
          check();
        }),
      settle: () => {
        const pong = new Promise<void>((resolve) => pongs.push(resolve));
        wire.send(JSON.stringify({ type: 'ping' }));
        return Promise.race([pong, closed.then(() => {})]);
      },
    },
    arrived(text) {
      const message: unknown = JSON.parse(text);
      if (JSON.stringify(message) === '{"type":"pong"}') pongs.shift()?.();
      else received.push(message);
      for (const check of waiting) check();
    },
    ended: (code) => end(code),
  };
}
