/** What the room, the exchange and presence know of the way to others, together. Pure. */
import type { ExchangeState, PeerState } from '../../shared/exchange/exchange';
import type { ParticipantId } from '../../shared/util/brand';
import type { RoomFacts } from './link-facts';
import type { ConnectionFacts, FailedLink, LinkFacts } from './types';

export const NOTHING_SEEN: ConnectionFacts = {
  links: [],
  failed: [],
  hubSocket: false,
  undecryptable: { count: 0, last: null },
  heardPeers: 0,
  candidates: [],
  outdated: false,
  origins: {},
};

export type NameOf = (participant: string) => string | null;

/** @param refused sessions that ended with a reason, newest first */
export function connectionFacts(
  room: RoomFacts,
  exchange: ExchangeState,
  refused: readonly FailedLink[],
  nameOf: NameOf,
): Omit<ConnectionFacts, 'origins'> {
  const peers = new Map(exchange.links.map((peer) => [peer.key, peer]));
  const links = room.links.map((link): LinkFacts => {
    const peer = peers.get(link.peerId);
    const theirs = peer?.theirs ?? null;
    const name = theirs === null ? null : nameOf(theirs.participant);
    return {
      ...link,
      stage: stageOf(link.stage, peer),
      person: theirs === null || name === null ? null : { id: theirs.participant as ParticipantId, name },
      version: theirs === null ? null : { major: theirs.major, minor: theirs.minor, schema: theirs.schema },
      differing: peer?.differing ?? 0,
    };
  });
  const failed = [...refused, ...room.failed.map((one) => ({ ...one, name: null }))].sort((a, b) => b.at - a.at);
  return { ...room, links, failed };
}

function stageOf(early: RoomFacts['links'][number]['stage'], peer: PeerState | undefined): LinkFacts['stage'] {
  if (early !== 'greeting' || peer === undefined || !peer.open) return early;
  if (!peer.compared) return 'comparing';
  return peer.differing === 0 ? 'equal' : 'exchanging';
}

/** Causes that waiting does not cure: worth more words than “looking”. */
const OBSTACLES: ReadonlySet<string> = new Set(['sync/version', 'link/no-path', 'link/no-candidates']);
/** As long as it takes to try again and fail again, and a little. */
const OBSTACLE_MS = 20_000;

/** Why nobody can be met, when the latest attempts say so, and until when (ms since 1970) that is fresh. */
export function obstacleOf(
  failed: readonly FailedLink[],
  now: number,
): { readonly code: string; readonly until: number } | null {
  const [latest] = failed;
  if (latest === undefined || !OBSTACLES.has(latest.code) || now - latest.at >= OBSTACLE_MS) return null;
  return { code: latest.code, until: latest.at + OBSTACLE_MS };
}
