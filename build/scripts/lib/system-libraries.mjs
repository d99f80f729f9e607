// The shared libraries that Electron needs from a Linux system, and the virtual display of one without a screen.
import { hasDisplay, hasXvfb } from './display.mjs';
import { run } from './run.mjs';
import { note, SetupProblem, step } from './say.mjs';

/** Debian's and Ubuntu's package names; newer releases add `t64` to some of them. */
const packages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6', 'libnotify4'];

/** Names of libraries that the dynamic linker does not find for this executable. */
async function missingLibraries(executable) {
  const { stdout } = await run('ldd', [executable]);
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

/** Installs what is missing where it may, and otherwise ends with the exact command. */
export async function ensureSystemLibraries(executable) {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  const needsXvfb = !hasDisplay() && !hasXvfb();
  if (missing.length === 0 && !needsXvfb) return;

  const wanted = [...(missing.length > 0 ? packages : []), ...(needsXvfb ? ['xvfb'] : [])];
  const reason = [
    missing.length > 0 ? `Electron needs libraries that this system lacks: ${missing.join(', ')}.` : '',
    needsXvfb ? 'There is no display, and no Xvfb to make a virtual one.' : '',
  ]
    .filter(Boolean)
    .join('\n');
  const problem = 'Electron cannot run on this system yet.';
  if ((await run('apt-get', ['--version'])).status !== 0) {
    throw new SetupProblem(problem, reason, `install with your package manager what Debian calls ${wanted.join(' ')}`);
  }
  if (process.getuid() !== 0) {
    const names = await availableNames(wanted);
    throw new SetupProblem(
      problem,
      `${reason}\nOnly root may install them.`,
      `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    );
  }
  step('Installing system libraries for Electron');
  note(reason);
  const update = await run('apt-get', ['update']);
  const names = await availableNames(wanted);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env });
  const still = await missingLibraries(executable);
  if (install.status !== 0 || still.length > 0) {
    const why = still.length > 0 && install.status === 0 ? `Still missing: ${still.join(', ')}` : install.stderr;
    throw new SetupProblem(
      'The system libraries could not be installed.',
      `${why.trim()}\n${update.status === 0 ? '' : update.stderr.trim()}`,
      `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`,
    );
  }
  note(`Installed ${names.join(' ')}`);
}

/** Another program that tests look at what we write with, or carry it with. Where it cannot be had, they are skipped. */
export async function offerProgram(name, purpose) {
  if (process.platform !== 'linux' || (await run(name, ['--version'])).status === 0) return;
  if (process.getuid() !== 0 || (await run('apt-get', ['--version'])).status !== 0) {
    note(`${name} is not here, and only root may install it: sudo apt-get install -y ${name}. Its tests are skipped.`);
    return;
  }
  step(`Installing ${name}, for the tests of ${purpose}`);
  await run('apt-get', ['update']);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = await run('apt-get', ['install', '-y', '--no-install-recommends', name], {
    env,
    timeoutMs: 300_000,
  });
  note(status === 0 ? `Installed ${name}` : `${name} could not be installed, its tests are skipped: ${stderr.trim()}`);
}

/** The name under which this release has each package. */
async function availableNames(names) {
  const chosen = [];
  for (const name of names) {
    const newer = `${name}t64`;
    chosen.push((await run('apt-cache', ['show', '--no-all-versions', newer])).status === 0 ? newer : name);
  }
  return chosen;
}
