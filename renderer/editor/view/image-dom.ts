/** An image as both the editor and the read-only view show it: the picture, a link to a remote one, or a note. */
import { safeLink } from '../links';
import type { AssetStore } from '../types';
import { watchImage } from './asset-url';

export interface ImageAttrs {
  readonly src?: unknown;
  readonly alt?: unknown;
  readonly title?: unknown;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function remoteLink(href: string, label: string, onOpenLink: ((url: string) => void) | null): HTMLElement {
  const link = document.createElement('a');
  link.className = 'rich-image-note';
  link.href = href;
  link.title = href;
  link.rel = 'noopener noreferrer nofollow';
  link.textContent = label === '' ? href : label;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    onOpenLink?.(href);
  });
  return link;
}

function note(label: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'rich-image-note';
  element.textContent = label === '' ? 'Picture not here yet' : `Picture not here yet: ${label}`;
  return element;
}

/** Fills `host`; returns the function that empties it and lets go of the address. With no `onOpenLink` a click only selects. */
export function mountImage(
  host: HTMLElement,
  attrs: ImageAttrs,
  assets: AssetStore,
  onOpenLink: ((url: string) => void) | null,
): () => void {
  const alt = text(attrs.alt);
  const remote = safeLink(attrs.src);
  const release = watchImage(attrs.src, assets, (url) => {
    if (url === null) {
      host.replaceChildren(remote === null ? note(alt) : remoteLink(remote, alt, onOpenLink));
      return;
    }
    const image = document.createElement('img');
    image.alt = alt;
    image.draggable = false;
    image.decoding = 'async';
    image.dataset.src = text(attrs.src);
    if (text(attrs.title) !== '') image.title = text(attrs.title);
    image.src = url;
    host.replaceChildren(image);
  });
  return () => {
    release();
    host.replaceChildren();
  };
}
