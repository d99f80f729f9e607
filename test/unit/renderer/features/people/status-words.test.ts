import { describe, expect, it } from 'vitest';
import { hereWords, statusTone, statusWords } from '../../../../../renderer/features/people/status-words';
import type { Participant } from '../../../../../renderer/notebook/types';
import type { SyncStatus } from '../../../../../renderer/sync/types';
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
  const rows: readonly [SyncStatus, string, string][] = [
    [{ kind: 'alone' }, 'Not shared: only on this device', 'quiet'],
    [{ kind: 'offline' }, 'Working offline', 'quiet'],
    [{ kind: 'looking' }, 'Looking for others…', 'busy'],
    [{ kind: 'connecting', count: 2 }, 'Connecting to 2…', 'busy'],
    [{ kind: 'exchanging', pending: 1, peers: 1 }, 'Receiving 1 discussion', 'busy'],
    [{ kind: 'exchanging', pending: 3, peers: 1 }, 'Receiving 3 discussions', 'busy'],
    [{ kind: 'exchanging', pending: 0, peers: 1 }, 'Comparing with the others…', 'busy'],
    [{ kind: 'in-sync', peers: 1 }, 'Everything is in sync', 'good'],
  ];

  it.each(rows)('%j: %s', (status, words, tone) => {
    expect(statusWords(status)).toBe(words);
    expect(statusTone(status)).toBe(tone);
  });

  it('says why it cannot connect, and what to do', () => {
    const words = statusWords({ kind: 'failed', code: 'hub/port-taken' });
    expect(words).toMatch(/^Cannot connect: The port .* RECAP_HUB_PORT/);
  });

  it('does not show a code that it does not know', () => {
    expect(statusWords({ kind: 'failed', code: 'no/such' })).toMatch(/^Cannot connect: Something went wrong/);
  });
});
