// Where things are, for every script: the repository root, its outputs, and the cache outside it.
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const outDir = join(root, 'out');
export const modulesDir = join(root, 'node_modules');

/** The folder for downloads that outlive `node_modules`: RECAP_CACHE_DIR, XDG_CACHE_HOME or ~/.cache. */
export function cacheDir() {
  const base = process.env.RECAP_CACHE_DIR || process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(resolve(base), 'recap-notebook');
}
