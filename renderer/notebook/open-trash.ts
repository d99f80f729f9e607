/**
 * The trash of an open discussion: notices points that this person takes out of a recap, however that is done, and keeps them;
 * gives back, and deletes for ever. Rules TR in shared/recap/README.md.
 */
import * as Y from 'yjs';
import { postsOf, readPost, recapOf } from '../../shared/model/discussion-doc';
import { readRecaps, recapsOf } from '../../shared/model/discussion-parts';
import { ORIGIN } from '../../shared/model/origins';
import { goneOf, readTrash, type Trashed, trashOf } from '../../shared/model/trash';
import {
  clearAway,
  deleteForever,
  giveWay,
  intoTrash,
  putPointBack,
  settleTrash,
  takenOut,
} from '../../shared/recap/trash';
import type { ParticipantId, PostId } from '../../shared/util/brand';
import { caught, onTransaction } from './guarded';
import { Derived } from './readable';
import type { DiscussionTrash } from './types';

type Changed = ReadonlyMap<unknown, unknown>;

export class OpenTrash implements DiscussionTrash {
  readonly items: Derived<readonly Trashed[]>;
  private readonly listeners = new Set<(points: readonly string[]) => void>();
  /** What was brought back here, as long as somebody else may have brought it back as well. */
  private readonly put = new Set<Y.XmlElement>();
  private readonly end: () => void;
  private isOver = false;

  constructor(
    private readonly doc: Y.Doc,
    private readonly me: ParticipantId,
    private readonly onError: (error: unknown) => void,
  ) {
    this.items = new Derived(() => readTrash(doc), same);
    this.end = onTransaction(doc, (transaction) => this.look(transaction), onError);
    queueMicrotask(caught(() => this.settle(false), onError));
  }

  /** Told of points that this person just took out of a recap; not of those that went by undo or redo. */
  onPointsDeleted(listener: (points: readonly string[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  putBack(kind: Trashed['kind'], id: string): boolean {
    if (kind === 'post') return this.putPostBack(id as PostId);
    const point = putPointBack(this.doc, id, this.me);
    if (point !== null) this.put.add(point);
    return point !== null;
  }

  deleteForever(kind: Trashed['kind'], id: string): boolean {
    const item = this.items.get().find((one) => one.kind === kind && one.id === id);
    if (item === undefined || (item.whose !== '' && item.whose !== this.me)) return false;
    return deleteForever(this.doc, kind, id, this.me, Date.now());
  }

  deletePost(id: PostId): void {
    const post = postsOf(this.doc).get(id);
    this.doc.transact(() => {
      post?.set('deletedAt', Date.now());
      post?.set('deletedBy', this.me);
    }, ORIGIN.person);
  }

  dispose(): void {
    this.isOver = true;
    this.end();
  }

  private putPostBack(id: PostId): boolean {
    const map = postsOf(this.doc).get(id);
    const post = readPost(id, map);
    if (map === undefined || post === null || post.deletedAt === null || post.gone !== null) return false;
    if (post.addedBy !== this.me && post.author !== this.me) return false;
    this.doc.transact(() => {
      map.set('deletedAt', null);
      map.set('deletedBy', this.me);
    }, ORIGIN.person);
    return true;
  }

  private look(transaction: Y.Transaction): void {
    const { doc, me } = this;
    const changed = transaction.changed as Changed;
    const inPosts = (transaction.changedParentTypes as Changed).has(postsOf(doc));
    const inTrash = (transaction.changedParentTypes as Changed).has(trashOf(doc)) || changed.has(goneOf(doc));
    const recaps: unknown[] = [recapOf(doc), recapsOf(doc), ...readRecaps(doc).values()];
    const inRecaps = recaps.some((recap) => changed.has(recap));
    if (!(inPosts || inTrash || inRecaps)) return;
    if (inPosts || inTrash || trashOf(doc).size > 0) this.items.invalidate();
    if (!inRecaps && !inTrash) return;
    const { local, origin } = transaction;
    const gone = local && origin !== ORIGIN.bookkeeping ? takenOut(doc, transaction, me) : [];
    if (gone.length === 0 && trashOf(doc).size === 0 && this.put.size === 0) return;
    const isUndo = origin instanceof Y.UndoManager && (origin.undoing || origin.redoing);
    // What is noted of it in the same step, a merge for one, must be there first; and nothing is written for whoever sent it.
    const keep = (): void => {
      if (this.isOver) return;
      this.settle(local);
      if (!local) giveWay(doc, this.put);
      const kept = intoTrash(doc, gone, me, Date.now());
      if (kept.length > 0 && !isUndo) for (const listener of [...this.listeners]) listener(kept);
    };
    queueMicrotask(caught(keep, this.onError));
  }

  /** Each settles what they deleted, so that it is done once; whoever brings something back settles that at once. */
  private settle(isOwnChange: boolean): void {
    if (this.isOver || trashOf(this.doc).size === 0) return;
    settleTrash(this.doc, ({ by }) => isOwnChange || by === this.me);
    if (isOwnChange) clearAway(this.doc);
  }
}

function same(a: readonly Trashed[], b: readonly Trashed[]): boolean {
  return a.length === b.length && a.every((one, at) => JSON.stringify(one) === JSON.stringify(b[at]));
}
