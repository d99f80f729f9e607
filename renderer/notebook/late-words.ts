/** Brings over what this person wrote in blocks that others moved before they heard of it. Rules LW in shared/recap/README.md. */
import * as Y from 'yjs';
import { authorsOf } from '../../shared/model/discussion-doc';
import { elementAt, movedOf, readMoved } from '../../shared/model/moved-notes';
import { ORIGIN } from '../../shared/model/origins';
import { bringLate, type LateWords, lateWords } from '../../shared/recap/late-words';
import type { ParticipantId } from '../../shared/util/brand';
import { caught, onTransaction } from './guarded';

/** A block that was moved again and again has as many notes. */
const MOST_MOVES = 400;

/** For as long as the document lives. To be called before anything is in it. */
export function bringLateWords(doc: Y.Doc, me: ParticipantId, onError: (error: unknown) => void): void {
  const look = (transaction: Y.Transaction): void => {
    if (transaction.local) return;
    const come = (transaction.changed as ReadonlyMap<unknown, ReadonlySet<string | null>>).get(movedOf(doc));
    for (const from of come ?? []) {
      const late = from === null ? null : lateIn(transaction, from, me);
      if (late === null || from === null) continue;
      // Not in the transaction of whoever sent it.
      queueMicrotask(caught(() => bring(doc, me, from, late), onError));
    }
  };
  onTransaction(doc, look, onError);
}

function lateIn(transaction: Y.Transaction, from: string, me: string): LateWords | null {
  const { doc, deleteSet, beforeState } = transaction;
  const note = readMoved(doc, from);
  const element = note === null ? null : elementAt(doc, from);
  const isGone = element?._item != null && Y.isDeleted(deleteSet, element._item.id);
  if (note === null || element === null || !isGone) return null;
  const authors = authorsOf(doc);
  return lateWords({
    element,
    seen: note.seen,
    wasThere: ({ id, deleted }) =>
      id.clock < (beforeState.get(id.client) ?? 0) && (!deleted || Y.isDeleted(deleteSet, id)),
    isMine: (client) => client === doc.clientID || authors.get(String(client)) === me,
  });
}

function bring(doc: Y.Doc, me: ParticipantId, from: string, late: LateWords): void {
  const to = whereIsIt(doc, from);
  if (to === null) return;
  doc.transact(() => {
    bringLate(to, late);
    const session = String(doc.clientID);
    if (authorsOf(doc).get(session) !== me) authorsOf(doc).set(session, me);
  }, ORIGIN.bookkeeping);
}

/** Null when it was removed afterwards: whoever did that had it before their eyes. */
function whereIsIt(doc: Y.Doc, from: string): Y.XmlElement | null {
  let key = from;
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const note = readMoved(doc, key);
    if (note === null) return null;
    const element = elementAt(doc, note.to);
    if (element?._item?.deleted === false) return element;
    key = note.to;
  }
  return null;
}
