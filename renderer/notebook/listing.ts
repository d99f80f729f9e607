/** The discussions that the catalog lists and nobody deleted for ever, kept current change by change. */
import type * as Y from 'yjs';
import { deletedOf, deletionOf, discussionsOf } from '../../shared/model/catalog-doc';
import { caught } from './guarded';
import { isDiscussionId } from './names';

export type ListingListener = (added: readonly string[], removed: readonly string[]) => void;

export class Listing {
  /** Null until somebody asks: a start with ten thousand shows its first picture before. */
  private ids: Set<string> | null = null;
  private readonly listeners = new Set<ListingListener>();

  constructor(
    private readonly catalog: Y.Doc,
    private readonly onError: (error: unknown) => void,
  ) {
    const update = caught((event: Y.YMapEvent<unknown>) => this.update(event.keysChanged), onError);
    (discussionsOf(catalog) as Y.Map<unknown>).observe(update);
    (deletedOf(catalog) as Y.Map<unknown>).observe(update);
    // Restored here while its time in the trash was over elsewhere.
    const restored = caught((events: readonly Y.YEvent<Y.Map<unknown>>[]) => {
      const ids = events.flatMap(({ path: [id], keys }) =>
        typeof id === 'string' && keys.has('trashedAt') ? [id] : [],
      );
      if (ids.length > 0) this.update(new Set(ids));
    }, onError);
    discussionsOf(catalog).observeDeep(restored as Parameters<Y.Map<unknown>['observeDeep']>[0]);
  }

  has(id: string): boolean {
    return this.listed().has(id);
  }

  all(): Iterable<string> {
    return this.listed();
  }

  /** Told of what came and went. Returns the function that ends the subscription. */
  subscribe(listener: ListingListener): () => void {
    this.listed();
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private listed(): Set<string> {
    if (this.ids === null) {
      this.ids = new Set();
      for (const id of discussionsOf(this.catalog).keys()) if (this.isKept(id)) this.ids.add(id);
    }
    return this.ids;
  }

  private isListed(id: string): boolean {
    return discussionsOf(this.catalog).has(id) && this.isKept(id);
  }

  /** Of one that has a row. */
  private isKept(id: string): boolean {
    return isDiscussionId(id) && deletionOf(this.catalog, id) === null;
  }

  private update(keys: ReadonlySet<unknown>): void {
    const { ids } = this;
    // Nobody was told anything yet.
    if (ids === null) return;
    const [added, removed]: [string[], string[]] = [[], []];
    for (const id of keys) {
      if (typeof id !== 'string') continue;
      const listed = this.isListed(id);
      if (listed === ids.has(id)) continue;
      if (listed) ids.add(id);
      else ids.delete(id);
      (listed ? added : removed).push(id);
    }
    if (added.length + removed.length === 0) return;
    for (const listener of [...this.listeners]) {
      try {
        listener(added, removed);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
