/** Electron's security checklist, point by point, as far as it can be told without starting the app; the rest is in test/e2e/security-*. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { isAllowedRequest } from '../../main/app/network-guard';
import { pageOrigin } from '../../main/app/origin';
import { CONTENT_SECURITY_POLICY } from '../../main/app/serve-file';
import { externalAddress } from '../../main/ipc/handlers/links';
import { isTrustedSender } from '../../main/ipc/sender';
import { isAllowedNavigation, isAllowedPermission, type PermissionDetails } from '../../main/windows/guards';
import { isAllowedInPrint, printWindowOptions } from '../../main/windows/print-options';
import { windowOptions } from '../../main/windows/window-options';
import { EVENT_CHANNELS, PRELOAD_CHANNELS, REQUEST_CHANNELS } from '../../shared/ipc/channels';
import { requestWire } from '../../shared/ipc/wire';

const root = resolve(import.meta.dirname, '../..');
const page = pageOrigin(undefined, true);
const bounds = { x: 0, y: 0, width: 900, height: 600 };
const options = windowOptions({ bounds, preload: '/p.cjs', dark: true, spellcheck: false, devTools: false });
const preferences = options.webPreferences ?? {};

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}
const mainSources = sources(join(root, 'main'));

describe('Electron security checklist', () => {
  it('1: only what is on this machine is loaded', () => {
    expect(page.url).toBe('app://recap/');
    for (const address of ['http://example.org/', 'https://example.org/', 'ws://example.org/', 'ftp://example.org/'])
      expect(isAllowedRequest(page, address)).toBe(false);
  });

  it.each([
    ['2', 'nodeIntegration', false],
    ['2', 'nodeIntegrationInWorker', false],
    ['2', 'nodeIntegrationInSubFrames', false],
    ['3', 'contextIsolation', true],
    ['4', 'sandbox', true],
    ['6', 'webSecurity', true],
    ['8', 'allowRunningInsecureContent', false],
    ['9', 'experimentalFeatures', false],
    ['11, 12', 'webviewTag', false],
  ] as const)('%s: %s is %s', (_point, name, value) => {
    expect(preferences[name]).toBe(value);
  });

  it('5: no permission but putting text on the clipboard and the camera, and those for the page alone', () => {
    const permissions = [
      'media',
      'geolocation',
      'notifications',
      'midi',
      'clipboard-read',
      'openExternal',
      'fileSystem',
      'hid',
      'serial',
      'usb',
    ];
    for (const permission of permissions) expect(isAllowedPermission(page, permission, 'app://recap/')).toBe(false);
    expect(isAllowedPermission(page, 'clipboard-sanitized-write', 'app://recap/')).toBe(true);
    expect(isAllowedPermission(page, 'clipboard-sanitized-write', 'https://example.org/')).toBe(false);
  });

  it.each<[boolean, string, PermissionDetails]>([
    [true, 'app://recap/', { isMainFrame: true, mediaTypes: ['video'] }],
    [true, 'app://recap/', { isMainFrame: true, mediaType: 'video' }],
    [false, 'app://recap/', { isMainFrame: true, mediaTypes: ['video', 'audio'] }],
    [false, 'app://recap/', { isMainFrame: true, mediaTypes: ['audio'] }],
    [false, 'app://recap/', { isMainFrame: true, mediaTypes: [] }],
    [false, 'app://recap/', { isMainFrame: true, mediaType: 'audio' }],
    [false, 'app://recap/', { isMainFrame: true, mediaType: 'unknown' }],
    [false, 'app://recap/', { isMainFrame: true }],
    [false, 'app://recap/', { isMainFrame: false, mediaTypes: ['video'] }],
    [false, 'app://recap/', { mediaTypes: ['video'] }],
    [false, 'https://example.org/', { isMainFrame: true, mediaTypes: ['video'] }],
    [false, '', { isMainFrame: true, mediaTypes: ['video'] }],
  ])('5: the camera is allowed (%s) to %j with %j', (allowed, address, details) => {
    expect(isAllowedPermission(page, 'media', address, details)).toBe(allowed);
    expect(isAllowedPermission(page, 'display-capture', address, details)).toBe(false);
  });

  it('7: the content security policy starts from nothing and allows nothing inline or evaluated', () => {
    const directives = new Map(
      CONTENT_SECURITY_POLICY.split('; ').map((text) => [text.split(' ')[0], text.split(' ').slice(1)]),
    );
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(directives.get('script-src')).toEqual(["'self'"]);
    expect(directives.get('style-src')).toEqual(["'self'"]);
    expect(directives.get('worker-src')).toEqual(["'self'"]);
    expect(directives.get('connect-src')).toEqual(["'self'", 'ws://127.0.0.1:*']);
    for (const name of ['base-uri', 'form-action', 'frame-ancestors', 'object-src'])
      expect(directives.get(name)).toEqual(["'none'"]);
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|https?:|\*(?!;|$| )/);
  });

  it('10: no Blink features are switched on', () => {
    expect(preferences.enableBlinkFeatures).toBeUndefined();
    for (const source of mainSources) expect(source).not.toMatch(/enableBlinkFeatures|enable-blink-features/);
  });

  it('13: the page leads nowhere but to itself', () => {
    expect(isAllowedNavigation(page, 'app://recap/')).toBe(true);
    for (const address of [
      'app://recap/page.js',
      'app://other/',
      'https://example.org/',
      'file:///etc/passwd',
      'javascript:1',
      'about:blank',
      '',
    ])
      expect(isAllowedNavigation(page, address)).toBe(false);
  });

  it('14: three sources open windows: the app’s own, and the hidden ones of printing and of the command line', () => {
    const makers = mainSources.filter((source) =>
      /new (?:BrowserWindow|BaseWindow|WebContentsView|BrowserView)\b/.test(source),
    );
    expect(makers).toHaveLength(3);
    for (const source of makers) expect(source).toMatch(/new BrowserWindow\(\s*(?:windowOptions|printWindowOptions)\(/);
    for (const source of mainSources) expect(source).not.toContain("action: 'allow'");
  });

  it('15: only three kinds of address go outside, from one place', () => {
    for (const address of ['file:///x', 'smb://x', 'javascript:1', 'vscode://x', 'recap://join#x'])
      expect(externalAddress(address)).toBe(null);
    expect(mainSources.filter((source) => /openExternal\(/.test(source))).toHaveLength(1);
    for (const source of mainSources) expect(source).not.toMatch(/openPath\(/);
    // A folder that the person chose, by a number that the page has for it.
    expect(mainSources.filter((source) => /showItemInFolder\(/.test(source))).toHaveLength(1);
  });

  it('16: Electron is pinned to one version of a current major', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: { electron: string };
    };
    expect(manifest.devDependencies.electron).toMatch(/^(?:4[5-9]|[5-9]\d)\.\d+\.\d+$/);
  });

  it('17: requests of any other frame are refused', () => {
    expect(isTrustedSender(page, 1, { contentsId: 1, frame: { url: 'app://recap/', parent: null } })).toBe(true);
    expect(isTrustedSender(page, 1, { contentsId: 1, frame: { url: 'https://example.org/', parent: null } })).toBe(
      false,
    );
    expect(
      mainSources.filter((source) => /\bipcMain\b[^`]*from 'electron'|ipcMain\.(?:on|handle)/.test(source)),
    ).toHaveLength(1);
  });

  it('18: no page is loaded from file://', () => {
    for (const source of mainSources) expect(source).not.toMatch(/loadFile\(|file:\/\//);
  });

  it('20: the page gets three functions, restricted to the known names, and never a path', async () => {
    const exposed = new Map<string, Record<string, (...given: unknown[]) => unknown>>();
    const invoked: [name: string, input: unknown][] = [];
    const listened: string[] = [];
    vi.doMock('electron', () => ({
      contextBridge: {
        exposeInMainWorld: (name: string, api: Record<string, (...given: unknown[]) => unknown>) =>
          exposed.set(name, api),
      },
      ipcRenderer: {
        invoke: async (name: string, input: unknown) => {
          invoked.push([name, input]);
        },
        on: (name: string) => listened.push(name),
        removeListener: () => {},
      },
      webUtils: { getPathForFile: ({ name }: File) => (name === '' ? '' : `/where/only/the/preload/knows/${name}`) },
    }));
    await import('../../main/preload/preload');
    vi.doUnmock('electron');
    expect([...exposed.keys()]).toEqual(['recap']);
    const api = exposed.get('recap') ?? {};
    expect(Object.keys(api).sort()).toEqual(['on', 'openDropped', 'request']);
    const forPage = REQUEST_CHANNELS.filter((name) => !PRELOAD_CHANNELS.includes(name));
    for (const name of REQUEST_CHANNELS) await api['request']?.(name);
    for (const name of EVENT_CHANNELS) api['on']?.(name, () => {});
    expect(invoked.map(([name]) => name)).toEqual(forPage.map(requestWire));
    expect(listened).toHaveLength(EVENT_CHANNELS.length);
    for (const name of ['x', 'ELECTRON_BROWSER_WINDOW', 'toString', '__proto__', ...PRELOAD_CHANNELS]) {
      expect(await api['request']?.(name)).toMatchObject({ ok: false, code: 'ipc/unknown-channel' });
      expect(() => api['on']?.(name, () => {})).toThrow('ipc/unknown-channel');
    }
    expect(invoked).toHaveLength(forPage.length);
    expect(await api['openDropped']?.({ name: 'a.recap' })).toBeUndefined();
    expect(invoked.at(-1)).toEqual([requestWire('handoff.dropped'), { path: '/where/only/the/preload/knows/a.recap' }]);
  });
});

describe('the window for printing', () => {
  const printing = printWindowOptions({} as Electron.Session);

  it.each([
    ['javascript', false],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['contextIsolation', true],
    ['sandbox', true],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['webviewTag', false],
    ['devTools', false],
  ] as const)('%s is %s', (name, value) => {
    expect(printing.webPreferences?.[name]).toBe(value);
  });

  it('is never shown, has no bridge to the app, and may ask for nothing but itself and the pictures in it', () => {
    expect(printing).toMatchObject({ show: false, focusable: false });
    expect(printing.webPreferences?.preload).toBeUndefined();
    expect(isTrustedSender(page, 1, { contentsId: 2, frame: { url: 'app://print/x', parent: null } })).toBe(false);
    expect(isAllowedRequest(page, 'app://print/x')).toBe(false);
    expect(['app://print/x', 'data:image/png;base64,AA'].map((one) => isAllowedInPrint(one, 'app'))).toEqual([
      true,
      true,
    ]);
    for (const address of [
      'app://recap/',
      'https://example.org/',
      'ws://127.0.0.1:1/',
      'file:///x',
      'blob:app://print/1',
      '',
    ])
      expect(isAllowedInPrint(address, 'app')).toBe(false);
  });
});

describe('the window', () => {
  it('paints its paper first, light or dark, and stays hidden until it has something to show', () => {
    expect(options).toMatchObject({
      show: false,
      backgroundColor: '#191a1b',
      minWidth: 900,
      minHeight: 600,
      title: 'Recap Notebook',
    });
    const light = windowOptions({ bounds, preload: '/p.cjs', dark: false, spellcheck: true, devTools: true });
    expect(light.backgroundColor).toBe('#fbfaf7');
    expect(light.webPreferences).toMatchObject({ spellcheck: true, devTools: true, backgroundThrottling: false });
  });
});
