/** The root blocks of an editor on the page: found by height in a few steps, however many there are. */
import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import { syncStateOf } from '../collaboration/sync-state';

const isWidget = (element: Element): boolean =>
  element.classList.contains('ProseMirror-widget') || element.classList.contains('ProseMirror-gapcursor');

/** The elements of the root blocks in their order; none while the page and the document do not agree. */
export function blockElements({ dom, state }: EditorView): readonly HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let child = dom.firstElementChild; child !== null; child = child.nextElementSibling) {
    if (child instanceof HTMLElement && !isWidget(child)) found.push(child);
  }
  return found.length === state.doc.childCount ? found : [];
}

/** The last block that begins above a height, by halving; the first one for a place above all. */
export function blockAt(blocks: readonly { getBoundingClientRect(): DOMRect }[], y: number): number {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.getBoundingClientRect().top ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The place between two blocks (before the one with that index) that is nearest to a height. */
export function gapAt(blocks: readonly { getBoundingClientRect(): DOMRect }[], y: number): number {
  if (blocks.length === 0) return 0;
  const index = blockAt(blocks, y);
  const box = blocks[index]?.getBoundingClientRect();
  return box !== undefined && y > box.top + box.height / 2 ? index + 1 : index;
}

/** Where a root block begins. */
export function positionOfBlock(doc: Node, index: number): number {
  let position = 0;
  for (let at = 0; at < index; at += 1) position += doc.child(at).nodeSize;
  return position;
}

/** What a block is known by while others write: each of their changes builds the nodes anew. */
export function blockKey({ state }: EditorView, index: number): unknown {
  const type = syncStateOf(state)?.binding.type;
  return type === undefined ? state.doc.maybeChild(index) : type.get(index);
}

/** Where the block is now; null when it is gone. */
export function indexOfKey({ state }: EditorView, key: unknown): number | null {
  const all: readonly unknown[] = syncStateOf(state)?.binding.type.toArray() ?? state.doc.children;
  const index = all.indexOf(key);
  return index < 0 || index >= state.doc.childCount ? null : index;
}
