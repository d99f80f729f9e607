/** What was seen of the way to other copies, and the questions that steps and causes ask of it. Pure. */
import { PROTOCOL_MAJOR } from '../../../shared/exchange/messages';
import type { AddressTest, NetworkReport } from '../../../shared/ipc/contract';
import type { ConnectionFacts, FailedLink, LinkFacts, SyncState } from '../../sync/types';

export interface Sights {
  readonly facts: ConnectionFacts;
  /** Null until the network was tested. */
  readonly report: NetworkReport | null;
  readonly state: SyncState;
}

const OPEN: ReadonlySet<LinkFacts['stage']> = new Set(['comparing', 'exchanging', 'equal']);

/** Both have greeted each other. */
export function isOpen(link: LinkFacts): boolean {
  return OPEN.has(link.stage);
}

export function openLinks({ facts }: Sights): readonly LinkFacts[] {
  return facts.links.filter(isOpen);
}

/** Failures that no later connection to the same copy has made good. */
export function standingFailures({ facts }: Sights): readonly FailedLink[] {
  const good = facts.links.filter(isOpen);
  return facts.failed.filter(
    ({ peerId, name }) => !good.some((link) => link.peerId === peerId || (name !== null && link.person?.name === name)),
  );
}

const NO_PATH: ReadonlySet<string> = new Set(['link/no-path', 'link/not-opened', 'carry/no-path']);

/** The two heard each other and found no way. The latest attempt tells: older ones may have been made elsewhere. */
export function foundNoPath(sights: Sights): boolean {
  const [latest] = standingFailures(sights);
  return latest !== undefined && NO_PATH.has(latest.code);
}

/** This device cannot be met at all, for this reason; null while it can. */
export function hubFailure({ report, state }: Sights): string | null {
  if (state.status.kind === 'failed' && state.status.code.startsWith('hub/')) return state.status.code;
  return report === null || report.hub.listening ? null : (report.hub.code ?? 'hub/failed');
}

/** Whose app is older, when a copy of another version was met; null when none was. */
export function versionConflict(sights: Sights): 'here' | 'there' | 'unknown' | null {
  const other = sights.facts.links.find(({ version }) => version !== null && version.major !== PROTOCOL_MAJOR)?.version;
  if (other) return other.major > PROTOCOL_MAJOR ? 'here' : 'there';
  const refused = standingFailures(sights).some(({ code }) => code === 'sync/version');
  const answered = sights.report?.addresses.some(({ hub }) => hub === 'other-version') === true;
  return refused || answered ? 'unknown' : null;
}

export function addressesThat(sights: Sights, test: (address: AddressTest) => boolean): readonly AddressTest[] {
  // An old address of one's own says nothing about the others.
  return (sights.report?.addresses ?? []).filter((one) => one.hub !== 'self' && test(one));
}

export function reachesACopy(sights: Sights): boolean {
  return addressesThat(sights, ({ hub }) => hub === 'known').length > 0;
}

export function hasNoNetwork({ facts, report }: Sights): boolean {
  if (report !== null) return report.state.interfaces.length === 0;
  return facts.failed[0]?.code === 'link/no-candidates' && facts.links.length === 0;
}

export function tunnels({ report }: Sights): readonly string[] {
  return (report?.state.interfaces ?? []).filter(({ kind }) => kind === 'tunnel').map(({ name }) => name);
}

export type Multicast = 'untested' | 'off' | 'starting' | 'works' | 'silent';

/** Whether copies on this network can be heard: on one of its networks is enough. */
export function multicast({ report }: Sights): Multicast {
  const states = (report?.state.interfaces ?? []).map((one) => one.multicast);
  if (states.length === 0) return 'untested';
  if (states.includes('heard')) return 'works';
  if (states.includes('starting')) return 'starting';
  return states.every((one) => one === 'off') ? 'off' : 'silent';
}
