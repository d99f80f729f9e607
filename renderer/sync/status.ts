import type { SyncStatus } from './types';

export interface StatusFacts {
  readonly shared: boolean;
  readonly offline: boolean;
  readonly phase: 'apart' | 'starting' | 'failed' | 'meeting';
  /** Error code of shared/errors while failed. */
  readonly failure: string;
  /** Links being made. */
  readonly connecting: number;
  /** Links past hello. */
  readonly peers: number;
  /** Documents whose digests differ. */
  readonly pending: number;
  /** Discussions changed here that no other copy is known to have. */
  readonly unsent: number;
  /** All links have told their digests. */
  readonly compared: boolean;
}

/** The status in one value, from links and digests alone. */
export function statusOf(facts: StatusFacts): SyncStatus {
  if (!facts.shared) return { kind: 'alone' };
  if (facts.offline) return { kind: 'offline', unsent: facts.unsent };
  if (facts.phase === 'failed') return { kind: 'failed', code: facts.failure };
  if (facts.peers > 0) {
    if (facts.pending > 0 || !facts.compared) {
      return { kind: 'exchanging', peers: facts.peers, toSend: 0, toReceive: facts.pending, progress: null };
    }
    return { kind: 'in-sync', peers: facts.peers };
  }
  if (facts.connecting > 0) return { kind: 'connecting', count: facts.connecting, unsent: facts.unsent };
  return { kind: 'looking', unsent: facts.unsent };
}
