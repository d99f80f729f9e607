/** Tells what was deleted for ever, so that what is kept beside it elsewhere goes too. */
import { deletedOf, deletionOf } from '../../shared/model/catalog-doc';
import { caught } from './guarded';
import type { OpenNotebook } from './notebook';

/** @param forgotten told of all that were ever deleted: now if there are any, and whenever there are more */
export function tellForgotten({ catalog, onError }: OpenNotebook, forgotten: (ids: readonly string[]) => void): void {
  const deleted = deletedOf(catalog);
  const tell = caught(() => {
    // Somebody may have put one back, apart, while its time in the trash was over.
    const gone = [...deleted.keys()].filter((id) => deletionOf(catalog, id) !== null);
    if (gone.length > 0) forgotten(gone);
  }, onError);
  deleted.observe(tell);
  tell();
}
