/**
 * The keys of points. Ctrl+Enter parts a point in two, or begins the next; Enter on an empty last line leaves it; Tab goes to
 * its controls and Esc selects it whole; Ctrl+Shift+1 to 6 turn blocks into points, Ctrl+Shift+0 turns points into text.
 */
import { type Editor, Extension } from '@tiptap/core';
import { NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { POINT_KINDS } from '../../../shared/model/point';
import { deleteAcross } from './across';
import { makePoints, makeText } from './make-points';
import { oneStep } from './point-changes';
import { isPoint } from './point-data';
import {
  backspaceAtEdge,
  deleteAtEdge,
  enterInPoint,
  MERGED,
  type Merged,
  pointAround,
  splitPoint,
  tidyPoint,
} from './point-edit';
import { focusControls } from './point-view';

type Change = (tr: Transaction) => boolean;

function run(editor: Editor, change: Change, own = false): boolean {
  const { view } = editor;
  const { tr } = view.state;
  if (!view.editable || !change(tr)) return false;
  tr.scrollIntoView();
  if (own) oneStep(view, tr);
  else view.dispatch(tr);
  return true;
}

/** First the hidden parts go out of the way; then the key does what it does in any text. */
function tidied(editor: Editor): false {
  const place = pointAround(editor.state.selection);
  if (place !== null && editor.state.selection instanceof TextSelection) run(editor, (tr) => tidyPoint(tr, place));
  return false;
}

function selectWhole(editor: Editor): boolean {
  const { selection, doc, tr } = editor.state;
  const place = selection instanceof TextSelection ? pointAround(selection) : null;
  if (place === null) return false;
  editor.view.dispatch(tr.setSelection(NodeSelection.create(doc, place.position)));
  return true;
}

function toControls(editor: Editor): boolean {
  const place = pointAround(editor.state.selection);
  if (place === null || editor.state.selection.$from.parent.type.spec.code === true) return false;
  return focusControls(editor.view, place.position);
}

/** `canMake` tells whether points can be made here: in a recap; `onMerged` hears of two that became one. */
export function pointKeys(canMake: () => boolean, onMerged: (merged: Merged) => void): Extension {
  return Extension.create({
    name: 'pointKeys',
    // Before the keys of blocks inside a point.
    priority: 1060,
    onTransaction({ transaction }) {
      const merged = transaction.getMeta(MERGED) as Merged | undefined;
      if (merged !== undefined) onMerged(merged);
    },
    addKeyboardShortcuts() {
      const { editor } = this;
      const backspace = (): boolean =>
        editor.commands.undoInputRule() || run(editor, deleteAcross) || run(editor, backspaceAtEdge) || tidied(editor);
      const forward = (): boolean => run(editor, deleteAcross) || run(editor, deleteAtEdge) || tidied(editor);
      const kinds = POINT_KINDS.map((kind, index) => [
        `Mod-Shift-${index + 1}`,
        () => canMake() && run(editor, (tr) => makePoints(tr, kind), true),
      ]);
      return {
        Enter: () => run(editor, deleteAcross) || run(editor, enterInPoint),
        'Mod-Enter': () => canMake() && run(editor, splitPoint, true),
        Backspace: backspace,
        'Shift-Backspace': backspace,
        'Mod-Backspace': backspace,
        Delete: forward,
        'Mod-Delete': forward,
        'Mod-Shift-0': () => run(editor, makeText, true),
        ...(Object.fromEntries(kinds) as Record<string, () => boolean>),
      };
    },
    addExtensions: () => [
      Extension.create({
        name: 'pointLeaving',
        // After lists, tables and menus had the key.
        priority: 2,
        addKeyboardShortcuts() {
          const { editor } = this;
          return { Tab: () => toControls(editor), Escape: () => selectWhole(editor) };
        },
      }),
    ],
  });
}

/** The first root block of the selection is a point: for what turns points back into text. */
export function inPoint(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  return isPoint($from.depth === 0 ? $from.nodeAfter : $from.node(1));
}
