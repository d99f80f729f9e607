/**
 * The handle in the margin beside the block under the pointer: dragged it moves the block, pressed it opens the block's menu.
 * It is one button for the whole editor. By keyboard Alt+↑/↓ move the block with the caret, and Ctrl+. opens its menu.
 */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { scrollerOf } from '../input/scroller';
import { pointButton } from '../points/point-parts';
import { beginDrag, type Drag } from './block-drag';
import { blockAt, blockElements, blockKey, indexOfKey } from './root-blocks';

/** The open menu of a block. */
export interface BlockMenu {
  /** Where it opens, client pixels. */
  readonly at: { readonly x: number; readonly y: number };
  /** Which block it is now; null when it is gone. */
  readonly index: () => number | null;
  /** To be called when it closes. */
  readonly closed: () => void;
}

/** Pixels that the pointer goes before a press is a drag. */
const SLACK = 4;

const SVG = 'http://www.w3.org/2000/svg';

function grip(): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({
    viewBox: '0 0 10 16',
    width: '10',
    height: '16',
    'aria-hidden': 'true',
  }))
    svg.setAttribute(name, value);
  for (const place of [3, 8, 13]) {
    for (const x of [2, 8]) {
      const dot = document.createElementNS(SVG, 'circle');
      for (const [name, value] of Object.entries({ cx: x, cy: place, r: 1.3 })) dot.setAttribute(name, String(value));
      svg.append(dot);
    }
  }
  return svg;
}

/** The element with the first line of a block: its handle stands beside that. */
function firstLine(block: HTMLElement): HTMLElement {
  const body = block.querySelector<HTMLElement>(':scope > .point-body') ?? block;
  const inside = body.matches('p, h1, h2, h3, h4, h5, h6, pre')
    ? null
    : body.querySelector<HTMLElement>('p, h1, h2, h3, pre');
  return inside ?? body;
}

class HandleView {
  private readonly button: HTMLButtonElement;
  private readonly scroller: HTMLElement;
  private readonly off = new AbortController();
  private pointer: { x: number; y: number } | null = null;
  private pressed: { x: number; y: number; index: number } | null = null;
  private drag: Drag | null = null;
  /** Its menu is. */
  private isOpen = false;
  private frame = 0;
  private blocks: readonly HTMLElement[] | null = null;
  /** The block that the handle stands beside. */
  private beside: HTMLElement | null = null;

  constructor(
    private readonly view: EditorView,
    private readonly open: (menu: BlockMenu) => void,
  ) {
    // `click` is what the keyboard and assistive tools press; the mouse has been dealt with by then.
    this.button = pointButton('block-handle', 'Move this block, or open its menu', () => this.openMenu(), grip());
    this.button.hidden = true;
    this.button.tabIndex = -1;
    this.button.setAttribute('aria-haspopup', 'menu');
    view.dom.parentElement?.append(this.button);
    this.scroller = scrollerOf(view.dom);
    this.listen();
  }

  update(): void {
    this.blocks = null;
    this.drag?.changed();
    if (this.drag === null && !this.button.hidden) this.soon();
  }

  destroy(): void {
    this.drag?.cancel();
    this.off.abort();
    cancelAnimationFrame(this.frame);
    this.button.remove();
  }

  /** The menu of the block with the caret. */
  openAtCaret(): boolean {
    const { $from } = this.view.state.selection;
    const block = this.list()[$from.index(0)];
    if (block === undefined) return false;
    this.standBeside(block);
    this.openMenu();
    return true;
  }

  private listen(): void {
    const { signal } = this.off;
    const passive = { signal, passive: true };
    this.scroller.addEventListener(
      'pointermove',
      (event) => {
        if (event.pointerType === 'touch') return;
        this.pointer = event.buttons === 0 ? { x: event.clientX, y: event.clientY } : null;
        this.soon();
      },
      passive,
    );
    const leave = (): void => {
      this.pointer = null;
      this.soon();
    };
    this.scroller.addEventListener('pointerleave', leave, passive);
    this.scroller.addEventListener('scroll', () => this.soon(), passive);
    // Whoever writes is not disturbed by it.
    this.view.dom.addEventListener('keydown', leave, passive);
    this.button.addEventListener('pointerdown', (event) => this.press(event), { signal });
    this.button.addEventListener('pointermove', (event) => this.pull(event), { signal });
    this.button.addEventListener('pointerup', () => this.release(), { signal });
    for (const name of ['pointercancel', 'lostpointercapture'] as const)
      this.button.addEventListener(name, () => this.giveUp(), { signal });
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || this.drag === null) return;
      event.preventDefault();
      event.stopPropagation();
      this.giveUp();
    };
    window.addEventListener('keydown', onKey, { signal, capture: true });
    window.addEventListener('blur', () => this.giveUp(), { signal });
  }

  private list(): readonly HTMLElement[] {
    this.blocks ??= blockElements(this.view);
    return this.blocks;
  }

  private soon(): void {
    if (this.frame !== 0 || this.drag !== null || this.isOpen) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (!this.isOpen) this.follow();
    });
  }

  private follow(): void {
    const block = this.pointer === null ? undefined : this.list()[blockAt(this.list(), this.pointer.y)];
    if (block === undefined || !this.view.editable) this.hide();
    else this.standBeside(block);
  }

  private standBeside(block: HTMLElement): void {
    const line = firstLine(block);
    const [box, around] = [line.getBoundingClientRect(), this.button.offsetParent ?? this.view.dom.closest('.editor')];
    const style = getComputedStyle(line);
    const height = Number.parseFloat(style.lineHeight) || 24;
    const top = box.top + (Number.parseFloat(style.paddingTop) || 0) + height / 2;
    const origin = around?.getBoundingClientRect().top ?? 0;
    this.beside = block;
    this.button.hidden = false;
    this.button.style.transform = `translateY(${String(Math.round(top - origin))}px)`;
  }

  private hide(): void {
    this.beside = null;
    if (!this.button.hidden) this.button.hidden = true;
  }

  private indexBeside(): number {
    return this.beside === null ? -1 : this.list().indexOf(this.beside);
  }

  private openMenu(): void {
    const index = this.indexBeside();
    if (index < 0) return;
    const key = blockKey(this.view, index);
    const { left, bottom } = this.button.getBoundingClientRect();
    this.isOpen = true;
    this.button.setAttribute('aria-expanded', 'true');
    const closed = (): void => {
      this.isOpen = false;
      this.button.setAttribute('aria-expanded', 'false');
      this.soon();
    };
    this.open({ at: { x: left, y: bottom + 2 }, index: () => indexOfKey(this.view, key), closed });
  }

  private press(event: PointerEvent): void {
    const index = this.indexBeside();
    if (event.button !== 0 || index < 0) return;
    // The caret and the focus stay where they are.
    event.preventDefault();
    this.button.setPointerCapture?.(event.pointerId);
    this.pressed = { x: event.clientX, y: event.clientY, index };
  }

  private pull(event: PointerEvent): void {
    const { pressed } = this;
    if (pressed === null) return;
    if (this.drag !== null) this.drag.move(event.clientX, event.clientY);
    else if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > SLACK) {
      this.drag = beginDrag(this.view, pressed.index, this.scroller, pressed, () => this.ended());
      this.drag.move(event.clientX, event.clientY);
    }
  }

  private release(): void {
    this.pressed = null;
    this.drag?.drop();
  }

  private giveUp(): void {
    this.pressed = null;
    this.drag?.cancel();
  }

  private ended(): void {
    this.drag = null;
    this.pressed = null;
    this.blocks = null;
    this.pointer = null;
    this.hide();
  }
}

/** `canMove` is false where blocks stay where they are: in posts. */
export function blockHandle(canMove: () => boolean, open: (menu: BlockMenu) => void): Extension {
  let handle: HandleView | null = null;
  return Extension.create({
    name: 'blockHandle',
    addKeyboardShortcuts: () => ({ 'Mod-.': () => handle?.openAtCaret() ?? false }),
    addProseMirrorPlugins: () => [
      new Plugin({
        view(view) {
          const made = canMove() ? new HandleView(view, open) : null;
          handle = made;
          return { update: () => made?.update(), destroy: () => made?.destroy() };
        },
      }),
    ],
  });
}
