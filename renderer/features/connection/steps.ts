/** The way to other copies, step by step, each with what was seen of it. Pure. */
import { PROTOCOL_MAJOR, PROTOCOL_MINOR } from '../../../shared/exchange/messages';
import type { AddressTest } from '../../../shared/ipc/contract';
import { type Origins, originOf } from '../../../shared/model/known-addresses';
import { assertNever } from '../../../shared/util/assert-never';
import { count, listNames } from '../../ui/words';
import { notListening } from './causes';
import { linkName, originWords, routeDetail, routeWords } from './route-words';
import {
  foundNoPath,
  hasNoNetwork,
  hubFailure,
  multicast,
  openLinks,
  reachesACopy,
  type Sights,
  standingFailures,
  tunnels,
  versionConflict,
} from './sights';

export type StepState = 'ok' | 'problem' | 'waiting' | 'untested' | 'unneeded';

export interface Step {
  readonly id:
    | 'hub'
    | 'network'
    | 'multicast'
    | 'address'
    | 'server'
    | 'secret'
    | 'version'
    | 'path'
    | 'channel'
    | 'equal';
  readonly title: string;
  readonly state: StepState;
  /** What was seen, in plain words. */
  readonly seen: string;
  /** What to do about a problem. */
  readonly cure?: string;
  /** With the words of engineers, for whoever helps. */
  readonly details: readonly string[];
}

type Found = Omit<Step, 'id' | 'title'>;

function found(state: StepState, seen: string, more: Partial<Pick<Step, 'cure' | 'details'>> = {}): Found {
  return { state, seen, ...more, details: [...new Set(more.details)] };
}

/** Addresses that one line can name. */
const MOST_NAMED = 3;
const REACHABLE = 'Others can reach this device.';
const NOT_TESTED = 'Not tested yet.';
const ASK_FOR_INVITE = 'Ask a member whom you trust for the invite that is in use now.';
const NOBODY_YET = 'This is seen as soon as somebody is there.';

export function stepsOf(sights: Sights): readonly Step[] {
  const servers = serverStep(sights);
  return [
    { id: 'hub', title: 'This device can be found', ...hubStep(sights) },
    { id: 'network', title: 'This device is on a network', ...networkStep(sights) },
    { id: 'multicast', title: 'Copies find each other on this network', ...multicastStep(sights) },
    { id: 'address', title: 'Known addresses answer', ...addressStep(sights) },
    ...(servers === null ? [] : [{ id: 'server', title: 'Meeting servers answer', ...servers } as const]),
    { id: 'secret', title: 'The others have the same invite', ...secretStep(sights) },
    { id: 'version', title: 'The apps understand each other', ...versionStep(sights) },
    { id: 'path', title: 'There is a way between the devices', ...pathStep(sights) },
    { id: 'channel', title: 'The line is open', ...channelStep(sights) },
    { id: 'equal', title: 'All discussions are the same', ...equalStep(sights) },
  ];
}

function hubStep(sights: Sights): Found {
  const { facts, report } = sights;
  const failure = hubFailure(sights);
  if (failure !== null) {
    const { what, next } = notListening(failure);
    return found('problem', what, { cure: next, details: [failure] });
  }
  if (report === null) return found(facts.hubSocket ? 'ok' : 'untested', facts.hubSocket ? REACHABLE : NOT_TESTED);
  const { port, insteadOf, reachesItself } = report.hub;
  const details = [
    `port ${String(port ?? '?')}`,
    `page to hub: ${facts.hubSocket ? 'open' : 'closed'}`,
    ...report.state.addresses,
  ];
  if (!reachesItself && report.state.interfaces.length > 0) {
    return found('problem', 'This device does not reach itself over the network: a firewall here keeps others out.', {
      cure: 'Allow Recap Notebook in the firewall settings of this device.',
      details,
    });
  }
  if (insteadOf !== null) {
    return found('ok', 'Another program uses the usual port of this app, so this device is found at another one.', {
      cure: 'Invites made from now on hold the new port. Whoever typed the address by hand has to change it.',
      details: [...details, `instead of port ${String(insteadOf)}`],
    });
  }
  if (!facts.hubSocket) return found('waiting', 'Almost ready…', { details });
  return found('ok', REACHABLE, { details });
}

function networkStep(sights: Sights): Found {
  const { facts, report } = sights;
  if (hasNoNetwork(sights)) {
    return found('problem', 'No network was found on this device.', { cure: 'Turn on Wi-Fi or plug in a cable.' });
  }
  if (report === null)
    return found(facts.links.length > 0 ? 'ok' : 'untested', facts.links.length > 0 ? 'It is.' : NOT_TESTED);
  const details = report.state.interfaces.map(
    ({ name, address, kind }) => `${name} ${address}${kind === 'tunnel' ? ' (VPN)' : ''}`,
  );
  const vpn = tunnels(sights);
  const plain = new Set(report.state.interfaces.filter(({ kind }) => kind === 'network').map(({ name }) => name)).size;
  if (vpn.length === 0)
    return found('ok', plain === 1 ? 'It is on one network.' : `It is on ${String(plain)} networks.`, { details });
  return found('ok', plain === 0 ? 'Only through a VPN.' : 'It is, and a VPN is on as well.', { details });
}

function multicastStep(sights: Sights): Found {
  const { report } = sights;
  if (report === null) return found('untested', NOT_TESTED);
  const { copies, sharing, otherVersions } = report.state.heard;
  const details = [
    ...report.state.interfaces.map((one) => `${one.name}: mDNS ${one.multicast}`),
    ...report.state.links
      .filter(({ source }) => source === 'multicast')
      .map(({ address, state }) => `${address} (${originWords('nearby')}): ${state}`),
    `heard: ${String(copies)} copies, ${String(sharing)} with this notebook, ${String(otherVersions)} of other versions`,
  ];
  if (sharing > 0)
    return found('ok', `${count(sharing, 'copy', 'copies')} with a notebook of yours found.`, { details });
  const heard = multicast(sights);
  const open = openLinks(sights).length > 0;
  switch (heard) {
    case 'works':
      if (copies > 0)
        return found(open ? 'ok' : 'waiting', 'Other copies are there, with other notebooks.', { details });
      return found(open ? 'ok' : 'waiting', open ? 'They can.' : 'They can, and nobody is there at the moment.', {
        details,
      });
    case 'silent':
      if (open) return found('unneeded', 'This network does not let them. The copies meet another way.', { details });
      return found('problem', 'This network does not let them: nothing comes back, not even from this device.', {
        cure: 'It is enough that one address answers: add one under “Other ways to meet”.',
        details,
      });
    case 'off':
      return found('unneeded', 'This is turned off under “Other ways to meet”.', { details });
    case 'starting':
      return found('waiting', 'Listening…', { details });
    case 'untested':
      return found('untested', 'There is no network to listen on.', { details });
    default:
      return assertNever(heard);
  }
}

/** What one address answers, in words. */
export function addressWords({ reached, hub }: Pick<AddressTest, 'reached' | 'hub'>): string {
  switch (reached) {
    case 'unresolved':
      return 'this name is not known here';
    case 'timeout':
      return 'no answer: off, on another network, or a firewall';
    case 'refused':
      return 'the device is there, the app is not open at this port';
    case 'no-route':
      return 'no way there from this network';
    case 'answered':
      return hubWords(hub);
    default:
      return assertNever(reached);
  }
}

function hubWords(hub: AddressTest['hub']): string {
  switch (hub) {
    case 'known':
      return 'a copy of this notebook answers';
    case 'unknown-topic':
      return 'the app answers, but not for this notebook';
    case 'self':
      return 'this device itself';
    case 'other-version':
      return 'an app of another version answers';
    case 'not-a-hub':
    case null:
      return 'something else answers';
    default:
      return assertNever(hub);
  }
}

/** `192.168.1.20:47800 (from the invite)`. */
function named(address: string, origins: Origins): string {
  const words = originWords(originOf(origins, address));
  return words === '' ? address : `${address} (${words})`;
}

/** The addresses that lead nowhere, a few by name. */
function silentWords(addresses: readonly AddressTest[], origins: Origins): string {
  const silent = addresses.filter(({ hub }) => hub !== 'known').map(({ address }) => named(address, origins));
  if (silent.length === 0) return '';
  const more = silent.length > MOST_NAMED ? ` and ${String(silent.length - MOST_NAMED)} more` : '';
  return ` Not: ${silent.slice(0, MOST_NAMED).join(', ')}${more}.`;
}

function addressStep(sights: Sights): Found {
  const { report } = sights;
  const { origins } = sights.facts;
  if (report === null) return found('untested', NOT_TESTED);
  const all = report.addresses;
  const details = all.map(
    (one) => `${named(one.address, origins)}: ${one.reached}${one.hub === null ? '' : `, ${one.hub}`}`,
  );
  const others = all.filter(({ hub }) => hub !== 'self');
  if (others.length === 0) return found('unneeded', 'No address of another copy is known yet.', { details });
  const known = others.filter(({ hub }) => hub === 'known').length;
  const first = others[0];
  const seen =
    others.length === 1 && first !== undefined
      ? `${named(first.address, origins)}: ${addressWords(first)}.`
      : `${String(known)} of ${String(others.length)} lead to a copy of this notebook.${silentWords(others, origins)}`;
  if (reachesACopy(sights)) return found('ok', seen, { details });
  if (openLinks(sights).length > 0) return found('unneeded', `${seen} The copies meet another way.`, { details });
  const appAnswers = others.some(({ hub }) => hub === 'unknown-topic');
  return found('problem', seen, {
    cure: sights.facts.outdated
      ? ASK_FOR_INVITE
      : appAnswers
        ? 'The app answers, but not for this notebook: ask the other person to open it there, or for the invite that is in use now.'
        : 'Check that the app is open on the other device, on the same network, and that its firewall lets it through.',
    details,
  });
}

function serverStep({ report }: Sights): Found | null {
  const links = (report?.state.links ?? []).filter(({ source }) => source === 'server');
  if (links.length === 0) return null;
  const connected = links.filter(({ state }) => state === 'connected').length;
  const details = links.map((one) => `${one.address}: ${one.state}${one.code === null ? '' : `, ${one.code}`}`);
  const seen = `${String(connected)} of ${String(links.length)} ${connected === 1 ? 'is' : 'are'} connected.`;
  return connected > 0
    ? found('ok', seen, { details })
    : found('problem', seen, {
        cure: 'Check the address of the server, and that this device is on the internet.',
        details,
      });
}

function secretStep(sights: Sights): Found {
  const { facts } = sights;
  const open = openLinks(sights);
  const details = [
    `undecryptable messages: ${String(facts.undecryptable.count)}`,
    `heard peers: ${String(facts.heardPeers)}`,
  ];
  if (open.length > 0)
    return found('ok', `${listNames(open.map(linkName))} ${open.length === 1 ? 'has' : 'have'} it.`, { details });
  if (facts.outdated)
    return found('problem', 'The notebook got new invites; the one on this device is from before.', {
      cure: ASK_FOR_INVITE,
      details,
    });
  if (facts.heardPeers > 0 || facts.links.length > 0)
    return found('ok', 'Somebody with the same invite is there.', { details });
  if (facts.undecryptable.count > 0) {
    return found('problem', 'Messages arrive that this invite cannot read.', {
      cure: ASK_FOR_INVITE,
      details,
    });
  }
  return found('waiting', NOBODY_YET, { details });
}

function versionStep(sights: Sights): Found {
  const details = [
    `this app: ${String(PROTOCOL_MAJOR)}.${String(PROTOCOL_MINOR)}`,
    ...sights.facts.links.flatMap(({ version, ...link }) =>
      version === null
        ? []
        : [`${linkName(link)}: ${String(version.major)}.${String(version.minor)}, schema ${String(version.schema)}`],
    ),
  ];
  const conflict = versionConflict(sights);
  if (conflict === 'here')
    return found('problem', 'The app on this device is older.', { cure: 'Update Recap Notebook here.', details });
  if (conflict === 'there') {
    return found('problem', 'The app on the other device is older.', {
      cure: 'Ask the other person to update.',
      details,
    });
  }
  if (conflict === 'unknown') {
    return found('problem', 'A copy of another version was met.', {
      cure: 'Update Recap Notebook on both devices.',
      details,
    });
  }
  if (openLinks(sights).length > 0) return found('ok', 'They do.', { details });
  return found('waiting', NOBODY_YET, { details });
}

function pathStep(sights: Sights): Found {
  const { facts } = sights;
  const details = [
    ...facts.links.flatMap((link) => (link.route === null ? [] : [`${linkName(link)}: ${routeDetail(link.route)}`])),
    ...facts.failed.map((one) => `${one.name ?? one.peerId}: failed while ${one.stage}, ${one.code}`),
    `candidates: ${facts.candidates.length === 0 ? 'none' : facts.candidates.join(', ')}`,
  ];
  const routed = facts.links.find(({ route }) => route !== null);
  if (routed?.route != null) return found('ok', `${linkName(routed)}: ${routeWords(routed.route)}.`, { details });
  if (openLinks(sights).length > 0) return found('ok', 'There is.', { details });
  if (foundNoPath(sights)) {
    return found('problem', 'The two heard each other, but nothing came through between them.', {
      cure: 'Allow the app in the firewalls of both devices, pause a VPN, or use a network that does not keep its devices apart.',
      details,
    });
  }
  if (facts.links.length > 0) return found('waiting', 'Looking for one…', { details });
  return found('waiting', NOBODY_YET, { details });
}

function channelStep(sights: Sights): Found {
  const { links } = sights.facts;
  const open = openLinks(sights);
  const details = links.map((link) => `${linkName(link)}: ${link.stage}${link.byHand ? ', carried by hand' : ''}`);
  if (open.length > 0) return found('ok', `To ${listNames(open.map(linkName))}.`, { details });
  if (links.some(({ stage }) => stage === 'securing' || stage === 'greeting'))
    return found('waiting', 'Almost there…', { details });
  const broken = standingFailures(sights).find(({ stage }) => stage === 'greeting');
  if (broken !== undefined && broken.code !== 'sync/version') {
    return found('problem', 'It opened and closed again.', {
      cure: 'The app tries again by itself.',
      details: [...details, broken.code],
    });
  }
  return found('waiting', NOBODY_YET, { details });
}

function equalStep(sights: Sights): Found {
  const open = openLinks(sights);
  if (open.length === 0) return found('waiting', NOBODY_YET);
  const details = open.map((link) => `${linkName(link)}: ${String(link.differing)} differ`);
  const differing = Math.max(...open.map((link) => link.differing));
  if (open.every(({ stage }) => stage === 'equal')) return found('ok', 'They are, here and there.', { details });
  return found('waiting', differing > 0 ? `${count(differing, 'discussion')} still on the way.` : 'Comparing…', {
    details,
  });
}
