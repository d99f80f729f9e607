/** Of connections that are carried by hand. */
import { ALL_KEPT, NOTHING_CHANGED, type PersonMessage } from './message';

export const CARRY_MESSAGES = {
  'carry/not-a-code': {
    what: 'This is not a connection code of Recap Notebook.',
    kept: NOTHING_CHANGED,
    next: 'Copy the whole code, from “recap://connect#” to its end, and paste it again.',
  },
  'carry/is-invite': {
    what: 'This is an invite to a notebook, not a connection code.',
    kept: NOTHING_CHANGED,
    next: 'Take it with “Join notebook”, below the list of discussions.',
  },
  'carry/newer': {
    what: 'The connection code was made by a newer version of the app.',
    kept: NOTHING_CHANGED,
    next: 'Update Recap Notebook on this device, then try again.',
  },
  'carry/damaged': {
    what: 'The connection code is damaged or was cut short.',
    kept: NOTHING_CHANGED,
    next: 'Copy it again from the other device, all of it.',
  },
  'carry/other-notebook': {
    what: 'This connection code belongs to another notebook, or to one with another invite.',
    kept: NOTHING_CHANGED,
    next: 'Open the same notebook on both devices, then start again on one of them.',
  },
  'carry/own-code': {
    what: 'This code was made on this device.',
    kept: NOTHING_CHANGED,
    next: 'Carry it to the other device and paste it there.',
  },
  'carry/not-expected': {
    what: 'This is an answer to a code that this device no longer waits for.',
    kept: NOTHING_CHANGED,
    next: 'Press “Start again” on both devices, and carry a new code from one to the other.',
  },
  'carry/used': {
    what: 'This code was used already.',
    kept: NOTHING_CHANGED,
    next: 'Each code works once. Make a new one and start again.',
  },
  'carry/no-network': {
    what: 'This device has no network address that another one could reach.',
    kept: NOTHING_CHANGED,
    next: 'Connect both devices to a network, or with a cable, then try again.',
  },
  'carry/not-sharing': {
    what: 'This notebook is not meeting other copies at the moment.',
    kept: NOTHING_CHANGED,
    next: 'Turn sharing on, then try again.',
  },
  'carry/no-path': {
    what: 'The two devices know each other now, but found no way to each other.',
    kept: ALL_KEPT,
    next: 'Press “Start again” on both devices: the other one may have begun anew meanwhile. If it fails twice, put both on another network; guest Wi-Fi, a firewall or a VPN can keep devices apart.',
  },
  'carry/timed-out': {
    what: 'The other device did not finish within ten minutes.',
    kept: ALL_KEPT,
    next: 'Press “Start again” on both devices, and carry the answer back right away.',
  },
} as const satisfies Record<string, PersonMessage>;
