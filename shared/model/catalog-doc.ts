/**
 * The catalog of a notebook as a Yjs document: `meta` {name, createdAt, schema, owner, ownerPerson}, `discussions` Map<id, Map>,
 * `participants` Map<id, {name, colour}>, `deleted` Map<id, {at, by, title}> (of what was in the trash until its time was over: {at, of}), `templates` Map<id, {name, body, by, at}>. A discussion's row is a summary written by
 * whoever has the discussion open: `title`, `status` unless it is open, `activity` {createdAt, activeAt, activeBy, postCount, peopleCount}; and `from`, the id of
 * the discussion in the file that it was made from. The discussion's own document is the truth. What belongs to its activity is one value: ten thousand rows
 * take less than half of the time and of the memory that they take with a value for each. Title and status are by themselves: one of two, apart, may
 * change one of them while the other one writes.
 */
import * as Y from 'yjs';
import type { DiscussionId, ParticipantId } from '../util/brand';
import {
  authorsOf,
  metaOf,
  type Person,
  readPerson,
  readPosts,
  recapOf,
  statusOf,
  timeOrNull,
  titleOf,
  writersOf,
} from './discussion-doc';
import { type DiscussionStatus, type ExportDocument, statusOrOpen } from './export-document';
import { readExportParts } from './export-parts';
import { ORIGIN } from './origins';
import { readRichText } from './rich-text-yjs';

export const CATALOG_SCHEMA = 1;

export const catalogMetaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta');
export const discussionsOf = (doc: Y.Doc): Y.Map<Y.Map<unknown>> => doc.getMap('discussions');
export const participantsOf = (doc: Y.Doc): Y.Map<Person> => doc.getMap('participants');
/** What is in it is read by shared/recap/templates.ts. */
export const templatesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('templates');
export const deletedOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('deleted');

/** How a discussion was deleted for ever. */
export interface Deletion {
  readonly at: number;
  /** '' when its time in the trash was over. */
  readonly by: string;
  /** Of the time in the trash that was over: when that began. */
  readonly of: number | null;
  readonly title: string;
}

/**
 * Null when it was not deleted for ever. Whose time in the trash was over is gone as long as it is in the trash since the
 * time that was meant: whoever restored it meanwhile, apart, wins. [TR7]
 */
export function deletionOf(catalog: Y.Doc, id: string): Deletion | null {
  if (!deletedOf(catalog).has(id)) return null;
  const value = deletedOf(catalog).get(id);
  const { at, by, of, title } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const words = (one: unknown) => (typeof one === 'string' ? one.slice(0, MAX_TITLE) : '');
  const deletion = { at: timeOrNull(at) ?? 0, by: words(by), of: timeOrNull(of), title: words(title) };
  if (deletion.of === null) return deletion;
  const row = readSummary(discussionsOf(catalog).get(id));
  return row === null || row.trashedAt === deletion.of ? deletion : null;
}

/** The longest title kept in the catalog; the discussion's own title is not cut. */
const MAX_TITLE = 300;

export interface Summary {
  readonly title: string;
  readonly status: DiscussionStatus;
  readonly createdAt: number;
  /** Milliseconds since 1970 of the last post or recap edit. */
  readonly activeAt: number;
  /** Who made it. */
  readonly activeBy: string;
  readonly postCount: number;
  readonly peopleCount: number;
}

/** What the library shows of a discussion, computed from its document alone: equal documents, equal summaries. */
export function summarise(doc: Y.Doc): Summary {
  const meta = metaOf(doc);
  const createdAt = timeOrNull(meta.get('createdAt')) ?? 0;
  let activeAt = createdAt;
  let activeBy = '';
  const people = new Set<string>();
  let postCount = 0;
  const touch = (at: number, by: string) => {
    if (at > activeAt || (at === activeAt && by > activeBy)) {
      activeAt = at;
      activeBy = by;
    }
  };
  for (const post of readPosts(doc)) {
    touch(post.addedAt, post.addedBy);
    if (post.editedAt !== null) touch(post.editedAt, post.addedBy);
    if (post.deletedAt !== null) continue;
    postCount += 1;
    people.add(post.author);
  }
  const recap = meta.get('recapEdited');
  if (typeof recap === 'object' && recap !== null) {
    const { at, by } = recap as Record<string, unknown>;
    const time = timeOrNull(at);
    if (time !== null && typeof by === 'string') touch(time, by);
  }
  const title = titleOf(doc).toString().slice(0, MAX_TITLE);
  return { title, status: statusOf(doc), createdAt, activeAt, activeBy, postCount, peopleCount: people.size };
}

/** Writes what differs into the catalog's row. To be called inside a transaction. */
export function writeSummary(row: Y.Map<unknown>, summary: Summary): void {
  const before = readSummary(row);
  if (before?.title !== summary.title) row.set('title', summary.title);
  if (before?.status !== summary.status) row.set('status', summary.status);
  const { createdAt, activeAt, activeBy, postCount, peopleCount } = summary;
  const activity = { createdAt, activeAt, activeBy, postCount, peopleCount };
  const isEarlier = fieldsOf(row.get(ACTIVITY)) === null;
  if (isEarlier || ACTIVITY_FIELDS.some((key) => before?.[key] !== summary[key])) row.set(ACTIVITY, activity);
  for (const key of ACTIVITY_FIELDS) if (row.has(key)) row.delete(key);
}

/** Lists a new discussion. `from`: see above. */
export function addRow(catalog: Y.Doc, id: DiscussionId, doc: Y.Doc, from?: string): void {
  catalog.transact(() => {
    const row = listSummary(catalog, id, summarise(doc));
    if (from !== undefined) row.set('from', from);
  }, ORIGIN.person);
}

/** Lists a discussion that was summed up elsewhere. To be called inside a transaction. */
export function listSummary(catalog: Y.Doc, id: DiscussionId, summary: Summary): Y.Map<unknown> {
  const row = new Y.Map<unknown>();
  discussionsOf(catalog).set(id, row);
  writeSummary(row, summary);
  return row;
}

const ACTIVITY = 'activity';
const ACTIVITY_FIELDS = ['createdAt', 'activeAt', 'activeBy', 'postCount', 'peopleCount'] as const;
type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null ? (value as Fields) : null;
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A row as plain data; null when a peer wrote something that is not a row. */
export function readSummary(row: unknown): (Summary & { readonly trashedAt: number | null }) | null {
  if (!(row instanceof Y.Map)) return null;
  const { createdAt, activeAt, activeBy, postCount, peopleCount } = fieldsOf(row.get(ACTIVITY)) ?? earlierFields(row);
  return {
    title: textIn(row.get('title')).slice(0, MAX_TITLE),
    status: statusOrOpen(row.get('status')),
    createdAt: timeOrNull(createdAt) ?? 0,
    activeAt: timeOrNull(activeAt) ?? 0,
    activeBy: textIn(activeBy),
    postCount: timeOrNull(postCount) ?? 0,
    peopleCount: timeOrNull(peopleCount) ?? 0,
    trashedAt: timeOrNull(row.get('trashedAt')),
  };
}

/** A row of earlier versions has a value for each of them. */
const earlierFields = (row: Y.Map<unknown>): Fields =>
  Object.fromEntries(ACTIVITY_FIELDS.map((key) => [key, row.get(key)]));

/** The listed discussion with that id, else one that was made from a file of it; none that is in the trash. */
export function findExported(catalog: Y.Doc, exported: string): DiscussionId | null {
  const isHere = (row: unknown): boolean => readSummary(row)?.trashedAt === null;
  const rows = discussionsOf(catalog);
  if (isHere(rows.get(exported))) return exported as DiscussionId;
  for (const [id, row] of rows) if (isHere(row) && row.get('from') === exported) return id as DiscussionId;
  return null;
}

export interface Fate {
  readonly kind: 'trash' | 'deleted';
  readonly by: string | null;
  readonly at: number;
}

/** What became of a discussion, and through whom; null while it is listed and not in the trash. */
export function fateOf(catalog: Y.Doc, id: string): Fate | null {
  const deleted = deletionOf(catalog, id);
  if (deleted !== null) return { kind: 'deleted', by: deleted.by === '' ? null : deleted.by, at: deleted.at };
  const row = discussionsOf(catalog).get(id);
  const at = readSummary(row)?.trashedAt ?? null;
  const by: unknown = row?.get('trashedBy');
  return at === null ? null : { kind: 'trash', by: typeof by === 'string' ? by : null, at };
}

/** Who a participant is: the catalog knows their present name, the discussion the one they wrote under. */
export function personOf(id: string, catalog: Y.Doc, discussion: Y.Doc | null): Person {
  const known = readPerson(participantsOf(catalog).get(id));
  const here = known ?? (discussion ? readPerson(discussion.getMap('people').get(id)) : null);
  return here ?? { name: 'Someone', colour: 0 };
}

/** A discussion as plain data for export and copy. Equal documents give equal results on every device. */
export function readDiscussion(id: DiscussionId, doc: Y.Doc, catalog: Y.Doc, notebookName: string): ExportDocument {
  const nameOf = (participant: string) => personOf(participant, catalog, doc).name;
  const records = readPosts(doc);
  const speakers = new Set<ParticipantId>();
  for (const post of records) if (post.deletedAt === null) speakers.add(post.author);
  const authors = authorsOf(doc);
  const writers = new Set<string>();
  for (const client of writersOf(recapOf(doc))) {
    const participant = authors.get(String(client));
    if (typeof participant === 'string') writers.add(participant);
  }
  const createdAt = metaOf(doc).get('createdAt');
  const recap = readRichText(recapOf(doc));
  return {
    id,
    title: titleOf(doc).toString(),
    notebookName,
    status: statusOf(doc),
    createdAt: timeOrNull(createdAt) ?? 0,
    participants: [...new Set([...speakers].map(nameOf))],
    contributors: [...new Set([...writers].map(nameOf))].sort(),
    posts: records.map((post) => ({
      id: post.id,
      author: post.author,
      authorName: nameOf(post.author),
      createdAt: post.createdAt,
      editedAt: post.editedAt,
      replyTo: post.replyTo,
      deleted: post.deletedAt !== null,
      body: post.deletedAt === null ? readRichText(post.body) : { type: 'doc', content: [] },
    })),
    recap,
    parts: readExportParts(doc, recap, nameOf),
  };
}
