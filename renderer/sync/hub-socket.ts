/** The page's socket to its own hub: comes back fast, and moves when the hub does. */
import type { SignalingConn } from 'y-webrtc';

/**
 * lib0 waits log10(n + 1) × 1200 ms after n failures, up to 2.5 s. The own hub is on this machine: 0.2 s for the first ten
 * seconds, then 1 s.
 */
const FAST = { failures: 50, asIf: 0.468 } as const;
const SLOW_AS_IF = 5.8;

let rooms = 0;

/** An address of its own for each room: y-webrtc shares one connection among rooms of equal address. */
export function hubUrl(pageUrl: string): string {
  rooms += 1;
  const url = new URL(pageUrl);
  url.searchParams.set('room', String(rooms));
  return url.href;
}

export class HubSocket {
  private failures = 0;
  /** Under this address y-webrtc knows the connection. */
  private readonly knownAs: string;

  constructor(
    private readonly conn: SignalingConn,
    changed: () => void,
  ) {
    this.knownAs = conn.url;
    Object.defineProperty(conn, 'unsuccessfulReconnects', {
      get: () => (this.failures === 0 ? 0 : this.failures < FAST.failures ? FAST.asIf : SLOW_AS_IF),
      set: (value: number) => {
        this.failures = value === 0 ? 0 : this.failures + 1;
      },
    });
    conn.on('connect', changed);
    conn.on('disconnect', changed);
  }

  get isOpen(): boolean {
    return this.conn.connected;
  }

  /** The hub runs again, perhaps elsewhere. */
  move(pageUrl: string): void {
    this.conn.url = hubUrl(pageUrl);
    this.failures = 0;
    if (this.conn.ws === null) this.conn.connect();
    else this.conn.ws.close();
  }

  /** Tries at once, when it is not open. */
  hurry(): void {
    this.failures = 0;
    if (this.conn.ws === null) this.conn.connect();
  }

  /** Before y-webrtc lets go of the connection. */
  restoreName(): void {
    this.conn.url = this.knownAs;
  }
}
