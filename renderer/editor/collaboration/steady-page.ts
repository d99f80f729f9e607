/**
 * Keeps the line with the caret where it is on the screen while others write above it, and while what stands above it grows
 * by itself. The browser does so for what is scrolled out above (scroll anchoring), not for what is on screen above the
 * caret, nor at the top of the page.
 */
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { scrollerOf } from '../input/scroller';
import { isRemoteChange } from './sync-state';

class SteadyPage {
  private readonly scroller: HTMLElement;
  private readonly growth: ResizeObserver;
  private readonly off = new AbortController();
  /** Where the caret's line stood after the person's last act, client pixels; null when they do not look at it. */
  private line: number | null = null;
  /** How far the page was scrolled to hold the line. */
  private held = -1;
  private frame = 0;

  constructor(private readonly view: EditorView) {
    this.scroller = scrollerOf(view.dom);
    // After layout and before paint: nothing is seen to move.
    this.growth = new ResizeObserver(() => this.hold());
    this.growth.observe(view.dom);
    const act = (): void => this.acted();
    const { signal } = this.off;
    const scrolled = (): void => {
      if (this.scroller.scrollTop !== this.held) this.acted();
    };
    this.scroller.addEventListener('scroll', scrolled, { passive: true, signal });
    view.dom.addEventListener('focus', act, { signal });
    view.dom.addEventListener('blur', act, { signal });
  }

  /** The person did something: wherever the line is then, it stays from now on. */
  acted(): void {
    this.line = null;
    this.held = -1;
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.line = this.lineNow();
    });
  }

  hold(): void {
    if (this.line === null || this.view.isDestroyed) return;
    const { scroller, view } = this;
    const shift = view.coordsAtPos(view.state.selection.head).top - this.line;
    // Whole pixels: Chromium cuts the rest off, and many changes would add it up.
    const wanted = Math.round(scroller.scrollTop + shift);
    if (wanted === Math.round(scroller.scrollTop)) return;
    scroller.scrollTop = wanted;
    this.held = scroller.scrollTop;
  }

  destroy(): void {
    this.off.abort();
    this.growth.disconnect();
    cancelAnimationFrame(this.frame);
  }

  /** Null without the focus, and where the line is scrolled away. */
  private lineNow(): number | null {
    const { view } = this;
    if (view.isDestroyed || !view.hasFocus()) return null;
    const { top, bottom } = view.coordsAtPos(view.state.selection.head);
    const page = this.scroller.getBoundingClientRect();
    return bottom > page.top && top < page.bottom ? top : null;
  }
}

/** Counts what the person at this editor did to the text and to the selection. */
const actsKey = new PluginKey<number>('steadyPage');

export function steadyPage(): Plugin {
  return new Plugin<number>({
    key: actsKey,
    state: {
      init: () => 0,
      apply(transaction, acts) {
        const isOwn = !isRemoteChange(transaction) && (transaction.docChanged || transaction.selectionSet);
        return isOwn ? acts + 1 : acts;
      },
    },
    view(view) {
      const page = new SteadyPage(view);
      return {
        update({ state }, before) {
          if (actsKey.getState(state) !== actsKey.getState(before)) page.acted();
          else if (state.doc !== before.doc) page.hold();
        },
        destroy: () => page.destroy(),
      };
    },
  });
}
