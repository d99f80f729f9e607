/** What no page may do: leave, open windows, embed, or use a permission. Applies to every web contents of the app. */
import type { App, Session, WebContents } from 'electron';
import { isOfOrigin, type PageOrigin } from '../app/origin';

/** To put text on the clipboard after a click. */
const CLIPBOARD = 'clipboard-sanitized-write';
/** To read a QR code with the camera: pictures only, never sound. */
const CAMERA = 'media';

/** What Electron tells of who asks, and for which kinds of media; the fields differ between a request and a check. */
export interface PermissionDetails {
  readonly isMainFrame?: boolean;
  readonly mediaTypes?: readonly string[];
  readonly mediaType?: string;
}

export function isAllowedPermission(
  page: PageOrigin,
  permission: string,
  address: string,
  details: PermissionDetails = {},
): boolean {
  if (!isOfOrigin(page, address)) return false;
  if (permission === CLIPBOARD) return true;
  return permission === CAMERA && details.isMainFrame === true && isVideoOnly(details);
}

function isVideoOnly({ mediaTypes, mediaType }: PermissionDetails): boolean {
  if (mediaTypes !== undefined) return mediaTypes.length > 0 && mediaTypes.every((type) => type === 'video');
  return mediaType === 'video';
}

/** Only a load of the page itself again is no navigation; in development the bundler's server decides. */
export function isAllowedNavigation(page: PageOrigin, address: string): boolean {
  return isOfOrigin(page, address) && (page.isDev || new URL(address).pathname === '/');
}

/** `askForCamera`: where the system itself asks the person (macOS), its answer. */
export function guardSession(
  session: Session,
  page: PageOrigin,
  refused: (what: string) => void,
  askForCamera: () => Promise<boolean>,
): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const allowed = isAllowedPermission(page, permission, details.requestingUrl, details);
    if (!allowed) refused(`permission ${permission}`);
    if (allowed && permission === CAMERA) void askForCamera().then(callback, () => callback(false));
    else callback(allowed);
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    isAllowedPermission(page, permission, origin, details),
  );
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
