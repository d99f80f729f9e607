/** Tells from what was seen how far the way to other copies is open, and what stands in the way. Pure. */
import { assertNever } from '../../../shared/util/assert-never';
import { type Cause, cause, notListening } from './causes';
import {
  addressesThat,
  foundNoPath,
  hasNoNetwork,
  hubFailure,
  multicast,
  openLinks,
  reachesACopy,
  type Sights,
  tunnels,
  versionConflict,
} from './sights';
import { type Step, stepsOf } from './steps';

export interface Diagnosis {
  readonly steps: readonly Step[];
  /** The main reason why this copy meets nobody; null when it meets somebody, or while that is being tried. */
  readonly cause: Cause | null;
}

export function diagnose(facts: Sights['facts'], report: Sights['report'], state: Sights['state']): Diagnosis {
  const sights = { facts, report, state };
  return { steps: stepsOf(sights), cause: mainCause(sights) };
}

/** The first that holds: what makes all the rest impossible comes first. */
function mainCause(sights: Sights): Cause | null {
  const { facts, report, state } = sights;
  const { status } = state;
  if (status.kind === 'alone') return cause('not-shared');
  if (status.kind === 'offline') return cause('offline');
  const failure = hubFailure(sights);
  if (failure !== null) return notListening(failure);
  const versions = versionConflict(sights);
  if (versions === 'here') return cause('older-here');
  if (versions === 'there') return cause('older-there');
  if (openLinks(sights).length > 0 || status.kind === 'in-sync' || status.kind === 'exchanging') return null;
  if (status.kind === 'outdated') return cause('outdated');
  if (versions === 'unknown') return cause('other-version');
  if (hasNoNetwork(sights)) return cause('no-network');
  if (facts.undecryptable.count > 0 && facts.heardPeers === 0) return cause('wrong-secret');
  if (facts.links.length === 0 && isForgotten(sights)) return cause('not-known-there');
  if (foundNoPath(sights)) return pathCause(sights);
  if (facts.links.length > 0 || report === null) return null;
  if (!reachesACopy(sights) && report.state.heard.sharing === 0) {
    const found = addressCause(sights);
    if (found !== null) return found;
  }
  if (!report.hub.reachesItself) return cause('firewall-here');
  if (report.hub.insteadOf !== null) return cause('port-moved');
  if (report.state.heard.otherVersions > 0) return cause('other-version');
  return absenceCause(sights);
}

/** Where others of this notebook were, the app answers, and nobody knows it by the invite that this copy has. */
function isForgotten(sights: Sights): boolean {
  const heard = sights.facts.heardPeers > 0 || (sights.report?.state.heard.sharing ?? 0) > 0;
  return !heard && !reachesACopy(sights) && addressesThat(sights, ({ hub }) => hub === 'unknown-topic').length > 0;
}

/** They hear each other through a hub or by hand, and no line comes about. */
function pathCause(sights: Sights): Cause {
  if (tunnels(sights).length > 0) return cause('vpn');
  const near = reachesACopy(sights) || (sights.report?.state.heard.sharing ?? 0) > 0;
  if (near) return cause(sights.report?.hub.reachesItself === false ? 'firewall-here' : 'firewall-between');
  return cause('isolation');
}

/** No address leads to a copy with this notebook: the one that came furthest says the most. */
function addressCause(sights: Sights): Cause | null {
  if (addressesThat(sights, ({ reached }) => reached === 'refused').length > 0) return cause('not-running');
  if (addressesThat(sights, ({ reached }) => reached === 'timeout').length > 0) {
    if (tunnels(sights).length > 0) return cause('vpn');
    return cause(multicast(sights) === 'silent' ? 'isolation' : 'firewall-there');
  }
  if (addressesThat(sights, ({ reached }) => reached === 'no-route').length > 0) {
    return cause(tunnels(sights).length > 0 ? 'vpn' : 'no-route');
  }
  if (addressesThat(sights, ({ reached }) => reached === 'unresolved').length > 0) return cause('unknown-name');
  if (addressesThat(sights, ({ hub }) => hub === 'not-a-hub').length > 0) return cause('not-a-copy');
  return null;
}

/** Nothing is broken on this side, and nobody was heard. */
function absenceCause(sights: Sights): Cause | null {
  if (reachesACopy(sights) || sights.facts.heardPeers > 0 || (sights.report?.state.heard.sharing ?? 0) > 0) return null;
  const heard = multicast(sights);
  switch (heard) {
    case 'works':
      return cause('nobody-there');
    case 'silent':
      return cause('silent-network');
    case 'off':
      return cause('nothing-to-try');
    case 'starting':
    case 'untested':
      return null;
    default:
      return assertNever(heard);
  }
}
