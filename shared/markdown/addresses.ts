/** Which addresses a link or a picture may hold. Everything else loses the address and keeps its words. */

// C0 controls and DEL never belong in an address; browsers drop some of them silently (`java\nscript:`).
const CONTROLS = /\p{Cc}/gu;
const LINK = /^(?:https?|mailto):/i;
const PICTURE = /^(?:https?:|asset:|data:image\/)/i;

function cleaned(value: unknown): string {
  return typeof value === 'string'
    ? value
        .replace(CONTROLS, '')
        .replace(/\p{Surrogate}/gu, '\uFFFD')
        .trim()
    : '';
}

/** The address of a link without control characters, or null when it is not http, https or mailto. */
export function linkAddress(value: unknown): string | null {
  const address = cleaned(value);
  return LINK.test(address) ? address : null;
}

/** The address of a picture without control characters, or null when it is not http(s), `asset:` or `data:image/`. */
export function pictureAddress(value: unknown): string | null {
  const address = cleaned(value);
  return PICTURE.test(address) ? address : null;
}

/** Addresses that mean the same as `<address>` everywhere, also in a table cell. Others are written `[text](address)`. */
export const PLAIN_ADDRESS = /^[\w\-./:?#@!$&'()*+,;=%~]+$/;
