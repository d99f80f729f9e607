// Runs a TypeScript program of the repository, with the same resolution as the bundles and no build step of its own.
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { root } from './paths.mjs';

/** Imports the program and returns its exports; packages of node_modules are loaded by Node itself. */
export async function runTs(path) {
  const { module } = await runnerImport(join(root, path), { root, configFile: false, logLevel: 'warn' });
  return module;
}
