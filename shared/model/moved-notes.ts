/**
 * What became of blocks that were moved. Yjs has no move: a block that changes its place is copied and removed, and what
 * somebody else writes in it before they hear of that goes with it. A note tells which block is the copy, and what of the old
 * one its mover knew, so that whoever wrote the rest can bring it over (shared/recap/late-words.ts).
 */
import * as Y from 'yjs';
import * as z from 'zod';

export const movedOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('moved');

/** Of older moves everybody has heard, or their time apart was longer than thousands of moves. */
const MOST_NOTES = 400;
/** Sessions that wrote in one block. */
const MOST_SESSIONS = 500;

/** A block that was moved again and again has as many notes. */
const MOST_MOVES = 400;

const itemSchema = z
  .string()
  .max(40)
  .regex(/^\d+\.\d+$/);
const noteSchema = z.object({
  to: itemSchema,
  at: z.number(),
  /** By session: how many of its operations the mover knew. */
  seen: z.record(z.string().max(20), z.number()),
  /** It was merged into another point. */
  merged: z.boolean().default(false),
  /** It is a part of a block that was moved, which the mover did not know: whoever made it brought it over. */
  part: z.boolean().default(false),
});

export interface MovedNote {
  readonly to: string;
  readonly seen: ReadonlyMap<number, number>;
  readonly merged: boolean;
  readonly part: boolean;
}

/** Names a block for as long as the document lives. */
export function itemKey({ _item: item }: Y.XmlElement | Y.XmlText): string {
  return item === null ? '' : `${String(item.id.client)}.${String(item.id.clock)}`;
}

/** The block that a key names, deleted or not; null when it is none, or nothing is known of it any more. */
export function elementAt(doc: Y.Doc, key: string): Y.XmlElement | null {
  const [client = Number.NaN, clock = Number.NaN] = key.split('.').map(Number);
  const structs = doc.store.clients.get(client);
  if (structs === undefined || !(clock < Y.getState(doc.store, client))) return null;
  const item = structs[Y.findIndexSS(structs, clock)];
  if (!(item instanceof Y.Item) || item.id.clock !== clock || !(item.content instanceof Y.ContentType)) return null;
  return item.content.type instanceof Y.XmlElement ? item.content.type : null;
}

/** Null for what a peer wrote in its place and has not its shape. */
export function readMoved(doc: Y.Doc, from: string): MovedNote | null {
  const note = noteSchema.safeParse(movedOf(doc).get(from)).data;
  if (note === undefined || !itemSchema.safeParse(from).success) return null;
  const seen = Object.entries(note.seen);
  if (seen.length > MOST_SESSIONS) return null;
  return { ...note, seen: new Map(seen.map(([client, clock]) => [Number(client), clock])) };
}

/** Where a block is now. Null when it was removed afterwards: whoever did that had it before their eyes. */
export function movedTo(doc: Y.Doc, from: string): { readonly element: Y.XmlElement; readonly merged: boolean } | null {
  let [key, merged] = [from, false];
  // Each of several copies may have gone for the sake of another one.
  const passed = new Set<string>();
  while (passed.size < MOST_MOVES && !passed.has(key)) {
    passed.add(key);
    const note = readMoved(doc, key);
    if (note === null) return null;
    merged ||= note.merged;
    const element = elementAt(doc, note.to);
    if (element?._item?.deleted === false) return { element, merged };
    key = note.to;
  }
  return null;
}

function sessionsIn(type: Y.AbstractType<unknown>, into: Set<number>): Set<number> {
  const look = (item: Y.Item): void => {
    into.add(item.id.client);
    if (item.content instanceof Y.ContentType) sessionsIn(item.content.type, into);
  };
  for (let item = type._start; item !== null; item = item.right) look(item);
  for (const item of type._map.values()) look(item);
  return into;
}

/** What this copy knows of a block that it is about to move: by session, how many of its operations. Null for too many. */
export function knownOf(block: Y.XmlElement | Y.XmlText): Readonly<Record<string, number>> | null {
  const sessions = sessionsIn(block as unknown as Y.AbstractType<unknown>, new Set());
  const { store } = block.doc as Y.Doc;
  if (sessions.size > MOST_SESSIONS) return null;
  return Object.fromEntries([...sessions].map((client) => [String(client), Y.getState(store, client)]));
}

/** In the transaction that moves it, or merges it into another one. */
export function noteMoved(
  doc: Y.Doc,
  from: Y.XmlElement | Y.XmlText,
  to: Y.XmlElement | Y.XmlText,
  seen: ReturnType<typeof knownOf>,
  { merged, part }: { readonly merged?: boolean; readonly part?: boolean } = {},
): void {
  if (seen === null) return;
  const moved = movedOf(doc);
  if (moved.size >= MOST_NOTES) {
    const times = [...moved].map(([key, value]) => [key, noteSchema.safeParse(value).data?.at ?? 0] as const);
    for (const [key] of times.sort(([, a], [, b]) => a - b).slice(0, -MOST_NOTES / 2)) moved.delete(key);
  }
  moved.set(itemKey(from), { to: itemKey(to), at: Date.now(), seen, ...(merged && { merged }), ...(part && { part }) });
}

/**
 * What somebody wrote in the old block was brought over: from now on it counts as known, so that it is not brought once more by
 * whoever hears of the move and of that at once. In the transaction that brings it.
 */
export function noteBrought(doc: Y.Doc, from: string, brought: ReadonlyMap<number, number>): void {
  const value: unknown = movedOf(doc).get(from);
  const note = noteSchema.safeParse(value).data;
  if (note === undefined) return;
  const seen = { ...note.seen };
  const isNoted = ([client, clock]: readonly [number, number]): boolean => (seen[String(client)] ?? 0) >= clock;
  if ([...brought].every(isNoted)) return;
  for (const one of brought) if (!isNoted(one)) seen[String(one[0])] = one[1];
  if (Object.keys(seen).length <= MOST_SESSIONS) movedOf(doc).set(from, { ...note, seen });
}
