/** Those who wrote in a discussion, with the look that each has wherever it is shown who wrote what. */
import { authorsOf } from '../../shared/model/discussion-doc';
import { type AuthorLook, authorLooks } from '../../shared/recap/attribution-looks';
import type { Discussion, Participant } from './types';

export interface AuthorPerson extends Participant {
  readonly look: AuthorLook;
}

/** By name. */
export function discussionAuthors({ parts, doc }: Pick<Discussion, 'parts' | 'doc'>): readonly AuthorPerson[] {
  const ids = new Set<string>([parts.me.id]);
  for (const person of authorsOf(doc).values()) if (typeof person === 'string') ids.add(person);
  const people = [...ids].map((id) => parts.person(id));
  const looks = authorLooks(people);
  return people
    .map((person) => ({ ...person, look: looks.get(person.id) ?? { colour: person.colour, pattern: 0 } }))
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}
