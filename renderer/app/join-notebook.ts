/** Joining by an invite: nothing is written before a copy has answered that it knows the notebook. */
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
  /** `renewed`: the notebook was here already, and now has the owner's new secret. */
  readonly kind: 'joined' | 'already-member' | 'renewed';
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
    const entry: NotebookEntry = {
      id: invite.id,
      name: invite.name,
      secret: invite.secret,
      shared: true,
      offline: false,
      addresses: merged(best, invite.addresses),
      createdAt: now,
      owner: invite.owner,
      ownerKey: null,
      epoch: invite.epoch,
      grant: invite.grant,
    };
    return { kind: 'joined', entry };
  } catch (error) {
    if (!hubInUse) await ports.stopHub();
    throw error;
  }
}
