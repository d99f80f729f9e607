/** Joining by an invite: nothing is written before a copy has answered that it knows the notebook. */
import { AppError } from '../../shared/errors/app-error';
import type { Invite } from '../../shared/invite/invite';
import type { ProbeResult } from '../../shared/ipc/contract';
import { isConsistent, judgeInvite } from '../../shared/membership/invite-verdict';
import { renewedBy } from '../../shared/membership/renewal';
import { rememberAddresses } from '../../shared/model/known-addresses';
import { MAX_ADDRESSES, type NotebookEntry } from '../../shared/model/settings';
import { isLoopback } from '../../shared/signaling/private-address';
import { assertNever } from '../../shared/util/assert-never';

export interface JoinPorts {
  startHub(): Promise<unknown>;
  probe(addresses: readonly string[], topic: string): Promise<readonly ProbeResult[]>;
  topicOf(secret: string): string;
  /** Where this device itself is reached now, as far as that is known. */
  own(): readonly string[];
}

export interface JoinOutcome {
  /**
   * `renewed`: the notebook was here already, and now has the owner's new secret. `unseen`: nobody was asked; the
   * notebook fills when a copy is found on the network, or is connected by hand.
   */
  readonly kind: 'joined' | 'unseen' | 'already-member' | 'renewed';
  readonly entry: NotebookEntry;
}

function merged(first: readonly string[], second: readonly string[]): string[] {
  return [...new Set([...first, ...second])].slice(0, MAX_ADDRESSES);
}

/** What is worth remembering of addresses that nobody answered at: neither this device itself, nor whatever machine asks. */
function elsewhere(invite: Invite, ports: JoinPorts): string[] {
  const own = new Set(ports.own());
  return invite.addresses.filter((address) => !own.has(address) && !isLoopback(address));
}

/** Nobody needs to be asked: the secret is here already, or the owner has signed it. */
async function forMember(invite: Invite, mine: NotebookEntry, ports: JoinPorts): Promise<JoinOutcome> {
  const known = rememberAddresses(mine, merged(elsewhere(invite, ports), mine.addresses), 'invite');
  const entry: NotebookEntry = { ...mine, shared: true, offline: false, ...known };
  const verdict = await judgeInvite(mine, invite);
  switch (verdict) {
    case 'same':
      return { kind: 'already-member', entry: { ...entry, owner: mine.owner ?? invite.owner } };
    case 'newer':
      return { kind: 'renewed', entry: { ...entry, ...renewedBy(mine, invite) } };
    case 'outdated':
      throw new AppError('invite/outdated');
    case 'other':
      throw new AppError('invite/other-secret');
    default:
      return assertNever(verdict);
  }
}

/**
 * @param unseen true to take the invite as it is, asking nobody: for whoever can be met neither at its addresses nor yet in another way
 * @throws AppError invite/damaged, invite/outdated, invite/other-secret, hub/unreachable, invite/wrong-secret, or what starting the hub answers; then nothing is changed
 */
export async function joinNotebook(
  invite: Invite,
  entries: readonly NotebookEntry[],
  unseen: boolean,
  ports: JoinPorts,
  now: number,
): Promise<JoinOutcome> {
  if (!(await isConsistent(invite))) throw new AppError('invite/damaged', 'grant');
  const mine = entries.find((entry) => entry.id === invite.id);
  if (mine !== undefined) return forMember(invite, mine, ports);
  const known = unseen ? [] : await whoKnows(invite, ports);
  const nearby = known.filter((address) => !invite.addresses.includes(address));
  const heard = rememberAddresses({ addresses: [], origins: {} }, nearby, 'nearby');
  const entry: NotebookEntry = {
    id: invite.id,
    name: invite.name,
    secret: invite.secret,
    shared: true,
    offline: false,
    ...rememberAddresses(heard, merged(known, elsewhere(invite, ports)), 'invite'),
    createdAt: now,
    owner: invite.owner,
    ownerKey: null,
    epoch: invite.epoch,
    grant: invite.grant,
    leftTopics: [],
  };
  return { kind: unseen ? 'unseen' : 'joined', entry };
}

/** Addresses where the notebook is known: whoever answered goes first. */
async function whoKnows(invite: Invite, ports: JoinPorts): Promise<string[]> {
  await ports.startHub();
  // Also without an address: a copy on this network may be heard.
  const answers = await ports.probe(invite.addresses, ports.topicOf(invite.secret));
  const known = answers.filter((answer) => answer.result === 'known').map((answer) => answer.address);
  if (known.length > 0) return known;
  const reached = answers.some((answer) => answer.result === 'unknown-topic');
  throw new AppError(reached ? 'invite/wrong-secret' : 'hub/unreachable');
}
