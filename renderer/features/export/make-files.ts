/** The bytes of a stored discussion become the files of its export. Runs in a worker; knows nothing of one. */
import * as Y from 'yjs';
import type { ExportChoice } from '../../../shared/export/choice';
import { isWritablePicture, planExport } from '../../../shared/export/plan';
import { type ExportNote, exportFidelity } from '../../../shared/markdown';
import { participantsOf, readDiscussion } from '../../../shared/model/catalog-doc';
import { metaOf, type Person, readAsset } from '../../../shared/model/discussion-doc';
import type { DiscussionId } from '../../../shared/util/brand';

/** What all discussions of a run have in common. */
export interface MakeContext {
  readonly notebookName: string;
  readonly people: readonly (readonly [string, Person])[];
  readonly choice: ExportChoice;
}

export interface MakeJob {
  readonly id: string;
  /** What the names of its files begin with. */
  readonly base: string;
  /** The files stand there already. */
  readonly notesOnly: boolean;
  readonly update: Uint8Array;
}

export interface MadeFiles {
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  /** What could not be expressed. */
  readonly notes: readonly ExportNote[];
}

/** null for a discussion that is listed and has not arrived on this device. */
export type MakeFiles = (job: MakeJob) => MadeFiles | null;

export function filesMaker({ notebookName, people, choice }: MakeContext): MakeFiles {
  const catalog = new Y.Doc();
  for (const [id, person] of people) participantsOf(catalog).set(id, person);
  const encoder = new TextEncoder();
  return ({ id, base, notesOnly, update }) => {
    // A name of its own would be drawn at random, at the cost of a tenth of a short discussion.
    const doc = new Y.Doc({ guid: id });
    try {
      Y.applyUpdate(doc, update);
      if (!metaOf(doc).has('schema')) return null;
      const document = readDiscussion(id as DiscussionId, doc, catalog, notebookName);
      const asset = (hash: string) => readAsset(doc, hash);
      return {
        files: (notesOnly ? [] : planExport(document, choice, asset, base)).map(({ path, content }) => ({
          path,
          bytes: typeof content === 'string' ? encoder.encode(content) : content,
        })),
        notes: exportFidelity(document, choice.kind, (hash) => isWritablePicture(asset(hash))),
      };
    } finally {
      doc.destroy();
    }
  };
}
