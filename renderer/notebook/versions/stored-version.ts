/** A version of a discussion that may not be open, read from its stored bytes. */
import * as Y from 'yjs';
import { authorsOf, peopleOf, readPerson } from '../../../shared/model/discussion-doc';
import type { ParticipantId } from '../../../shared/util/brand';
import { versionLines } from '../../../shared/versions/content';
import type { Notebook } from '../types';

/** What it says now; null when nothing of it is on this device. */
export async function storedLines(
  { stored, participants }: Pick<Notebook, 'stored' | 'participants'>,
  discussion: string,
): Promise<readonly string[] | null> {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, await stored.update(discussion));
    if (doc.store.clients.size === 0) return null;
    return versionLines(doc, {
      authorOf(client) {
        const known: unknown = authorsOf(doc).get(String(client));
        return typeof known === 'string' ? known : '';
      },
      personOf: (id) =>
        participants.get().get(id as ParticipantId) ??
        readPerson(peopleOf(doc).get(id)) ?? { name: 'Someone', colour: 0 },
    });
  } finally {
    doc.destroy();
  }
}
