/** What a device writes into the catalog about itself when it opens a notebook. */
import type * as Y from 'yjs';
import { CATALOG_SCHEMA, catalogMetaOf, participantsOf } from '../../shared/model/catalog-doc';
import { ORIGIN } from '../../shared/model/origins';
import type { NotebookEntry, Profile } from '../../shared/model/settings';

/** A name of its own for a notebook that was made here; a joined one gets its name from the others. */
export function introduce(catalog: Y.Doc, entry: NotebookEntry, { participantId, name, colour }: Profile): void {
  const meta = catalogMetaOf(catalog);
  catalog.transact(() => {
    if (!entry.shared && meta.get('schema') === undefined) {
      meta.set('name', entry.name);
      meta.set('createdAt', entry.createdAt);
      meta.set('schema', CATALOG_SCHEMA);
    }
    const known = participantsOf(catalog).get(participantId);
    if (known?.name !== name || known.colour !== colour) participantsOf(catalog).set(participantId, { name, colour });
  }, ORIGIN.bookkeeping);
}
