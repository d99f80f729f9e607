/** Where the page comes from: `app://recap`, or the bundler's server during development. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'recap';

export interface PageOrigin {
  /** What the window loads. */
  readonly url: string;
  /** As in the `Origin` header: `app://recap`. */
  readonly origin: string;
  readonly isDev: boolean;
}

/** `devUrl` (ELECTRON_RENDERER_URL) counts only in an app that is not packaged, and only on this machine. */
export function pageOrigin(devUrl: string | undefined, isPackaged: boolean): PageOrigin {
  if (devUrl !== undefined && !isPackaged && URL.canParse(devUrl)) {
    const url = new URL(devUrl);
    const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    if (url.protocol === 'http:' && isLocal) return { url: url.href, origin: url.origin, isDev: true };
  }
  return { url: `${APP_SCHEME}://${APP_HOST}/`, origin: `${APP_SCHEME}://${APP_HOST}`, isDev: false };
}

/** Node gives custom schemes the origin "null", hence scheme and host by hand. */
export function isOfOrigin(page: PageOrigin, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return `${url.protocol}//${url.host}` === page.origin && url.username === '' && url.password === '';
}
