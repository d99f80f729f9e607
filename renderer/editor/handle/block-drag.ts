/**
 * One drag of a block, from the press to the drop. Each frame reads first (a few boxes, found by halving) and writes then
 * (transforms only), so that a long recap costs what a short one does.
 */
import type { EditorView } from '@tiptap/pm/view';
import { oneStep } from '../points/point-changes';
import { part } from '../points/point-parts';
import { moveBlockTo } from './block-changes';
import { blockElements, blockKey, gapAt, indexOfKey } from './root-blocks';

/** The part of the window at either edge of the page in which it scrolls, pixels, and its greatest speed per second. */
const EDGE = 56;
const FASTEST = 1400;

/** What is dragged is held beside the pointer, so that the place below can be seen; pixels. */
const WIDEST = 420;
const ASIDE = 12;

export interface Drag {
  move(x: number, y: number): void;
  /** Others changed the document, or the page was laid out anew. */
  changed(): void;
  drop(): void;
  cancel(): void;
}

interface Shown {
  readonly blocks: readonly HTMLElement[];
  readonly source: number;
}

/** What hangs at the pointer: the block as it looks, without what could be pressed or read twice. */
function ghostOf(block: HTMLElement): HTMLElement {
  const copy = block.cloneNode(true) as HTMLElement;
  copy.inert = true;
  for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id');
  for (const one of [copy, ...copy.querySelectorAll('[data-point]')]) one.removeAttribute('data-point');
  const ghost = part('div', 'block-ghost rich-text', copy);
  ghost.style.width = `${String(Math.min(WIDEST, block.offsetWidth))}px`;
  return ghost;
}

/** @param end called once, after the drop or when it was given up */
export function beginDrag(
  view: EditorView,
  index: number,
  scroller: HTMLElement,
  pointer: { readonly x: number; readonly y: number },
  end: () => void,
): Drag {
  const key = blockKey(view, index);
  const first = blockElements(view);
  const block = first[index];
  const line = part('div', 'block-line');
  const ghost = block === undefined ? part('div', 'block-ghost') : ghostOf(block);
  const wash = part('div', 'block-wash');
  // Over everything: nothing below lights up under the pointer, and the hand stays closed.
  const cover = part('div', 'block-cover', wash, ghost, line);
  cover.setAttribute('aria-hidden', 'true');
  let { x, y } = pointer;
  let shown: Shown | null = { blocks: first, source: index };
  let gap: number | null = null;
  let speed = 0;
  let before = 0;
  let dirty = true;
  let frame = requestAnimationFrame(step);
  document.body.append(cover);

  function look(): Shown | null {
    const source = indexOfKey(view, key);
    const blocks = source === null ? [] : blockElements(view);
    return source === null || blocks.length === 0 ? null : { blocks, source };
  }

  function step(now: number): void {
    frame = requestAnimationFrame(step);
    const elapsed = Math.min(50, before === 0 ? 0 : now - before);
    before = now;
    const page = scroller.getBoundingClientRect();
    const over = y < page.top + EDGE ? y - page.top - EDGE : Math.max(0, y - page.bottom + EDGE);
    speed = Math.max(-1, Math.min(1, over / EDGE)) * FASTEST;
    if (!dirty && speed === 0) return;
    dirty = false;
    shown ??= look();
    if (shown === null) {
      close();
      return;
    }
    place(shown, page);
    if (speed !== 0) scroller.scrollTop += (speed * elapsed) / 1000;
  }

  function place({ blocks, source }: Shown, page: DOMRect): void {
    const height = Math.max(page.top + 1, Math.min(page.bottom - 1, y));
    const next = gapAt(blocks, height);
    const above = blocks[next - 1]?.getBoundingClientRect();
    const below = blocks[next]?.getBoundingClientRect();
    const own = blocks[source]?.getBoundingClientRect();
    const left = (above ?? below)?.left ?? page.left;
    const width = view.dom.clientWidth;
    const top =
      above === undefined ? (below?.top ?? page.top) - 5 : (above.bottom + (below?.top ?? above.bottom + 10)) / 2;
    gap = next === source || next === source + 1 ? null : next;
    line.style.transform = `translate(${String(left)}px, ${String(top - 1)}px) scaleX(${String(width)})`;
    line.classList.toggle('block-line-none', gap === null || top < page.top - 1 || top > page.bottom + 1);
    ghost.style.transform = `translate(${String(x + ASIDE)}px, ${String(y + ASIDE)}px)`;
    if (own === undefined) return;
    // Cut where the page ends: the wash stands over the window.
    const [from, to] = [Math.max(page.top, own.top - 3), Math.min(page.bottom, own.bottom + 3)];
    const scale = `scale(${String(own.width + 12)}, ${String(Math.max(0, to - from))})`;
    wash.style.transform = `translate(${String(own.left - 6)}px, ${String(from)}px) ${scale}`;
  }

  function close(): void {
    cancelAnimationFrame(frame);
    cover.remove();
    end();
  }

  cover.addEventListener('wheel', (event) => {
    scroller.scrollTop += event.deltaY;
    dirty = true;
  });
  return {
    move(toX, toY) {
      [x, y, dirty] = [toX, toY, true];
    },
    changed() {
      [shown, dirty] = [null, true];
    },
    drop() {
      shown ??= look();
      // Where the pointer was let go, also when no frame has come since.
      if (shown !== null) place(shown, scroller.getBoundingClientRect());
      const to = gap;
      const from = shown?.source ?? null;
      close();
      const { tr } = view.state;
      if (from !== null && to !== null && moveBlockTo(tr, from, to)) oneStep(view, tr);
    },
    cancel: close,
  };
}
