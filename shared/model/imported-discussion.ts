/** A discussion that comes from elsewhere as a whole, built without anybody having it open, to be stored as bytes. Pure. */
import * as Y from 'yjs';
import { digestOf } from '../exchange/digest';
import type { DiscussionId, ParticipantId, PostId } from '../util/brand';
import { toHex } from '../util/hex';
import { type Summary, summarise } from './catalog-doc';
import { addPost, authorsOf, initDiscussion, metaOf, type Person, peopleOf, postsOf } from './discussion-doc';
import { reactionKey, reactionsOf } from './discussion-parts';
import { ORIGIN } from './origins';
import type { RichText } from './rich-text';

export interface ImportedReaction {
  readonly person: ParticipantId;
  readonly emoji: string;
}

export interface ImportedPost {
  readonly id: PostId;
  readonly author: ParticipantId;
  /** Milliseconds since 1970; null when unknown. */
  readonly createdAt: number | null;
  readonly editedAt: number | null;
  readonly replyTo: PostId | null;
  readonly body: RichText;
  readonly reactions: readonly ImportedReaction[];
}

export interface ImportedDiscussion {
  readonly id: DiscussionId;
  readonly title: string;
  /** In the order in which they are to stand. */
  readonly posts: readonly ImportedPost[];
  readonly recap: RichText | null;
  /** Everybody who is named in it. */
  readonly people: ReadonlyMap<ParticipantId, Person>;
  /** Who imports it, and when. */
  readonly by: { readonly id: ParticipantId } & Person;
  readonly at: number;
}

/** As it is stored and listed. */
export interface BuiltDiscussion {
  readonly id: DiscussionId;
  readonly update: Uint8Array<ArrayBuffer>;
  readonly digest: string;
  readonly summary: Summary;
}

/** The discussion as a document. Posts keep the given order whether or not they have times. */
export function buildDiscussion(input: ImportedDiscussion): Y.Doc {
  const { posts, by, at } = input;
  const doc = new Y.Doc();
  const createdAt = posts.find((post) => post.createdAt !== null)?.createdAt ?? at;
  initDiscussion(doc, { title: input.title, createdAt, ...(input.recap !== null && { recap: input.recap }) });
  doc.transact(() => {
    authorsOf(doc).set(String(doc.clientID), by.id);
    for (const [id, { name, colour }] of input.people) peopleOf(doc).set(id, { name, colour });
    peopleOf(doc).set(by.id, { name: by.name, colour: by.colour });
    if (input.recap !== null) metaOf(doc).set('recapEdited', { at, by: by.id });
    let place = Number.NEGATIVE_INFINITY;
    for (const post of posts) {
      place = Math.max(post.createdAt ?? place, place + 1);
      if (!Number.isFinite(place)) place = createdAt;
      add(doc, post, place, input);
    }
  }, ORIGIN.person);
  return doc;
}

function add(doc: Y.Doc, post: ImportedPost, place: number, { by, at }: ImportedDiscussion): void {
  const { id, author, body, replyTo, createdAt } = post;
  addPost(doc, { id, author, addedBy: by.id, body, replyTo, at: place, createdAt, addedAt: at });
  const written = postsOf(doc).get(id);
  if (post.editedAt !== null) written?.set('editedAt', post.editedAt);
  for (const { person, emoji } of post.reactions) reactionsOf(doc).set(reactionKey(id, person, emoji), createdAt ?? at);
}

export function toBytes(id: DiscussionId, doc: Y.Doc): BuiltDiscussion {
  const update = Y.encodeStateAsUpdate(doc) as Uint8Array<ArrayBuffer>;
  return { id, update, digest: toHex(digestOf(doc)), summary: summarise(doc) };
}
