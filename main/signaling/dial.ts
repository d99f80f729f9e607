/** Opens a WebSocket to another hub. The port that links and probes use, and its adapter over `ws`. */
import { WebSocket } from 'ws';
import type { HubConnection, Wire } from '../../shared/signaling/hub-core';
import { HUB_ID_HEADER, HUB_LIMITS } from '../../shared/signaling/limits';
import { hubIdOf } from './hub-server';
import { pump, wireOf } from './ws-wire';

export interface DialEvents {
  /** `hubId` is null for a server that is no hub of ours. What is returned gets everything that is received. */
  opened(hubId: string | null, wire: Wire): HubConnection | null;
  /** Comes once, after `opened` or instead of it. */
  closed(code: number): void;
}

/** Returns the function that hangs up; `closed` comes after it as well. */
export type Dial = (url: string, events: DialEvents) => () => void;

const HANDSHAKE_TIMEOUT = 5000;
/** What a WebSocket reports when it ended without a close frame. */
const ABNORMAL = 1006;

export function dialWith(hubId: string): Dial {
  return (url, events) => {
    let socket: WebSocket;
    try {
      socket = new WebSocket(url, {
        headers: { [HUB_ID_HEADER]: hubId },
        maxPayload: HUB_LIMITS.messageBytes,
        handshakeTimeout: HANDSHAKE_TIMEOUT,
        perMessageDeflate: false,
        followRedirects: false,
      });
    } catch {
      // A URL that `ws` refuses. Told later, so that the caller has the hang-up function first.
      queueMicrotask(() => events.closed(ABNORMAL));
      return () => {};
    }
    let farId: string | null = null;
    socket.on('upgrade', (response) => {
      farId = hubIdOf(response.headers[HUB_ID_HEADER]);
    });
    socket.on('error', () => {});
    socket.on('open', () => {
      const connection = events.opened(farId, wireOf(socket));
      if (connection !== null) pump(socket, connection);
    });
    socket.on('close', (code) => events.closed(code));
    return () => socket.close();
  };
}
