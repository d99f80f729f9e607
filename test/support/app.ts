/** Starts the real app, built, in a real Electron. */
import { execFileSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { ownDisplay } from './own-display';

export interface LaunchOptions {
  readonly userDataDir: string;
  readonly env?: Record<string, string>;
  readonly args?: readonly string[];
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  close(): Promise<void>;
}

/** The repository, or RECAP_APP: a folder with a built app that no other build replaces meanwhile. */
const root = resolve(process.env.RECAP_APP ?? resolve(import.meta.dirname, '../..'));
let electronPath: string | null = null;

export function electronExecutable(): string {
  electronPath ??= execFileSync(
    process.execPath,
    [resolve(import.meta.dirname, '../../build/scripts/electron-path.mjs')],
    { encoding: 'utf8' },
  ).trim();
  return electronPath;
}

/**
 * Names the Electron in use through the `electron` package, not through Playwright's `executablePath`: only then does
 * Playwright hold the app's `ready` until it is attached. Without that, one start in about fifty never came back,
 * because its first window appeared in the moment of attaching (playwright-core 1.65, server/electron/loader.ts).
 */
export function chooseElectron(): void {
  process.env.ELECTRON_OVERRIDE_DIST_PATH = dirname(electronExecutable());
}

/** Resolves when the first window has loaded. */
export async function launchApp({ userDataDir, env = {}, args = [] }: LaunchOptions): Promise<RunningApp> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  chooseElectron();
  const app = await electron.launch({
    args: [...sandbox, root, `--user-data-dir=${userDataDir}`, ...args],
    env: { ...(process.env as Record<string, string>), ...ownDisplay(), ...env },
    cwd: root,
    // The app's own choice of light and dark, not Playwright's.
    colorScheme: null,
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return { app, page, close: () => app.close() };
}
