import { describe, expect, test } from 'vitest';
import { connectionFacts, obstacleOf } from '../../../../renderer/sync/connection-facts';
import type { RoomFacts } from '../../../../renderer/sync/link-facts';
import type { FailedLink } from '../../../../renderer/sync/types';
import { NO_EXCHANGE, type PeerState } from '../../../../shared/exchange/exchange';

const room = (stage: RoomFacts['links'][number]['stage']): RoomFacts => ({
  links: [{ peerId: 'p', stage, route: null, byHand: false }],
  failed: [],
  hubSocket: true,
  undecryptable: { count: 0, last: null },
  heardPeers: 1,
  candidates: ['host'],
  outdated: false,
});
const peer: PeerState = {
  key: 'p',
  open: true,
  compared: true,
  theirs: { major: 2, minor: 0, schema: 1, participant: 'ben' },
  differing: 0,
  toSend: 0,
  toReceive: 0,
};
const failure = (code: string, at: number): FailedLink => ({ peerId: 'p', name: null, stage: 'checking', code, at });
const facts = (stage: RoomFacts['links'][number]['stage'], change: Partial<PeerState> = {}) =>
  connectionFacts(room(stage), { ...NO_EXCHANGE, links: [{ ...peer, ...change }] }, [], (id) =>
    id === 'ben' ? 'Ben' : null,
  ).links[0];

describe('what is seen of a link', () => {
  test.each([
    ['the room’s stages come first', facts('checking'), 'checking'],
    ['then the greeting', facts('greeting', { open: false, theirs: null }), 'greeting'],
    ['then digests are compared', facts('greeting', { compared: false }), 'comparing'],
    ['what differs is exchanged', facts('greeting', { differing: 3 }), 'exchanging'],
    ['until all is equal', facts('greeting'), 'equal'],
  ])('%s', (_, link, stage) => {
    expect(link?.stage).toBe(stage);
  });

  test('names whom it leads to, once they have said so', () => {
    expect(facts('greeting')?.person).toEqual({ id: 'ben', name: 'Ben' });
    expect(facts('greeting', { theirs: null })).toMatchObject({ person: null, version: null });
  });
});

describe('an obstacle', () => {
  test.each<[string, FailedLink[], string | null]>([
    ['is none without a failure', [], null],
    ['is the latest failure', [failure('link/no-path', 99_000), failure('sync/version', 98_000)], 'link/no-path'],
    ['is not what waiting cures', [failure('link/closed', 99_000)], null],
    ['is not what is long past', [failure('sync/version', 50_000)], null],
  ])('%s', (_, failed, code) => {
    expect(obstacleOf(failed, 100_000)?.code ?? null).toBe(code);
  });
});
