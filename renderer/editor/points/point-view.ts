/** A point as the editor shows it: plain DOM around its text, so that a recap of a thousand points stays quick. */
import type { AnyExtension, Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import type { Store } from '../../ui/store';
import { Point } from '../schema/point';
import type { PointHost } from '../types';
import { addDetail, caretIntoPoint, removeCite, setPointAttrs } from './point-changes';
import { findPoint, isBlank, pointFacts, sameFacts } from './point-data';
import { pointAround } from './point-edit';
import { type FootEdit, type PanelKind, PointFoot } from './point-foot';
import { part } from './point-parts';

/** An open menu or panel of a point, or the kinds that the selection can be turned into. */
export interface PointPanel {
  readonly panel: PanelKind | 'turn';
  readonly anchor: HTMLElement;
  /** Where the anchor was when the panel opened, in client pixels. */
  readonly at: DOMRect;
  /** Where the point begins now; null when it is gone, and for what belongs to no point. */
  readonly position: () => number | null;
}

export interface PointSurroundings {
  readonly host: () => PointHost | undefined;
  readonly onOpenLink: (url: string) => void;
  readonly open: (panel: PointPanel) => void;
}

class PointNodeView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  private readonly foot: PointFoot;

  constructor(
    private node: Node,
    private readonly view: EditorView,
    private readonly getPos: () => number | undefined,
    around: PointSurroundings,
  ) {
    this.contentDOM = part('div', 'point-body');
    this.dom = part('section', 'point', this.contentDOM);
    this.foot = new PointFoot(this.dom, {
      host: around.host(),
      onOpenLink: around.onOpenLink,
      edit: view.editable ? this.edits(around) : null,
    });
    this.dom.append(this.foot.dom);
    if (view.editable) this.foot.dom.addEventListener('mousedown', (event) => this.pressBesideControls(event));
    this.foot.show(pointFacts(node));
    this.words(null);
    views.set(this.dom, this.foot);
  }

  update(next: Node): boolean {
    if (next.type !== this.node.type) return false;
    const before = this.node;
    this.node = next;
    if (!sameFacts(before, next)) this.foot.show(pointFacts(next));
    this.words(before);
    return true;
  }

  selectNode(): void {
    this.dom.classList.add('ProseMirror-selectednode');
  }

  deselectNode(): void {
    this.dom.classList.remove('ProseMirror-selectednode');
  }

  /** The controls answer their own events; the text is the editor's. */
  stopEvent(event: Event): boolean {
    const { target } = event;
    return target instanceof globalThis.Node && target !== this.dom && !this.contentDOM.contains(target);
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    if (mutation.type === 'selection') return !this.contentDOM.contains(mutation.target);
    return mutation.target === this.contentDOM
      ? mutation.type === 'attributes'
      : !this.contentDOM.contains(mutation.target);
  }

  destroy(): void {
    this.foot.destroy();
  }

  /** It is meant for the point. The browser would leave the caret nowhere, and what is typed then would be lost. */
  private pressBesideControls(event: MouseEvent): void {
    const { target } = event;
    if (event.button !== 0 || !(target instanceof Element) || target.closest('button, a, input') !== null) return;
    event.preventDefault();
    caretIntoPoint(this.view, this.getPos() ?? null);
    this.view.focus();
  }

  private words(before: Node | null): void {
    if (before?.firstChild === this.node.firstChild && before.childCount === this.node.childCount) return;
    this.foot.hint(isBlank(this.node));
    if (this.node.attrs.kind === 'action') this.foot.name(this.node.firstChild?.textContent ?? '');
  }

  private edits(around: PointSurroundings): FootEdit {
    const position = (): number | null => this.getPos() ?? null;
    const { view } = this;
    return {
      open: (panel, anchor) => around.open({ panel, anchor, at: anchor.getBoundingClientRect(), position }),
      removeCite: (index) => removeCite(view, position(), index),
      addDetail: (role) => addDetail(view, position(), role),
      setDone: (done) => setPointAttrs(view, position(), { done }),
      leave: () => {
        caretIntoPoint(view, position());
        view.focus();
      },
      key: (event) => view.someProp('handleKeyDown', (handle) => handle(view, event)) === true,
    };
  }
}

const views = new WeakMap<Element, PointFoot>();

/** From the text of a point to its controls. */
export function focusControls(view: EditorView, position: number): boolean {
  const dom = view.nodeDOM(position);
  return dom instanceof Element && views.get(dom)?.focus() === true;
}

/** The line below a point is there from now on, even if its turn has not come. */
export function showFoot(dom: Element): void {
  views.get(dom)?.appear();
}

export function pointWithView(around: PointSurroundings): AnyExtension {
  return Point.extend({
    addNodeView() {
      return ({ node, view, getPos }) => new PointNodeView(node, view, getPos, around);
    },
  });
}

/** Asks whose words the quote with the caret is made of. */
export function openQuote(editor: Editor, open: Store<PointPanel | null>): void {
  const place = pointAround(editor.state.selection);
  const dom = place === null ? null : editor.view.nodeDOM(place.position);
  if (dom instanceof Element) showFoot(dom);
  const anchor = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>('.point-line > *') : null;
  if (place === null || anchor === null) return;
  const id = String(place.point.attrs.id);
  const position = (): number | null => findPoint(editor.state.doc, id);
  open.set({ panel: 'quote', anchor, at: anchor.getBoundingClientRect(), position });
}
