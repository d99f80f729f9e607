/** Who is behind each session that wrote in a discussion. */
import { authorsOf } from '../../shared/model/discussion-doc';
import type { AuthorOf } from '../../shared/recap/attribution';
import type { Discussion } from './types';

export function sessionAuthors({ doc, parts }: Pick<Discussion, 'doc' | 'parts'>): AuthorOf {
  return (client) => {
    if (client === doc.clientID) return parts.me.id;
    const known: unknown = authorsOf(doc).get(String(client));
    return typeof known === 'string' ? known : '';
  };
}
