import type { SyncStatus } from './types';

export interface StatusFacts {
  readonly shared: boolean;
  readonly offline: boolean;
  /** A shared folder carries it. */
  readonly inFolder: boolean;
  readonly phase: 'apart' | 'starting' | 'failed' | 'meeting';
  /** Error code of shared/errors while failed. */
  readonly failure: string;
  /** Links being made. */
  readonly connecting: number;
  /** Links past hello. */
  readonly peers: number;
  /** Documents whose digests differ, by who lacks something. */
  readonly toSend: number;
  readonly toReceive: number;
  /** All links have told their digests. */
  readonly compared: boolean;
  readonly progress: { readonly done: number; readonly all: number } | null;
  /** Documents changed here that no other copy is known to have. */
  readonly unsent: number;
  /** Why the last attempts failed, when that is a cause that waiting does not cure. */
  readonly obstacle: string | null;
  /** A copy says that the notebook's secret was renewed since. */
  readonly outdated: boolean;
  readonly owner: string | null;
}

/** The status in one value, from links and digests alone. */
export function statusOf(facts: StatusFacts): SyncStatus {
  const { unsent, peers, toSend, toReceive } = facts;
  if (!facts.shared) return facts.inFolder ? { kind: 'alone', inFolder: true } : { kind: 'alone' };
  if (facts.offline) return { kind: 'offline', unsent };
  if (facts.phase === 'failed') return { kind: 'failed', code: facts.failure };
  if (peers > 0) {
    if (toSend > 0 || toReceive > 0 || !facts.compared)
      return { kind: 'exchanging', peers, toSend, toReceive, progress: facts.progress };
    return { kind: 'in-sync', peers };
  }
  if (facts.outdated) return { kind: 'outdated', owner: facts.owner, unsent };
  if (facts.obstacle !== null) return { kind: 'failed', code: facts.obstacle };
  if (facts.connecting > 0) return { kind: 'connecting', count: facts.connecting, unsent };
  return { kind: 'looking', unsent };
}
