/** Undo of this person's own edits, kept outside the editor so that it survives a change of view. */
import { defaultDeleteFilter, defaultProtectedNodes, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/** Milliseconds of pause after which the next edit starts a new step; Yjs's own default, as most editors feel. */
const CAPTURE_TIMEOUT = 500;

/**
 * An undo manager for a fragment that editors bind to. It tracks what editors write on this device (their transactions
 * have `ySyncPluginKey` as origin) and nothing else. Pass it to every `SharedEditor` of that fragment, one after the
 * other; destroy it with the document.
 */
export function createRecapUndo(fragment: Y.XmlFragment): Y.UndoManager {
  return new Y.UndoManager(fragment, {
    trackedOrigins: new Set<unknown>([ySyncPluginKey]),
    captureTimeout: CAPTURE_TIMEOUT,
    deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  });
}
