/** What can be seen of connections: how far each has come, the way it took, and why one failed. */
import type { WebrtcConn } from 'y-webrtc';
import type { ErrorCode } from '../../shared/errors/codes';
import { assertNever } from '../../shared/util/assert-never';
import type { ConnectionFacts, FailedLink, LinkFacts } from './types';
import { pcOf } from './webrtc-internals';

/** Failed links that are kept. */
const MAX_FAILED = 20;

/** The stages that the room itself can see; the exchange knows the later ones. */
export type EarlyStage = Extract<LinkFacts['stage'], 'signaling' | 'checking' | 'securing' | 'greeting'>;

export interface RoomLink extends Pick<LinkFacts, 'peerId' | 'route' | 'byHand'> {
  /** `greeting` once the channel is open. */
  readonly stage: EarlyStage;
}

export type RoomFailure = Omit<FailedLink, 'name'>;

/** What the room sees of the way to other copies: all but what only the exchange and the address book know. */
export interface RoomFacts extends Omit<ConnectionFacts, 'links' | 'failed' | 'origins'> {
  readonly links: readonly RoomLink[];
  readonly failed: readonly RoomFailure[];
}

/** Of a connection that is being made. */
export function stageOf(conn: WebrtcConn): Exclude<EarlyStage, 'greeting'> {
  const pc = pcOf(conn);
  if (!pc?.remoteDescription) return 'signaling';
  const way = pc.iceConnectionState;
  return way === 'connected' || way === 'completed' ? 'securing' : 'checking';
}

/** Why a connection that came to this stage did not open. */
export function failureOf(stage: Exclude<EarlyStage, 'greeting'>, gathered: number): ErrorCode {
  switch (stage) {
    case 'signaling':
      return 'link/no-answer';
    case 'checking':
      return gathered === 0 ? 'link/no-candidates' : 'link/no-path';
    case 'securing':
      return 'link/not-opened';
    default:
      return assertNever(stage);
  }
}

/** Newest first. */
export function withFailure(failed: readonly RoomFailure[], next: RoomFailure): readonly RoomFailure[] {
  // A peer that cannot be reached is tried again and again: its last failure tells enough.
  const others = failed.filter((one) => one.peerId !== next.peerId || one.code !== next.code);
  return [next, ...others].slice(0, MAX_FAILED);
}

/** How often the way of each link is looked up: its round trip changes, and seldom the way itself. */
const ROUTE_MS = 5000;

/** The ways that links took, looked up now and then. */
export class Routes {
  private readonly known = new Map<WebrtcConn, LinkFacts['route']>();
  private last = 0;

  constructor(private readonly changed: () => void) {}

  of(conn: WebrtcConn): LinkFacts['route'] {
    return this.known.get(conn) ?? null;
  }

  forget(conn: WebrtcConn): void {
    this.known.delete(conn);
  }

  /** A link is new. */
  hurry(): void {
    this.last = 0;
  }

  lookUp(links: Iterable<{ readonly conn: WebrtcConn }>, now: number): void {
    if (now - this.last < ROUTE_MS) return;
    this.last = now;
    for (const { conn } of links) {
      const pc = pcOf(conn);
      if (!pc) continue;
      routeOf(pc).then(
        (route) => {
          if (conn.closed) return;
          this.known.set(conn, route);
          this.changed();
        },
        () => {},
      );
    }
  }
}

const KINDS = ['host', 'srflx', 'prflx', 'relay'] as const;

/** The way that ICE chose; null until there is one. */
async function routeOf(pc: RTCPeerConnection): Promise<LinkFacts['route']> {
  const stats = new Map<string, Record<string, unknown>>();
  (await pc.getStats()).forEach((entry: Record<string, unknown>, id: string) => {
    stats.set(id, entry);
  });
  const transport = [...stats.values()].find((entry) => entry['type'] === 'transport');
  const pair = stats.get(String(transport?.['selectedCandidatePairId']));
  const local = stats.get(String(pair?.['localCandidateId']));
  const remote = stats.get(String(pair?.['remoteCandidateId']));
  if (!pair || !local || !remote) return null;
  const seconds = pair['currentRoundTripTime'];
  return {
    local: kindOf(local),
    remote: kindOf(remote),
    address: `${remote['address'] ?? ''}:${remote['port'] ?? ''}`,
    protocol: String(local['relayProtocol'] ?? local['protocol'] ?? ''),
    roundTrip: typeof seconds === 'number' ? Math.round(seconds * 1000) : null,
  };
}

function kindOf(candidate: Record<string, unknown>): (typeof KINDS)[number] {
  return KINDS.find((kind) => kind === candidate['candidateType']) ?? 'host';
}
