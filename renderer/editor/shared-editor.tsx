/** An editor over a shared fragment: what one person writes, everybody has. */
import { type Editor, Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { useEffect, useMemo, useState } from 'react';
import { AppError } from '../../shared/errors/app-error';
import { authorship } from './authorship/authorship';
import { shownChanges } from './changes/shown-changes';
import { carets } from './collaboration/carets';
import { type BindingGuard, guardBinding } from './collaboration/newer-content';
import { sharedDocument } from './collaboration/shared-document';
import { isRemoteChange } from './collaboration/sync-state';
import { createRecapUndo } from './collaboration/undo';
import { EditorSurface, useSurface } from './editor-surface';
import { caretChosen } from './input/first-focus';
import { pointHandle } from './points/point-handle';
import type { SharedEditorProps } from './types';
import { useEditorInstance, useLatest } from './use-editor';
import { FragmentView } from './view/fragment-view';
import './changes/changes.css';

/** Pixels kept free below the caret when it is scrolled into view: the line below a point, and a notice. */
const BELOW_CARET = 84;
const ROOM = { top: 24, right: 0, bottom: BELOW_CARET, left: 0 };
const roomBelow = Extension.create({
  name: 'roomBelow',
  addProseMirrorPlugins: () => [new Plugin({ props: { scrollThreshold: ROOM, scrollMargin: ROOM } })],
});

/**
 * Mounts an editor on `props.fragment`. Content that this version does not know is shown for reading and never bound:
 * on mount, and also when it arrives while somebody writes; then `onError` gets `document/newer`.
 */
export function SharedEditor(props: SharedEditorProps) {
  const { fragment, undoManager, awareness } = props;
  const key = useMemo(() => ({ fragment, undoManager, awareness }), [fragment, undoManager, awareness]);
  const [frozen, setFrozen] = useState<unknown>(null);
  if (frozen === key) return <FragmentView {...props} />;
  return <BoundEditor {...props} binding={key} onNewer={() => setFrozen(key)} />;
}

interface BoundEditorProps extends SharedEditorProps {
  /** The same object as long as the editor can stay. */
  readonly binding: Pick<SharedEditorProps, 'fragment' | 'undoManager' | 'awareness'>;
  readonly onNewer: () => void;
}

function BoundEditor(props: BoundEditorProps) {
  const latest = useLatest(props);
  const surface = useSurface(props);
  const { element, editor } = useEditorInstance(props.binding, ({ fragment, undoManager, awareness }) => {
    let made: Editor | null = null;
    const refuse = (unknown: readonly string[]): void => {
      // At once, inside the transaction that brought the content: before the binding's own observer runs.
      made?.destroy();
      latest.current.onNewer();
      latest.current.onError(new AppError('document/newer', unknown.join(', ')));
    };
    const guard: BindingGuard = guardBinding(fragment, refuse);
    if (guard.unknown.length > 0) {
      refuse(guard.unknown);
      return null;
    }
    const undo = undoManager ?? createRecapUndo(fragment);
    return {
      extensions: [
        ...surface.extensions(),
        sharedDocument(fragment, undo),
        roomBelow,
        authorship(props.authorship ?? null),
        ...(props.changes === undefined ? [] : [shownChanges(props.changes)]),
        ...(awareness === null ? [] : [carets(awareness, fragment)]),
      ],
      autoFocus: props.autoFocus === true,
      onMade: (editor) => {
        made = editor;
        editor.on('update', ({ transaction }) => {
          if (!isRemoteChange(transaction)) latest.current.onLocalChange?.();
        });
      },
      onGone: () => {
        guard.stop();
        if (undoManager === null) undo.destroy();
      },
    };
  });
  const { awareness, user } = props;
  useEffect(() => {
    const shown: unknown = awareness?.getLocalState()?.user;
    const same = typeof shown === 'object' && shown !== null && 'name' in shown && 'colour' in shown;
    if (same && shown.name === user.name && shown.colour === user.colour) return;
    awareness?.setLocalStateField('user', { name: user.name, colour: user.colour });
  }, [awareness, user.name, user.colour]);
  useEffect(() => {
    if (editor === null) return undefined;
    latest.current.handle?.(pointHandle(editor, () => caretChosen(editor.state)));
    return () => latest.current.handle?.(null);
  }, [editor, latest]);
  return <EditorSurface surface={surface} editor={editor} element={element} />;
}
