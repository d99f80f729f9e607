/** Opens a WebSocket to another hub. The port that links and probes use, and its adapter over `ws`. */
import { connect as connectTcp } from 'node:net';
import { WebSocket } from 'ws';
import { PROTOCOL_MAJOR } from '../../shared/exchange/messages';
import type { HubConnection, Wire } from '../../shared/signaling/hub-core';
import { HUB_ID_HEADER, HUB_LIMITS, PROTOCOL_HEADER } from '../../shared/signaling/limits';
import { hubIdOf, protocolOf } from './hub-server';
import { pump, wireOf } from './ws-wire';

/** How far an attempt came: `answered` means that something at the far end accepted the connection. */
export type Reached = 'unresolved' | 'timeout' | 'refused' | 'no-route' | 'answered';

export interface FarEnd {
  /** Null for a server that is no hub of ours. */
  readonly hubId: string | null;
  /** Major version of the exchange that its pages speak; null when it does not say. */
  readonly protocol: number | null;
}

export interface DialEvents {
  /** What is returned gets everything that is received. */
  opened(far: FarEnd, wire: Wire): HubConnection | null;
  /** Comes once, after `opened` or instead of it. */
  closed(code: number, reached: Reached): void;
}

/** Returns the function that hangs up, `now` without a farewell; `closed` comes after it as well. */
export type Dial = (url: string, events: DialEvents) => (now?: 'now') => void;

const HANDSHAKE_TIMEOUT = 5000;
/**
 * How long one of several addresses of a name may take before the next is tried, in ms. Node's own 250 give up on every
 * address behind a link with 300 ms of delay; three such steps still fit into the handshake.
 */
const NEXT_ADDRESS_AFTER = 1200;
/** What a WebSocket reports when it ended without a close frame. */
const ABNORMAL = 1006;

export function dialWith(hubId: string): Dial {
  return (url, events) => {
    let socket: WebSocket;
    let isOverTcp = false;
    let failure: Reached | null = null;
    try {
      socket = new WebSocket(url, {
        headers: { [HUB_ID_HEADER]: hubId, [PROTOCOL_HEADER]: String(PROTOCOL_MAJOR) },
        maxPayload: HUB_LIMITS.messageBytes,
        handshakeTimeout: HANDSHAKE_TIMEOUT,
        perMessageDeflate: false,
        followRedirects: false,
        ...(url.startsWith('ws:') ? { createConnection: connectTo } : {}),
      });
    } catch {
      // A URL that `ws` refuses. Told later, so that the caller has the hang-up function first.
      queueMicrotask(() => events.closed(ABNORMAL, 'unresolved'));
      return () => {};
    }
    let far: FarEnd = { hubId: null, protocol: null };
    socket.on('upgrade', (response) => {
      isOverTcp = true;
      far = {
        hubId: hubIdOf(response.headers[HUB_ID_HEADER]),
        protocol: protocolOf(response.headers[PROTOCOL_HEADER]),
      };
    });
    socket.on('error', (error) => {
      failure ??= isOverTcp ? 'answered' : reachedBy(error);
    });
    socket.on('open', () => {
      const connection = events.opened(far, wireOf(socket));
      if (connection !== null) pump(socket, connection);
    });
    socket.on('close', (code) => events.closed(code, isOverTcp ? 'answered' : (failure ?? 'timeout')));
    return (now) => (now === 'now' ? socket.terminate() : socket.close());

    function connectTo(options: object): ReturnType<typeof connectTcp> {
      const tcp = connectTcp({
        ...(options as { host: string; port: number }),
        // `ws` puts the path of the URL here, which `connect` takes for a local socket.
        ...{ path: undefined },
        autoSelectFamily: true,
        autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER,
      });
      tcp.once('connect', () => {
        isOverTcp = true;
      });
      return tcp;
    }
  };
}

const BY_CODE: Readonly<Record<string, Reached>> = {
  ENOTFOUND: 'unresolved',
  EAI_AGAIN: 'unresolved',
  EAI_FAIL: 'unresolved',
  EAI_NODATA: 'unresolved',
  EAI_NONAME: 'unresolved',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'no-route',
  EHOSTDOWN: 'no-route',
  ENETUNREACH: 'no-route',
  ENETDOWN: 'no-route',
  EADDRNOTAVAIL: 'no-route',
  EINVAL: 'no-route',
  // What a firewall on this machine, or macOS without leave for the local network, says.
  EACCES: 'no-route',
  EPERM: 'no-route',
  ECONNRESET: 'answered',
};

/** Of several addresses of a name the one that came furthest counts. */
export function reachedBy(error: unknown): Reached {
  if (error instanceof AggregateError && error.errors.length > 0) {
    const all = error.errors.map(reachedBy);
    return (['answered', 'refused', 'timeout', 'no-route'] as const).find((each) => all.includes(each)) ?? 'unresolved';
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return BY_CODE[code] ?? 'timeout';
}
