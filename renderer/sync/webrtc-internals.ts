/** The parts of y-webrtc and simple-peer that are used beyond their types. */
import type { WebrtcConn, Room as WebrtcRoom } from 'y-webrtc';
import { type RecapConnection, recapConnection } from './peer-connection';
import { sdpSession } from './signals';

interface SimplePeer {
  readonly _pc: RTCPeerConnection | null;
  removeAllListeners(event: string): void;
  on(event: string, listener: (...args: never[]) => void): void;
  signal(data: object): void;
  send(data: Uint8Array): void;
  destroy(): void;
}

export function peerOf(conn: WebrtcConn): SimplePeer {
  return conn.peer as SimplePeer;
}

export function pcOf(conn: WebrtcConn): RecapConnection | null {
  return recapConnection(peerOf(conn)._pc);
}

export function remoteSessionOf(conn: WebrtcConn): string | null {
  return sdpSession(pcOf(conn)?.remoteDescription?.sdp);
}

/** Takes y-webrtc's handlers of the end away: they delete a successor of the same peer, and announce. */
export function muteEnd(conn: WebrtcConn): void {
  const peer = peerOf(conn);
  peer.removeAllListeners('close');
  peer.removeAllListeners('error');
  peer.on('error', () => {});
}

export function destroyConn(conn: WebrtcConn): void {
  muteEnd(conn);
  conn.connected = false;
  conn.closed = true;
  const pc = pcOf(conn);
  peerOf(conn).destroy();
  pc?.close();
}

/** y-webrtc handles a message that was opened already, and at once, while it believes that the room has no key. */
export function withoutKey(room: WebrtcRoom, run: () => void): void {
  const { key } = room;
  const open = room as { key: CryptoKey | null };
  open.key = null;
  try {
    run();
  } finally {
    open.key = key;
  }
}
