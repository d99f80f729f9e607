/** Notes, with the change that merges two points, into which one the other went: for those who write in it meanwhile. */
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { knownOf, noteMoved } from '../../../shared/model/moved-notes';
import type { Merged } from '../points/point-edit';

/** To be called before the merge is written; what it gives writes the notes, behind that and in the same transaction. */
export function notesOfMerges(root: Y.XmlFragment, shown: ProseMirrorNode, merges: readonly Merged[]): () => void {
  if (merges.length === 0) return () => undefined;
  const left = new Set(shown.children.map((block) => String(block.attrs.id ?? '')));
  const found = merges.flatMap(({ kept, gone }) => {
    const [into, from] = [pointOf(root, kept), pointOf(root, gone)];
    return into === null || from === null || left.has(gone) || !left.has(kept)
      ? []
      : [{ into, from, known: knownOf(from) }];
  });
  return () => {
    for (const { into, from, known } of found) {
      const isDone = from._item?.deleted === true && into._item?.deleted === false;
      if (isDone && root.doc !== null) noteMoved(root.doc, from, into, known, { merged: true });
    }
  };
}

function pointOf(root: Y.XmlFragment, id: string): Y.XmlElement | null {
  if (id === '') return null;
  const blocks = root.toArray().filter((one): one is Y.XmlElement => one instanceof Y.XmlElement);
  return blocks.find((one) => one.nodeName === 'point' && one.getAttribute('id') === id) ?? null;
}
