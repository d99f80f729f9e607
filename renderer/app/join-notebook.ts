/** Joining by an invite: nothing is written before a copy has answered that it knows the notebook, unless the person says so. */
import { AppError } from '../../shared/errors/app-error';
import type { Invite } from '../../shared/invite/invite';
import type { ProbeResult } from '../../shared/ipc/contract';
import { isConsistent, judgeInvite } from '../../shared/membership/invite-verdict';
import type { NotebookEntry } from '../../shared/model/settings';
import { assertNever } from '../../shared/util/assert-never';

/** How many addresses of other hubs a notebook remembers; agrees with notebookEntrySchema. */
const MOST_ADDRESSES = 32;

export interface JoinPorts {
  startHub(): Promise<unknown>;
  stopHub(): Promise<unknown>;
  probe(addresses: readonly string[], topic: string): Promise<readonly ProbeResult[]>;
  topicOf(secret: string): string;
}

export interface JoinOutcome {
  /**
   * `renewed`: the notebook was here already, and now has the owner's new secret. `unseen`: nobody was asked; the
   * notebook fills when a copy is found on the network, or is connected by hand.
   */
  readonly kind: 'joined' | 'already-member' | 'renewed' | 'unseen';
  readonly entry: NotebookEntry;
}

function merged(first: readonly string[], second: readonly string[]): string[] {
  return [...new Set([...first, ...second])].slice(0, MOST_ADDRESSES);
}

/** Nobody needs to be asked: the secret is here already, or the owner has signed it. */
async function forMember(invite: Invite, mine: NotebookEntry): Promise<JoinOutcome> {
  const addresses = merged(invite.addresses, mine.addresses);
  const entry: NotebookEntry = { ...mine, shared: true, offline: false, addresses };
  const verdict = await judgeInvite(mine, invite);
  switch (verdict) {
    case 'same':
      return { kind: 'already-member', entry: { ...entry, owner: mine.owner ?? invite.owner } };
    case 'newer':
      return { kind: 'renewed', entry: { ...entry, secret: invite.secret, epoch: invite.epoch, grant: invite.grant } };
    case 'outdated':
      throw new AppError('invite/outdated');
    case 'other':
      throw new AppError('invite/other-secret');
    default:
      return assertNever(verdict);
  }
}

function newMember(invite: Invite, addresses: string[], now: number): NotebookEntry {
  return {
    id: invite.id,
    name: invite.name,
    secret: invite.secret,
    shared: true,
    offline: false,
    addresses,
    createdAt: now,
    owner: invite.owner,
    ownerKey: null,
    epoch: invite.epoch,
    grant: invite.grant,
  };
}

/**
 * Takes the invite as it is, asking nobody: for whoever can be met neither at its addresses nor yet in another way.
 * @throws AppError invite/damaged, invite/outdated, invite/other-secret; then nothing is changed
 */
export async function joinUnseen(invite: Invite, entries: readonly NotebookEntry[], now: number): Promise<JoinOutcome> {
  if (!(await isConsistent(invite))) throw new AppError('invite/damaged', 'grant');
  const mine = entries.find((entry) => entry.id === invite.id);
  if (mine !== undefined) return forMember(invite, mine);
  return { kind: 'unseen', entry: newMember(invite, merged(invite.addresses, []), now) };
}

/**
 * @param hubInUse true when the hub runs for another reason and must go on after a failure
 * @throws AppError invite/damaged, invite/outdated, invite/other-secret, hub/unreachable, invite/wrong-secret, or what starting the hub answers; then nothing is changed
 */
export async function joinNotebook(
  invite: Invite,
  entries: readonly NotebookEntry[],
  hubInUse: boolean,
  ports: JoinPorts,
  now: number,
): Promise<JoinOutcome> {
  if (!(await isConsistent(invite))) throw new AppError('invite/damaged', 'grant');
  const mine = entries.find((entry) => entry.id === invite.id);
  if (mine !== undefined) return forMember(invite, mine);
  await ports.startHub();
  try {
    const topic = ports.topicOf(invite.secret);
    const answers = invite.addresses.length === 0 ? [] : await ports.probe(invite.addresses, topic);
    if (!answers.some((answer) => answer.result === 'known')) {
      const reached = answers.some((answer) => answer.result === 'unknown-topic');
      throw new AppError(reached ? 'invite/wrong-secret' : 'hub/unreachable');
    }
    // Whoever answered goes first.
    const best = answers.filter((answer) => answer.result === 'known').map((answer) => answer.address);
    const entry = newMember(invite, merged(best, invite.addresses), now);
    return { kind: 'joined', entry };
  } catch (error) {
    if (!hubInUse) await ports.stopHub();
    throw error;
  }
}
