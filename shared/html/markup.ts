/**
 * HTML as a type of its own. There are only two ways to it: `text`, which escapes, and `element`, whose names are listed and
 * whose attributes are escaped. Nothing that anybody wrote can become markup.
 */
import { cleanCode } from '../markdown';

declare const markup: unique symbol;
export type Html = string & { readonly [markup]: true };

/** Every element that is written. No script, frame, form or embedded object is among them. */
export type ElementName =
  | `h${1 | 2 | 3 | 4 | 5 | 6}`
  | ('a' | 'article' | 'blockquote' | 'br' | 'code' | 'dd' | 'div' | 'dl' | 'dt' | 'em' | 'figcaption' | 'figure')
  | ('footer' | 'header' | 'hr' | 'img' | 'li' | 'main' | 'nav' | 'ol' | 'p' | 'pre' | 's' | 'section' | 'span')
  | ('strong' | 'table' | 'tbody' | 'td' | 'th' | 'thead' | 'time' | 'tr' | 'ul')
  | ('html' | 'head' | 'body' | 'meta' | 'title');
type AttributeName =
  | ('id' | 'class' | 'lang' | 'dir' | 'title' | 'href' | 'rel' | 'src' | 'alt' | 'start' | 'datetime' | 'scope')
  | ('role' | 'tabindex' | 'border' | 'aria-label' | 'aria-labelledby' | 'data-language')
  | ('name' | 'content' | 'charset' | 'http-equiv');
/** One that is null is left out. */
export type Attributes = Readonly<Partial<Record<AttributeName, string | null>>>;

const VOID: ReadonlySet<string> = new Set<ElementName>(['br', 'hr', 'img', 'meta']);

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // Read as it stands it would become a line feed.
  '\r': '&#13;',
};

/** For text and attributes alike. What HTML has no sign for (NUL, halves of pairs) becomes U+FFFD. */
function escaped(value: string): string {
  return cleanCode(value).replace(/[&<>"'\r]/g, (sign) => SIGNS[sign] ?? '');
}

export const NOTHING = '' as Html;
export const LINE = '\n' as Html;

export function text(value: string): Html {
  return escaped(value) as Html;
}

export function join(parts: readonly Html[], gap: Html = NOTHING): Html {
  return parts.join(gap) as Html;
}

export function element(name: ElementName, attributes: Attributes | null, ...children: readonly Html[]): Html {
  let tag = `<${name}`;
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined) tag += ` ${key}="${escaped(value)}"`;
  }
  return `${tag}>${VOID.has(name) ? '' : `${children.join('')}</${name}>`}` as Html;
}

/** The one style sheet of a page. It is ours, and stands as it is: HTML knows no signs in it. */
export function styleElement(css: string): Html {
  if (css.includes('</')) throw new Error('a style sheet that ends its element');
  return `<style>${css}</style>` as Html;
}

/** A whole page, from its first character. */
export function page(html: Html): string {
  return `<!doctype html>\n${html}\n`;
}
