/** Brings over what this person wrote in blocks that others moved before they heard of it. Rules LW in shared/recap/README.md. */
import * as Y from 'yjs';
import { authorsOf, recapOf } from '../../shared/model/discussion-doc';
import { mergesOf, readMerges, readRecaps } from '../../shared/model/discussion-parts';
import { elementAt, knownOf, movedOf, movedTo, noteBrought, readMoved } from '../../shared/model/moved-notes';
import { ORIGIN } from '../../shared/model/origins';
import { allPoints, entriesOf } from '../../shared/model/trash';
import { bringLate, type LateWords, lateWords } from '../../shared/recap/late-words';
import { isInTrash } from '../../shared/recap/trash';
import type { ParticipantId } from '../../shared/util/brand';
import { caught, onTransaction } from './guarded';
import { LateInParts } from './late-in-parts';
import { type Removal, Removals, wasThere } from './removals';

/** For as long as the document lives. To be called before anything is in it. */
export function bringLateWords(
  doc: Y.Doc,
  me: ParticipantId,
  onError: (error: unknown) => void,
  removals = new Removals(doc),
): void {
  // From now on: what comes first of all is told of another object as long as it has no type.
  const moved = movedOf(doc);
  const inOthers = new LateInParts(doc);
  /** What was brought in this session: of two who note theirs at the same time one note stays. */
  const brought = new Map<string, ReadonlyMap<number, number>>();
  const noteAgain = (from: string): void => {
    doc.transact(() => noteBrought(doc, from, brought.get(from) ?? new Map()), ORIGIN.bookkeeping);
  };
  const look = (transaction: Y.Transaction): void => {
    if (transaction.local) return;
    const come = (transaction.changed as ReadonlyMap<unknown, ReadonlySet<string | null>>).get(moved);
    const all = removals.upTo(transaction);
    if (come !== undefined) queueMicrotask(caught(() => inOthers.takeBack(come), onError));
    for (const from of come ?? []) {
      if (from !== null && brought.has(from)) queueMicrotask(caught(() => noteAgain(from), onError));
      const gone = from === null ? null : elementAt(doc, from);
      const late = from === null || gone === null ? null : lateIn(doc, all, from, gone, me);
      if (late === null || from === null || gone === null) continue;
      const text = isInTrash(doc, gone) ? null : textOf(gone);
      const known = ownOf(doc, knownOf(gone), me);
      // Not in the transaction of whoever sent it.
      const bringNow = (): void => {
        if (bring(doc, me, { from, text, late, known }, inOthers)) brought.set(from, known);
      };
      queueMicrotask(caught(bringNow, onError));
    }
  };
  onTransaction(doc, look, onError);
}

function lateIn(
  doc: Y.Doc,
  removals: readonly Removal[],
  from: string,
  element: Y.XmlElement,
  me: string,
): LateWords | null {
  const note = readMoved(doc, from);
  const id = element._item?.id;
  const removal = id && removals.find(({ deleteSet }) => Y.isDeleted(deleteSet, id));
  // What was written in a part of a block is found with the block.
  if (note === null || note.part || !removal) return null;
  return lateWords({ element, seen: note.seen, wasThere: wasThere(removal), isMine: sessionsOf(doc, me) });
}

const sessionsOf =
  (doc: Y.Doc, me: string) =>
  (client: number): boolean =>
    client === doc.clientID || authorsOf(doc).get(String(client)) === me;

/** Of all that is known of a block: what this person's sessions wrote. */
function ownOf(doc: Y.Doc, known: ReturnType<typeof knownOf>, me: string): ReadonlyMap<number, number> {
  const all = Object.entries(known ?? {}).map(([client, clock]) => [Number(client), clock] as const);
  return new Map(all.filter(([client]) => sessionsOf(doc, me)(client)));
}

/** Names the text that a block stands or stood in: while a document is loaded its own texts have no type yet. */
function textOf(element: Y.XmlElement): string {
  let at = element as unknown as Y.AbstractType<unknown>;
  while (at instanceof Y.XmlElement && at._item !== null) at = at._item.parent as Y.AbstractType<unknown>;
  return at._item === null ? Y.findRootTypeKey(at) : `${String(at._item.id.client)}.${String(at._item.id.clock)}`;
}

interface Late {
  /** Names the block in which the words stood. */
  readonly from: string;
  /** Where that was; null for the trash. */
  readonly text: string | null;
  readonly late: LateWords;
  readonly known: ReadonlyMap<number, number>;
}

function bring(doc: Y.Doc, me: ParticipantId, { from, text, late, known }: Late, inOthers: LateInParts): boolean {
  recapOf(doc);
  const found = movedTo(doc, from) ?? standsAgain(doc, late.id);
  // A note may lead anywhere: nobody has this person write in another text, but the trash and what comes out of it.
  if (found === null || !(isInTrash(doc, found.element) || isSameText(doc, found.element, text, me))) return false;
  doc.transact(() => {
    bringLate(found.element, late, found.merged);
    inOthers.bring(late.inOthers, found.element);
    noteBrought(doc, from, known);
    if (found.merged) notePoured(doc, late.id, me);
    const session = String(doc.clientID);
    if (authorsOf(doc).get(session) !== me) authorsOf(doc).set(session, me);
  }, ORIGIN.bookkeeping);
  return true;
}

function isSameText(doc: Y.Doc, element: Y.XmlElement, text: string | null, me: ParticipantId): boolean {
  if (text !== null) return textOf(element) === text;
  const own = readRecaps(doc).get(me);
  return element.parent === recapOf(doc) || (own !== undefined && element.parent === own);
}

/** What this person had merged into that point came along: nothing of it needs to be put back. [MG6] */
function notePoured(doc: Y.Doc, id: string, me: string): void {
  const notes = readMerges(doc);
  const value: unknown = mergesOf(doc).get(id);
  const note = notes.get(id);
  const poured = [...notes].flatMap(([gone, { into, by }]) => (into === id && by === me ? [gone] : []));
  if (note === undefined || poured.length === 0 || typeof value !== 'object') return;
  mergesOf(doc).set(id, { ...value, brought: [...new Set([...note.brought, ...poured])] });
}

/**
 * A point that came back by undo, which notes nothing: the way that was noted may lead to copies that gave way to it. When each
 * gave way to another one, in a circle, it lies in the trash.
 */
function standsAgain(doc: Y.Doc, id: string): ReturnType<typeof movedTo> {
  const element = id === '' ? undefined : (allPoints(doc).get(id) ?? entriesOf(doc, id).at(-1)?.element);
  return element === undefined ? null : { element, merged: false };
}
