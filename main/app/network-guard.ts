/** Second lock behind the content security policy: the session itself lets only the app's own addresses through. */
import type { Session } from 'electron';
import { APP_SCHEME, isOfOrigin, type PageOrigin } from './origin';

const HARMLESS = new Set(['blob:', 'data:', 'devtools:']);

/** The page itself, its hub on loopback, and nothing else. In development the bundler's server and its socket as well. */
export function isAllowedRequest(page: PageOrigin, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (HARMLESS.has(url.protocol)) return true;
  if (url.protocol === 'ws:' && url.hostname === '127.0.0.1') return true;
  if (page.isDev) {
    const asHttp = address.replace(/^ws/, 'http');
    return isOfOrigin(page, asHttp);
  }
  return url.protocol === `${APP_SCHEME}:` && isOfOrigin(page, address);
}

export function guardNetwork(session: Session, page: PageOrigin, refused: (address: string) => void): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    const allowed = isAllowedRequest(page, details.url);
    if (!allowed) refused(details.url);
    callback({ cancel: !allowed });
  });
}
