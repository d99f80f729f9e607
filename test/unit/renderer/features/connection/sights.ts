/** Builders for what can be seen of the way to other copies. */
import type { ConnectionFacts, FailedLink, LinkFacts, SyncState, SyncStatus } from '../../../../../renderer/sync/types';
import { PROTOCOL_MAJOR } from '../../../../../shared/exchange/messages';
import type { AddressTest, NetworkInterface, NetworkReport } from '../../../../../shared/ipc/contract';
import type { ParticipantId } from '../../../../../shared/util/brand';

export const WLAN: NetworkInterface = { name: 'wlan0', address: '192.168.1.7', kind: 'network', multicast: 'heard' };
export const TAILNET: NetworkInterface = {
  name: 'tailscale0',
  address: '100.64.0.7',
  kind: 'tunnel',
  multicast: 'off',
};

/** Nobody was seen yet, and the hub's socket is open. */
export function facts(change: Partial<ConnectionFacts> = {}): ConnectionFacts {
  return {
    links: [],
    failed: [],
    hubSocket: true,
    undecryptable: { count: 0, last: null },
    heardPeers: 0,
    candidates: ['host'],
    outdated: false,
    origins: {},
    ...change,
  };
}

/** Everything of this device is in order, and nobody was heard. */
export function report(
  change: {
    hub?: Partial<NetworkReport['hub']>;
    state?: Partial<NetworkReport['state']>;
    addresses?: AddressTest[];
  } = {},
): NetworkReport {
  return {
    hub: { listening: true, port: 47800, insteadOf: null, code: null, reachesItself: true, ...change.hub },
    state: {
      addresses: ['192.168.1.7:47800'],
      links: [],
      interfaces: [WLAN],
      heard: { copies: 0, sharing: 0, otherVersions: 0 },
      ...change.state,
    },
    addresses: change.addresses ?? [],
  };
}

export function state(status: SyncStatus = { kind: 'looking', unsent: 0 }): SyncState {
  return { status, people: [], members: [] };
}

export function answers(reached: AddressTest['reached'], hub: AddressTest['hub'] = null): AddressTest {
  return { address: 'chris.example:47800', reached, hub };
}

export function link(change: Partial<LinkFacts> = {}): LinkFacts {
  return {
    peerId: 'peer-1',
    person: { id: 'chris' as ParticipantId, name: 'Chris' },
    stage: 'equal',
    route: { local: 'host', remote: 'host', address: '192.168.1.8:50000', protocol: 'udp', roundTrip: 3.4 },
    version: { major: PROTOCOL_MAJOR, minor: 0, schema: 1 },
    differing: 0,
    byHand: false,
    ...change,
  };
}

export function failure(change: Partial<FailedLink> = {}): FailedLink {
  return { peerId: 'peer-1', name: null, stage: 'checking', code: 'link/no-path', at: 1, ...change };
}
