/** What no page may do: leave, open windows, embed, or use a permission. Applies to every web contents of the app. */
import type { App, Session, WebContents } from 'electron';
import { isOfOrigin, type PageOrigin } from '../app/origin';

/** The one permission the page needs: to put text on the clipboard after a click. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

export function isAllowedPermission(page: PageOrigin, permission: string, address: string): boolean {
  return permission === ALLOWED_PERMISSION && isOfOrigin(page, address);
}

/** Only a load of the page itself again is no navigation; in development the bundler's server decides. */
export function isAllowedNavigation(page: PageOrigin, address: string): boolean {
  return isOfOrigin(page, address) && (page.isDev || new URL(address).pathname === '/');
}

export function guardSession(session: Session, page: PageOrigin, refused: (what: string) => void): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const allowed = isAllowedPermission(page, permission, details.requestingUrl);
    if (!allowed) refused(`permission ${permission}`);
    callback(allowed);
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowedPermission(page, permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  session.on('will-download', (event) => {
    refused('download');
    event.preventDefault();
  });
}

/** Must run before the first window is made. */
export function guardContents(app: App, page: PageOrigin, refused: (what: string) => void): void {
  app.on('web-contents-created', (_event, contents) => guardOne(contents, page, refused));
}

function guardOne(contents: WebContents, page: PageOrigin, refused: (what: string) => void): void {
  const deny = (event: { preventDefault(): void }, what: string) => {
    event.preventDefault();
    refused(what);
  };
  contents.setWindowOpenHandler(({ url }) => {
    refused(`new window ${url}`);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (!isAllowedNavigation(page, event.url)) deny(event, `navigation to ${event.url}`);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAllowedNavigation(page, event.url)) deny(event, `frame navigation to ${event.url}`);
  });
  contents.on('will-redirect', (event) => {
    if (!isAllowedNavigation(page, event.url)) deny(event, `redirect to ${event.url}`);
  });
  contents.on('will-attach-webview', (event) => deny(event, 'webview'));
}
