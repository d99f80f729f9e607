/** Who stands to which version of our recap, kept current while somebody looks. */
import { useMemo } from 'react';
import { type Signer, signersOf } from '../../../shared/recap/finishing';
import { signedBlocks, versionOf } from '../../../shared/recap/versions';
import type { Discussion } from '../../notebook/types';
import { useReadable } from '../../ui/store';

export interface Signing {
  /** The name of what the recap says now. */
  readonly version: string;
  readonly signers: readonly Signer[];
  readonly mine: Signer['standing'];
  /** `you` for the person at this device. */
  readonly nameOf: (person: Signer['person']) => string;
}

export function useSigning(discussion: Discussion): Signing {
  const { parts } = discussion;
  const content = useReadable(parts.ours.content);
  const signoffs = useReadable(parts.signoffs);
  const members = useReadable(parts.ending.members);
  const { people } = useReadable(discussion.meta);
  const version = useMemo(() => versionOf(signedBlocks(content)), [content]);
  const me = parts.me.id;
  return useMemo(() => {
    const signers = signersOf([...people.map((person) => person.id), ...members, me], signoffs, version);
    return {
      version,
      signers,
      mine: signers.find((one) => one.person === me)?.standing ?? 'not',
      nameOf: (person) => (person === me ? 'you' : parts.person(person).name),
    };
  }, [people, members, signoffs, version, me, parts]);
}
