/** Ties a notebook's meeting in a folder to the notebook: what changes in it is told, whoever changed it. */
import * as z from 'zod';
import { deletionOf } from '../../../shared/model/catalog-doc';
import type { OpenNotebook } from '../../notebook';
import { onUpdate } from '../../notebook/guarded';
import { storeName } from '../../notebook/names';
import { pageClock } from '../clock';
import { NotebookDocuments } from '../notebook-documents';
import { FolderMeeting, type FolderTimes } from './folder-meeting';
import type { FolderPort, Wrote } from './folder-port';

const TIMES = 'folder-times';
const timesSchema = z
  .object({ written: z.number().nullable(), read: z.object({ at: z.number(), participant: z.string() }).nullable() })
  .catch({ written: null, read: null });

export interface InFolderHooks {
  /** A document that nobody has open took something over from the folder. */
  changed(document: string): void;
  /** Another device has these documents as they are here. */
  elsewhere(documents: readonly string[]): void;
  /** All that these had written by then is here. */
  met(people: readonly Wrote[]): void;
}

export function meetInFolder(notebook: OpenNotebook, port: FolderPort, hooks: InFolderHooks): FolderMeeting {
  const { device, onError } = notebook;
  const meeting = new FolderMeeting(new NotebookDocuments(notebook), port, pageClock, {
    ...hooks,
    isDeleted: (document) => deletionOf(notebook.catalog, document) !== null,
    loadTimes: async (): Promise<FolderTimes> => timesSchema.parse(await device.getLocal(TIMES)),
    saveTimes: (times) => device.setLocal(TIMES, times),
    onError,
  });
  const ends = [
    notebook.onDocument((name, { doc }) => {
      onUpdate(doc, () => meeting.documentChanged(name), onError);
    }),
    notebook.listing.subscribe((added, removed) => meeting.listed(added, removed)),
  ];
  const prefix = storeName(notebook.id, '');
  notebook.documents.onArrival((name) => meeting.documentChanged(name.slice(prefix.length)));
  meeting.onEnd(() => {
    for (const end of ends) end();
  });
  return meeting;
}
