import { describe, expect, it } from 'vitest';
import { type CauseId, isCalm } from '../../../../../renderer/features/connection/causes';
import { diagnose } from '../../../../../renderer/features/connection/diagnosis';
import type { Step } from '../../../../../renderer/features/connection/steps';
import type { ConnectionFacts, SyncState } from '../../../../../renderer/sync/types';
import { PROTOCOL_MAJOR } from '../../../../../shared/exchange/messages';
import type { NetworkReport } from '../../../../../shared/ipc/contract';
import { answers, facts, failure, link, report, state, TAILNET, WLAN } from './sights';

interface Case {
  readonly facts?: Partial<ConnectionFacts>;
  readonly report?: Parameters<typeof report>[0] | null;
  readonly state?: SyncState;
  readonly cause: CauseId | null;
  /** The steps that show it. */
  readonly steps?: Partial<Record<Step['id'], Step['state']>>;
}

const SILENT = { interfaces: [{ ...WLAN, multicast: 'silent' as const }] };
const WITH_VPN = { interfaces: [WLAN, TAILNET] };
const HEARD = { heard: { copies: 1, sharing: 1, otherVersions: 0 } };

const CASES: Readonly<Record<string, Case>> = {
  'a notebook that is not shared': { state: state({ kind: 'alone' }), report: null, cause: 'not-shared' },
  'working offline': { state: state({ kind: 'offline', unsent: 2 }), report: null, cause: 'offline' },
  'a port that another program has': {
    state: state({ kind: 'failed', code: 'hub/port-taken' }),
    report: null,
    cause: 'port-taken',
    steps: { hub: 'problem' },
  },
  'a hub that main could not open': {
    report: { hub: { listening: false, port: null, code: 'hub/failed', reachesItself: false } },
    cause: 'not-listening',
    steps: { hub: 'problem' },
  },
  'a port taken, and another one used': {
    report: { hub: { port: 51234, insteadOf: 47800 } },
    cause: 'port-moved',
    steps: { hub: 'ok' },
  },
  'no network at all': {
    report: { hub: { reachesItself: false }, state: { interfaces: [] } },
    cause: 'no-network',
    steps: { network: 'problem', hub: 'ok', multicast: 'untested' },
  },
  'no candidate gathered, before any test': {
    facts: { failed: [failure({ code: 'link/no-candidates' })], candidates: [] },
    state: state({ kind: 'failed', code: 'link/no-candidates' }),
    report: null,
    cause: 'no-network',
    steps: { network: 'problem' },
  },
  'a firewall on this device': {
    report: { hub: { reachesItself: false } },
    cause: 'firewall-here',
    steps: { hub: 'problem' },
  },
  'a firewall on the other device': {
    report: { addresses: [answers('timeout')] },
    cause: 'firewall-there',
    steps: { address: 'problem', multicast: 'waiting' },
  },
  'a firewall between two that hear each other': {
    facts: { failed: [failure()], heardPeers: 1 },
    report: { addresses: [answers('answered', 'known')] },
    state: state({ kind: 'failed', code: 'link/no-path' }),
    cause: 'firewall-between',
    steps: { address: 'ok', secret: 'ok', path: 'problem', channel: 'waiting' },
  },
  'devices kept apart by their network, seen by silence': {
    report: { state: SILENT, addresses: [answers('timeout')] },
    cause: 'isolation',
    steps: { multicast: 'problem', address: 'problem' },
  },
  'devices kept apart by their network, seen by a connection carried by hand': {
    facts: { failed: [failure()] },
    cause: 'isolation',
    steps: { path: 'problem' },
  },
  'devices kept apart by their network, an hour ago': {
    facts: { failed: [failure({ code: 'link/closed', stage: 'equal' }), failure()] },
    cause: 'nobody-there',
    steps: { path: 'waiting' },
  },
  'a VPN that takes the way': {
    report: { state: WITH_VPN, addresses: [answers('no-route')] },
    cause: 'vpn',
    steps: { network: 'ok', address: 'problem' },
  },
  'a VPN while no line comes about': {
    facts: { failed: [failure({ stage: 'securing', code: 'link/not-opened' })], heardPeers: 1 },
    report: { state: WITH_VPN },
    cause: 'vpn',
    steps: { path: 'problem' },
  },
  'another network without a VPN': { report: { addresses: [answers('no-route')] }, cause: 'no-route' },
  'messages of another secret': {
    facts: { undecryptable: { count: 3, last: 1 } },
    cause: 'wrong-secret',
    steps: { secret: 'problem' },
  },
  'a copy that says that there are new invites': {
    facts: { outdated: true },
    state: state({ kind: 'outdated', owner: 'Renee', unsent: 0 }),
    report: { addresses: [answers('answered', 'unknown-topic')] },
    cause: 'outdated',
    steps: { secret: 'problem' },
  },
  'a copy that does not know the notebook': {
    report: { addresses: [answers('answered', 'unknown-topic')] },
    cause: 'not-known-there',
    steps: { address: 'problem' },
  },
  'new invites that this copy has not got, where an attempt failed before': {
    facts: { failed: [failure()] },
    report: { addresses: [answers('timeout'), answers('answered', 'unknown-topic')] },
    cause: 'not-known-there',
    steps: { address: 'problem' },
  },
  'an app that is older here': {
    facts: { links: [link({ stage: 'greeting', version: { major: PROTOCOL_MAJOR + 1, minor: 0, schema: 1 } })] },
    cause: 'older-here',
    steps: { version: 'problem' },
  },
  'an app that is older there': {
    facts: { links: [link({ stage: 'greeting', version: { major: PROTOCOL_MAJOR - 1, minor: 9, schema: 1 } })] },
    cause: 'older-there',
    steps: { version: 'problem' },
  },
  'a copy that refused the version': {
    facts: { failed: [failure({ stage: 'greeting', code: 'sync/version' })] },
    state: state({ kind: 'failed', code: 'sync/version' }),
    cause: 'other-version',
    steps: { version: 'problem', path: 'waiting', channel: 'waiting' },
  },
  'a hub of another version': {
    report: { addresses: [answers('answered', 'other-version')] },
    cause: 'other-version',
    steps: { version: 'problem' },
  },
  'another version heard on the network': {
    report: { state: { heard: { copies: 1, sharing: 0, otherVersions: 1 } } },
    cause: 'other-version',
  },
  'an app that is not open there': {
    report: { addresses: [answers('refused')] },
    cause: 'not-running',
    steps: { address: 'problem' },
  },
  'a name that nobody knows': {
    report: { addresses: [answers('unresolved')] },
    cause: 'unknown-name',
    steps: { address: 'problem' },
  },
  'something else at the address': { report: { addresses: [answers('answered', 'not-a-hub')] }, cause: 'not-a-copy' },
  'multicast blocked, and no address known': {
    report: { state: SILENT },
    cause: 'silent-network',
    steps: { multicast: 'problem', address: 'unneeded' },
  },
  'discovery turned off, and no address known': {
    report: { state: { interfaces: [{ ...WLAN, multicast: 'off' }] } },
    cause: 'nothing-to-try',
    steps: { multicast: 'unneeded' },
  },
  'nobody there': {
    cause: 'nobody-there',
    steps: { hub: 'ok', network: 'ok', multicast: 'waiting', secret: 'waiting', path: 'waiting', equal: 'waiting' },
  },
  'only an old address of its own': {
    report: { addresses: [answers('answered', 'self')] },
    cause: 'nobody-there',
    steps: { address: 'unneeded' },
  },
  'somebody heard a moment ago': { report: { state: HEARD }, cause: null, steps: { multicast: 'ok' } },
  'a link on its way': {
    facts: { links: [link({ stage: 'checking', route: null, version: null })], heardPeers: 1 },
    state: state({ kind: 'connecting', count: 1, unsent: 0 }),
    cause: null,
    steps: { secret: 'ok', path: 'waiting', channel: 'waiting' },
  },
  'no test yet': {
    report: null,
    facts: { hubSocket: false },
    cause: null,
    steps: { hub: 'untested', network: 'untested', multicast: 'untested', address: 'untested' },
  },
  'discussions still on the way': {
    facts: { links: [link({ stage: 'exchanging', differing: 3 })] },
    state: state({ kind: 'exchanging', peers: 1, toSend: 0, toReceive: 3, progress: null }),
    cause: null,
    steps: { channel: 'ok', equal: 'waiting' },
  },
};

function look({ facts: seen = {}, report: tested = {}, state: now = state() }: Case) {
  return diagnose(facts(seen), tested === null ? null : (report(tested) satisfies NetworkReport), now);
}

describe('the diagnosis', () => {
  it.each(Object.entries(CASES))('names %s', (_name, one) => {
    const { cause, steps } = look(one);
    expect(cause?.id ?? null).toBe(one.cause);
    expect(Object.fromEntries(steps.map(({ id, state: is }) => [id, is]))).toMatchObject(one.steps ?? {});
  });

  it('gives every cause and every problem something to do', () => {
    for (const one of Object.values(CASES)) {
      const { cause, steps } = look(one);
      expect(cause?.next).not.toBe('');
      for (const step of steps) {
        expect(step.seen).not.toBe('');
        if (step.state === 'problem') expect(step.cure).toBeTruthy();
      }
    }
  });

  it('speaks without the words of engineers', () => {
    const jargon = /\b(?:ICE|mDNS|[Mm]ulticast|UDP|TCP|STUN|TURN|NAT|[Hh]ub|[Ss]ocket|[Tt]opic|[Pp]eer|SDP|WebRTC)\b/;
    for (const one of Object.values(CASES)) {
      const { cause, steps } = look(one);
      const words = [cause?.what, cause?.next, ...steps.flatMap(({ title, seen, cure }) => [title, seen, cure])];
      for (const text of words) expect(text ?? '').not.toMatch(jargon);
    }
  });

  it('is calm where nothing is wrong', () => {
    const calm = Object.values(CASES)
      .flatMap((one) => look(one).cause ?? [])
      .filter(isCalm);
    expect(new Set(calm.map(({ id }) => id))).toEqual(new Set(['not-shared', 'offline', 'nobody-there']));
  });
});

describe('a working pair', () => {
  const seen = facts({ links: [link()], heardPeers: 1 });
  const inSync = state({ kind: 'in-sync', peers: 1 });

  it('has no step that is a problem, and no cause', () => {
    const { cause, steps } = diagnose(
      seen,
      report({ state: HEARD, addresses: [answers('answered', 'known')] }),
      inSync,
    );
    expect(cause).toBeNull();
    expect(steps.map(({ id, state: is }) => `${id} ${is}`)).toEqual(
      ['hub', 'network', 'multicast', 'address', 'secret', 'version', 'path', 'channel', 'equal'].map(
        (id) => `${id} ok`,
      ),
    );
  });

  it('does not need what the network blocks', () => {
    const { cause, steps } = diagnose(seen, report({ state: SILENT, addresses: [answers('timeout')] }), inSync);
    expect(cause).toBeNull();
    expect(steps.filter(({ state: is }) => is === 'problem')).toEqual([]);
    expect(steps.find(({ id }) => id === 'multicast')?.state).toBe('unneeded');
  });

  it('forgets the failures before it', () => {
    const again = { ...seen, failed: [failure({ name: 'Chris', peerId: 'before' }), failure()] };
    expect(diagnose(again, report(), inSync).cause).toBeNull();
  });

  it('still tells of a third whose app is of another version', () => {
    const third = {
      ...seen,
      failed: [failure({ peerId: 'lee', name: 'Lee', stage: 'greeting', code: 'sync/version' })],
    };
    const { cause, steps } = diagnose(third, report(), inSync);
    expect(cause).toBeNull();
    expect(steps.find(({ id }) => id === 'version')?.state).toBe('problem');
  });
});

it('counts networks, not the addresses in them', () => {
  const two = report({ state: { interfaces: [WLAN, { ...WLAN, address: 'fd00::7' }] } });
  const network = diagnose(facts(), two, state()).steps.find(({ id }) => id === 'network');
  expect(network).toMatchObject({ seen: 'It is on one network.', details: ['wlan0 192.168.1.7', 'wlan0 fd00::7'] });
});

describe('signaling servers that the person added', () => {
  const server = { address: 'wss://meet.example', code: null, source: 'server' as const };
  it.each([
    ['connected', 'ok'],
    ['failed', 'problem'],
  ] as const)('that are %s make a step that is %s', (is, step) => {
    const { steps } = diagnose(facts(), report({ state: { links: [{ ...server, state: is }] } }), state());
    expect(steps.find(({ id }) => id === 'server')?.state).toBe(step);
  });

  it('make no step while there is none', () => {
    expect(diagnose(facts(), report(), state()).steps.some(({ id }) => id === 'server')).toBe(false);
  });
});

it('does not blame a firewall where the app answers, with other notebooks', () => {
  const cureFor = (found: ReturnType<typeof answers>): string | undefined =>
    diagnose(facts(), report({ addresses: [found] }), state()).steps.find(({ id }) => id === 'address')?.cure;
  expect(cureFor(answers('answered', 'unknown-topic'))).toContain('for the invite that is in use now');
  expect(cureFor(answers('timeout'))).toContain('firewall');
});

it('names the addresses that lead nowhere, three at most', () => {
  const at = (number: number, hub: 'known' | null) => ({
    ...answers(hub === null ? 'timeout' : 'answered', hub),
    address: `10.0.0.${String(number)}:47800`,
  });
  const seen = (addresses: ReturnType<typeof at>[]): string | undefined =>
    diagnose(facts(), report({ addresses }), state()).steps.find(({ id }) => id === 'address')?.seen;
  expect(seen([at(1, 'known'), at(2, null)])).toBe('1 of 2 lead to a copy of this notebook. Not: 10.0.0.2:47800.');
  expect(seen([1, 2, 3, 4, 5].map((number) => at(number, null)))).toBe(
    '0 of 5 lead to a copy of this notebook. Not: 10.0.0.1:47800, 10.0.0.2:47800, 10.0.0.3:47800 and 2 more.',
  );
});
