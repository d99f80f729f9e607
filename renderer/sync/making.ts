/** A connection that is being made, and how long it may take. */
import type { WebrtcConn } from 'y-webrtc';
import type { EarlyStage } from './link-facts';
import type { RecapConnection } from './peer-connection';
import { muteEnd, pcOf, peerOf } from './webrtc-internals';

/**
 * How long a connection may be in each stage. A hub passes an answer on within a fraction of a second; ICE between two
 * hosts on a network takes well under one; DTLS sends again after 1, 2 and 4 s, which a bad network needs.
 */
const PATIENCE_MS = { signaling: 3000, checking: 6000, securing: 12_000 } as const;
export interface Made {
  readonly conn: WebrtcConn;
  readonly pc: RecapConnection | null;
  stage: Exclude<EarlyStage, 'greeting'>;
  stageSince: number;
}

/** @param ended told when the connection ended by itself */
export function beginToMake(conn: WebrtcConn, now: number, ended: () => void): Made {
  // simple-peer ends a connection that finds no way by itself; y-webrtc would then announce and forget why.
  muteEnd(conn);
  peerOf(conn).on('close', () => {
    if (!conn.closed) ended();
  });
  return { conn, pc: pcOf(conn), stage: 'signaling', stageSince: now };
}

export function isOverdue({ stage, stageSince }: Made, now: number): boolean {
  return now - stageSince > PATIENCE_MS[stage];
}
