/** The notebook's door. */
import type { NotebookEntry, Profile } from '../../shared/model/settings';
import type { NotebookId } from '../../shared/util/brand';
import { tellForgotten } from './forgetting';
import { createIndexeddbStore } from './indexeddb-store';
import type { JournalPort } from './journal/journal-port';
import { JournaledStore } from './journal/journaled-store';
import { type NotebookOptions, OpenNotebook } from './notebook';

export type { OpenNotebook } from './notebook';
export { isToldByStore } from './own-loading';
export type {
  Discussion,
  DiscussionMeta,
  DiscussionSummary,
  NewPost,
  Notebook,
  Participant,
  Post,
  Readable,
} from './types';

/**
 * Opens the notebook that is kept on this device under the entry's id, or makes it. `forgotten` is told what was deleted for ever.
 * @throws AppError store/unavailable
 */
export async function openNotebook(
  entry: NotebookEntry,
  profile: Profile,
  recapUndo: NotebookOptions['recapUndo'],
  port: JournalPort,
  forgotten: (ids: readonly string[]) => void,
): Promise<OpenNotebook> {
  const store = new JournaledStore(createIndexeddbStore(), port, entry.id as NotebookId);
  const notebook = await OpenNotebook.open(entry, profile, { store, recapUndo });
  tellForgotten(notebook, forgotten);
  return notebook;
}
