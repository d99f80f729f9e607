/** Starts the real app, built, in a real Electron. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';

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

/** Resolves when the first window has loaded. */
export async function launchApp({ userDataDir, env = {}, args = [] }: LaunchOptions): Promise<RunningApp> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await electron.launch({
    executablePath: electronExecutable(),
    args: [...sandbox, root, `--user-data-dir=${userDataDir}`, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
    cwd: root,
    // The app's own choice of light and dark, not Playwright's.
    colorScheme: null,
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return { app, page, close: () => app.close() };
}
