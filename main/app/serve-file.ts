/** What `app://recap/…` answers: files of one folder, nothing above it, each with the security headers. Pure but for `read`. */
import { join } from 'node:path';
import { APP_HOST, APP_SCHEME } from './origin';

/** No inline script or style, no network but the app's own hub on loopback. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self' ws://127.0.0.1:*",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    // The camera reads a QR code, for the page itself only (main/windows/guards.ts).
    'camera=(self), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), bluetooth=()',
};

/** Files with any other ending are not served. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
};

/** One name in a path: no dot in front, no separator, nothing encoded. */
const SEGMENT = /^[A-Za-z0-9_@-][A-Za-z0-9._@-]*$/;

/** The path below the served folder as segments, null when it is refused. `/` is index.html. */
export function requestedPath(address: string): string[] | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST || url.username !== '' || url.password !== '')
    return null;
  if (url.pathname === '/' || url.pathname === '') return ['index.html'];
  const segments = url.pathname.slice(1).split('/');
  return segments.every((segment) => SEGMENT.test(segment)) ? segments : null;
}

export function mimeType(fileName: string): string | null {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  return extension !== undefined && Object.hasOwn(MIME_TYPES, extension) ? (MIME_TYPES[extension] ?? null) : null;
}

/** `read` rejects when there is no such file. */
export async function serveFile(
  folder: string,
  request: { readonly url: string; readonly method: string },
  read: (path: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const segments = requestedPath(request.url);
  if (segments === null) return refuse(403);
  const type = mimeType(segments.at(-1) ?? '');
  if (type === null) return refuse(404);
  try {
    const bytes = await read(join(folder, ...segments));
    const headers = { ...SECURITY_HEADERS, 'content-type': type, 'content-length': String(bytes.byteLength) };
    return new Response(request.method === 'HEAD' ? null : bytes, { status: 200, headers });
  } catch {
    return refuse(404);
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: SECURITY_HEADERS });
}
