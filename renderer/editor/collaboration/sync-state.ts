/** What the editor's state knows of its binding, and which transactions come from the shared document. */
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';

export interface SyncState {
  readonly binding: ProsemirrorBinding;
  readonly isChangeOrigin: boolean;
  readonly isUndoRedoOperation: boolean;
}

export function syncStateOf(state: EditorState): SyncState | undefined {
  return ySyncPluginKey.getState(state) as SyncState | undefined;
}

/** True when a transaction shows a change of the shared document, also one by this person's undo. */
export function showsDocument(transaction: Transaction): boolean {
  const meta = transaction.getMeta(ySyncPluginKey) as Partial<SyncState> | undefined;
  return meta?.isChangeOrigin === true;
}

/** True when a transaction brings in what somebody else wrote; an undo made here counts as a change made here. */
export function isRemoteChange(transaction: Transaction): boolean {
  const meta = transaction.getMeta(ySyncPluginKey) as Partial<SyncState> | undefined;
  return meta?.isChangeOrigin === true && meta.isUndoRedoOperation !== true;
}
