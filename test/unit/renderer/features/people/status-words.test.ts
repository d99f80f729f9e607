import { describe, expect, it } from 'vitest';
import {
  hereWords,
  memberWords,
  progressOf,
  statusTone,
  statusWords,
} from '../../../../../renderer/features/people/status-words';
import type { Participant } from '../../../../../renderer/notebook/types';
import type { Member, SyncStatus } from '../../../../../renderer/sync/types';
import type { ParticipantId } from '../../../../../shared/util/brand';

function person(name: string): Participant {
  return { id: name as ParticipantId, name, colour: 0 };
}

describe('who is here', () => {
  it.each([
    [[], 'Only you'],
    [['Renee'], 'Renee is here'],
    [['Renee', 'Chris'], 'Renee and Chris are here'],
    [['Renee', 'Chris', 'Lurker', 'Educator'], 'Renee, Chris and 2 others are here'],
  ])('%j: %s', (names, words) => {
    expect(hereWords(names.map(person))).toBe(words);
  });
});

describe('the state of the meeting in words', () => {
  const exchanging = { kind: 'exchanging', peers: 1, toSend: 0, toReceive: 0, progress: null } as const;
  const rows: readonly [SyncStatus, string, string][] = [
    [{ kind: 'alone' }, 'Not shared: only on this device', 'quiet'],
    [{ kind: 'offline', unsent: 0 }, 'Working offline', 'quiet'],
    [{ kind: 'offline', unsent: 3 }, 'Working offline · 3 discussions to send', 'quiet'],
    [{ kind: 'looking', unsent: 0 }, 'Looking for others…', 'busy'],
    [{ kind: 'looking', unsent: 1 }, 'Looking for others… · 1 discussion to send', 'busy'],
    [{ kind: 'connecting', count: 2, unsent: 0 }, 'Connecting to 2…', 'busy'],
    [{ kind: 'connecting', count: 1, unsent: 2 }, 'Connecting to 1… · 2 discussions to send', 'busy'],
    [{ ...exchanging, toReceive: 1 }, 'Receiving 1 discussion', 'busy'],
    [{ ...exchanging, toSend: 3 }, 'Sending 3 discussions', 'busy'],
    [{ ...exchanging, toSend: 3, toReceive: 2 }, 'Sending 3 and receiving 2 discussions', 'busy'],
    [exchanging, 'Comparing with the others…', 'busy'],
    [{ ...exchanging, toReceive: 9880, progress: { done: 120, all: 10_000 } }, 'Receiving', 'busy'],
    [{ kind: 'in-sync', peers: 3 }, 'In sync with 3', 'good'],
    [
      { kind: 'outdated', owner: 'Renee', unsent: 0 },
      'Your invite is out of date. Ask Renee for a new one, then press “Join notebook”.',
      'bad',
    ],
    [
      { kind: 'outdated', owner: null, unsent: 2 },
      'Your invite is out of date. Ask a member whom you trust for a new one, then press “Join notebook”. Until then 2 discussions cannot be sent.',
      'bad',
    ],
  ];

  it.each(rows)('%j: %s', (status, words, tone) => {
    expect(statusWords({ status, people: [] })).toBe(words);
    expect(statusTone(status)).toBe(tone);
  });

  it('does not call a notebook its own that others have as well', () => {
    const chris = { ...person('Chris'), presence: 'away', lastInSync: 1, lastInFolder: null } as const;
    const words = (members: readonly Member[]): string =>
      statusWords({ status: { kind: 'alone' }, people: [], members });
    expect(words([chris])).toBe('Not shared now: others keep what they have');
    expect(words([{ ...chris, lastInSync: null, lastInFolder: 1 }])).toBe('Not shared now: others keep what they have');
    expect(words([{ ...chris, lastInSync: null }])).toBe('Not shared: only on this device');
  });

  it('names whom it is in sync with', () => {
    const status = { kind: 'in-sync', peers: 2 } as const;
    expect(statusWords({ status, people: ['Chris', 'Renee'].map(person) })).toBe('In sync with Chris and Renee');
  });

  it('says why it cannot connect, and what to do', () => {
    const words = statusWords({ status: { kind: 'failed', code: 'hub/port-taken' }, people: [] });
    expect(words).toMatch(/^Cannot connect: The port .* RECAP_HUB_PORT/);
  });

  it('does not show a code that it does not know', () => {
    const words = statusWords({ status: { kind: 'failed', code: 'no/such' }, people: [] });
    expect(words).toMatch(/^Cannot connect: Something went wrong/);
  });

  it('tells how far a large first sync has come, beside the words', () => {
    const status = { ...exchanging, progress: { done: 120, all: 10_000 } };
    expect(progressOf(status)?.words).toBe('120 of 10,000');
    expect(progressOf(exchanging)).toBeNull();
    expect(progressOf({ kind: 'in-sync', peers: 1 })).toBeNull();
  });
});

describe('when a person was last in sync', () => {
  const now = new Date(2026, 7, 12, 20, 14).getTime();
  const rows: readonly [Member['presence'], number | null, string][] = [
    ['in-sync', null, 'in sync now'],
    ['exchanging', now, 'exchanging now'],
    ['away', null, 'never met from this device'],
    ['away', now - 20_000, 'last in sync just now'],
    ['away', new Date(2026, 7, 12, 9, 5).getTime(), 'last in sync today 09:05'],
    ['away', new Date(2026, 7, 11, 18, 2).getTime(), 'last in sync yesterday 18:02'],
    ['away', new Date(2026, 7, 9, 18, 2).getTime(), 'last in sync Sun 18:02'],
    ['away', new Date(2026, 6, 1, 18, 2).getTime(), 'last in sync 1 Jul 18:02'],
  ];

  it.each(rows)('%s, %s: %s', (presence, lastInSync, words) => {
    expect(memberWords({ presence, lastInSync, lastInFolder: null }, now)).toBe(words);
  });

  const minute = 60_000;
  const byFolder: readonly [Member['presence'], number | null, number, string][] = [
    ['away', null, now - 20_000, 'by the shared folder, just now'],
    ['away', null, now - minute, 'by the shared folder, 1 minute ago'],
    ['away', null, now - 2.5 * minute, 'by the shared folder, 2 minutes ago'],
    ['away', null, now - 59 * minute, 'by the shared folder, 59 minutes ago'],
    ['away', null, new Date(2026, 7, 12, 9, 5).getTime(), 'by the shared folder, today 09:05'],
    ['away', null, new Date(2026, 7, 11, 18, 2).getTime(), 'by the shared folder, yesterday 18:02'],
    ['away', now - 5 * minute, now - 3 * minute, 'by the shared folder, 3 minutes ago'],
    ['away', now - 20_000, now - 3 * minute, 'last in sync just now'],
    ['in-sync', null, now, 'in sync now'],
  ];

  it.each(byFolder)('%s, %s, by the folder %s: %s', (presence, lastInSync, lastInFolder, words) => {
    expect(memberWords({ presence, lastInSync, lastInFolder }, now)).toBe(words);
  });
});
