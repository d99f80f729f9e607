/**
 * The trash of an open discussion: notices points that this person takes out of a recap, however that is done, and keeps them;
 * gives back, and deletes for ever. Rules TR in shared/recap/README.md.
 */
import * as Y from 'yjs';
import { postsOf, readPost, recapOf } from '../../shared/model/discussion-doc';
import { readRecaps, recapsOf } from '../../shared/model/discussion-parts';
import { ORIGIN } from '../../shared/model/origins';
import { goneOf, readEntry, readTrash, type Trashed, trashOf } from '../../shared/model/trash';
import { giveWay, ownDoubles } from '../../shared/recap/giving-way';
import { dropOldSpares } from '../../shared/recap/spares';
import { clearAway, deleteForever, intoTrash, putPointBack, settleTrash, takenOut } from '../../shared/recap/trash';
import type { ParticipantId, PostId } from '../../shared/util/brand';
import { caught, onTransaction } from './guarded';
import { Derived } from './readable';
import type { DiscussionTrash } from './types';

type Changed = ReadonlyMap<unknown, unknown>;

/** Whoever wrote in a point so long ago is still at it. */
const WRITING_MS = 120_000;

export class OpenTrash implements DiscussionTrash {
  readonly items: Derived<readonly Trashed[]>;
  private readonly listeners = new Set<(points: readonly string[]) => void>();
  private readonly losers = new Set<(point: string, by: string) => void>();
  /** When this person last wrote in a point. */
  private readonly written = new Map<string, number>();
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
    const begin = (): void => {
      if (this.isOver) return;
      this.settle(false);
      this.noteDoubles();
      giveWay(doc, this.put);
      if (trashOf(doc).size > 0) dropOldSpares(doc, Date.now());
    };
    queueMicrotask(caught(begin, onError));
  }

  /** Told of points that this person just took out of a recap; not of those that went by undo or redo. */
  onPointsDeleted(listener: (points: readonly string[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Told of points in which this person is writing and that somebody else deleted. */
  onTakenAway(listener: (point: string, by: string) => void): () => void {
    this.losers.add(listener);
    return () => this.losers.delete(listener);
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
    this.noteWriting(transaction);
    const changed = transaction.changed as Changed;
    const inPosts = (transaction.changedParentTypes as Changed).has(postsOf(doc));
    const inTrash = (transaction.changedParentTypes as Changed).has(trashOf(doc)) || changed.has(goneOf(doc));
    const recaps: unknown[] = [recapOf(doc), recapsOf(doc), ...readRecaps(doc).values()];
    const inRecaps = recaps.some((recap) => changed.has(recap));
    if (!(inPosts || inTrash || inRecaps)) return;
    if (inPosts || inTrash || trashOf(doc).size > 0) this.items.invalidate();
    if (inTrash && !transaction.local) this.tellTakenAway(transaction);
    if (!inRecaps && !inTrash) return;
    const { local, origin } = transaction;
    if (inRecaps && !local) this.noteDoubles();
    const gone = local && origin !== ORIGIN.bookkeeping ? takenOut(doc, transaction, me) : [];
    if (gone.length === 0 && trashOf(doc).size === 0 && this.put.size === 0) return;
    const isUndo = origin instanceof Y.UndoManager && (origin.undoing || origin.redoing);
    // What is noted of it in the same step, a merge for one, must be there first; and nothing is written for whoever sent it.
    const keep = (): void => {
      if (this.isOver) return;
      this.settle(local);
      if (!local) giveWay(doc, this.put);
      const kept = intoTrash(doc, gone, { me, now: Date.now(), isUndo });
      if (kept.length > 0 && !isUndo) for (const listener of [...this.listeners]) listener(kept);
    };
    queueMicrotask(caught(keep, this.onError));
  }

  /** Of what stands twice this person may have brought back, or moved, one in an earlier session. */
  private noteDoubles(): void {
    for (const block of ownDoubles(this.doc, this.me)) this.put.add(block);
  }

  private noteWriting({ local, origin, changedParentTypes }: Y.Transaction): void {
    if (!local || origin === ORIGIN.bookkeeping) return;
    for (const type of changedParentTypes.keys() as IterableIterator<unknown>) {
      if (!(type instanceof Y.XmlElement) || type.nodeName !== 'point') continue;
      const id: unknown = type.getAttribute('id');
      if (typeof id === 'string') this.written.set(id, Date.now());
    }
  }

  private tellTakenAway({ changed }: Y.Transaction): void {
    const keys = (changed as ReadonlyMap<unknown, ReadonlySet<string | null>>).get(trashOf(this.doc));
    for (const key of keys ?? []) {
      const entry = key === null ? null : readEntry(key, trashOf(this.doc).get(key));
      const at = this.written.get(entry?.point ?? '');
      if (entry === null || entry.spare || entry.by === this.me || at === undefined || Date.now() - at > WRITING_MS)
        continue;
      this.written.delete(entry.point);
      const tell = (): void => {
        for (const listener of [...this.losers]) listener(entry.point, entry.by);
      };
      queueMicrotask(caught(tell, this.onError));
    }
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
