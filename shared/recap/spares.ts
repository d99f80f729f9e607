/**
 * Copies of points that went because the same point stood elsewhere. That one may go, apart, for the sake of yet another one,
 * and that for the sake of the first: as long as whatever goes leaves something newer behind, a point is never nowhere. Rule TR5
 * in README.md.
 */
import * as Y from 'yjs';
import { authorsOf } from '../model/discussion-doc';
import { ORIGIN } from '../model/origins';
import { allEntries, allPoints, DAY_MS, KEPT_DAYS, standsApart, type TrashEntry, trashOf } from '../model/trash';
import { blockAsItWas } from './late-words';

type Fields = Pick<TrashEntry, 'point' | 'recap' | 'from' | 'at' | 'by'>;

export const alive = (item: Y.Item): boolean => !item.deleted;

/** Names whoever wrote letters in a session, unless it is `me`, who writes them anew. */
export function namesBut(doc: Y.Doc, me: string): (client: number) => string {
  const authors = authorsOf(doc);
  return (client) => {
    const by: unknown = authors.get(String(client));
    return typeof by === 'string' && by !== me ? by : '';
  };
}

/** Lays a copy of a point into the trash. In a transaction. */
export function writeEntry(doc: Y.Doc, { from, ...fields }: Fields, copy: Y.XmlElement, spare = false): void {
  const entry = new Y.Map<unknown>();
  const body = new Y.XmlFragment();
  trashOf(doc).set(`${String(doc.clientID)}.${String(Y.getState(doc.store, doc.clientID))}`, entry);
  for (const [name, value] of Object.entries({ ...fields, body })) entry.set(name, value);
  if (spare) entry.set('spare', true);
  body.insert(0, [copy]);
  if (copy.getAttribute('id') !== fields.point) copy.setAttribute('id', fields.point);
  entry.set('from', from);
  entry.set('upTo', Y.getState(doc.store, doc.clientID));
}

/** In place of those that are known of it. In a transaction. */
export function writeSpare(doc: Y.Doc, fields: Fields, copy: Y.XmlElement): void {
  dropSpares(doc, ({ point }) => point === fields.point);
  writeEntry(doc, fields, copy, true);
}

export function dropSpares(doc: Y.Doc, which: (entry: TrashEntry) => boolean): void {
  const left = allEntries(doc).filter((entry) => entry.spare && which(entry));
  if (left.length === 0) return;
  doc.transact(() => {
    for (const { key } of left) trashOf(doc).delete(key);
  }, ORIGIN.bookkeeping);
}

/** Those of points that stand in a recap, after the days for which everything lies in the trash. */
export function dropOldSpares(doc: Y.Doc, now: number): void {
  const there = allPoints(doc);
  const stands = ({ point, from }: TrashEntry): boolean => there.has(point) || standsApart(doc, from);
  dropSpares(doc, (entry) => entry.at + KEPT_DAYS * DAY_MS <= now && stands(entry));
}

/** A copy of what is there, with the names of all but whoever makes it. */
export function copyOf(doc: Y.Doc, block: Y.XmlElement): Y.XmlElement {
  const me: unknown = authorsOf(doc).get(String(doc.clientID));
  return blockAsItWas(block, alive, namesBut(doc, typeof me === 'string' ? me : '')).make();
}
