/** Why the copies do not meet, in words: what stands in the way, and what to do about it. */
import { AppError, describeError, isErrorCode } from '../../../shared/errors/app-error';

export interface Cause {
  readonly id: CauseId;
  readonly what: string;
  readonly next: string;
}

const WORDS = {
  'not-shared': {
    what: 'This notebook is not shared at the moment.',
    next: 'Press “Share” to invite others.',
  },
  offline: {
    what: 'You chose to work offline.',
    next: 'Turn off “Work offline” to meet the others. Your changes are sent then.',
  },
  'no-network': {
    what: 'This device is not on a network.',
    next: 'Turn on Wi-Fi or plug in a cable. You can go on writing; your changes are sent later.',
  },
  'firewall-here': {
    what: 'A firewall on this device keeps the others out.',
    next: 'Allow Recap Notebook in the firewall settings of this device, then test again.',
  },
  'firewall-there': {
    what: 'The other device does not answer: it is off, on another network, or its firewall keeps this app out.',
    next: 'Open Recap Notebook there, on the same network, and allow it in that device’s firewall. Then test again.',
  },
  'firewall-between': {
    what: 'The copies hear each other, but a firewall stops the line between them.',
    next: 'Allow Recap Notebook in the firewall of both devices, or add a relay under “Other ways to meet”.',
  },
  isolation: {
    what: 'This network keeps its devices apart, as guest networks in cafés, hotels and offices often do.',
    next: 'Use another network, for example the hotspot of a phone, on both devices. Or add a relay under “Other ways to meet”.',
  },
  vpn: {
    what: 'A VPN is on, and it can keep this device away from the network around it.',
    next: 'Pause the VPN, or allow the local network in its settings. If the others use the same VPN, add the address that they have in it.',
  },
  'wrong-secret': {
    what: 'Somebody is there with another invite: the invite of this notebook was renewed, on their side or on yours.',
    next: 'Ask a member whom you trust for the invite that is in use now.',
  },
  outdated: {
    what: 'The notebook got new invites, and yours is from before.',
    next: 'Ask its owner, or a member whom you trust, for the one that is in use now, and press “Join notebook” with it. What you have stays, and your changes are sent then.',
  },
  'not-known-there': {
    what: 'A copy of the app answers, but not for this notebook: the notebook has probably got new invites.',
    next: 'Ask a member whom you trust for the new one. If there is none, the notebook is not shared there at the moment, or “Work offline” is on.',
  },
  'older-here': {
    what: 'The app on this device is older than the others’.',
    next: 'Update Recap Notebook on this device.',
  },
  'older-there': {
    what: 'The app on the other device is older than yours.',
    next: 'Ask the other person to update Recap Notebook.',
  },
  'other-version': {
    what: 'The app on the other device is of another version, and the two do not understand each other.',
    next: 'Update Recap Notebook on both devices.',
  },
  'not-running': {
    what: 'The other device is there, but Recap Notebook is not open on it, or is at another port.',
    next: 'Open the app there with this notebook. If it is open, ask for a new invite: it holds the address in use now.',
  },
  'unknown-name': {
    what: 'The name in an address is not known on this network.',
    next: 'Check how it is written, or use the address in numbers.',
  },
  'no-route': {
    what: 'No way leads from this device to the address of the other one: it is on another network.',
    next: 'Bring both devices to one network, or into one VPN, and test again.',
  },
  'not-a-copy': {
    what: 'Something else than Recap Notebook answers at the address.',
    next: 'Check the address and its port, or ask for a new invite.',
  },
  'silent-network': {
    what: 'This network does not let copies find each other by themselves.',
    next: 'Add the address of another copy under “Other ways to meet”, or use an invite that holds one.',
  },
  'nothing-to-try': {
    what: 'Finding copies on this network is turned off, and no address of another copy is known.',
    next: 'Turn it on under “Other ways to meet”, or add an address there.',
  },
  'port-moved': {
    what: 'Another program uses the usual port of this app, so this device is found at another one.',
    next: 'Send the others a new invite, or close the other program and restart this app.',
  },
  'nobody-there': {
    what: 'Nobody else has this notebook open at the moment.',
    next: 'There is nothing to do: the copies meet by themselves as soon as somebody is there.',
  },
} as const;

export type CauseId = keyof typeof WORDS | 'port-taken' | 'not-listening';

export function cause(id: keyof typeof WORDS): Cause {
  return { id, ...WORDS[id] };
}

/** The reason that this device cannot be found at all, by its error code. */
export function notListening(code: string): Cause {
  const { what, next } = describeError(new AppError(isErrorCode(code) ? code : 'hub/failed'));
  return { id: code === 'hub/port-taken' ? 'port-taken' : 'not-listening', what, next };
}

/** Nothing is wrong with these: they are told without alarm. */
const CALM: ReadonlySet<CauseId> = new Set(['not-shared', 'offline', 'nobody-there']);

export function isCalm(found: Cause): boolean {
  return CALM.has(found.id);
}
