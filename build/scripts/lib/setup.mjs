// Brings a fresh clone to the point where the app can be built and run; does nothing where nothing changed.
// Only Node's own modules may be imported before the dependencies are there.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasDisplay, hasXvfb } from './display.mjs';
import { fingerprint, readJson } from './fingerprint.mjs';
import { modulesDir, root } from './paths.mjs';
import { npm } from './run.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { duration, note, SetupProblem, step } from './say.mjs';

const stampPath = join(modulesDir, '.recap-setup.json');
const oldestNode = [20, 19];

/**
 * Dependencies, an Electron, its system libraries.
 * @returns {Promise<{source: string, dir: string, path: string, version: string, major: number}>} the Electron to run
 */
export async function setUp() {
  checkNode();
  const lock = fingerprint(['package-lock.json']);
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? null;
  const stamp = readJson(stampPath);
  const isUnchanged = stamp?.lock === lock && stamp.override === override && existsSync(stamp.electron.path);
  if (isUnchanged && (hasDisplay() || hasXvfb())) return stamp.electron;

  const started = performance.now();
  if (stamp?.lock !== lock && !isInstalled()) await installDependencies();
  const { obtainElectron } = await import('./electron.mjs');
  const electron = await obtainElectron();
  const { ensureSystemLibraries } = await import('./system-libraries.mjs');
  await ensureSystemLibraries(electron.path);
  ensureSandbox(electron);
  writeFileSync(stampPath, `${JSON.stringify({ lock, override, electron }, null, 2)}\n`);
  note(`Ready after ${duration(performance.now() - started)} with Electron ${electron.version} (${electron.source})`);
  return electron;
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new SetupProblem(
    `Node ${process.versions.node} is too old.`,
    `Recap Notebook is built with Node ${oldestNode.join('.')} or newer.`,
    'nvm install 22, or https://nodejs.org',
  );
}

/** Whether npm's own record of node_modules agrees with the lock file, for whoever ran npm without this script. */
function isInstalled() {
  const installed = readJson(join(modulesDir, '.package-lock.json'))?.packages;
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(
    ([path, row]) => path === '' || (row.optional && !installed[path]) || installed[path]?.version === row.version,
  );
}

/**
 * From the lock file alone. Install scripts stay off: no dependency needs one (Electron is obtained below, Playwright
 * drives Electron and needs no browser), and a stranger's code is not run for nothing.
 */
async function installDependencies() {
  step('Installing dependencies from package-lock.json (about 400 packages)');
  const started = performance.now();
  const timer = setInterval(() => note(`… ${duration(performance.now() - started)}`), 10_000);
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false', '--loglevel=error'];
  const result = await npm(args, { env: { NODE_ENV: 'development' } });
  clearInterval(timer);
  if (result.status === 0) {
    note(`Installed in ${duration(performance.now() - started)}`);
    return;
  }
  const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ENOTCACHED/.test(result.stderr);
  throw new SetupProblem(
    'The dependencies could not be installed.',
    offline ? `The npm registry cannot be reached.\n${result.stderr}` : result.stderr,
    'npm ci --ignore-scripts',
  );
}
