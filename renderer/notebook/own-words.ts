/** What this person wrote or put back while others, apart, moved it or took it away: they bring it over, whichever is heard of first. */
import type * as Y from 'yjs';
import type { ParticipantId } from '../../shared/util/brand';
import { bringLateWords } from './late-words';
import { bringPostsBack } from './posts-back';
import { Removals } from './removals';

/** For as long as the document lives. To be called before anything is in it. */
export function bringOwnWords(doc: Y.Doc, me: ParticipantId, onError: (error: unknown) => void): void {
  const removals = new Removals(doc);
  bringLateWords(doc, me, onError, removals);
  bringPostsBack(doc, me, onError, removals);
}
