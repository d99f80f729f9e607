/** An update that was checked alone may still not fit a document. */
import * as Y from 'yjs';

/** Whether the update can be applied to a document like this one. */
export function loadsInto(doc: Y.Doc, update: Uint8Array): boolean {
  const probe = new Y.Doc();
  try {
    Y.applyUpdate(probe, Y.encodeStateAsUpdate(doc));
    Y.applyUpdate(probe, update);
    return true;
  } catch {
    return false;
  } finally {
    probe.destroy();
  }
}
