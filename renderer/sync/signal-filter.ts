/**
 * Decides what y-webrtc gets to see of signaling. Stock y-webrtc loses the link when two announces cross (both sides
 * initiate), and signals an old connection when the other side has started a new one. Here only the side with the larger
 * peer id initiates, a new offer retires the old connection, and what cannot be decrypted never arrives.
 */
import { isNewOffer, type Signal, signalSchema } from './signals';

export interface FilterConnection {
  /** The SDP session of the offer that this connection answered; null if it initiated or has none yet. */
  readonly remoteSession: string | null;
}

export interface FilterRoom {
  readonly peerId: string;
  connection(peerId: string): FilterConnection | null;
  /** Destroys the connection without telling the room to announce. */
  retire(peerId: string): void;
  announce(to: string): void;
}

/** @returns true if y-webrtc may handle the message */
export function admitSignal(data: unknown, room: FilterRoom): boolean {
  const parsed = signalSchema.safeParse(data);
  if (!parsed.success) return false;
  const message: Signal = parsed.data;
  if (message.from === room.peerId) return false;
  if (message.to !== undefined && message.to !== room.peerId) return false;
  const existing = room.connection(message.from);
  if (message.type === 'announce') {
    if (room.peerId > message.from) return true;
    // The other side initiates: tell it that we are here, once for each of its announces, unless it already has.
    if (existing === null) room.announce(message.from);
    return false;
  }
  const { type } = message.signal;
  if (type === 'offer') {
    // The side with the smaller id never initiates: an offer to the larger one is from a confused or hostile peer.
    if (room.peerId > message.from) return false;
    if (existing && isNewOffer(existing.remoteSession, message.signal.sdp)) room.retire(message.from);
    return true;
  }
  // y-webrtc throws on an answer without a connection. A candidate may overtake its offer on the answering side, where
  // y-webrtc keeps it; on the initiating side the connection is there first.
  if (type === 'answer' || room.peerId > message.from) return existing !== null;
  return true;
}
