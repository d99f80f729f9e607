/** The bytes of a stored discussion become the files of its export. */
import { encodeUtf8 } from 'lib0/string';
import * as Y from 'yjs';
import { digestOf, digestOfUpdates } from '../exchange/digest';
import { type ExportNote, exportFidelity } from '../markdown';
import { participantsOf, readDiscussion } from '../model/catalog-doc';
import { metaOf, type Person, readAsset } from '../model/discussion-doc';
import type { DiscussionId } from '../util/brand';
import { toHex } from '../util/hex';
import type { ExportChoice } from './choice';
import { isWritablePicture, planExport } from './plan';

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
  readonly updates: readonly Uint8Array[];
  /** What the updates are to come to; null where they are what is wanted, whatever they say. */
  readonly digest: string | null;
}

export interface MadeFiles {
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  /** What could not be expressed. */
  readonly notes: readonly ExportNote[];
}

/** `absent`: listed, and has not arrived on this device. `other`: the updates come to something else than is wanted. */
export type MakeFiles = (job: MakeJob) => MadeFiles | 'absent' | 'other';

export function filesMaker({ notebookName, people, choice }: MakeContext): MakeFiles {
  const catalog = new Y.Doc();
  for (const [id, person] of people) participantsOf(catalog).set(id, person);
  return ({ id, base, notesOnly, updates, digest }) => {
    // A name of its own would be drawn at random, at the cost of a tenth of a short discussion.
    const doc = new Y.Doc({ guid: id });
    try {
      doc.transact(() => {
        for (const update of updates) Y.applyUpdate(doc, update);
      });
      if (digest !== null && !comesTo(digest, doc, updates)) return 'other';
      if (!metaOf(doc).has('schema')) return 'absent';
      const document = readDiscussion(id as DiscussionId, doc, catalog, notebookName);
      const asset = (hash: string) => readAsset(doc, hash);
      return {
        files: (notesOnly ? [] : planExport(document, choice, asset, base)).map(({ path, content }) => ({
          path,
          bytes: typeof content === 'string' ? encodeUtf8(content) : content,
        })),
        notes: exportFidelity(document, choice.kind, (hash) => isWritablePicture(asset(hash))),
      };
    } finally {
      doc.destroy();
    }
  };
}

/** A stored digest is of the document as it was in memory, or of its updates, which tell of fewer deletions. */
function comesTo(digest: string, doc: Y.Doc, updates: readonly Uint8Array[]): boolean {
  return digest === toHex(digestOf(doc)) || digest === toHex(digestOfUpdates(updates));
}
