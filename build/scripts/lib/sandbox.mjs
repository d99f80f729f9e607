// Chromium's sandbox on Linux: on wherever the system allows it, and a word about it where it does not.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from './say.mjs';

function kernelSays(path, value) {
  try {
    return readFileSync(path, 'utf8').trim() === value;
  } catch {
    return false;
  }
}

export function runsAsRoot() {
  return process.platform === 'linux' && process.getuid() === 0;
}

/** Switches that Electron needs on this system: root has no sandbox, everybody else keeps it. */
export function sandboxSwitches() {
  return runsAsRoot() ? ['--no-sandbox'] : [];
}

/** Where ordinary users may not make namespaces, Chromium needs its helper to belong to root. */
export function ensureSandbox(electron) {
  if (process.platform !== 'linux' || runsAsRoot()) return;
  const forbidden =
    kernelSays('/proc/sys/kernel/unprivileged_userns_clone', '0') ||
    kernelSays('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1');
  if (!forbidden) return;
  const helper = join(electron.dir, 'chrome-sandbox');
  const { uid, mode } = statSync(helper);
  if (uid === 0 && (mode & 0o4000) !== 0) return;
  throw new SetupProblem(
    'This system does not let Electron make its sandbox.',
    'User namespaces are closed to ordinary users here, so that the sandbox helper must belong to root.',
    `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}
