/** Starts the floor's bare windows with the switches of the app, and builds their pages. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ElectronApplication, _electron as electron } from '@playwright/test';
import { build } from 'vite';
import { applySwitches } from '../../main/app/switches';
import { chooseElectron } from '../support/app';

const folder = resolve(import.meta.dirname, 'floor');

/** Root has no sandbox. */
export const sandboxSwitches: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The command line switches that the app gives itself. */
function appSwitches(): string[] {
  const given: string[] = [];
  applySwitches({
    appendSwitch: (name, value) => given.push(value === undefined ? `--${name}` : `--${name}=${value}`),
    getSwitchValue: () => '',
  });
  return given;
}

/** Chromium's switches stand before the app's file, the page's after it. */
export function floorArguments(page: string, userDataDir: string, windows = 1): string[] {
  return [
    ...sandboxSwitches,
    ...appSwitches(),
    `--user-data-dir=${userDataDir}`,
    join(folder, 'window.mjs'),
    `--page=${page}`,
    `--windows=${windows}`,
  ];
}

export const floorPage = (name: 'empty' | 'channel'): string => join(folder, `${name}.html`);

/** Builds a page with a script into `target`; returns its file. */
export async function buildPage(name: 'bare' | 'stock', target: string): Promise<string> {
  await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: target,
      target: 'chrome130',
      lib: { entry: join(folder, `${name}.ts`), formats: ['iife'], name, fileName: () => `${name}.js` },
    },
  });
  const page = join(target, `${name}.html`);
  await copyFile(join(folder, `${name}.html`), page);
  return page;
}

/** A folder for the time of `run`. */
export async function withFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const made = await mkdtemp(join(tmpdir(), 'recap-bench-'));
  try {
    return await run(made);
  } finally {
    await rm(made, { recursive: true, force: true, maxRetries: 5 });
  }
}

export function launchFloor(page: string, userDataDir: string, windows = 1): Promise<ElectronApplication> {
  chooseElectron();
  return electron.launch({
    args: floorArguments(page, userDataDir, windows),
    colorScheme: null,
  });
}
