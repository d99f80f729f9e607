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
  /** All links have told their digests. */
  readonly compared: boolean;
}

/** The status in one value, from links and digests alone. */
export function statusOf(facts: StatusFacts): SyncStatus {
  if (!facts.shared) return { kind: 'alone' };
  if (facts.offline) return { kind: 'offline' };
  if (facts.phase === 'failed') return { kind: 'failed', code: facts.failure };
  if (facts.peers > 0) {
    if (facts.pending > 0 || !facts.compared) return { kind: 'exchanging', pending: facts.pending, peers: facts.peers };
    return { kind: 'in-sync', peers: facts.peers };
  }
  if (facts.connecting > 0) return { kind: 'connecting', count: facts.connecting };
  return { kind: 'looking' };
}
