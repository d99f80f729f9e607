// Builds main, preload and renderer into out/, unless their sources are the ones of the last build.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readJson } from './fingerprint.mjs';
import { outDir } from './paths.mjs';
import { tool } from './run.mjs';
import { duration, note, step } from './say.mjs';

const stampPath = join(outDir, '.build.json');
const sources = ['main', 'renderer', 'shared', 'build/electron.vite.config.ts', 'package.json', 'package-lock.json'];
const results = ['main/main.js', 'preload/preload.cjs', 'renderer/index.html'];

export const electronViteConfig = ['--config', 'build/electron.vite.config.ts'];

/** What electron-vite asks its own Electron for. */
export function electronViteEnv(electron) {
  return { ELECTRON_EXEC_PATH: electron.path, ELECTRON_MAJOR_VER: String(electron.major) };
}

/** Throws with the bundler's words where the build fails. */
export async function buildApp(electron) {
  const hash = fingerprint(sources);
  const isComplete = results.every((file) => existsSync(join(outDir, file)));
  if (isComplete && readJson(stampPath)?.sources === hash) return;
  step('Building');
  const started = performance.now();
  const args = ['build', ...electronViteConfig, '--logLevel', 'warn'];
  const result = await tool('electron-vite/bin/electron-vite.js', args, { env: electronViteEnv(electron) });
  const words = `${result.stdout}${result.stderr}`.trim();
  if (result.status !== 0) throw new Error(`The build failed.\n${words}`);
  if (words) note(words);
  mkdirSync(outDir, { recursive: true });
  writeFileSync(stampPath, `${JSON.stringify({ sources: hash })}\n`);
  note(`Built in ${duration(performance.now() - started)}`);
}

/** The next `buildApp` builds, whatever the sources say. */
export function forgetBuild() {
  rmSync(stampPath, { force: true });
}
