/** One edit of a post, from its first key to Done or Cancel. */
import type * as Y from 'yjs';
import { createRecapUndo, fragmentToRichText } from '../../editor';
import { isBlank } from './thread-words';

/** `emptied`: nothing was left, so the edit was taken back and the post is to be deleted instead. */
export type EditEnd = 'changed' | 'unchanged' | 'emptied';

export interface PostEdit {
  readonly fragment: Y.XmlFragment;
  /** For the editor, so that all steps of this edit are in one place. */
  readonly undo: Y.UndoManager;
  /** Keeps what was written. Later calls answer `unchanged`. */
  done(): EditEnd;
  /** Takes back every step of this edit; what others wrote meanwhile stays. */
  cancel(): void;
  dispose(): void;
}

export function beginPostEdit(fragment: Y.XmlFragment): PostEdit {
  const content = (): string => JSON.stringify(fragmentToRichText(fragment));
  const undo = createRecapUndo(fragment);
  const before = content();
  let ended = false;
  const takeBack = (): void => {
    undo.stopCapturing();
    while (undo.undoStack.length > 0) undo.undo();
  };
  return {
    fragment,
    undo,
    done() {
      if (ended) return 'unchanged';
      ended = true;
      if (content() === before) return 'unchanged';
      if (!isBlank(fragmentToRichText(fragment))) return 'changed';
      takeBack();
      return 'emptied';
    },
    cancel() {
      if (ended) return;
      ended = true;
      takeBack();
    },
    dispose: () => undo.destroy(),
  };
}
