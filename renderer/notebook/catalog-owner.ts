/** What a notebook's catalog says of its owner. Anybody in the notebook may have written it: shared/membership/README.md, [MB2]. */
import type * as Y from 'yjs';
import { OWNER_PATTERN } from '../../shared/membership/keys';
import { catalogMetaOf, participantsOf } from '../../shared/model/catalog-doc';
import { readPerson } from '../../shared/model/discussion-doc';
import { ORIGIN } from '../../shared/model/origins';
import { caught } from './guarded';
import { Derived } from './readable';
import type { NotebookOwner, Readable } from './types';

export class CatalogOwner implements NotebookOwner {
  readonly key: Readable<string | null>;

  /** @param createdAt of the entry: only the device that made the notebook has the catalog's own time in it */
  constructor(
    private readonly catalog: Y.Doc,
    private readonly createdAt: number,
    onError: (error: unknown) => void,
  ) {
    const key = new Derived(() => {
      const value = catalogMetaOf(catalog).get('owner');
      return typeof value === 'string' && OWNER_PATTERN.test(value) ? value : null;
    });
    catalogMetaOf(catalog).observe(caught(() => key.invalidate(), onError));
    this.key = key;
  }

  get madeHere(): boolean {
    return catalogMetaOf(this.catalog).get('createdAt') === this.createdAt;
  }

  get name(): string | null {
    const person = catalogMetaOf(this.catalog).get('ownerPerson');
    return typeof person === 'string' ? (readPerson(participantsOf(this.catalog).get(person))?.name ?? null) : null;
  }

  claim(key: string, person: string): void {
    const meta = catalogMetaOf(this.catalog);
    this.catalog.transact(() => {
      meta.set('owner', key);
      meta.set('ownerPerson', person);
    }, ORIGIN.bookkeeping);
  }
}
