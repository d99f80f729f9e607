/** Tells a discussion how this copy stands to the others, so that it knows when a time apart begins and ends. */
import { useEffect } from 'react';
import { assertNever } from '../../shared/util/assert-never';
import type { Togetherness } from '../notebook/since-types';
import type { Discussion } from '../notebook/types';
import type { Sync, SyncStatus } from '../sync/types';

/** Apart from all others counts from the moment that nobody is connected any more. */
export function togetherness(status: SyncStatus): { readonly state: Togetherness; readonly chosen: boolean } {
  switch (status.kind) {
    case 'alone':
      return { state: 'alone', chosen: false };
    case 'offline':
      return { state: 'apart', chosen: true };
    case 'looking':
    case 'connecting':
    case 'outdated':
    case 'failed':
      return { state: 'apart', chosen: false };
    case 'exchanging':
      return { state: 'meeting', chosen: false };
    case 'in-sync':
      return { state: 'equal', chosen: false };
    default:
      return assertNever(status);
  }
}

export function useTogether(sync: Sync, discussion: Discussion | null): void {
  useEffect(() => {
    if (discussion === null) return;
    const tell = (): void => {
      const { state, chosen } = togetherness(sync.state.get().status);
      discussion.since.setTogether(state, chosen);
    };
    tell();
    return sync.state.subscribe(tell);
  }, [sync, discussion]);
}
