/** What an invite means for a notebook that is here already. */
import type { Invite } from '../invite/invite';
import { isGranted } from './keys';
import type { Standing } from './renewal';

/**
 * `same`: nothing new but addresses. `newer`: the owner's new secret. `outdated`: from before the secret that is here.
 * `other`: another secret that the owner did not grant. [MB7]
 */
export type InviteVerdict = 'same' | 'newer' | 'outdated' | 'other';

export async function judgeInvite(standing: Standing, invite: Invite): Promise<InviteVerdict> {
  if (invite.id !== standing.id) return 'other';
  if (invite.secret === standing.secret) return 'same';
  // An invite of the first version names no owner; it is of the first secret.
  if (invite.owner !== null && standing.owner !== null && invite.owner !== standing.owner) return 'other';
  if (invite.epoch < standing.epoch) return 'outdated';
  if (invite.epoch === standing.epoch || standing.owner === null || invite.grant === null) return 'other';
  return (await isGranted(standing.owner, invite, invite.grant)) ? 'newer' : 'other';
}

/** False for an invite that contradicts itself: it names an owner, and a renewed secret that this owner did not grant. */
export async function isConsistent(invite: Invite): Promise<boolean> {
  if (invite.epoch === 0) return invite.grant === null;
  if (invite.owner === null || invite.grant === null) return false;
  return isGranted(invite.owner, invite, invite.grant);
}
