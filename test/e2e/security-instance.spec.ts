/** One instance per profile: the second start hands over what it was asked to open, and ends. And the app starts and ends by itself. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import type { RecapBridge } from '../../shared/ipc/contract';
import type { Launch } from '../../shared/ipc/launch';
import { killTree } from '../crash/process-tree';
import { electronExecutable, launchApp } from '../support/app';
import { ownDisplay } from '../support/own-display';
import { processTree } from '../support/sockets';

declare const window: Window & typeof globalThis & { recap: RecapBridge; launches: Launch[] };

const root = resolve(import.meta.dirname, '../..');
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

let profile = '';
test.beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'recap-instance-'));
});
test.afterEach(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

/** The exit status. */
function start(...args: string[]): Promise<number | null> {
  const child = spawn(electronExecutable(), [...sandbox, root, `--user-data-dir=${profile}`, ...args], {
    cwd: root,
    env: { ...process.env, ...ownDisplay() },
    stdio: 'ignore',
  });
  return new Promise((done) => child.once('exit', done));
}

test('a second start gives its link and its file to the first, in order, and ends', async () => {
  const notes = join(profile, 'notes.md');
  writeFileSync(notes, '# Notes');
  const running = await launchApp({ userDataDir: profile });
  await running.page.evaluate(() => {
    window.launches = [];
    window.recap.on('launch.open', (launch) => window.launches.push(launch));
  });
  const boot = await running.page.evaluate(() => window.recap.request('app.boot', undefined));
  expect(boot).toMatchObject({ ok: true, value: { launches: [] } });
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  expect(await start('recap://join#abc', notes, '--remote-debugging-port=1', 'https://example.org/x.md')).toBe(0);
  await expect
    .poll(() => running.page.evaluate(() => window.launches))
    .toEqual([
      { kind: 'invite', link: 'recap://join#abc' },
      { kind: 'text', name: 'notes.md', text: '# Notes' },
    ]);
  await expect
    .poll(() =>
      running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.isMinimized())),
    )
    .toEqual([false]);
  await running.close();
});

test('size, place and zoom of the window are there again', async () => {
  const first = await launchApp({ userDataDir: profile });
  await first.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const wanted = { x: 40, y: 30, width: 1000, height: 650 };
    window?.setBounds(wanted);
    // The display answers later, and may first tell of the size with which the window was shown.
    for (let still = 0; still < 10; ) {
      await new Promise((again) => setTimeout(again, 30));
      still = JSON.stringify(window?.getBounds()) === JSON.stringify(wanted) ? still + 1 : 0;
    }
  });
  await first.page.waitForFunction(() => window.outerWidth === 1000 && window.outerHeight === 650);
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomLevel(1));
  await first.close();
  const saved = JSON.parse(readFileSync(join(profile, 'window-state.json'), 'utf8')) as { bounds: object };
  const second = await launchApp({ userDataDir: profile });
  await expect
    .poll(() =>
      second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel()),
    )
    .toBe(1);
  await expect
    .poll(() => second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds()))
    .toEqual(saved.bounds);
  expect(saved.bounds).toMatchObject({ width: 1000, height: 650 });
  await second.close();
});

test('the page is asked to store everything before the window closes', async () => {
  const running = await launchApp({ userDataDir: profile });
  await running.page.evaluate(async () => {
    await window.recap.request('app.boot', undefined);
    window.recap.on(
      'app.flush',
      () => void window.recap.request('app.log', { level: 'info', message: 'was asked to flush' }),
    );
  });
  await running.close();
  expect(readFileSync(join(profile, 'logs', 'recap-notebook.log'), 'utf8')).toContain('was asked to flush');
});

if (process.platform === 'linux') {
  // Without the driver: it holds on to a page that crashed.
  test('a page that crashed is loaded again', async () => {
    const app = spawn(electronExecutable(), [...sandbox, root, `--user-data-dir=${profile}`], {
      cwd: root,
      env: { ...process.env, ...ownDisplay() },
      stdio: 'ignore',
    });
    const starts = () => {
      const log = join(profile, 'logs', 'recap-notebook.log');
      return existsSync(log) ? readFileSync(log, 'utf8').split('"ready"').length - 1 : 0;
    };
    await expect.poll(starts, { timeout: 30_000 }).toBe(1);
    const isPage = (pid: number) => {
      const line = `/proc/${pid}/cmdline`;
      return existsSync(line) && readFileSync(line, 'utf8').includes('--type=renderer');
    };
    for (const pid of processTree(app.pid ?? 0).filter(isPage)) process.kill(pid, 'SIGKILL');
    await expect.poll(starts, { timeout: 30_000 }).toBe(2);
    // Its other processes write into the profile for a moment longer than it.
    await killTree(app.pid ?? 0);
  });
}

test('--smoke shows the window, waits for the page and ends well', async () => {
  expect(await start('--smoke')).toBe(0);
});
