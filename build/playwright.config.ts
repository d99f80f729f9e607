/** The real app in real windows. */
import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

const root = resolve(import.meta.dirname, '..');
const report = process.env.RECAP_PLAYWRIGHT_REPORT;

export default defineConfig({
  testDir: resolve(root, 'test/e2e'),
  testMatch: /\.(spec|test)\.ts$/,
  outputDir: resolve(root, 'test-results/e2e'),
  tsconfig: resolve(root, 'build/tsconfig.test.json'),
  workers: 1,
  retries: 0,
  timeout: 120_000,
  // Far longer than anything takes: two windows are tried at a time, and a machine of a CI may be three times slower.
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ...(report ? [['json', { outputFile: report }] as const] : [])],
});
