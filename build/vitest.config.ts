/** Every test that needs no Electron, in projects that the scripts run by name. */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');
const dom = '**/*.dom.test.{ts,tsx}';

function project(name: string, include: string[], environment: 'node' | 'happy-dom' = 'node') {
  return {
    root,
    plugins: [react()],
    define: { global: 'globalThis' },
    test: {
      name,
      include,
      environment,
      exclude: environment === 'node' ? [dom] : [],
      setupFiles: [resolve(root, 'test/support/patience.ts')],
      // Far longer than anything takes: a machine of a CI may be three times slower, and does two things at a time.
      testTimeout: 30_000,
      hookTimeout: 30_000,
      expect: { poll: { timeout: 10_000 } },
    },
  };
}

export default defineConfig({
  root,
  cacheDir: resolve(root, 'node_modules/.vite'),
  test: {
    passWithNoTests: true,
    maxWorkers: 2,
    projects: [
      project('unit', ['test/unit/**/*.test.{ts,tsx}']),
      project('renderer', [`test/unit/${dom}`], 'happy-dom'),
      project('contract', ['test/contract/**/*.test.ts']),
      project('convergence', ['test/convergence/**/*.test.ts']),
      project('security', ['test/security/**/*.test.ts']),
      project('architecture', ['test/architecture/**/*.test.ts']),
      project('lan', ['test/lan/**/*.test.ts']),
      project('links', ['test/links/**/*.test.ts']),
      project('package', ['test/package/**/*.test.ts']),
    ],
  },
});
