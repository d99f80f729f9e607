import { describe, expect, test } from 'vitest';
import { admitSignal, type FilterRoom } from '../../../../renderer/sync/signal-filter';
import { type StatusFacts, statusOf } from '../../../../renderer/sync/status';

const offer = (session: string) => ({ type: 'offer', sdp: `v=0\r\no=- ${session} 2 IN IP4 127.0.0.1\r\n` });

function room(peerId: string, connections: Record<string, string | null> = {}) {
  const log: string[] = [];
  const fake: FilterRoom = {
    peerId,
    connection: (id) => (id in connections ? { remoteSession: connections[id] ?? null } : null),
    retire: (id) => log.push(`retire ${id}`),
    announce: (to) => log.push(`announce to ${to}`),
  };
  return { fake, log };
}

describe('of two copies that announce at once, only the one with the larger id initiates', () => {
  test.each([
    ['the larger one sees the announce', 'b', 'a', true, []],
    ['the smaller one answers with an announce of its own instead', 'a', 'b', false, ['announce to b']],
  ])('%s', (_name, me, from, admitted, log) => {
    const { fake, log: seen } = room(me);
    expect(admitSignal({ type: 'announce', from }, fake)).toBe(admitted);
    expect(seen).toEqual(log);
  });

  test('the smaller one stays quiet when it has a connection to the other already', () => {
    const { fake, log } = room('a', { b: '1' });
    expect(admitSignal({ type: 'announce', from: 'b' }, fake)).toBe(false);
    expect(log).toEqual([]);
  });
});

describe('signals', () => {
  const signal = (from: string, to: string, inner: object) => ({ type: 'signal', from, to, token: 1, signal: inner });

  test.each<[string, unknown, string, Record<string, string | null>, boolean, string[]]>([
    ['an offer to the smaller id is admitted', signal('b', 'a', offer('7')), 'a', {}, true, []],
    ['an offer to the larger id is not', signal('a', 'b', offer('7')), 'b', {}, false, []],
    [
      'an offer of a new session retires the old connection',
      signal('b', 'a', offer('7')),
      'a',
      { b: '6' },
      true,
      ['retire b'],
    ],
    ['an offer of the same session goes to its connection', signal('b', 'a', offer('7')), 'a', { b: '7' }, true, []],
    ['an answer without a connection is dropped', signal('a', 'b', { type: 'answer', sdp: '' }), 'b', {}, false, []],
    ['a candidate that overtook its offer is admitted', signal('b', 'a', { candidate: {} }), 'a', {}, true, []],
    ['what is for somebody else is dropped', signal('b', 'c', offer('7')), 'a', {}, false, []],
    ['what one sent oneself is dropped', { type: 'announce', from: 'a' }, 'a', {}, false, []],
    ['what is no signal is dropped', { type: 'signal', from: 'b', to: 'a', signal: 7 }, 'a', {}, false, []],
    ['null is dropped', null, 'a', {}, false, []],
  ])('%s', (_name, message, me, connections, admitted, log) => {
    const { fake, log: seen } = room(me, connections);
    expect(admitSignal(message, fake)).toBe(admitted);
    expect(seen).toEqual(log);
  });
});

describe('the status', () => {
  const facts: StatusFacts = {
    shared: true,
    offline: false,
    phase: 'meeting',
    failure: '',
    connecting: 0,
    peers: 0,
    pending: 0,
    unsent: 0,
    compared: false,
  };
  test.each<[string, Partial<StatusFacts>, object]>([
    ['alone when the notebook is not shared', { shared: false }, { kind: 'alone' }],
    ['offline when the person chose so', { offline: true }, { kind: 'offline', unsent: 0 }],
    [
      'failed with its code',
      { phase: 'failed', failure: 'hub/port-taken' },
      { kind: 'failed', code: 'hub/port-taken' },
    ],
    ['looking while nobody is there', {}, { kind: 'looking', unsent: 0 }],
    ['connecting while a link is made', { connecting: 2 }, { kind: 'connecting', count: 2, unsent: 0 }],
    [
      'exchanging until the lists were compared',
      { peers: 1 },
      { kind: 'exchanging', peers: 1, toSend: 0, toReceive: 0, progress: null },
    ],
    [
      'exchanging while documents differ',
      { peers: 1, compared: true, pending: 3 },
      { kind: 'exchanging', peers: 1, toSend: 0, toReceive: 3, progress: null },
    ],
    ['in sync only when all digests are equal', { peers: 2, compared: true }, { kind: 'in-sync', peers: 2 }],
  ])('is %s', (_name, change, expected) => {
    expect(statusOf({ ...facts, ...change })).toEqual(expected);
  });
});
