import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, mimeType, requestedPath, serveFile } from '../../../../main/app/serve-file';

const read = async (path: string): Promise<Uint8Array<ArrayBuffer>> => {
  if (path.endsWith('missing.js')) throw new Error('ENOENT');
  return new TextEncoder().encode(path);
};
const get = (url: string, method = 'GET') => serveFile('/srv/out', { url, method }, read);

describe('app://recap', () => {
  it.each([
    ['app://recap/', 'index.html'],
    ['app://recap', 'index.html'],
    ['app://recap/index.html?x=1#y', 'index.html'],
    ['app://recap/assets/inter-latin_wght.b1-2.woff2', 'assets/inter-latin_wght.b1-2.woff2'],
    ['app://recap/a/../b.js', 'b.js'],
    // URLs resolve these to the root before anybody sees them.
    ['app://recap/../../etc/passwd.txt', 'etc/passwd.txt'],
    ['app://recap/%2e%2e/%2E%2E/etc/passwd.txt', 'etc/passwd.txt'],
  ])('%s is the file %s', (url, path) => {
    expect(requestedPath(url)?.join('/')).toBe(path);
  });

  it.each([
    'app://recap/..%2f..%2fetc/passwd.txt',
    'app://recap/..%5c..%5cwindows.txt',
    'app://recap/%252e%252e/x.js',
    'app://recap/....//x.js',
    'app://recap//etc/x.js',
    'app://recap/.env.js',
    'app://recap/a/.git/x.js',
    'app://recap/x.js%00.png',
    'app://recap/C:/x.js',
    'app://recap/%63.js',
    'app://other/index.html',
    'app://recap.evil/index.html',
    'app://user@recap/index.html',
    'file:///etc/passwd.txt',
    'https://recap/index.html',
    'nonsense',
  ])('refuses %s', async (url) => {
    expect(requestedPath(url)).toBe(null);
    expect((await get(url)).status).toBe(403);
  });

  it('never leaves its folder', async () => {
    for (const url of ['app://recap/../../x.txt', 'app://recap/%2e%2e/x.txt', 'app://recap/a/b/../../../x.txt']) {
      expect((await (await get(url)).text()).startsWith('/srv/out/')).toBe(true);
    }
  });

  it.each([
    ['app://recap/missing.js', 'GET', 404],
    ['app://recap/x.exe', 'GET', 404],
    ['app://recap/x', 'GET', 404],
    ['app://recap/x.js', 'POST', 405],
    ['app://recap/../up.js%2f', 'GET', 403],
    ['app://recap/x.js', 'GET', 200],
  ])('answers %s by %s with %i, always with the security headers', async (url, method, status) => {
    const response = await get(url, method);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers HEAD without a body', async () => {
    const response = await get('app://recap/x.css', 'HEAD');
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await response.text()).toBe('');
  });

  it.each([
    ['a.html', 'text/html; charset=utf-8'],
    ['A.JS', 'text/javascript; charset=utf-8'],
    ['f.woff2', 'font/woff2'],
    ['x.constructor', null],
    ['x.map', null],
  ])('serves %s as %s', (name, type) => {
    expect(mimeType(name)).toBe(type);
  });
});
