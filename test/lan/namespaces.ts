/** Network namespaces of this run (iproute2, as root): made, named, told apart from those of other runs, and removed. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** Names hold the process that made them, so that a later run knows what a crashed one left. */
const OURS = /^rn(\d+)-/;

/** Runs `ip` and returns what it prints. */
export function ip(...args: string[]): string {
  return execFileSync('ip', args, { stdio: 'pipe', encoding: 'utf8' });
}

/** Why namespaces cannot be made here; null when they can. */
export function whyNoNamespaces(): string | null {
  if (process.platform !== 'linux') return 'network namespaces need Linux';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const probe = namespaceName('probe');
  try {
    ip('netns', 'add', probe);
    return null;
  } catch (error) {
    return `ip netns: ${error instanceof Error ? error.message : error}`;
  } finally {
    removeNamespace(probe);
  }
}

let made = 0;

export function namespaceName(what: string): string {
  made += 1;
  return `rn${process.pid}-${process.env.VITEST_WORKER_ID ?? '0'}-${made}-${what}`;
}

/** Ends what runs in a namespace, then removes it with all its interfaces and files. Does nothing where there is none. */
export function removeNamespace(name: string): void {
  try {
    for (const pid of ip('netns', 'pids', name).split('\n').filter(Boolean)) end(Number(pid));
    ip('netns', 'del', name);
  } catch {
    // It was never made, or is gone.
  }
  rmSync(`/etc/netns/${name}`, { recursive: true, force: true });
}

/** Removes what runs that crashed have left. */
export function removeLeftovers(): void {
  for (const line of ip('netns', 'list').split('\n')) {
    const name = line.split(' ')[0] ?? '';
    const maker = OURS.exec(name)?.[1];
    if (maker !== undefined && !isRunning(Number(maker))) removeNamespace(name);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
