/** Undo of this person's own edits, kept outside the editor so that it survives a change of view. */
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/** Milliseconds of pause after which the next edit starts a new step; Yjs's own default, as most editors feel. */
const CAPTURE_TIMEOUT = 500;

/**
 * A text stays, empty or not: somebody else may be writing in it before this undo arrives there. Any block stays as long as
 * it holds something, which is then another person's (Yjs asks for what is inside first).
 */
function isOnlyOwn({ content }: Y.Item): boolean {
  if (!(content instanceof Y.ContentType)) return true;
  const { type } = content;
  if (type instanceof Y.XmlText) return false;
  if (!(type instanceof Y.XmlElement)) return true;
  return type.toArray().every((child) => child instanceof Y.XmlText && child.length === 0);
}

/**
 * An undo manager for a fragment that editors bind to. It tracks what editors write on this device (their transactions
 * have `ySyncPluginKey` as origin) and nothing else. Pass it to every `SharedEditor` of that fragment, one after the
 * other; destroy it with the document.
 */
export function createRecapUndo(fragment: Y.XmlFragment): Y.UndoManager {
  return new Y.UndoManager(fragment, {
    trackedOrigins: new Set<unknown>([ySyncPluginKey]),
    captureTimeout: CAPTURE_TIMEOUT,
    deleteFilter: isOnlyOwn,
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  });
}
