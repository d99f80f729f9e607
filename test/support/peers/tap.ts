/** Stands between a page and its hub: records, holds, cuts and replays what passes. */
import { WebSocket, WebSocketServer } from 'ws';
import { freePort } from '../free-port';

export interface Recorded {
  readonly from: 'page' | 'hub';
  readonly text: string;
}

export class Tap {
  readonly recorded: Recorded[] = [];
  private readonly server: WebSocketServer;
  private readonly pages = new Map<WebSocket, WebSocket>();
  private held: (() => void)[] | null = null;
  private down = false;

  private constructor(
    readonly port: number,
    private target: string,
    private readonly origin: string,
  ) {
    this.server = new WebSocketServer({ host: '127.0.0.1', port });
    this.server.on('connection', (page) => this.accept(page));
  }

  static async open(target: string, origin: string): Promise<Tap> {
    return new Tap(await freePort(), target, origin);
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/page`;
  }

  /** The hub is now elsewhere. */
  retarget(target: string): void {
    this.target = target;
  }

  hold(): void {
    this.held ??= [];
  }

  /** @returns how many messages had waited */
  release(): number {
    const held = this.held ?? [];
    this.held = null;
    for (const one of held) one();
    return held.length;
  }

  get waiting(): number {
    return this.held?.length ?? 0;
  }

  /** Ends the page's sockets; while down, new ones are refused. */
  cut(stayDown: boolean): void {
    this.down = stayDown;
    for (const [page, hub] of this.pages) {
      page.terminate();
      hub.terminate();
    }
  }

  restore(): void {
    this.down = false;
  }

  /** Says something to the page as if the hub did. */
  inject(texts: readonly string[]): void {
    for (const text of texts) for (const page of this.pages.keys()) page.send(text);
  }

  close(): void {
    this.cut(true);
    this.server.close();
  }

  private accept(page: WebSocket): void {
    if (this.down) return page.terminate();
    const hub = new WebSocket(this.target, { headers: { origin: this.origin } });
    this.pages.set(page, hub);
    const early: string[] = [];
    page.on('message', (data) => {
      const text = String(data);
      this.recorded.push({ from: 'page', text });
      if (hub.readyState === WebSocket.OPEN) hub.send(text);
      else early.push(text);
    });
    hub.on('open', () => {
      for (const text of early) hub.send(text);
    });
    hub.on('message', (data) => {
      const text = String(data);
      this.recorded.push({ from: 'hub', text });
      const deliver = (): void => page.send(text);
      if (this.held !== null) this.held.push(deliver);
      else deliver();
    });
    const end = (): void => {
      this.pages.delete(page);
      page.terminate();
      hub.terminate();
    };
    for (const socket of [page, hub]) {
      socket.on('close', end);
      socket.on('error', end);
    }
  }
}
