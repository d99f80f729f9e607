/** The real app in real windows. RECAP_ELECTRON names the executable; without it, the one that set-up obtained. */
import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { presentElectron } from './scripts/lib/electron.mjs';

const root = resolve(import.meta.dirname, '..');
const electron = process.env.RECAP_ELECTRON ?? presentElectron()?.path;
if (electron === undefined) throw new Error('There is no Electron yet. Run: npm run electron-path');
process.env.RECAP_ELECTRON = electron;

const report = process.env.RECAP_PLAYWRIGHT_REPORT;

export default defineConfig({
  testDir: resolve(root, 'test/e2e'),
  testMatch: /\.(spec|test)\.ts$/,
  outputDir: resolve(root, 'test-results/e2e'),
  tsconfig: resolve(root, 'build/tsconfig.test.json'),
  workers: 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [['list'], ...(report ? [['json', { outputFile: report }] as const] : [])],
});
