/** The commands that the app gives to a recap's editor from outside. Each is one step to undo; none moves the caret unasked. */
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { RichTextNode } from '../../../shared/model/rich-text';
import type { InsertPlace, RecapEditorHandle } from '../types';
import { caretIntoPoint, oneStep, pointAt, visibleEnd } from './point-changes';
import { findPoint, isDetail, isHidden, pointNode } from './point-data';

interface Place {
  readonly from: number;
  /** Another than `from` when an empty paragraph gives way. */
  readonly to: number;
}

const isEmptyParagraph = (node: Node | null | undefined): node is Node =>
  node?.type.name === 'paragraph' && node.content.size === 0;

/** Before the empty paragraph that ends the text: there somebody goes on writing. */
function placeAtEnd(doc: Node): Place {
  const last = doc.lastChild;
  const at = doc.content.size - (isEmptyParagraph(last) ? last.nodeSize : 0);
  return { from: at, to: at };
}

function placeAtCaret({ doc, selection }: EditorState): Place {
  const { $to } = selection;
  const index = $to.depth === 0 ? $to.index() - 1 : $to.index(0);
  if (index < 0) return { from: 0, to: 0 };
  const end = $to.depth === 0 ? $to.pos : $to.after(1);
  const block = doc.child(index);
  const gives = isEmptyParagraph(block) && index < doc.childCount - 1;
  if (isEmptyParagraph(block) && !gives) return { from: end - block.nodeSize, to: end - block.nodeSize };
  return { from: gives ? end - block.nodeSize : end, to: end };
}

/** The end of the section below a heading that reads like this; null when there is none. */
function placeInSection(doc: Node, title: string): Place | null {
  const wanted = title.trim().toLowerCase();
  let [at, level, end]: [number, number, number | null] = [0, 0, null];
  for (const child of doc.children) {
    if (child.type.name === 'heading') {
      const own = Number(child.attrs.level);
      if (end !== null && own <= level) break;
      if (end === null && child.textContent.trim().toLowerCase() === wanted) [level, end] = [own, at + child.nodeSize];
    }
    at += child.nodeSize;
    if (end !== null && !isEmptyParagraph(child)) end = at;
  }
  return end === null ? null : { from: end, to: end };
}

function placeFor(state: EditorState, at: InsertPlace, chosen: boolean): Place {
  if (typeof at === 'object') return placeInSection(state.doc, at.section) ?? placeAtEnd(state.doc);
  return at === 'caret' && chosen ? placeAtCaret(state) : placeAtEnd(state.doc);
}

/** Lights a point for a moment, also when it is lit already. */
function light(element: HTMLElement): void {
  element.classList.remove('point-lit');
  // The browser begins an animation anew only after it has seen the element without it.
  void element.offsetWidth;
  element.classList.add('point-lit');
  element.addEventListener('animationend', () => element.classList.remove('point-lit'), { once: true });
}

const sameSource = (a: Node, b: Node): boolean =>
  a.type === b.type &&
  (a.type.name === 'cite'
    ? a.attrs.post === b.attrs.post && a.attrs.passage === b.attrs.passage && a.attrs.role === b.attrs.role
    : a.attrs.person === b.attrs.person && a.attrs.role === b.attrs.role && a.attrs.from === b.attrs.from);

/** `chosen` tells whether somebody here has put the caret somewhere yet. */
export function pointHandle(editor: Editor, chosen: () => boolean): RecapEditorHandle {
  const { view } = editor;
  return {
    insertPoint(data: RichTextNode, at: InsertPlace = 'caret'): string {
      const { state } = view;
      const made = pointNode(state.schema, data);
      const known = findPoint(state.doc, String(made.attrs.id)) !== null;
      const point = known ? made.type.create({ ...made.attrs, id: crypto.randomUUID() }, made.content) : made;
      const { from, to } = placeFor(state, at, chosen());
      oneStep(view, from === to ? state.tr.insert(from, point) : state.tr.replaceWith(from, to, point));
      return String(point.attrs.id);
    },
    showPoint(id, caret = false) {
      const position = findPoint(view.state.doc, id);
      const dom = position === null ? null : view.nodeDOM(position);
      if (!(dom instanceof HTMLElement)) return;
      dom.scrollIntoView?.({ block: 'center' });
      light(dom);
      if (!caret) return;
      caretIntoPoint(view, position);
      view.focus();
    },
    extendPoint(id, parts) {
      const { state } = view;
      const position = findPoint(state.doc, id);
      const point = pointAt(state.doc, position);
      if (point === null || position === null) return;
      const { content } = pointNode(state.schema, { type: 'point', content: parts });
      const added = content.content.filter(
        (one) =>
          (isHidden(one) || isDetail(one)) && !point.children.some((old) => isHidden(one) && sameSource(old, one)),
      );
      if (added.length === 0) return;
      const { tr } = state;
      tr.insert(position + point.nodeSize - 1, added.filter(isHidden));
      tr.insert(position + 1 + visibleEnd(point), added.filter(isDetail));
      oneStep(view, tr);
    },
    removePoint(id) {
      const { state } = view;
      const position = findPoint(state.doc, id);
      const point = pointAt(state.doc, position);
      if (point === null || position === null) return;
      const paragraph = state.schema.nodes.paragraph;
      const only = state.doc.childCount === 1 && paragraph !== undefined;
      const end = position + point.nodeSize;
      oneStep(view, only ? state.tr.replaceWith(position, end, paragraph.create()) : state.tr.delete(position, end));
    },
    focus: () => view.focus(),
  };
}
