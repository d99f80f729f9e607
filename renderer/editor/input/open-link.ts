/** Ctrl+click (Cmd on a Mac) opens a link; a plain click only places the caret. */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { safeLink } from '../links';

/** The safe address of the link that an event happened in. */
export function linkAt(target: EventTarget | null): string | null {
  const element = target instanceof Element ? target.closest('a[href]') : null;
  return safeLink(element?.getAttribute('href') ?? null);
}

export function openLinks(onOpenLink: (url: string) => void): Extension {
  return Extension.create({
    name: 'openLinks',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handleDOMEvents: {
            click(_view, event) {
              const url = linkAt(event.target);
              if (url === null) return false;
              event.preventDefault();
              if (!event.ctrlKey && !event.metaKey) return false;
              onOpenLink(url);
              return true;
            },
            /** The middle button would open a window. */
            auxclick(_view, event) {
              if (linkAt(event.target) !== null) event.preventDefault();
              return false;
            },
          },
        },
      }),
    ],
  });
}
