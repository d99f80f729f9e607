/**
 * Decides what y-webrtc gets to see of signaling. Stock y-webrtc loses the link when two announces cross (both sides
 * initiate), and signals an old connection when the other side has started a new one. Here:
 *
 *   X: announce, to all  ──►  Y: announce, to X  ──►  X, if its id is the smaller one: announce, to Y
 *
 * and the larger id initiates, only upon an announce that names it. Ids are random for each start, so an announce that
 * names this copy was made for it, and now: nobody can make it connect with what was recorded.
 */
import { assertNever } from '../../shared/util/assert-never';
import { isNewOffer, type Signal } from './signals';

/** Announces and the connection that they lead to may cross for so long. */
const SETTLED_MS = 3000;

export interface FilterConnection {
  /** The SDP session of the offer that this connection answered; null if it initiated or has none yet. */
  readonly remoteSession: string | null;
  /** For how many ms it has been open; null while it is being made. */
  readonly openFor: number | null;
}

export interface FilterRoom {
  readonly peerId: string;
  /** No more connections are to be made. */
  readonly full: boolean;
  /** The two cannot talk for now: of another version, or refused for what was sent. */
  isShunned(peerId: string): boolean;
  connection(peerId: string): FilterConnection | null;
  /** Destroys the connection without telling the room to announce. */
  retire(peerId: string): void;
  /** Says "I am here" to one peer, soon. */
  announce(to: string): void;
  /** Finds out whether the other still answers, and retires the connection if not. */
  verify(peerId: string): void;
}

/** @returns true if y-webrtc may handle the message */
export function admitSignal(message: Signal, room: FilterRoom): boolean {
  if (message.from === room.peerId) return false;
  if (message.to !== undefined && message.to !== room.peerId) return false;
  if (room.isShunned(message.from)) return false;
  switch (message.type) {
    case 'announce':
      return admitAnnounce(message.from, message.to !== undefined, room);
    case 'signal':
      return admitInner(message, room);
    default:
      return assertNever(message);
  }
}

function admitAnnounce(from: string, namesMe: boolean, room: FilterRoom): boolean {
  const existing = room.connection(from);
  // Made by candidates alone, of which the offer is lost or still to come: whatever is said of it, nothing is under way.
  const isEmpty = existing?.openFor === null && existing.remoteSession === null && room.peerId < from;
  if (existing !== null && !isEmpty) {
    if ((existing.openFor ?? 0) < SETTLED_MS) return false;
    if (!namesMe) {
      room.verify(from);
      return false;
    }
    // Whoever names this copy has no connection to it (any more).
    room.retire(from);
  }
  if (room.full) return false;
  if (namesMe && room.peerId > from) return true;
  room.announce(from);
  return false;
}

function admitInner(message: Extract<Signal, { type: 'signal' }>, room: FilterRoom): boolean {
  const existing = room.connection(message.from);
  const { type, sdp, candidate } = message.signal;
  if (type === 'offer') {
    // The side with the smaller id never initiates: an offer to the larger one is from a confused or hostile peer.
    if (room.peerId > message.from) return false;
    if (existing === null) return !room.full;
    if (isNewOffer(existing.remoteSession, sdp)) room.retire(message.from);
    return true;
  }
  // simple-peer destroys a connection that is signaled without content, and makes transceivers when asked to.
  if (type !== 'answer' && type !== 'candidate' && candidate === undefined) return false;
  // y-webrtc throws on an answer without a connection. A candidate may overtake its offer on the answering side, where
  // y-webrtc keeps it; on the initiating side the connection is there first.
  if (type === 'answer' || room.peerId > message.from) return existing !== null;
  return existing !== null || !room.full;
}
