// electron-builder on the machine at hand: which targets it can build, with which Electron, and what is out of reach.
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildApp } from './build-app.mjs';
import { downloadHostAnswers } from './electron.mjs';
import { root } from './paths.mjs';
import { run, tool } from './run.mjs';
import { note, step } from './say.mjs';

const output = join(root, 'dist');

/** Which targets of electron-builder.yml can be built here; the others with the reason. */
export async function targetsHere() {
  const host = await downloadHostAnswers();
  const needsTools = `its tools come from ${host.host}, which is out of reach`;
  const can = ['dir'];
  const cannot = [];
  const add = (target, reason) => (reason ? cannot.push({ target, reason }) : can.push(target));
  if (process.platform === 'linux') {
    can.push('tar.gz');
    const hasDpkg = (await run('dpkg-deb', ['--version'])).status === 0;
    add('deb', host.answers || hasDpkg ? '' : 'there is no dpkg-deb');
    add('AppImage', host.answers ? '' : needsTools);
    cannot.push(
      { target: 'nsis', reason: 'it is built on Windows' },
      { target: 'dmg', reason: 'it is built on macOS' },
    );
  } else if (process.platform === 'darwin') {
    add('dmg', host.answers ? '' : needsTools);
    cannot.push({ target: 'nsis', reason: 'it is built on Windows' });
    cannot.push({ target: 'deb, AppImage', reason: 'they are built on Linux' });
  } else {
    add('nsis', host.answers ? '' : needsTools);
    cannot.push({ target: 'dmg', reason: 'it is built on macOS' });
    cannot.push({ target: 'deb, AppImage', reason: 'they are built on Linux' });
  }
  return { can, cannot, hasTools: host.answers };
}

/** Builds the targets into dist/ with the Electron in use. */
export async function packageApp(electron, targets, { hasTools = false } = {}) {
  await buildApp(electron);
  step(`Packaging ${targets.join(', ')} with Electron ${electron.version}`);
  const platform = { linux: '--linux', darwin: '--mac', win32: '--win' }[process.platform];
  const args = [platform, ...targets, '--publish', 'never', '--config', 'electron-builder.yml'];
  args.push(`-c.electronDist=${electron.dir}`, `-c.electronVersion=${electron.version}`);
  const { status, stdout, stderr } = await tool('electron-builder/cli.js', args, { env: hasTools ? {} : localTools() });
  if (status !== 0) throw new Error(`electron-builder failed.\n${stdout}${stderr}`.trim());
}

/** Stand-ins, from npm and from the system, for the tools that electron-builder downloads from GitHub. */
function localTools() {
  const sevenZip = createRequire(import.meta.url)('7zip-bin').path7za;
  const fpm = join(root, 'build/scripts/fpm-stand-in.mjs');
  for (const path of [sevenZip, fpm]) chmodSync(path, 0o755);
  // The default level takes ten times as long for 2 % less.
  return { ELECTRON_BUILDER_7ZIP_PATH: sevenZip, ELECTRON_BUILDER_COMPRESSION_LEVEL: '5', CUSTOM_FPM_PATH: fpm };
}

/** The executable inside the unpacked application of this platform. */
function unpackedExecutable() {
  const places = {
    linux: ['linux-unpacked/recap-notebook', 'linux-arm64-unpacked/recap-notebook'],
    darwin: ['mac', 'mac-arm64', 'mac-universal'].map(
      (name) => `${name}/Recap Notebook.app/Contents/MacOS/Recap Notebook`,
    ),
    win32: ['win-unpacked/Recap Notebook.exe', 'win-arm64-unpacked/Recap Notebook.exe'],
  }[process.platform];
  const found = places.map((place) => join(output, place)).find((place) => existsSync(place));
  if (!found) throw new Error(`There is no packaged application in ${output}.`);
  return found;
}

/** A fresh unpacked package, for the smoke test. */
export async function packageForTest(electron) {
  rmSync(output, { recursive: true, force: true });
  await packageApp(electron, ['dir']);
  const executable = unpackedExecutable();
  note(executable);
  return executable;
}
