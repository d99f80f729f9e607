/** What the views know of an open discussion, over a document in memory. */
import * as Y from 'yjs';
import { createRecapUndo } from '../../renderer/editor';
import { OpenParts } from '../../renderer/notebook/discussion-parts';
import type { Discussion, Participant } from '../../renderer/notebook/types';
import type { DiscussionId, ParticipantId } from '../../shared/util/brand';

const PEOPLE: Readonly<Record<string, Participant>> = Object.fromEntries(
  ['Renee', 'Chris', 'Lurker', 'Educator'].map((name, colour) => {
    const id = name.toLowerCase() as ParticipantId;
    return [id, { id, name, colour }];
  }),
);

/** @param me one of `renee`, `chris`, `lurker`, `educator` */
export function openParts(me = 'renee', doc = new Y.Doc()): { readonly doc: Y.Doc; readonly discussion: Discussion } {
  const parts = new OpenParts(doc, {
    discussion: 'd' as DiscussionId,
    me: me as ParticipantId,
    person: (id) => PEOPLE[id] ?? { id: id as ParticipantId, name: 'Someone', colour: 0 },
    recapUndo: createRecapUndo,
    onError: (error) => {
      throw error;
    },
  });
  // Only the parts: a view that asks for more fails at once.
  return { doc, discussion: { doc, parts } as unknown as Discussion };
}
