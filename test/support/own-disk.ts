/** A small disk of its own for a folder, so that it can really be full, or be written by nobody. */
import { execFileSync } from 'node:child_process';

const mount = (...args: string[]): void => void execFileSync('mount', args, { stdio: 'pipe' });

/** @returns why that cannot be done here; null when it is */
export function ownDisk(folder: string, size: string): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a small disk needs Linux and root';
  try {
    mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder);
    return null;
  } catch (error) {
    return `no disk can be mounted here: ${String(error)}`;
  }
}

/** Nobody may write in the folder any more, root neither; files that are open for writing are. */
export function makeReadOnly(folder: string): void {
  mount('--bind', folder, folder);
  mount('-o', 'remount,bind,ro', folder);
}

export function makeWritable(folder: string): void {
  mount('-o', 'remount,bind,rw', folder);
}

/** However many lie over each other. */
export function unmountAll(folder: string): void {
  for (let times = 0; times < 5; times += 1) {
    try {
      execFileSync('umount', ['-l', folder], { stdio: 'pipe' });
    } catch {
      return;
    }
  }
}
