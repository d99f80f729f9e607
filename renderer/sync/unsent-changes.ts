/** Notes which discussions are changed on this device, whether or not the notebook meets others. */
import { Unsent } from '../../shared/exchange/unsent';
import { ORIGIN } from '../../shared/model/origins';
import type { OpenNotebook } from '../notebook';
import { onUpdate } from '../notebook/guarded';
import { CATALOG } from '../notebook/names';
import { unsentStore } from './notebook-documents';

export interface UnsentChanges {
  readonly unsent: Unsent;
  /** Discussions that no other copy is known to have as they are here; at least 1 when one was renamed, thrown away or deleted. */
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
    const note = (_update: Uint8Array, origin: unknown, { local }: { readonly local: boolean }): void => {
      // The app writes in the catalog too: who is there, what a discussion's row says.
      if (local && (name !== CATALOG || origin === ORIGIN.person)) unsent.add(name);
    };
    onUpdate(doc, note, notebook.onError);
  });
  const stopListing = notebook.listing.subscribe((_added, removed) => purge(removed));
  return {
    unsent,
    get count() {
      const discussions = [...unsent.names].filter((name) => name !== CATALOG).length;
      // A new discussion is in the catalog too; what was only renamed or thrown away is there alone.
      return Math.max(discussions, unsent.names.has(CATALOG) ? 1 : 0);
    },
    stop() {
      stopDocuments();
      stopListing();
    },
  };
}
