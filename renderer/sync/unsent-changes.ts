/** Notes which discussions are changed on this device, whether or not the notebook meets others. */
import { Unsent } from '../../shared/exchange/unsent';
import type { OpenNotebook } from '../notebook';
import { onUpdate } from '../notebook/guarded';
import { CATALOG } from '../notebook/names';
import { unsentStore } from './notebook-documents';

export interface UnsentChanges {
  readonly unsent: Unsent;
  /** Discussions that no other copy is known to have as they are here. */
  readonly count: number;
  stop(): void;
}

export async function loadUnsent(notebook: OpenNotebook, changed: () => void): Promise<UnsentChanges> {
  const unsent = await Unsent.load(unsentStore(notebook), changed, notebook.onError);
  // What was deleted for ever waits for nobody; a meeting may have been told of it, or there was none.
  const purge = (names: Iterable<string>): void => {
    for (const name of [...names]) if (name !== CATALOG && !notebook.lists(name)) unsent.delete(name);
  };
  purge(unsent.names);
  const stopDocuments = notebook.onDocument((name, { doc }) => {
    if (name === CATALOG) return;
    onUpdate(doc, (_update, _origin, transaction) => void (transaction.local && unsent.add(name)), notebook.onError);
  });
  const stopListing = notebook.listing.subscribe((_added, removed) => purge(removed));
  return {
    unsent,
    get count() {
      return [...unsent.names].filter((name) => name !== CATALOG).length;
    },
    stop() {
      stopDocuments();
      stopListing();
    },
  };
}
