/** Marks the point that the caret is in, so that it can show what may still be added to it. */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { pointAround } from './point-edit';
import { showFoot } from './point-view';

const HERE = 'point-here';

function pointDom(view: EditorView): HTMLElement | null {
  const place = pointAround(view.state.selection);
  const dom = place === null ? null : view.nodeDOM(place.position);
  return dom instanceof HTMLElement ? dom : null;
}

export const pointHere = Extension.create({
  name: 'pointHere',
  addProseMirrorPlugins: () => [
    new Plugin({
      view(view) {
        let shown: HTMLElement | null = null;
        const show = (next: HTMLElement | null): void => {
          if (next === shown) return;
          shown?.classList.remove(HERE);
          next?.classList.add(HERE);
          if (next !== null) showFoot(next);
          shown = next;
        };
        show(pointDom(view));
        return { update: (now) => show(pointDom(now)), destroy: () => show(null) };
      },
    }),
  ],
});
