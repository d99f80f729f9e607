/**
 * A post that this person put back, apart, while its time in the trash was over elsewhere: whoever put it back brings its words.
 * Rule TR7 in shared/recap/README.md.
 */
import * as Y from 'yjs';
import { postsOf, readPost } from '../../shared/model/discussion-doc';
import { ORIGIN } from '../../shared/model/origins';
import { blockAsItWas } from '../../shared/recap/late-words';
import type { ParticipantId } from '../../shared/util/brand';
import { caught, onTransaction } from './guarded';
import { type Removal, Removals, wasThere } from './removals';

/** For as long as the document lives. To be called before anything is in it. */
export function bringPostsBack(
  doc: Y.Doc,
  me: ParticipantId,
  onError: (error: unknown) => void,
  removals = new Removals(doc),
): void {
  // Of two who let it go, the second finds among what is held what the first one took away.
  const brought = new WeakSet<Y.Item>();
  const look = (transaction: Y.Transaction): void => {
    if (transaction.local) return;
    const all = removals.upTo(transaction);
    // First: of a document that was only loaded it has no type yet, and is another object without one.
    const posts = postsOf(doc);
    for (const [type, keys] of transaction.changed as ReadonlyMap<unknown, ReadonlySet<string | null>>) {
      if (!(type instanceof Y.Map) || !keys.has('gone') || type._item?.parent !== posts) continue;
      const post = readPost('', type);
      // Who put it back is noted where who deleted it was.
      if (post === null || post.deletedAt !== null || type.get('deletedBy') !== me || !type.has('gone')) continue;
      const blocks = removedFrom(post.body, all, brought);
      if (blocks.length === 0) continue;
      // Not in the transaction of whoever sent it.
      queueMicrotask(caught(() => bring(doc, type, post.body, blocks), onError));
    }
  };
  onTransaction(doc, look, onError);
}

function removedFrom(
  body: Y.XmlFragment,
  removals: readonly Removal[],
  brought: WeakSet<Y.Item>,
): (() => Y.XmlElement)[] {
  const found: (() => Y.XmlElement)[] = [];
  for (let item = body._start; item !== null; item = item.right) {
    const { id, content } = item;
    const removal = removals.find(({ deleteSet }) => Y.isDeleted(deleteSet, id));
    if (
      removal === undefined ||
      brought.has(item) ||
      !(content instanceof Y.ContentType && content.type instanceof Y.XmlElement)
    )
      continue;
    const was = wasThere(removal);
    if (!was(item)) continue;
    brought.add(item);
    found.push(blockAsItWas(content.type, was, () => '').make);
  }
  return found;
}

function bring(doc: Y.Doc, post: Y.Map<unknown>, body: Y.XmlFragment, blocks: readonly (() => Y.XmlElement)[]): void {
  doc.transact(() => {
    body.insert(
      0,
      blocks.map((make) => make()),
    );
    post.delete('gone');
  }, ORIGIN.bookkeeping);
}
