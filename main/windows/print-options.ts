/** How a page is printed, as data: a window that shows, runs and asks for nothing, and the sheets. Pure. */
import type { BrowserWindowConstructorOptions, PrintToPDFOptions, Session } from 'electron';
import { SAFE_PREFERENCES } from './safe-preferences';

export const PRINT_HOST = 'print';

/** The page is text that is laid out; nothing in it is to run, and nobody is to see it. */
export function printWindowOptions(session: Session): BrowserWindowConstructorOptions {
  return {
    show: false,
    // A sheet of A4 at 96 pixels an inch; what is printed does not depend on it.
    width: 794,
    height: 1123,
    focusable: false,
    skipTaskbar: true,
    webPreferences: {
      ...SAFE_PREFERENCES,
      session,
      javascript: false,
      images: true,
      devTools: false,
      spellcheck: false,
    },
  };
}

/** Only the page that is being printed, and the pictures that it carries. */
export function isAllowedInPrint(address: string, scheme: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'data:' || (url.protocol === `${scheme}:` && url.host === PRINT_HOST);
}

/** Where Letter is in use (CLDR, supplemental measurement data); everywhere else it is A4. */
const LETTER = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '));

export function paperOf(country: string): 'A4' | 'Letter' {
  return LETTER.has(country.toUpperCase()) ? 'Letter' : 'A4';
}

/** In inches; the same at all four edges, so that the footer stands in it. */
const MARGIN = 0.9;

/** Chromium fills in the elements with these classes, as text. */
const FOOTER = [
  `<div style="width:100%;padding:0 ${MARGIN}in;display:flex;justify-content:space-between;gap:2em;font:8px sans-serif;color:#555">`,
  '<span class="title" style="overflow:hidden;white-space:nowrap;text-overflow:ellipsis"></span>',
  '<span style="white-space:nowrap"><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>',
].join('');

export function pdfOptions(country: string): PrintToPDFOptions {
  return {
    pageSize: paperOf(country),
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: FOOTER,
    // For screen readers and for finding one's way: headings, lists and tables are what they are.
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  };
}
