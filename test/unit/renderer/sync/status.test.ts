import { describe, expect, test } from 'vitest';
import { type StatusFacts, statusOf } from '../../../../renderer/sync/status';
import type { SyncStatus } from '../../../../renderer/sync/types';

const meeting: StatusFacts = {
  shared: true,
  offline: false,
  inFolder: false,
  phase: 'meeting',
  failure: '',
  connecting: 0,
  peers: 0,
  toSend: 0,
  toReceive: 0,
  compared: false,
  progress: null,
  unsent: 0,
  obstacle: null,
  outdated: false,
  owner: null,
};

describe('the status', () => {
  test.each<[string, Partial<StatusFacts>, SyncStatus]>([
    ['is alone while nothing is shared, whatever else', { shared: false, peers: 3 }, { kind: 'alone' }],
    [
      'says that a shared folder carries it when the network does not',
      { shared: false, inFolder: true },
      { kind: 'alone', inFolder: true },
    ],
    ['is offline by choice, with what waits', { offline: true, unsent: 2 }, { kind: 'offline', unsent: 2 }],
    [
      'tells why the hub did not start',
      { phase: 'failed', failure: 'hub/failed' },
      { kind: 'failed', code: 'hub/failed' },
    ],
    ['looks for others', { unsent: 1 }, { kind: 'looking', unsent: 1 }],
    ['connects', { connecting: 2 }, { kind: 'connecting', count: 2, unsent: 0 }],
    [
      'tells an obstacle rather than to look on',
      { connecting: 1, obstacle: 'sync/version' },
      { kind: 'failed', code: 'sync/version' },
    ],
    [
      'tells that the invite is out of date rather than to look on, with whom to ask',
      { connecting: 1, obstacle: 'link/no-path', outdated: true, owner: 'Renee', unsent: 1 },
      { kind: 'outdated', owner: 'Renee', unsent: 1 },
    ],
    [
      'is in sync with others who have the same old invite',
      { peers: 1, compared: true, outdated: true },
      { kind: 'in-sync', peers: 1 },
    ],
    [
      'is not in sync before digests were compared',
      { peers: 1 },
      { kind: 'exchanging', peers: 1, toSend: 0, toReceive: 0, progress: null },
    ],
    [
      'is not in sync while digests differ',
      { peers: 1, compared: true, toSend: 1 },
      { kind: 'exchanging', peers: 1, toSend: 1, toReceive: 0, progress: null },
    ],
    ['is in sync with those whose digests are equal', { peers: 4, compared: true }, { kind: 'in-sync', peers: 4 }],
    [
      'does not mind an obstacle to one when it is in sync with another',
      { peers: 1, compared: true, obstacle: 'link/no-path' },
      { kind: 'in-sync', peers: 1 },
    ],
  ])('%s', (_, facts, status) => {
    expect(statusOf({ ...meeting, ...facts })).toEqual(status);
  });
});
