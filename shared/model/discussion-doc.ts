/**
 * One discussion as a Yjs document: `title` Text, `meta` Map, `posts` Map<id, Map>, `recap` XmlFragment,
 * `authors` Map<clientID, participant>, `people` Map<participant, {name, colour}>, `assets` Map<hash, {mime, bytes}>.
 */
import * as Y from 'yjs';
import { AppError } from '../errors/app-error';
import type { ParticipantId, PostId } from '../util/brand';
import { sha256Hex } from '../util/hex';
import { newParticipantId, newPostId } from '../util/ids';
import { type Asset, type DiscussionStatus, statusOrOpen } from './export-document';
import { ORIGIN } from './origins';
import type { RichText } from './rich-text';
import { MAX_DEPTH, writeRichText } from './rich-text-yjs';
import { UNKNOWN_AUTHOR } from './unknown-author';

/** Raised when a node, mark or field is added that older versions do not know. */
export const DISCUSSION_SCHEMA = 1;

/** Base64 and framing make a picture about a third larger on the wire; 10 MB keeps a first sync within seconds. */
export const MAX_ASSET_BYTES = 10 * 1024 * 1024;
export const ASSET_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'] as const;

export interface Person {
  readonly name: string;
  readonly colour: number;
}

export const titleOf = (doc: Y.Doc): Y.Text => doc.getText('title');
export const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta');
export const postsOf = (doc: Y.Doc): Y.Map<Y.Map<unknown>> => doc.getMap('posts');
export const recapOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('recap');
export const authorsOf = (doc: Y.Doc): Y.Map<string> => doc.getMap('authors');
export const peopleOf = (doc: Y.Doc): Y.Map<Person> => doc.getMap('people');
export const assetsOf = (doc: Y.Doc): Y.Map<{ mime: string; bytes: Uint8Array }> => doc.getMap('assets');

/** Fills a new document. Called once in a discussion's life, by the device that creates it. */
export function initDiscussion(doc: Y.Doc, options: { title: string; createdAt: number; recap?: RichText }): void {
  doc.transact(() => {
    const meta = metaOf(doc);
    meta.set('schema', DISCUSSION_SCHEMA);
    meta.set('createdAt', options.createdAt);
    meta.set('status', 'open');
    if (options.title !== '') titleOf(doc).insert(0, options.title);
    if (options.recap) writeRichText(recapOf(doc), options.recap);
  }, ORIGIN.person);
}

export function statusOf(doc: Y.Doc): DiscussionStatus {
  return statusOrOpen(metaOf(doc).get('status'));
}

export interface PostInput {
  /** Kept when no post has it; a new one when absent. */
  readonly id?: PostId;
  readonly author: ParticipantId;
  readonly addedBy: ParticipantId;
  readonly body: RichText;
  readonly replyTo: PostId | null;
  /** Place in the thread; milliseconds since 1970. */
  readonly at: number;
  /** The time shown; null when an imported post has none. */
  readonly createdAt: number | null;
  readonly addedAt: number;
}

/** Adds a post; to be called inside a transaction. */
export function addPost(doc: Y.Doc, input: PostInput): PostId {
  const id = input.id === undefined || postsOf(doc).has(input.id) ? newPostId() : input.id;
  const post = new Y.Map<unknown>();
  const body = new Y.XmlFragment();
  post.set('author', input.author);
  post.set('addedBy', input.addedBy);
  post.set('at', input.at);
  post.set('createdAt', input.createdAt);
  post.set('addedAt', input.addedAt);
  post.set('replyTo', input.replyTo);
  post.set('body', body);
  postsOf(doc).set(id, post);
  writeRichText(body, input.body);
  return id;
}

/** The last millisecond that a Date can hold (ECMA-262, time values). */
const MAX_TIME = 8.64e15;

/** A time from a document, which a peer may have written: milliseconds since 1970, or null. */
export const timeOrNull = (value: unknown): number | null =>
  typeof value === 'number' && value >= -MAX_TIME && value <= MAX_TIME ? value : null;
const timeOr = (value: unknown, fallback: number): number => timeOrNull(value) ?? fallback;
const textOr = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);

export interface PostRecord {
  readonly id: PostId;
  readonly author: ParticipantId;
  readonly addedBy: ParticipantId;
  readonly at: number;
  readonly createdAt: number | null;
  readonly addedAt: number;
  readonly editedAt: number | null;
  readonly replyTo: PostId | null;
  readonly deletedAt: number | null;
  /** Who deleted it; '' when nobody knows, or it is not deleted. */
  readonly deletedBy: string;
  /** It was deleted for ever; by '' when its time in the trash was over. */
  readonly gone: { readonly at: number; readonly by: string } | null;
  readonly body: Y.XmlFragment;
}

/**
 * A post whose time was over is gone as long as it lies in the trash since the time that was meant: whoever put it back
 * meanwhile wins. What a person deleted for ever is gone whatever others did. [TR6] [TR7]
 */
function goneIn(value: unknown, deletedAt: number | null): PostRecord['gone'] {
  if (typeof value !== 'object' || value === null) return null;
  const { at, by, of } = value as Record<string, unknown>;
  const time = timeOrNull(at);
  const person = textOr(by, '');
  if (time === null || (person === '' && (deletedAt === null || of !== deletedAt))) return null;
  return { at: time, by: person };
}

/** One post; null when a peer wrote something that is not a post. */
export function readPost(id: string, post: unknown): PostRecord | null {
  if (!(post instanceof Y.Map)) return null;
  const body = post.get('body');
  const author = post.get('author');
  if (!(body instanceof Y.XmlFragment) || typeof author !== 'string') return null;
  const addedAt = timeOr(post.get('addedAt'), 0);
  const replyTo = post.get('replyTo');
  const deletedAt = timeOrNull(post.get('deletedAt'));
  const gone = goneIn(post.get('gone'), deletedAt);
  const addedBy = textOr(post.get('addedBy'), author) as ParticipantId;
  return {
    id: id as PostId,
    author: author as ParticipantId,
    addedBy,
    at: timeOr(post.get('at'), addedAt),
    createdAt: timeOrNull(post.get('createdAt')),
    addedAt,
    editedAt: timeOrNull(post.get('editedAt')),
    replyTo: typeof replyTo === 'string' ? (replyTo as PostId) : null,
    deletedAt: deletedAt ?? gone?.at ?? null,
    // Before this was noted only those could delete a post whose own it was.
    deletedBy: deletedAt === null ? '' : textOr(post.get('deletedBy'), addedBy),
    gone,
    body,
  };
}

/** Place in the thread: by time, then by id, so that every copy shows the same order. */
export function comparePosts(a: { at: number; id: string }, b: { at: number; id: string }): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** All posts in thread order. */
export function readPosts(doc: Y.Doc): PostRecord[] {
  const records: PostRecord[] = [];
  for (const [id, post] of postsOf(doc)) {
    const record = readPost(id, post);
    if (record) records.push(record);
  }
  return records.sort(comparePosts);
}

export function readPerson(value: unknown): Person | null {
  if (typeof value !== 'object' || value === null) return null;
  const { name, colour } = value as Record<string, unknown>;
  if (typeof name !== 'string' || name.trim() === '') return null;
  return { name: name.slice(0, 80), colour: Math.abs(Math.trunc(timeOr(colour, 0))) % 8 };
}

/** The participant that stands for an author who is named only: one per name in a discussion. In a transaction. */
export function guestFor(doc: Y.Doc, given: string): ParticipantId {
  const name = given.trim() || UNKNOWN_AUTHOR;
  const people = peopleOf(doc);
  for (const [id, value] of people) {
    if (id.startsWith('guest:') && readPerson(value)?.name.toLowerCase() === name.toLowerCase())
      return id as ParticipantId;
  }
  const id = `guest:${newParticipantId()}` as ParticipantId;
  people.set(id, { name: name.slice(0, 80), colour: people.size % 8 });
  return id;
}

/**
 * Keeps a picture with the discussion; the same bytes are kept once.
 * @returns the address for an image node, `asset:<lower-case hex SHA-256>`
 * @throws AppError asset/too-large, asset/not-an-image
 */
export function addAsset(doc: Y.Doc, bytes: Uint8Array, mime: string): string {
  if (!(ASSET_TYPES as readonly string[]).includes(mime)) throw new AppError('asset/not-an-image', mime);
  if (bytes.length > MAX_ASSET_BYTES) throw new AppError('asset/too-large', `${bytes.length} bytes`);
  const hash = sha256Hex(bytes);
  if (!assetsOf(doc).has(hash)) doc.transact(() => assetsOf(doc).set(hash, { mime, bytes }), ORIGIN.person);
  return `asset:${hash}`;
}

export function readAsset(doc: Y.Doc, hash: string): Asset | null {
  const value: unknown = assetsOf(doc).get(hash);
  if (typeof value !== 'object' || value === null) return null;
  const { mime, bytes } = value as Record<string, unknown>;
  if (typeof mime !== 'string' || !(ASSET_TYPES as readonly string[]).includes(mime)) return null;
  return bytes instanceof Uint8Array ? { hash, mime, bytes } : null;
}

/** Client ids of those whose text still stands in the fragment. */
export function writersOf(fragment: Y.XmlFragment): Set<number> {
  const clients = new Set<number>();
  const visit = (item: Y.Item | null, depth: number) => {
    for (let at = item; at !== null; at = at.right) {
      if (at.deleted) continue;
      clients.add(at.id.client);
      if (at.content instanceof Y.ContentType && depth < MAX_DEPTH) visit(at.content.type._start, depth + 1);
    }
  };
  visit(fragment._start, 0);
  return clients;
}
