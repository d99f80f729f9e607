/** What others took away, as long as what tells why may still be on its way. */
import * as Y from 'yjs';

/** Changes that wait for others at a time; a peer may send what never comes. */
const MOST_EARLY = 20;

export type Removal = Pick<Y.Transaction, 'deleteSet' | 'beforeState'>;

export class Removals {
  /** Removals whose reasons are still on their way: what a change removes is removed before the rest of it can be read. */
  private early: Removal[] = [];
  private readonly asked = new WeakMap<Y.Transaction, readonly Removal[]>();

  constructor(private readonly doc: Y.Doc) {}

  /** This change, which is somebody else's, and those before it that something of was missing. To be asked in each of them, by whoever wants to know. */
  upTo(transaction: Y.Transaction): readonly Removal[] {
    const known = this.asked.get(transaction);
    if (known !== undefined) return known;
    const removals = [transaction, ...this.early];
    this.asked.set(transaction, removals);
    if (this.doc.store.pendingStructs === null) this.early = [];
    else if (transaction.deleteSet.clients.size > 0 && this.early.length < MOST_EARLY)
      this.early.push(held(transaction));
    return removals;
  }
}

/** What is removed is forgotten after the transaction, unless somebody asks to keep it. */
function held(transaction: Y.Transaction): Removal {
  const { deleteSet, beforeState } = transaction;
  Y.iterateDeletedStructs(transaction, deleteSet, (item) => {
    if (item instanceof Y.Item) item.keep = true;
  });
  return { deleteSet, beforeState };
}

/** Whether something was there until that change. */
export function wasThere({ deleteSet, beforeState }: Removal): (item: Y.Item) => boolean {
  return ({ id, deleted }) => id.clock < (beforeState.get(id.client) ?? 0) && (!deleted || Y.isDeleted(deleteSet, id));
}
