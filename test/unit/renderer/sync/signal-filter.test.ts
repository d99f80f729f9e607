import { describe, expect, test } from 'vitest';
import { admitSignal, type FilterConnection, type FilterRoom } from '../../../../renderer/sync/signal-filter';
import type { Signal } from '../../../../renderer/sync/signals';

const offer = (session: string) => ({ type: 'offer', sdp: `v=0\r\no=- ${session} 2 IN IP4 127.0.0.1\r\n` });
const making: FilterConnection = { remoteSession: null, openFor: null };
const justOpen: FilterConnection = { remoteSession: null, openFor: 100 };
const open: FilterConnection = { remoteSession: null, openFor: 60_000 };

function room(peerId: string, connections: Record<string, FilterConnection> = {}, full = false, shunned = '') {
  const log: string[] = [];
  const fake: FilterRoom = {
    peerId,
    full,
    isShunned: (id) => id === shunned,
    connection: (id) => connections[id] ?? null,
    retire: (id) => {
      log.push(`retire ${id}`);
      delete connections[id];
    },
    announce: (to) => log.push(`announce to ${to}`),
    verify: (id) => log.push(`verify ${id}`),
  };
  return { fake, log };
}

describe('an announce', () => {
  const all = (from: string): Signal => ({ type: 'announce', from });
  const named = (from: string, to: string): Signal => ({ type: 'announce', from, to });

  test.each<[string, Signal, string, FilterConnection | null, boolean, string[]]>([
    ['to all is answered by name, by the larger id', all('a'), 'b', null, false, ['announce to a']],
    ['to all is answered by name, by the smaller id', all('b'), 'a', null, false, ['announce to b']],
    ['that names the larger id makes it initiate', named('a', 'b'), 'b', null, true, []],
    ['that names the smaller id is answered by name', named('b', 'a'), 'a', null, false, ['announce to b']],
    ['that names somebody else is not for us', named('a', 'c'), 'b', null, false, []],
    ['of oneself is not for us', all('b'), 'b', null, false, []],
    ['is not heeded while a connection is made', named('a', 'b'), 'b', making, false, []],
    ['is answered while there are only candidates', named('b', 'a'), 'a', making, false, ['announce to b']],
    ['may have crossed the connection that has just opened', named('a', 'b'), 'b', justOpen, false, []],
    ['to all, of who is connected, makes us look whether it is', all('a'), 'b', open, false, ['verify a']],
    ['that names us says that the connection is gone there', named('a', 'b'), 'b', open, true, ['retire a']],
    ['the smaller id answers then too', named('b', 'a'), 'a', open, false, ['retire b', 'announce to b']],
  ])('%s', (_name, message, me, connection, admitted, log) => {
    const { fake, log: seen } = room(me, connection ? { [message.from]: connection } : {});
    expect(admitSignal(message, fake)).toBe(admitted);
    expect(seen).toEqual(log);
  });

  test('starts nothing when no more connections may be made', () => {
    const { fake, log } = room('b', {}, true);
    expect(admitSignal(named('a', 'b'), fake)).toBe(false);
    expect(log).toEqual([]);
  });

  test('of whom this copy cannot talk with starts nothing', () => {
    const { fake, log } = room('b', {}, false, 'a');
    expect(admitSignal(all('a'), fake)).toBe(false);
    expect(admitSignal(named('a', 'b'), fake)).toBe(false);
    expect(log).toEqual([]);
  });

  test('leads to one initiator and no endless answers, whoever begins and whatever crosses', () => {
    for (const beginners of [['a'], ['b'], ['a', 'b']]) {
      const rooms = { a: room('a'), b: room('b') };
      let wire: Signal[] = beginners.map(all);
      let initiated = 0;
      let messages = 0;
      for (let turn = 0; turn < 10 && wire.length > 0; turn++) {
        const next: Signal[] = [];
        for (const message of wire) {
          messages += 1;
          const to = message.from === 'a' ? 'b' : 'a';
          const { fake, log } = rooms[to];
          const before = log.length;
          if (initiated === 0 && admitSignal(message, fake)) initiated += 1;
          for (const one of log.slice(before)) if (one.startsWith('announce')) next.push(named(to, message.from));
        }
        wire = next;
      }
      expect(initiated).toBe(1);
      expect(wire).toEqual([]);
      expect(messages).toBeLessThanOrEqual(6);
    }
  });
});

describe('signals', () => {
  const signal = (from: string, to: string, inner: object): Signal => ({
    type: 'signal',
    from,
    to,
    token: 1,
    signal: inner as Extract<Signal, { type: 'signal' }>['signal'],
  });
  const answered = (session: string) => ({ b: { remoteSession: session, openFor: null } });

  test.each<[string, Signal, string, Record<string, FilterConnection>, boolean, string[]]>([
    ['an offer to the smaller id is admitted', signal('b', 'a', offer('7')), 'a', {}, true, []],
    ['an offer to the larger id is not', signal('a', 'b', offer('7')), 'b', {}, false, []],
    [
      'an offer of a new session retires the old connection',
      signal('b', 'a', offer('7')),
      'a',
      answered('6'),
      true,
      ['retire b'],
    ],
    ['an offer of the same session goes to its connection', signal('b', 'a', offer('7')), 'a', answered('7'), true, []],
    ['an answer without a connection is dropped', signal('a', 'b', { type: 'answer', sdp: '' }), 'b', {}, false, []],
    ['a candidate that overtook its offer is admitted', signal('b', 'a', { candidate: {} }), 'a', {}, true, []],
    ['a request for media is dropped', signal('b', 'a', { type: 'transceiverRequest' }), 'a', answered('7'), false, []],
    ['an empty signal is dropped', signal('b', 'a', {}), 'a', answered('7'), false, []],
    ['what is for somebody else is dropped', signal('b', 'c', offer('7')), 'a', {}, false, []],
  ])('%s', (_name, message, me, connections, admitted, log) => {
    const { fake, log: seen } = room(me, { ...connections });
    expect(admitSignal(message, fake)).toBe(admitted);
    expect(seen).toEqual(log);
  });

  test('an offer makes no connection beyond the limit', () => {
    expect(admitSignal(signal('b', 'a', offer('7')), room('a', {}, true).fake)).toBe(false);
  });
});
