/** Gives a notebook that was made here its owner's keys, and one without a known owner the first that its catalog names. */
import { newOwnerKeys } from '../../shared/membership/keys';
import type { NotebookEntry, Profile } from '../../shared/model/settings';
import type { Notebook } from '../notebook/types';

export type OwnerPatch = Pick<NotebookEntry, 'owner' | 'ownerKey'>;

/**
 * @param keep takes what becomes known, at most once; resolves when it is stored. Only then is a new key named to others.
 * @returns the function that ends waiting for a name in the catalog
 */
export async function settleOwner(
  { owner }: Pick<Notebook, 'owner'>,
  entry: NotebookEntry,
  profile: Profile,
  keep: (patch: OwnerPatch) => Promise<void>,
  onError: (error: unknown) => void,
): Promise<() => void> {
  const nothing = (): void => undefined;
  const named = owner.key.get();
  if (entry.owner !== null) {
    if (entry.ownerKey !== null && named === null) owner.claim(entry.owner, profile.participantId);
    return nothing;
  }
  const end = owner.key.subscribe(() => {
    const key = owner.key.get();
    if (key === null) return;
    end();
    keep({ owner: key, ownerKey: null }).catch(onError);
  });
  try {
    // Made here by an older version, or just now. A key that was named before is believed even here: its private half is lost.
    const made = named === null && owner.madeHere ? await newOwnerKeys() : null;
    if (named === null && made === null) return end;
    end();
    await keep(made ?? { owner: named, ownerKey: null });
    if (made !== null) owner.claim(made.owner, profile.participantId);
  } catch (error) {
    onError(error);
  }
  return nothing;
}
