/** What is selected in an editor, as a text of its own. */
import { Extension } from '@tiptap/core';
import { Fragment, type Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { modelRichText } from '../fragment/plain-data';
import { copiedSlice } from '../points/point-clipboard';
import { isPoint } from '../points/point-data';
import type { CopiedText } from './copying';

const views = new WeakMap<Element, EditorView>();

/** Makes an editor known by its element. */
export const copySource = Extension.create({
  name: 'copySource',
  addProseMirrorPlugins: () => [
    new Plugin({
      view(view) {
        views.set(view.dom, view);
        return { destroy: () => void views.delete(view.dom) };
      },
    }),
  ],
});

/** The editor that an element is in. */
export function editorOf(element: Element | null): EditorView | null {
  const text = element?.closest('.ProseMirror') ?? null;
  return text === null ? null : (views.get(text) ?? null);
}

const nameOf = (block: Node): string => (isPoint(block) ? 'The point' : 'The block');

function textOf(content: Fragment): CopiedText['body'] | null {
  const body = modelRichText({ content: content.toJSON() as object[] | undefined });
  return (body.content ?? []).length === 0 ? null : body;
}

/** Words of one item, quote or cell are those words; the list is copied only when several items are. */
function unwrapped(content: Fragment, openStart: number, openEnd: number): Fragment {
  let inner = content;
  let open = Math.min(openStart, openEnd);
  while (open > 0 && inner.childCount === 1) {
    const only = inner.firstChild;
    if (only === null || only.isTextblock || (/List$|^table/.test(only.type.name) && only.childCount > 1)) break;
    inner = only.content;
    open -= 1;
  }
  return inner;
}

function selectedIn(state: EditorState): Fragment {
  const { selection, schema } = state;
  const { $from, $to } = selection;
  // A part of one text block is words, whatever block they stand in; of code it stays code.
  if (!(selection instanceof NodeSelection) && $from.sameParent($to) && $from.parent.isTextblock) {
    const words = $from.parent.content.cut($from.parentOffset, $to.parentOffset);
    const isCode = $from.parent.type.spec.code === true;
    const whole = words.size === $from.parent.content.size;
    const type = isCode || whole ? $from.parent.type : schema.nodes.paragraph;
    const attrs = isCode || whole ? $from.parent.attrs : null;
    if (type !== undefined && type.name !== 'detail') return Fragment.from(type.create(attrs, words));
    return Fragment.from(schema.nodes.paragraph?.create(null, words) ?? []);
  }
  const { content, openStart, openEnd } = copiedSlice(selection.content(), state);
  const inner = unwrapped(content, openStart, openEnd).content;
  // A selection that begins at the end of a line, or ends at the start of one, has no word of that line.
  const isNothing = (block: Node | undefined): boolean => block?.isTextblock === true && block.content.size === 0;
  const from = openStart > 0 && isNothing(inner[0]) ? 1 : 0;
  const to = openEnd > 0 && isNothing(inner.at(-1)) ? inner.length - 1 : inner.length;
  return Fragment.from(inner.slice(from, to));
}

/** A block of the root; null when there is nothing in it. */
export function blockText(block: Node): CopiedText | null {
  const body = block.isTextblock && block.content.size === 0 ? null : textOf(Fragment.from(block));
  return body === null ? null : { body, name: nameOf(block) };
}

/** The selection; with the caret alone the block of the root that it is in. Null when there is nothing in it. */
export function editorText({ state }: EditorView): CopiedText | null {
  const { selection, doc } = state;
  if (selection.empty) {
    const block = doc.maybeChild(selection.$from.index(0));
    return block === null ? null : blockText(block);
  }
  const content = selectedIn(state);
  const only = content.childCount === 1 ? content.firstChild : null;
  const body = textOf(content);
  return body === null ? null : { body, name: only !== null && isPoint(only) ? 'The point' : 'What you selected' };
}
