/**
 * Prepares pasted HTML for the schema, which drops all it does not know. Inline styles become elements before any
 * parser sees them (a strict content policy reports every style attribute), pictures from elsewhere become links.
 */
import { AppError } from '../../../shared/errors/app-error';
import { safeLink } from '../links';
import type { AssetStore } from '../types';

const DATA_IMAGE = /^data:(image\/[a-z+.-]+);base64,([a-z0-9+/=\s]+)$/i;
const BLOCKS_IN_CELLS = 'h1,h2,h3,h4,h5,h6,li,div,pre,blockquote';

/** `style="…"` inside tags only, so that code samples with the word keep their text. */
function renameStyles(html: string): string {
  return html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='));
}

function wrapContent(element: Element, name: string): void {
  const wrapper = element.ownerDocument.createElement(name);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

/** Google Docs wraps all in a bold of normal weight, and writes bold as a style. */
function applyStyle(element: Element): void {
  const style = (element.getAttribute('data-style') ?? '').toLowerCase();
  element.removeAttribute('data-style');
  const isBold = element.matches('b,strong');
  if (isBold && /font-weight:\s*(normal|[1-5]00)\b/.test(style)) element.replaceWith(...element.childNodes);
  if (!element.matches('span,font')) return;
  if (/font-weight:\s*(bold|[6-9]00)\b/.test(style)) wrapContent(element, 'strong');
  if (/font-style:\s*italic/.test(style)) wrapContent(element, 'em');
  if (/text-decoration[^;]*line-through/.test(style)) wrapContent(element, 's');
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64.replace(/\s/g, '')), (character) => character.charCodeAt(0));
}

/** The address of a picture that this discussion holds, null when it is none of ours. */
function keptImage(image: Element, assets: AssetStore): string | null {
  const source = image.getAttribute('data-src') ?? image.getAttribute('src') ?? '';
  if (source.startsWith('asset:')) return assets.asset(source.slice('asset:'.length)) === null ? null : source;
  const [, mime, base64] = DATA_IMAGE.exec(source) ?? [];
  return mime === undefined || base64 === undefined ? null : assets.addAsset(bytesOf(base64), mime.toLowerCase());
}

function settleImage(image: Element, assets: AssetStore, onError: (error: unknown) => void): void {
  const alt = image.getAttribute('alt') ?? '';
  let kept: string | null = null;
  try {
    kept = keptImage(image, assets);
  } catch (error) {
    onError(error instanceof AppError ? error : new AppError('asset/not-an-image', '', { cause: error }));
  }
  const { ownerDocument } = image;
  if (kept !== null) {
    const own = ownerDocument.createElement('img');
    own.setAttribute('src', kept);
    own.setAttribute('alt', alt);
    image.replaceWith(own);
    return;
  }
  const href = safeLink(image.getAttribute('src'));
  if (href === null) {
    image.replaceWith(alt);
    return;
  }
  const link = ownerDocument.createElement('a');
  link.setAttribute('href', href);
  link.textContent = alt.trim() === '' ? href : alt;
  image.replaceWith(image.closest('a') === null ? link : link.textContent);
}

/** A cell holds paragraphs: other blocks in it become paragraphs instead of breaking the table apart. */
function flattenCells(root: ParentNode): void {
  for (const cell of root.querySelectorAll('td,th')) {
    for (const block of [...cell.querySelectorAll(BLOCKS_IN_CELLS)].reverse()) {
      const paragraph = cell.ownerDocument.createElement('p');
      paragraph.append(...block.childNodes);
      block.replaceWith(paragraph);
    }
    for (const list of cell.querySelectorAll('ul,ol')) list.replaceWith(...list.childNodes);
  }
}

/** GitHub and others write tasks as items with a checkbox. */
function markTasks(root: ParentNode): void {
  for (const box of root.querySelectorAll('li input[type=checkbox]')) {
    const item = box.closest('li');
    if (item === null || item.getAttribute('data-type') === 'taskItem') continue;
    item.setAttribute('data-type', 'taskItem');
    item.setAttribute('data-checked', String(box.hasAttribute('checked')));
    item.parentElement?.setAttribute('data-type', 'taskList');
    box.remove();
  }
}

export function cleanHtml(html: string, assets: AssetStore, onError: (error: unknown) => void): string {
  const { body } = new DOMParser().parseFromString(renameStyles(html), 'text/html');
  for (const element of body.querySelectorAll('script,style,iframe,object,embed,template,noscript')) element.remove();
  for (const element of [...body.querySelectorAll('[data-style]')]) applyStyle(element);
  for (const image of [...body.querySelectorAll('img')]) settleImage(image, assets, onError);
  markTasks(body);
  flattenCells(body);
  return body.innerHTML;
}
