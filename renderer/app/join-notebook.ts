/** Joining by an invite: nothing is written before a copy has answered that it knows the notebook. */
import { AppError } from '../../shared/errors/app-error';
import type { Invite } from '../../shared/invite/invite';
import type { ProbeResult } from '../../shared/ipc/contract';
import type { NotebookEntry } from '../../shared/model/settings';

/** How many addresses of other hubs a notebook remembers; agrees with notebookEntrySchema. */
const MOST_ADDRESSES = 32;

export interface JoinPorts {
  startHub(): Promise<unknown>;
  stopHub(): Promise<unknown>;
  probe(addresses: readonly string[], topic: string): Promise<readonly ProbeResult[]>;
  topicOf(secret: string): string;
}

export interface JoinOutcome {
  readonly kind: 'joined' | 'already-member';
  readonly entry: NotebookEntry;
}

function merged(first: readonly string[], second: readonly string[]): string[] {
  return [...new Set([...first, ...second])].slice(0, MOST_ADDRESSES);
}

/**
 * @param hubInUse true when the hub runs for another reason and must go on after a failure
 * @throws AppError hub/unreachable, invite/wrong-secret, invite/other-secret, or what starting the hub answers; then nothing is changed
 */
export async function joinNotebook(
  invite: Invite,
  entries: readonly NotebookEntry[],
  hubInUse: boolean,
  ports: JoinPorts,
  now: number,
): Promise<JoinOutcome> {
  const mine = entries.find((entry) => entry.id === invite.id && entry.secret === invite.secret);
  if (mine !== undefined) {
    const entry = { ...mine, shared: true, offline: false, addresses: merged(invite.addresses, mine.addresses) };
    return { kind: 'already-member', entry };
  }
  if (entries.some((entry) => entry.id === invite.id)) throw new AppError('invite/other-secret');
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
    };
    return { kind: 'joined', entry };
  } catch (error) {
    if (!hubInUse) await ports.stopHub();
    throw error;
  }
}
