/** How points go into a discussion's trash and come out of it again, whole, whatever others did meanwhile. Rules TR in README.md. */
import * as Y from 'yjs';
import { authorsOf, postsOf, readPost, recapOf } from '../model/discussion-doc';
import { asideOf, mergesOf, reactionsOf, readMerges, readRecaps, stancesOf } from '../model/discussion-parts';
import { itemKey, knownOf, movedOf, noteMoved } from '../model/moved-notes';
import { ORIGIN } from '../model/origins';
import { blockText, readPoint } from '../model/point';
import type { RichTextNode } from '../model/rich-text';
import { insertNodes, readBlock } from '../model/rich-text-yjs';
import {
  allEntries,
  allPoints,
  entriesOf,
  goneOf,
  pointsIn,
  readEntries,
  readGone,
  type TrashEntry,
  trashOf,
} from '../model/trash';
import type { ParticipantId } from '../util/brand';
import { authoredBlock } from './attribution';
import { blockAsItWas, bringLate, type GoneBlock, lateWords } from './late-words';
import { detailsPlace, isNothing, merged, mergePlan, wordless } from './promoting';
import { isSaid } from './said';
import { alive, copyOf, dropSpares, namesBut, writeEntry, writeSpare } from './spares';

/** A point that a change of this person took out of a recap. */
export interface TakenOut {
  readonly id: string;
  readonly recap: string;
  readonly element: Y.XmlElement;
  readonly block: GoneBlock;
  readonly known: ReturnType<typeof knownOf>;
  /** The note that it went into another point, from before it stood here again; undefined for none. */
  readonly oldMerge: unknown;
  /** Nothing was said in it, or its words stand in blocks that came in its place. */
  readonly isElsewhere: boolean;
  /** How much this session had written before. */
  readonly upTo: number;
}

/** Notes of points that were deleted for ever; of older ones everybody has heard. */
const MOST_GONE = 300;

function recapNamed(doc: Y.Doc, recap: string): Y.XmlFragment | null {
  return recap === 'ours' ? recapOf(doc) : (readRecaps(doc).get(recap as ParticipantId) ?? null);
}

/** The points that a change took out of recaps. To be asked in `afterTransaction`, while what was removed is still known. */
export function takenOut(doc: Y.Doc, transaction: Y.Transaction, me: string): readonly TakenOut[] {
  const changed = transaction.changed as ReadonlyMap<unknown, unknown>;
  const recaps: (readonly [string, Y.XmlFragment])[] = [['ours', recapOf(doc)], ...readRecaps(doc)];
  const touched = new Map(recaps.flatMap(([key, fragment]) => (changed.has(fragment) ? [[fragment, key]] : [])));
  if (touched.size === 0 || transaction.deleteSet.clients.size === 0) return [];
  const { deleteSet, beforeState } = transaction;
  const wasThere = ({ id, deleted }: Y.Item): boolean =>
    id.clock < (beforeState.get(id.client) ?? 0) && (!deleted || Y.isDeleted(deleteSet, id));
  const mergesChanged = (transaction.changed as ReadonlyMap<unknown, ReadonlySet<string | null>>).get(mergesOf(doc));
  const found: Omit<TakenOut, 'isElsewhere'>[] = [];
  const upTo = beforeState.get(doc.clientID) ?? 0;
  Y.iterateDeletedStructs(transaction, deleteSet, (item) => {
    if (!(item instanceof Y.Item && item.content instanceof Y.ContentType && wasThere(item))) return;
    const recap = touched.get(item.parent as unknown as Y.XmlFragment);
    const element = item.content.type;
    if (recap === undefined || !(element instanceof Y.XmlElement) || element.nodeName !== 'point') return;
    const id: unknown = element._map.get('id')?.content.getContent()[0];
    if (typeof id !== 'string' || id === '') return;
    const block = blockAsItWas(element, wasThere, namesBut(doc, me));
    const oldMerge = mergesChanged?.has(id) === true ? undefined : mergesOf(doc).get(id);
    found.push({ id, recap, element, block, known: knownOf(element), oldMerge, upTo });
  });
  if (found.length === 0) return [];
  const came = whatCame(transaction, touched);
  const standsElsewhere = ({ lines, pictures }: GoneBlock): boolean => {
    const length = lines.reduce((sum, line) => sum + line.length, 0);
    // Half of it at least: the binding writes what is alike at the ends of two neighbouring texts into neither.
    const isThere = came.letters * 2 >= length && lines.every((line) => isTextNow(line, came.lines));
    return lines.length + pictures.length > 0 && isThere && pictures.every((one) => came.pictures.has(one));
  };
  const isEmpty = ({ lines, pictures, hasCitation }: GoneBlock): boolean =>
    lines.length + pictures.length === 0 && !hasCitation;
  return found.map((one) => ({ ...one, isElsewhere: isEmpty(one.block) || standsElsewhere(one.block) }));
}

function* allBlocks(doc: Y.Doc): Generator<Y.XmlElement> {
  for (const fragment of [recapOf(doc), ...readRecaps(doc).values()]) {
    for (const block of fragment.toArray()) if (block instanceof Y.XmlElement) yield block;
  }
}

/** The point with that id that is there with all that it said: it was moved, or another copy of it stays. */
function twinOf(doc: Y.Doc, { id, block: { lines, pictures } }: TakenOut): Y.XmlElement | null {
  for (const block of allBlocks(doc)) {
    if (block.getAttribute('id') !== id) continue;
    const there = asItIs(block);
    if (isSaid(lines.join('\n'), there.lines) && pictures.every((one) => there.pictures.includes(one))) return block;
  }
  return null;
}

const asItIs = (block: Y.XmlElement): GoneBlock => blockAsItWas(block, alive, () => '');
const linesOf = (block: Y.XmlElement): readonly string[] => asItIs(block).lines;

/** Of a point that was turned into text a line may stand behind its label, and before what it rests on, in brackets. */
function isTextNow(line: string, there: readonly string[]): boolean {
  const isIn = (words: string): boolean => words === line || (words.startsWith(`${line} (`) && words.endsWith(')'));
  return isSaid(line, there) || there.some((one) => isIn(one) || isIn(one.replace(/^\p{L}+: /u, '')));
}

/** What a change wrote in these recaps: a point may have been turned into text. */
function whatCame({ beforeState, doc }: Y.Transaction, recaps: ReadonlyMap<Y.XmlFragment, string>) {
  let letters = 0;
  const blocks = new Set<Y.XmlElement>();
  const pictures = new Set<string>();
  for (const struct of doc.store.clients.get(doc.clientID) ?? []) {
    if (struct.id.clock < (beforeState.get(doc.clientID) ?? 0) || !(struct instanceof Y.Item) || struct.deleted)
      continue;
    const { content, parent } = struct;
    let at = parent as Y.AbstractType<unknown> | null;
    while (at instanceof Y.XmlText || at instanceof Y.XmlElement) at = at.parent as Y.AbstractType<unknown> | null;
    if (at === null || !recaps.has(at as unknown as Y.XmlFragment)) continue;
    if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement && content.type.nodeName === 'image')
      pictures.add(content.type.getAttribute('src') ?? '');
    if (!(content instanceof Y.ContentString && parent instanceof Y.XmlText)) continue;
    letters += struct.length;
    if (parent.parent instanceof Y.XmlElement) blocks.add(parent.parent);
  }
  return { letters, lines: [...blocks].flatMap(linesOf), pictures };
}

/** Of two copies of a point one went: what others write in that one meanwhile belongs into the other. */
function noteTwins(doc: Y.Doc, points: readonly TakenOut[], now: number): void {
  const twins = points.flatMap((one) => {
    const twin = twinOf(doc, one);
    const isNoted = movedOf(doc).has(itemKey(one.element));
    return twin === null || isNoted ? [] : [{ ...one, twin }];
  });
  if (twins.length === 0) return;
  doc.transact(() => {
    for (const { id, recap, element, block, twin, known, upTo } of twins) {
      if (!isNewer(twin, doc.clientID, upTo)) {
        writeSpare(doc, { point: id, recap, from: itemKey(element), at: now, by: '' }, block.make());
      }
      noteMoved(doc, element, twin, known);
    }
  }, ORIGIN.bookkeeping);
}

const isNewer = ({ _item: item }: Y.XmlElement, client: number, upTo: number): boolean =>
  item?.id.client === client && item.id.clock >= upTo;

/**
 * Puts them into the trash; those that stand in a recap again, or were merged into another one by this very change, stay out.
 * Of one that had been merged before, stood for itself again and goes now, the old note goes too, unless the change is undone:
 * then all is as it was before that. [TR2]
 */
export function intoTrash(
  doc: Y.Doc,
  gone: readonly TakenOut[],
  { me, now, isUndo }: { readonly me: string; readonly now: number; readonly isUndo: boolean },
): readonly string[] {
  const there = allPoints(doc);
  const merges = readMerges(doc);
  const isMerged = ({ id, oldMerge }: TakenOut): boolean => merges.has(id) && mergesOf(doc).get(id) !== oldMerge;
  // Whoever takes a point away leaves something newer than they are: it is in the trash, or elsewhere.
  dropSpares(doc, ({ point }) => gone.some(({ id }) => id === point));
  const points = gone.filter(({ isElsewhere }) => !isElsewhere);
  noteTwins(doc, points, now);
  const going = points
    .filter((one) => twinOf(doc, one) === null && !isMerged(one))
    // Two had one id: the other one keeps it.
    .map((one) => (there.has(one.id) ? { ...one, id: `${one.id.slice(0, 80)}~${itemKey(one.element)}` } : one));
  if (going.length === 0) return [];
  doc.transact(() => {
    for (const { id, recap, element, block, known } of going) {
      if (!isUndo) mergesOf(doc).delete(id);
      // It stood there after all: nothing of it was gone, and what lies in the trash again is shown. [TR6]
      goneOf(doc).delete(id);
      const copy = block.make();
      writeEntry(doc, { point: id, recap, from: itemKey(element), at: now, by: me }, copy);
      noteMoved(doc, element, copy, known);
    }
  }, ORIGIN.bookkeeping);
  return going.map(({ id }) => id);
}

/** Words of others that found no place in the point stand in paragraphs behind it. */
function behind({ element }: TrashEntry, nameFor: (client: number) => string): Y.XmlElement[] {
  const blocks = (element.parent as Y.XmlFragment).toArray().filter((one) => one instanceof Y.XmlElement);
  return blocks.filter((one) => one !== element).map((one) => blockAsItWas(one, alive, nameFor).make());
}

/** What others brought to a copy since it was made. */
function lateIn({ element, upTo }: TrashEntry): ReturnType<typeof lateWords> {
  const client = element._item?.id.client ?? 0;
  return lateWords({ element, seen: new Map([[client, upTo]]), wasThere: alive, isMine: () => true });
}

/**
 * Takes out of the trash what stands in a recap again, by undo, by paste, or because somebody moved it while it was deleted, and
 * brings along what others wrote in it meanwhile. [TR3]
 */
export function settleTrash(doc: Y.Doc, isMine: (entry: TrashEntry) => boolean): void {
  const entries = readEntries(doc).filter(isMine);
  if (entries.length === 0) return;
  const there = allPoints(doc);
  const back = entries.flatMap((entry) => {
    const element = there.get(entry.point);
    return element === undefined ? [] : [{ entry, element }];
  });
  if (back.length === 0) return;
  doc.transact(() => {
    for (const { entry, element } of back) {
      const late = lateIn(entry);
      const known = knownOf(entry.element);
      if (late !== null) bringLate(element, late);
      gainFrom(entry.element, element);
      const parent = element.parent as Y.XmlFragment;
      parent.insert(
        parent.toArray().indexOf(element) + 1,
        behind(entry, () => ''),
      );
      noteMoved(doc, entry.element, element, known);
      trashOf(doc).delete(entry.key);
      if (!isNewer(element, entry.element._item?.id.client ?? 0, entry.upTo)) {
        const { point, recap, by } = entry;
        writeSpare(doc, { point, recap, from: itemKey(element), at: Date.now(), by }, copyOf(doc, element));
      }
    }
  }, ORIGIN.bookkeeping);
}

/** What a copy says and the point does not: somebody else had deleted it apart, and knew other words of it. */
function gainFrom(copy: Y.XmlElement, into: Y.XmlElement): void {
  const there = readBlock(into);
  const [to, from] = [there, unsaid(readBlock(copy), there)].map((block) => readPoint(block, 0, ''));
  if (to === undefined || from === undefined) return;
  const plan = mergePlan({ into: to, from, owner: null, lead: 'into', me: '' as ParticipantId });
  // Of two values of a field with the same words the one that stands there counts, as for any two who fill it in at once.
  const isMore = !isSaid(linesOf(copy).join('\n'), linesOf(into)) || wordless({ into: to, from }).length > 0;
  const names = into.toArray().map((child) => (child instanceof Y.XmlElement ? child.nodeName : ''));
  insertNodes(into, into.length, plan.parts);
  insertNodes(into, detailsPlace(names), isMore ? plan.details : []);
  for (const [name, value] of Object.entries(plan.attrs)) into.setAttribute(name, value);
}

/** Without the paragraphs that another copy has too: a merge takes over what is said as a whole. */
function unsaid(copy: RichTextNode, there: RichTextNode): RichTextNode {
  const said = (there.content ?? []).map(blockText);
  const isLeftOut = (part: RichTextNode): boolean =>
    part.type === 'paragraph' && blockText(part).trim() !== '' && isSaid(blockText(part), said);
  return { ...copy, content: (copy.content ?? []).filter((part) => !isLeftOut(part)) };
}

/** Where a block stood, among those that are there now. */
function placeOf(fragment: Y.XmlFragment, from: string): number {
  const [client = 0, clock = 0] = from.split('.').map(Number);
  const place = Y.createRelativePositionFromJSON({ item: { client, clock } });
  const found = Y.createAbsolutePositionFromRelativePosition(place, fragment.doc as Y.Doc);
  return found !== null && (found.type as unknown) === fragment ? found.index : fragment.length;
}

/**
 * Brings a point back to its place. Of two copies, by two who deleted it apart, nothing is lost: what differs is merged as two
 * points are. @returns null when it is not in the trash, or this person may not bring it back
 */
export function putPointBack(doc: Y.Doc, id: string, me: ParticipantId): Y.XmlElement | null {
  const entries = entriesOf(doc, id);
  // The one that the trash shows.
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined || allPoints(doc).has(id) || readGone(goneOf(doc).get(id)) !== null)
    return null;
  const fragment = recapNamed(doc, last.recap);
  if (fragment === null || (last.recap !== 'ours' && last.recap !== me)) return null;
  doc.transact(() => {
    const at = Math.min(placeOf(fragment, last.from), fragment.length);
    const node = entries.length === 1 ? null : inOne(doc, entries, me);
    const nameFor = namesBut(doc, me);
    if (node === null) fragment.insert(at, [blockAsItWas(first.element, alive, nameFor).make()]);
    else insertNodes(fragment, at, [node]);
    fragment.insert(
      at + 1,
      entries.flatMap((entry) => behind(entry, nameFor)),
    );
    const point = pointsIn(fragment).get(id);
    for (const { key, element } of entries) {
      if (point !== undefined) noteMoved(doc, element, point, knownOf(element));
      trashOf(doc).delete(key);
    }
  }, ORIGIN.person);
  return pointsIn(fragment).get(id) ?? null;
}

/** Null when no copy says more than the first: then that one is it. */
function inOne(doc: Y.Doc, entries: readonly TrashEntry[], me: ParticipantId): ReturnType<typeof readBlock> | null {
  const authors = authorsOf(doc);
  const named = entries.map(({ element }) => authoredBlock(element, (client) => authors.get(String(client)) ?? ''));
  const [first, ...others] = named;
  if (first === undefined) return null;
  let [node, isMerged] = [first, false];
  for (const other of others) {
    const plan = mergePlan({
      into: readPoint(node, 0, ''),
      from: readPoint(unsaid(other, node), 0, ''),
      owner: null,
      lead: 'into',
      me,
    });
    if (isNothing(plan)) continue;
    node = merged(node, plan);
    isMerged = true;
  }
  return isMerged ? node : null;
}

/**
 * Deletes for ever what lies in the trash. `by` is '' when its time was over. What stands in a recap stays.
 * @returns false when it is not in the trash
 */
export function deleteForever(doc: Y.Doc, kind: 'post' | 'point', id: string, by: string, now: number): boolean {
  return kind === 'post' ? deletePost(doc, id, by, now) : deletePoint(doc, id, by, now);
}

function deletePost(doc: Y.Doc, id: string, by: string, now: number): boolean {
  const map = postsOf(doc).get(id);
  const post = readPost(id, map);
  if (map === undefined || post === null || post.deletedAt === null || post.gone !== null) return false;
  doc.transact(() => {
    map.set('gone', { at: now, by, of: post.deletedAt });
    post.body.delete(0, post.body.length);
    if (by === '') return;
    for (const key of reactionsOf(doc).keys()) if (key.startsWith(`${id}/`)) reactionsOf(doc).delete(key);
    asideOf(doc).delete(id);
  }, ORIGIN.person);
  return true;
}

function deletePoint(doc: Y.Doc, id: string, by: string, now: number): boolean {
  const entries = entriesOf(doc, id);
  if (entries.length === 0 || allPoints(doc).has(id)) return false;
  doc.transact(() => {
    for (const { key } of entries) trashOf(doc).delete(key);
    if (by === '') return;
    const gone = goneOf(doc);
    gone.set(id, { at: now, by });
    for (const key of stancesOf(doc).keys()) if (key.startsWith(`${id}/`)) stancesOf(doc).delete(key);
    if (gone.size <= MOST_GONE) return;
    const times = [...gone].map(([key, value]) => [key, readGone(value)?.at ?? 0] as const);
    for (const [key] of times.sort(([, a], [, b]) => a - b).slice(0, gone.size - MOST_GONE)) gone.delete(key);
  }, ORIGIN.person);
  return true;
}

/** Copies that others made, apart, of what was deleted for ever: nothing shows them. [TR6] */
export function clearAway(doc: Y.Doc): void {
  const left = allEntries(doc).filter(({ point }) => readGone(goneOf(doc).get(point)) !== null);
  if (left.length === 0) return;
  doc.transact(() => {
    for (const { key } of left) trashOf(doc).delete(key);
  }, ORIGIN.bookkeeping);
}

/** Whether a block lies in the trash, or did before it was taken out of it in this very change. */
export function isInTrash(doc: Y.Doc, block: Y.XmlElement): boolean {
  // First: of a document that was only loaded it has no type yet, and is another object without one.
  const trash = trashOf(doc);
  let at: Y.AbstractType<unknown> | null = block as unknown as Y.AbstractType<unknown>;
  while (at instanceof Y.XmlElement) at = at._item?.parent as Y.AbstractType<unknown> | null;
  const entry = at?._item?.parent;
  return entry instanceof Y.Map && entry._item?.parent === trash;
}
