/** The state of the meeting with other copies, in words. Pure. */
import { AppError, describeError, isErrorCode } from '../../../shared/errors/app-error';
import { assertNever } from '../../../shared/util/assert-never';
import type { SyncState, SyncStatus } from '../../sync/types';
import { count, listNames } from '../../ui/words';

/** `Renee and Chris are here`, `Only you`. */
export function hereWords(people: SyncState['people']): string {
  if (people.length === 0) return 'Only you';
  return `${listNames(people.map((one) => one.name))} ${people.length === 1 ? 'is' : 'are'} here`;
}

export function statusWords(status: SyncStatus): string {
  switch (status.kind) {
    case 'alone':
      return 'Not shared: only on this device';
    case 'offline':
      return 'Working offline';
    case 'looking':
      return 'Looking for others…';
    case 'connecting':
      return `Connecting to ${String(status.count)}…`;
    case 'exchanging':
      return status.pending > 0 ? `Receiving ${count(status.pending, 'discussion')}` : 'Comparing with the others…';
    case 'in-sync':
      return 'Everything is in sync';
    case 'failed': {
      const known = describeError(isErrorCode(status.code) ? new AppError(status.code) : new AppError('unexpected'));
      return `Cannot connect: ${known.what} ${known.next}`;
    }
    default:
      return assertNever(status);
  }
}

/** What the dot beside the words looks like; the words say it all. */
export function statusTone(status: SyncStatus): 'good' | 'busy' | 'quiet' | 'bad' {
  switch (status.kind) {
    case 'in-sync':
      return 'good';
    case 'looking':
    case 'connecting':
    case 'exchanging':
      return 'busy';
    case 'failed':
      return 'bad';
    case 'alone':
    case 'offline':
      return 'quiet';
    default:
      return assertNever(status);
  }
}
