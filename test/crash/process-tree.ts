/** Ends an app as a crash of the machine's owner's patience does: all of its processes at once, without a word. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { electronExecutable } from '../support/app';
import { ownDisplay } from '../support/own-display';

const root = resolve(import.meta.dirname, '../..');

/** The process and all that descend from it. */
function treeOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(name);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [pid];
  for (const one of tree) tree.push(...(children.get(one) ?? []));
  return tree;
}

function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

/** Resolves when none of them is left. */
export async function killTree(pid: number): Promise<void> {
  const tree = treeOf(pid);
  for (const one of tree) {
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  while (tree.some(isAlive)) await new Promise((wait) => setTimeout(wait, 5));
}

/** The app as a person starts it, with nobody attached. */
export function startAlone(userDataDir: string, args: readonly string[] = []): ChildProcess {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return spawn(electronExecutable(), [...sandbox, root, ...args, `--user-data-dir=${userDataDir}`], {
    cwd: root,
    env: { ...process.env, ...ownDisplay(), RECAP_HUB_PORT: '0' },
    stdio: 'ignore',
  });
}
