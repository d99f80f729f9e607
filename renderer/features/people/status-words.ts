/** The state of the meeting with other copies, in words. Pure. */
import { AppError, describeError, isErrorCode } from '../../../shared/errors/app-error';
import { assertNever } from '../../../shared/util/assert-never';
import type { Member, SyncState, SyncStatus } from '../../sync/types';
import { agoWords, momentWords } from '../../ui/date-words';
import { count, listNames } from '../../ui/words';

/** `Renee and Chris are here`, `Only you`. */
export function hereWords(people: SyncState['people']): string {
  if (people.length === 0) return 'Only you';
  return `${listNames(people.map((one) => one.name))} ${people.length === 1 ? 'is' : 'are'} here`;
}

type Told = Pick<SyncState, 'status' | 'people'> & Partial<Pick<SyncState, 'members'>>;

export function statusWords({ status, people, members = [] }: Told): string {
  switch (status.kind) {
    case 'alone':
      if (status.inFolder) return 'Not on the network: the shared folder carries it';
      // Whoever met others once may not say that nobody else has it.
      return members.some(({ lastInSync, lastInFolder }) => lastInSync !== null || lastInFolder !== null)
        ? 'Not shared now: others keep what they have'
        : 'Not shared: only on this device';
    case 'offline':
      return `Working offline${unsentWords(status.unsent)}`;
    case 'looking':
      return `Looking for others…${unsentWords(status.unsent)}`;
    case 'connecting':
      return `Connecting to ${String(status.count)}…${unsentWords(status.unsent)}`;
    case 'exchanging':
      return exchangeWords(status);
    case 'in-sync':
      return `In sync with ${people.length > 0 ? listNames(people.map((one) => one.name)) : String(status.peers)}`;
    case 'outdated':
      return outdatedWords(status);
    case 'failed': {
      const known = describeError(isErrorCode(status.code) ? new AppError(status.code) : new AppError('unexpected'));
      return `Cannot connect: ${known.what} ${known.next}`;
    }
    default:
      return assertNever(status);
  }
}

/** The way out stands right below: the button of that name. */
function outdatedWords({ owner, unsent }: Extract<SyncStatus, { kind: 'outdated' }>): string {
  const ask = `Ask ${owner ?? 'a member whom you trust'} for a new one, then press “Join notebook”.`;
  const waiting = unsent === 0 ? '' : ` Until then ${count(unsent, 'discussion')} cannot be sent.`;
  return `Your invite is out of date. ${ask}${waiting}`;
}

function unsentWords(unsent: number): string {
  return unsent === 0 ? '' : ` · ${count(unsent, 'discussion')} to send`;
}

/** How far a large first sync has come stands behind these words, which stay the same: a screen reader says them once. */
function exchangeWords({ toSend, toReceive, progress }: Extract<SyncStatus, { kind: 'exchanging' }>): string {
  if (progress !== null) return 'Receiving';
  if (toSend > 0 && toReceive > 0) return `Sending ${String(toSend)} and receiving ${count(toReceive, 'discussion')}`;
  if (toSend > 0) return `Sending ${count(toSend, 'discussion')}`;
  if (toReceive > 0) return `Receiving ${count(toReceive, 'discussion')}`;
  return 'Comparing with the others…';
}

export interface Progress {
  readonly done: number;
  readonly all: number;
  /** `120 of 10,000` */
  readonly words: string;
}

/** Of a large first sync; null when there is nothing to show. */
export function progressOf(status: SyncStatus): Progress | null {
  if (status.kind !== 'exchanging' || status.progress === null) return null;
  const { done, all } = status.progress;
  return { done, all, words: `${done.toLocaleString('en')} of ${all.toLocaleString('en')}` };
}

/**
 * When this copy and theirs were last equal, or all of theirs came by the folder: `in sync now`, `last in sync yesterday 18:02`,
 * `by the shared folder, 2 minutes ago`.
 */
export function memberWords(member: Pick<Member, 'presence' | 'lastInSync' | 'lastInFolder'>, now: number): string {
  switch (member.presence) {
    case 'in-sync':
      return 'in sync now';
    case 'exchanging':
      return 'exchanging now';
    case 'away':
      if (member.lastInFolder !== null && member.lastInFolder > (member.lastInSync ?? 0))
        return `by the shared folder, ${agoWords(member.lastInFolder, now)}`;
      return member.lastInSync === null
        ? 'never met from this device'
        : `last in sync ${momentWords(member.lastInSync, now)}`;
    default:
      return assertNever(member.presence);
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
    case 'outdated':
      return 'bad';
    case 'alone':
    case 'offline':
      return 'quiet';
    default:
      return assertNever(status);
  }
}
