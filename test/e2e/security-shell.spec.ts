/** What the page can and cannot do, tried in the real app. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { CONTENT_SECURITY_POLICY } from '../../main/app/serve-file';
import type { RecapBridge } from '../../shared/ipc/contract';
import { launchApp, type RunningApp } from '../support/app';

declare const window: Window & typeof globalThis & { recap: RecapBridge };

let profile = '';
let running: RunningApp;
test.beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'recap-security-'));
  running = await launchApp({ userDataDir: profile, env: { RECAP_HUB_PORT: '0' } });
});
test.afterAll(async () => {
  await running.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

test('1, 18: the page comes from app://recap', async () => {
  expect(await running.page.evaluate(() => location.origin)).toBe('app://recap');
});

test('2, 3, 4, 20: the page has no Node and no Electron, only three functions', async () => {
  const seen = await running.page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', '__dirname'].filter((name) => name in globalThis),
    bridge: Object.keys(window.recap).sort(),
    frozen: Object.isFrozen(window.recap),
  }));
  expect(seen).toEqual({ node: [], bridge: ['on', 'openDropped', 'request'], frozen: true });
});

test('2, 3, 4, 6, 8, 9: the window was made with the safe preferences', async () => {
  const preferences = await running.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  expect(preferences['webviewTag'] ?? false).toBe(false);
  expect(preferences['allowRunningInsecureContent'] ?? false).toBe(false);
});

test('7: every answer carries the content security policy, which blocks inline and evaluated script and style', async () => {
  const result = await running.page.evaluate(async () => {
    const headers: (string | null)[] = [];
    for (const path of ['/', '/index.html', '/missing.js'])
      headers.push((await fetch(path)).headers.get('content-security-policy'));
    const script = document.createElement('script');
    script.textContent = 'globalThis.wasRun = true';
    document.body.append(script);
    const style = document.createElement('style');
    style.textContent = ':root { --was-styled: yes }';
    document.head.append(style);
    // In a turn of its own: what the driver evaluates directly is exempt from the policy.
    const evaluated = await new Promise<string>((done) => {
      setTimeout(() => {
        try {
          const evaluate = Reflect.get(globalThis, 'eval') as (code: string) => unknown;
          done(String(evaluate('1 + 1')));
        } catch (error) {
          done((error as Error).name);
        }
      });
    });
    const styled = getComputedStyle(document.documentElement).getPropertyValue('--was-styled');
    script.remove();
    style.remove();
    return { headers, wasRun: 'wasRun' in globalThis, styled, evaluated };
  });
  const policy = CONTENT_SECURITY_POLICY;
  expect(result).toEqual({ headers: [policy, policy, policy], wasRun: false, styled: '', evaluated: 'EvalError' });
});

test('18: nothing above the page’s folder is served, however the path is written', async () => {
  const paths = [
    '/../main/main.js',
    '/%2e%2e/main/main.js',
    '/..%2fmain/main.js',
    '/..%5cmain%5cmain.js',
    '/%252e%252e/main/main.js',
    '//main/main.js',
    '/.%2e/package.json',
  ];
  const statuses = await running.page.evaluate(
    (given) =>
      Promise.all(
        given.map((path) =>
          fetch(`app://recap${path}`).then(
            (response) => response.status,
            () => 0,
          ),
        ),
      ),
    paths,
  );
  for (const status of statuses) expect([0, 403, 404]).toContain(status);
});

test('1: the page reaches no other host, not even past its policy', async () => {
  const reached = await running.page.evaluate(async () => {
    const tries = ['https://example.org/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'app://other/'];
    return Promise.all(
      tries.map((url) =>
        fetch(url).then(
          () => url,
          () => '',
        ),
      ),
    );
  });
  expect(reached).toEqual(['', '', '', '']);
  const byMain = await running.app.evaluate(async ({ session }) => {
    const tries = ['https://example.org/', 'http://example.org/'];
    return Promise.all(
      tries.map((url) =>
        session.defaultSession.fetch(url).then(
          () => 'reached',
          (error: Error) => error.message,
        ),
      ),
    );
  });
  for (const message of byMain) expect(message).toContain('ERR_BLOCKED_BY_CLIENT');
});

test('5: permissions are denied, but for putting text on the clipboard and reading a QR code with the camera', async () => {
  const states = await running.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'microphone', 'clipboard-read', 'midi', 'camera', 'clipboard-write'];
    return Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
    );
  });
  expect(states).toEqual([...Array.from({ length: 5 }, () => 'denied'), 'granted', 'granted']);
  const media = await running.page.evaluate(() =>
    Promise.all(
      [{ audio: true }, { audio: true, video: true }].map((wanted) =>
        navigator.mediaDevices.getUserMedia(wanted).then(
          () => 'given',
          (error: Error) => error.name,
        ),
      ),
    ),
  );
  // Without a camera or a microphone Chromium says so before it asks for leave.
  for (const answer of media) expect(['NotAllowedError', 'NotFoundError']).toContain(answer);
});

test('11, 12, 13, 14: the page cannot leave, open windows, frame itself or embed', async () => {
  const before = running.page.url();
  const opened = await running.page.evaluate(() => [
    String(window.open('https://example.org/')),
    String(window.open('/')),
  ]);
  expect(opened).toEqual(['null', 'null']);
  for (const address of ['https://example.org/', 'app://recap/index.html', 'file:///etc/passwd']) {
    await running.page.evaluate((url) => {
      location.href = url;
    }, address);
  }
  await running.page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = '/';
    frame.id = 'test-frame';
    const view = document.createElement('webview');
    view.setAttribute('src', 'app://recap/');
    document.body.append(frame, view);
  });
  const framed = await running.page.evaluate(() => {
    const frame = document.querySelector<HTMLIFrameElement>('#test-frame');
    let inside = 'reached';
    try {
      inside = typeof (frame?.contentWindow as { recap?: unknown } | null)?.recap;
    } catch {
      // The page that tells of the refusal is of another origin.
      inside = 'undefined';
    }
    frame?.remove();
    document.querySelector('webview')?.remove();
    return inside;
  });
  expect(framed).toBe('undefined');
  expect(running.page.url()).toBe(before);
  expect(
    await running.app.evaluate(
      ({ webContents }) => webContents.getAllWebContents().filter((each) => each.getType() !== 'remote').length,
    ),
  ).toBe(1);
});

test('15: only web and mail addresses are opened outside, after asking', async () => {
  await running.app.evaluate(({ dialog, shell }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    dialog.showMessageBox = async (...given: unknown[]) => {
      const { detail } = given.at(-1) as { detail: string };
      seen.push(`asked ${detail}`);
      return { response: detail.includes('yes') ? 1 : 0, checkboxChecked: false };
    };
    shell.openExternal = async (url) => void seen.push(`opened ${url}`);
  });
  const replies = await running.page.evaluate(() =>
    Promise.all(
      ['https://yes.example/', 'https://no.example/', 'file:///etc/passwd', 'javascript:1'].map((url) =>
        window.recap.request('links.open', { url }),
      ),
    ),
  );
  expect(replies.map((reply) => (reply.ok ? reply.value.opened : reply.code))).toEqual([
    true,
    false,
    'links/refused',
    'links/refused',
  ]);
  const seen = await running.app.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  expect(seen.sort()).toEqual([
    'asked https://no.example/',
    'asked https://yes.example/',
    'opened https://yes.example/',
  ]);
});

test('17: requests that are unknown, malformed or from another window are refused with a code', async () => {
  const [unknown, malformed] = await running.page.evaluate(() => {
    const request = window.recap.request as unknown as (channel: string, input: unknown) => Promise<{ code?: string }>;
    return Promise.all([request('no.such', {}), request('settings.update', { schema: 9 })]);
  });
  expect([unknown?.code, malformed?.code]).toEqual(['ipc/unknown-channel', 'ipc/bad-input']);
  const preload = resolve(import.meta.dirname, '../../out/preload/preload.cjs');
  const foreign = await running.app.evaluate(async ({ BrowserWindow }, path) => {
    const other = new BrowserWindow({ show: false, webPreferences: { preload: path, sandbox: true } });
    await other.loadURL('app://recap/');
    const reply = (await other.webContents.executeJavaScript("window.recap.request('settings.update', {})")) as {
      code?: string;
    };
    other.destroy();
    return reply.code;
  }, preload);
  expect(foreign).toBe('ipc/refused-sender');
});

test('the page’s hub on loopback can be reached from the page, with its token only', async () => {
  const codes = await running.page.evaluate(async () => {
    const reply = await window.recap.request('hub.start', undefined);
    if (!reply.ok) return [reply.code];
    const connect = (url: string) =>
      new Promise<number | string>((done) => {
        const socket = new WebSocket(url);
        socket.onopen = () => socket.send('{"type":"ping"}');
        socket.onmessage = (event) => done(String(event.data));
        socket.onclose = (event) => done(event.code);
      });
    const url = reply.value.pageUrl;
    const answers = await Promise.all([
      connect(url),
      connect(url.replace(/=.*/, '=x')),
      connect(url.replace('/page', '/hub')),
    ]);
    await window.recap.request('hub.stop', undefined);
    return answers;
  });
  expect(codes).toEqual(['{"type":"pong"}', 4403, 4403]);
});
